#include "landlink/core/config_table.hpp"

#include <gmock/gmock.h>

#include <string>

namespace landlink {
namespace {

using testing::HasSubstr;

template <class Action>
std::string complaint(std::string_view text, Action action) {
  try {
    const ConfigTable table = ConfigTable::parse(text, "s.toml");
    action(table);
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

TEST(ConfigTable, ReadsTypedValues) {
  const ConfigTable table = ConfigTable::parse(
      "name = \"base\"\ngap = 1e-6\nyear = 2024\non = true\nlist = [\"a\"]\n[t]\nx = 1\n"
      "[[s]]\nn = 1\n[[s]]\nn = 2\n",
      "s.toml");
  EXPECT_EQ(table.text("name"), "base");
  EXPECT_EQ(table.number("gap"), 1e-6);
  EXPECT_EQ(table.integer("year"), 2024);
  EXPECT_EQ(table.optional_boolean("on"), true);
  EXPECT_THAT(table.optional_texts("list"), testing::ElementsAre("a"));
  EXPECT_EQ(table.table("t").number("x"), 1.0);
  EXPECT_EQ(table.tables("s").at(1).integer("n"), 2);
  EXPECT_EQ(table.optional_number("absent"), std::nullopt);
  table.finish();
}

TEST(ConfigTable, RefusesAKeyThatNobodyAskedFor) {
  EXPECT_EQ(complaint("name = \"x\"\ndiscont_rate = 0.09\n",
                      [](const ConfigTable& t) {
                        static_cast<void>(t.text("name"));
                        static_cast<void>(t.optional_number("discount_rate"));
                        t.finish();
                      }),
            "s.toml:2:1: unknown key 'discont_rate'; did you mean 'discount_rate'?");
}

TEST(ConfigTable, NamesLineAndColumnOfAFault) {
  EXPECT_THAT(complaint("a = 1\nb = = 2\n", [](const ConfigTable&) {}), HasSubstr("s.toml:2:5"));
  EXPECT_THAT(complaint("a = 1\na = 2\n", [](const ConfigTable&) {}), HasSubstr("s.toml:2"));
  EXPECT_THAT(complaint("n = \"caf\xE9\"\n", [](const ConfigTable&) {}), HasSubstr("not UTF-8"));
  EXPECT_THAT(complaint("r = 9\n",
                        [](const ConfigTable& t) {
                          static_cast<void>(t.number("r", {.low = 0, .high = 0.3}));
                        }),
              HasSubstr("s.toml:1:5 field 'r': 9 is out of range; give a value from 0 to 0.3"));
  EXPECT_THAT(
      complaint("r = nan\n", [](const ConfigTable& t) { static_cast<void>(t.number("r")); }),
      HasSubstr("finite"));
  EXPECT_THAT(
      complaint("r = \"2,000\"\n", [](const ConfigTable& t) { static_cast<void>(t.number("r")); }),
      HasSubstr("not a number without quotes"));
}

TEST(ConfigTable, SurvivesDeepNesting) {
  EXPECT_NE(complaint("a = " + std::string(100000, '['), [](const ConfigTable&) {}), "accepted");
}

}  // namespace
}  // namespace landlink
