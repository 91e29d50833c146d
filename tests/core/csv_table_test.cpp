#include "landlink/core/csv_table.hpp"

#include <gmock/gmock.h>

#include <string>

namespace landlink {
namespace {

using testing::HasSubstr;

std::string complaint(std::string_view text) {
  try {
    CsvTable::parse(text, "t.csv");
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

TEST(CsvTable, ReadsQuotedCellsAndRemembersLines) {
  const CsvTable table = CsvTable::parse(
      "\xEF\xBB\xBFid,note\r\n# a comment\r\n1,\"two, \"\"three\"\"\nfour\"\n2,\n", "t.csv");
  ASSERT_EQ(table.size(), 2u);
  EXPECT_EQ(table.row(0).integer("id"), 1);
  EXPECT_EQ(table.row(0).text("note"), "two, \"three\"\nfour");
  EXPECT_EQ(table.row(1).place("note").line, 5);
  EXPECT_EQ(table.row(1).optional_number("note"), std::nullopt);
}

TEST(CsvTable, TakesALastLineWithoutItsEnd) {
  EXPECT_EQ(CsvTable::parse("a\n1\n2", "t.csv").size(), 2u);
}

TEST(CsvTable, NamesTheLineOfEachFault) {
  EXPECT_THAT(complaint("a,b\n1,2\n3\n"), HasSubstr("t.csv:3: 1 cell where the header has 2"));
  EXPECT_THAT(complaint("a,b\n1,\"2\n"), HasSubstr("t.csv:2: a quote"));
  EXPECT_THAT(complaint("a\n\xB9\xD2\n"), HasSubstr("t.csv:2: the text is not UTF-8"));
  EXPECT_THAT(complaint(std::string_view("a\n1\0\n", 5)), HasSubstr("t.csv:2: a NUL byte"));
  EXPECT_THAT(complaint("a,a\n1,2\n"), HasSubstr("column 'a' stands twice"));
  EXPECT_THAT(complaint(""), HasSubstr("no rows"));
  EXPECT_THAT(complaint("a,b\n"), HasSubstr("no rows"));
}

TEST(CsvTable, NamesTheCellThatIsNoNumber) {
  const CsvTable table = CsvTable::parse("id,t\n7,nan\n", "t.csv");
  try {
    static_cast<void>(table.row(0).number("t"));
    FAIL();
  } catch (const Error& e) {
    EXPECT_STREQ(e.what(),
                 "t.csv:2 field 't': 'nan' is not a number; write a finite decimal number such as "
                 "1250.5");
  }
}

TEST(CsvTable, OffersTheNearestColumn) {
  const CsvTable table = CsvTable::parse("origin,destintion\n1,2\n", "t.csv");
  try {
    table.expect_columns({"origin", "destination"});
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), HasSubstr("did you mean 'destintion'?"));
  }
}

TEST(CsvCell, DefusesFormulas) {
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("+A1"), "'+A1");
  EXPECT_EQ(csv_cell("-A1"), "'-A1");
  EXPECT_EQ(csv_cell("--1"), "'--1");
  EXPECT_EQ(csv_cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(csv_cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
}

TEST(CsvCell, LeavesNumbersAndTheUnitOfARatioAlone) {
  for (const char* text : {"-", "-5", "-1.25e-3", "t/day", ""}) {
    EXPECT_EQ(csv_cell(text), text);
  }
}

}  // namespace
}  // namespace landlink
