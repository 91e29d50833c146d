#include "landlink/demand/od_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demand_test_zones.hpp"
#include "landlink/core/file.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

IdVector<CommodityId, Commodity> two_commodities() {
  IdVector<CommodityId, Commodity> commodities;
  commodities.push_back({.id = "rice", .name = "Rice"});
  commodities.push_back({.id = "fuel", .name = "Fuel"});
  return commodities;
}

const std::string kHeader = "origin,destination,commodity,tonnes_per_day\n";

IdVector<CommodityId, OdMatrix> parsed(const std::string& text, Diagnostics& diagnostics,
                                       const OdCsvOptions& options = {}) {
  return parse_od_csv(text, "od.csv", small_zones(), two_commodities(), diagnostics, options);
}

TEST(OdCsv, ReadsTonnesByPairAndCommodity) {
  Diagnostics diagnostics;
  const auto matrices =
      parsed(kHeader + "vte,bkk,rice,12.5\nbkk,vte,fuel,1e2\nvgv,vte,rice,0\n", diagnostics);
  EXPECT_EQ(matrices[CommodityId{0u}].at(ZoneId{0u}, ZoneId{3u}), 12.5);
  EXPECT_EQ(matrices[CommodityId{1u}].at(ZoneId{3u}, ZoneId{0u}), 100.0);
  EXPECT_EQ(matrices[CommodityId{0u}].cell_count(), 1u);
  EXPECT_TRUE(diagnostics.all().empty());
}

TEST(OdCsv, ReadsBackEveryBitThatItWrites) {
  FreightDemand demand;
  demand.commodities = two_commodities();
  demand.tonnes_per_day.push_back(
      {5, {{ZoneId{0u}, ZoneId{3u}, 1.0 / 3.0}, {ZoneId{4u}, ZoneId{1u}, 123456.789e-3}}});
  demand.tonnes_per_day.push_back({5, {{ZoneId{3u}, ZoneId{0u}, 0.1 + 0.2}}});
  const test::TemporaryFolder folder;
  write_file_atomically(folder / "od.csv", od_csv_text(demand, small_zones()));
  Diagnostics diagnostics;
  EXPECT_EQ(read_od_csv(folder / "od.csv", small_zones(), demand.commodities, diagnostics),
            demand.tonnes_per_day);
}

struct Fault {
  const char* name;
  std::string text;
  std::string what;
};

class FaultyOdCsv : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyOdCsv, IsRefusedWithItsPlaceAndARemedy) {
  Diagnostics diagnostics;
  EXPECT_THAT([&] { parsed(GetParam().text, diagnostics); },
              Throws<Error>(AllOf(Property(&Error::what, HasSubstr("od.csv")),
                                  Property(&Error::what, HasSubstr(GetParam().what)),
                                  Property(&Error::remedy, ::testing::Not("")))));
}

const std::string kLine2Tonnes = "od.csv:2 field 'tonnes_per_day'";

// Names begin with the case of the list of bad inputs that they stand for.
const std::vector<Fault> kFaults = {
    {"D01_nan", kHeader + "vte,bkk,rice,NaN\n", "'NaN' is not a number"},
    {"D02_infinite", kHeader + "vte,bkk,rice,inf\n", "'inf' is not a number"},
    {"D03_negative", kHeader + "vte,bkk,rice,-4\n", "a flow of -4 t/day"},
    {"D04_unknown_zone", kHeader + "777,bkk,rice,4\n", "no zone '777'"},
    {"D05_duplicate_pair", kHeader + "vte,bkk,rice,4\nvte,bkk,rice,5\n",
     "od.csv:3: the pair of line 2 again"},
    {"D08_decimal_comma", kHeader + "vte,bkk,rice,\"1.000,5\"\n", "'1.000,5' is not a number"},
    {"D09_missing_column", "origin,destination,commodity\nvte,bkk,rice\n",
     "no column 'tonnes_per_day'"},
    {"D10_column_typo", "origin,destintion,commodity,tonnes_per_day\nvte,bkk,rice,4\n",
     "no column 'destination'; did you mean 'destintion'"},
    {"D12_overflow", kHeader + "vte,bkk,rice,1e308\nbkk,vte,rice,1e308\n", "sum is not finite"},
    {"D14_header_only", kHeader, "no rows"},
    {"D15_empty", "", "no rows"},
    {"D16_truncated", kHeader + "vte,bkk,rice,4\nvte,lc", "od.csv:3"},
    {"D17_tonnes_per_year", "origin,destination,commodity,tonnes_per_year\nvte,bkk,rice,4\n",
     "a column 'tonnes_per_year' of another unit"},
    {"D18_ragged", kHeader + "vte,bkk,rice,4,9\n", "5 cells where the header has 4"},
    {"D19_formula", kHeader + "=1+1,bkk,rice,4\n", "no zone '=1+1'"},
    {"D20_hexadecimal", kHeader + "0x1,bkk,rice,4\n", "no zone '0x1'"},
    {"D21_space_in_number", kHeader + "vte,bkk,rice,1 000\n", "'1 000' is not a number"},
    {"D22_lao_digits", kHeader + "vte,bkk,rice,\u0ED1\u0ED0\u0ED0\n", "is not a number"},
    {"D23_random_bytes", kHeader + "vte,\xFF\xFE\x80,rice,4\n", "not UTF-8"},
    {"D24_unbalanced_quote", kHeader + "\"vte,bkk,rice,4\n", "od.csv:2"},
    {"unknown_commodity", kHeader + "vte,bkk,rise,4\n", "no commodity 'rise'"},
};

