#include "landlink/core/quantity.hpp"

#include <gmock/gmock.h>

#include <string>

#include "landlink/core/config_table.hpp"

namespace landlink {
namespace {

using testing::HasSubstr;

double in(std::string_view unit, std::string_view text) { return quantity_in(text, unit, {}); }

std::string complaint(std::string_view unit, std::string_view text) {
  try {
    static_cast<void>(quantity_in(text, unit, {.file = "s.toml", .line = 3}));
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

// Factors are products of a few decimal numbers: within some units in the last place.
TEST(Quantities, ConvertBetweenUnitsOfOneKind) {
  EXPECT_DOUBLE_EQ(in("USD", "240 million USD"), 240e6);
  EXPECT_DOUBLE_EQ(in("USD/year", "1.5 million USD/year"), 1.5e6);
  EXPECT_DOUBLE_EQ(in("h", "45 min"), 0.75);
  EXPECT_DOUBLE_EQ(in("min", "1.5 h"), 90.0);
  EXPECT_DOUBLE_EQ(in("km/h", "25 m/s"), 90.0);
  EXPECT_DOUBLE_EQ(in("pcu/h/lane", "1800 pcu/h/lane"), 1800.0);
  EXPECT_DOUBLE_EQ(in("m/km", "2500 mm/km"), 2.5);
  EXPECT_DOUBLE_EQ(in("t/year", "0.3 Mt/year"), 300e3);
  EXPECT_DOUBLE_EQ(in("USD/t-km", "6 USD/t-km"), 6.0);
  EXPECT_DOUBLE_EQ(in("year", "18 months"), 1.5);
  EXPECT_DOUBLE_EQ(in("h/day", "16 h/day"), 16.0);
  EXPECT_DOUBLE_EQ(in("%", "9%"), 9.0);
}

TEST(Quantities, SayWhatIsWrongAndWhatToWrite) {
  EXPECT_EQ(complaint("USD", "2,000,000 USD"),
            "s.toml:3: '2,000,000 USD': a comma in a number; write a number, a space and a unit, "
            "as \"240 million USD\" or \"45 min\"; this is in USD");
  EXPECT_THAT(complaint("USD", "1.8 billion THB"), HasSubstr("unknown unit 'THB'; this is in USD"));
  EXPECT_THAT(complaint("km", "5 mi"), HasSubstr("unknown unit 'mi'"));
  EXPECT_THAT(complaint("h", "12"), HasSubstr("has no unit"));
  EXPECT_THAT(complaint("h", "45min"), HasSubstr("no number with a unit"));
  EXPECT_THAT(complaint("pcu/h", "1800 pcu/h/lane"), HasSubstr("is not in pcu/h"));
  // Clock and calendar time do not convert: a year of hours is no duration of works.
  EXPECT_THAT(complaint("year", "300 day"), HasSubstr("is not in year"));
  EXPECT_THAT(complaint("USD", "1e308 billion USD"), HasSubstr("too large"));
  EXPECT_THAT(complaint("USD", "nan USD"), HasSubstr("no number"));
}

TEST(KeysWithUnits, AreAlsoKnownWithoutThem) {
  EXPECT_EQ(key_unit("capital_usd")->stem, "capital");
  EXPECT_EQ(key_unit("maintenance_usd_per_year")->unit, "USD/year");
  EXPECT_EQ(key_unit("speed_limit_kmh")->stem, "speed_limit");
  EXPECT_EQ(key_unit("speed_limit_kmh")->unit, "km/h");
  EXPECT_EQ(key_unit("capacity_pcu_per_h")->unit, "pcu/h");
  EXPECT_EQ(key_unit("open_h_per_day")->unit, "h/day");
  EXPECT_FALSE(key_unit("lanes"));
  EXPECT_FALSE(key_unit("relative_gap"));
  EXPECT_FALSE(key_unit("discount_rate"));
}

TEST(ConfigTable, TakesAQuantityUnderTheKeyWithoutItsUnit) {
  const ConfigTable table = ConfigTable::parse("capital = \"240 million USD\"\n", "s.toml");
  EXPECT_EQ(table.optional_number("capital_usd", {.low = 0}), 240e6);
  table.finish();
  const auto refused = [](std::string_view text) {
    try {
      const ConfigTable bad = ConfigTable::parse(text, "s.toml");
      static_cast<void>(bad.optional_number("capital_usd", {.low = 0}));
    } catch (const Error& e) {
      return std::string(e.what());
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refused("capital = 240e6\n"),
            "s.toml:1:11 field 'capital': not a text with its unit; write capital = \"... USD\", "
            "or capital_usd = a number");
  EXPECT_THAT(refused("capital = \"5 USD\"\ncapital_usd = 5\n"), HasSubstr("give one of them"));
  EXPECT_THAT(refused("capital_usd = \"2,000,000\"\n"),
              HasSubstr("not a number without quotes; write a number in USD, or capital = \"... "
                        "USD\""));
  EXPECT_THAT(refused("capital = \"-5 USD\"\n"), HasSubstr("at least 0"));
}

TEST(ConfigTable, IsMadeOfTheCellsOfARow) {
  const ConfigTable table = ConfigTable::from_cells({{"type", "upgrade_road"},
                                                     {"where.road", "9"},
                                                     {"where.feature", "R1; R2"},
                                                     {"set.lanes", "4"},
                                                     {"set.toll_usd", ""}},
                                                    {.file = "p.csv", .line = 7});
  EXPECT_EQ(table.text("type"), "upgrade_road");
  const ConfigTable where = table.table("where");
  EXPECT_THAT(where.texts("road"), testing::ElementsAre("9"));
  EXPECT_THAT(where.texts("feature"), testing::ElementsAre("R1", "R2"));
  const ConfigTable set = table.table("set");
  EXPECT_EQ(set.optional_number("toll_usd"), std::nullopt);
  try {
    set.finish();
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), HasSubstr("p.csv:7: unknown key 'lanes'"));
  }
}

TEST(ConfigTable, ReadsPositions) {
  const ConfigTable table = ConfigTable::parse(
      "a = [[102.5, 18], [103, 18.5]]\nb = \"102.5 18; 103 18.5\"\nc = [[18, 102.5]]\n", "s.toml");
  EXPECT_THAT(table.optional_positions("a"),
              testing::ElementsAre(LonLat{102.5, 18.0}, LonLat{103.0, 18.5}));
  EXPECT_EQ(table.optional_positions("a"), table.optional_positions("b"));
  EXPECT_THROW(static_cast<void>(table.optional_positions("c")), Error);
}

}  // namespace
}  // namespace landlink