INSTANTIATE_TEST_SUITE_P(OdCsv, FaultyOdCsv, ::testing::ValuesIn(kFaults),
                         [](const auto& fault) { return std::string(fault.param.name); });

TEST(OdCsv, NamesTheCellAndCollectsEveryFault) {
  Diagnostics diagnostics;
  EXPECT_THROW(parsed(kHeader + "vte,bkk,rice,-1\nvtw,bkk,rice,1\nvte,bkk,fuell,1\n", diagnostics),
               Error);
  ASSERT_EQ(diagnostics.all().size(), 3u);
  EXPECT_EQ(diagnostics.all()[0].place.text(), kLine2Tonnes);
  EXPECT_THAT(diagnostics.all()[1].remedy, HasSubstr("'vte'"));
  EXPECT_THAT(diagnostics.all()[2].remedy, HasSubstr("'fuel'"));
}

TEST(OdCsv, StopsAfterAHundredFaults) {
  std::string text = kHeader;
  for (int i = 0; i < 5000; ++i) text += "vte,bkk,rice,-1\n";
  Diagnostics diagnostics;
  EXPECT_THROW(parsed(text, diagnostics), Error);
  EXPECT_EQ(diagnostics.all().size(), 100u);
}

TEST(OdCsv, AddsDuplicatesWhenAllowed) {
  Diagnostics diagnostics;
  const auto matrices =
      parsed(kHeader + "vte,bkk,rice,4\nvte,bkk,rice,5\n", diagnostics, {.sum_duplicates = true});
  EXPECT_EQ(matrices[CommodityId{0u}].at(ZoneId{0u}, ZoneId{3u}), 9.0);
}

TEST(OdCsv, LeavesOutFlowsWithinAZoneAndSaysHowMuch) {  // D06
  Diagnostics diagnostics;
  const auto matrices = parsed(kHeader + "vte,vte,rice,4\nvte,bkk,rice,5\n", diagnostics);
  EXPECT_EQ(matrices[CommodityId{0u}].total(), 5.0);
  ASSERT_EQ(diagnostics.count(Severity::warning), 1u);
  EXPECT_THAT(diagnostics.all()[0].problem, HasSubstr("4 t/day within a zone"));
}

TEST(OdCsv, WarnsOfATableOfZerosAndOfTinyFlows) {  // D11, D13
  Diagnostics diagnostics;
  EXPECT_EQ(parsed(kHeader + "vte,bkk,rice,0\n", diagnostics)[CommodityId{0u}].total(), 0.0);
  EXPECT_EQ(diagnostics.all()[0].code, "no_flow");
  Diagnostics tiny;
  EXPECT_EQ(parsed(kHeader + "vte,bkk,rice,4.9e-324\nbkk,vte,rice,1\n", tiny)[CommodityId{0u}]
                .cell_count(),
            1u);
  EXPECT_EQ(tiny.all()[0].code, "tiny_flow");
}

TEST(OdCsv, AcceptsALastLineWithoutItsEnd) {  // D16
  Diagnostics diagnostics;
  EXPECT_EQ(parsed(kHeader + "vte,bkk,rice,4", diagnostics)[CommodityId{0u}].total(), 4.0);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].code, "no_line_end");
  const test::TemporaryFolder folder;
  for (const auto& [end, warnings] : {std::pair("", 1u), std::pair("\n", 0u)}) {
    Diagnostics of_file;
    read_od_csv(folder.write("od.csv", kHeader + "vte,bkk,rice,4" + end), small_zones(),
                two_commodities(), of_file);
    EXPECT_EQ(of_file.all().size(), warnings);
  }
}

// Five gigabytes of nothing: refused by its size before any of it is read.
TEST(OdCsv, RefusesAFileOfAnySizeBeforeReadingIt) {  // D26
  const test::TemporaryFolder folder;
  const std::filesystem::path huge = folder.write("od.csv", kHeader);
  std::filesystem::resize_file(huge, std::uintmax_t{5} << 30);  // sparse: takes no room
  Diagnostics diagnostics;
  EXPECT_THAT([&] { read_od_csv(huge, small_zones(), two_commodities(), diagnostics); },
              Throws<Error>(AllOf(Property(&Error::what, HasSubstr("od.csv")),
                                  Property(&Error::remedy, ::testing::Not("")))));
}

}  // namespace
}  // namespace landlink
