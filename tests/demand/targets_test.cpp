#include "landlink/demand/targets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "landlink/core/file.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

/// 100 t of fuel from Thailand in 2020 (trade-001), 50 t from China in 2021; 10 % growth a year;
/// 900 USD/t.
DemandTables tables() {
  DemandTables tables;
  tables.commodities.push_back({.id = "fuel", .usd_per_t = 900.0});
  tables.commodities.push_back({.id = "rice", .usd_per_t = 450.0});
  tables.flows.push_back({.commodity = "fuel",
                          .what = "imports from THA",
                          .tonnes_per_year = 100.0,
                          .provenance = {.source = "trade-001; trade-002", .year = 2020}});
  tables.flows.push_back({.commodity = "fuel",
                          .what = "imports from CHN",
                          .tonnes_per_year = 50.0,
                          .provenance = {.source = "trade-003", .year = 2021}});
  tables.growth.push_back(
      {.commodity = "all", .from_year = 2000, .to_year = 2040, .per_year = 0.1});
  return tables;
}

TEST(DemandTargets, SumRowsInTheYearOfTheFact) {
  const DemandTables t = tables();
  EXPECT_NEAR(tonnes_in_year(t, {"fuel"}, "imports", "", 2021), 160.0, 1e-9);
  EXPECT_NEAR(tonnes_in_year(t, {}, "imports from THA", "", 2022), 121.0, 1e-9);
  EXPECT_NEAR(tonnes_in_year(t, {"fuel"}, "imports", "trade-002", 2020), 100.0, 1e-9);
  EXPECT_EQ(tonnes_in_year(t, {"rice"}, "imports", "", 2020), 0.0);
}

// 110 t of 2021 against 105 is 4.8 % off; 0.099 million USD of 110 t at 900 USD/t against 0.15.
TEST(DemandTargets, SayWhatHoldsAndWhereFactsDiffer) {
  const DemandTarget tonnes{.flow = "imports from THA", .year = 2021, .value = 105.0};
  DemandTarget value{.flow = "imports from THA", .year = 2021, .is_value = true, .value = 0.15};
  const auto results = hold_against_targets(tables(), {tonnes, value});
  EXPECT_NEAR(results[0].model, 110.0, 1e-9);
  EXPECT_EQ(results[0].verdict(), "within 10 %");
  EXPECT_NEAR(results[1].model, 0.099, 1e-12);
  EXPECT_EQ(results[1].verdict(), "misses");
  value.other_value = 0.1;
  EXPECT_EQ(hold_against_targets(tables(), {value})[0].verdict(), "facts differ");
  value.other_value = 0.16;
  EXPECT_EQ(hold_against_targets(tables(), {value})[0].verdict(), "misses");
}

TEST(DemandTargets, SayWhichCellIsWrong) {
  const fs::path file = fs::path(testing::TempDir()) / "landlink-targets.csv";
  const auto reading = [&](const std::string& row) {
    return [&file, row] {
      write_file_atomically(file,
                            "name,commodities,flow,row_source,unit,value,other_value,other_source,"
                            "source,year,confidence\n" +
                                row + "\n");
      read_demand_targets(file, tables());
    };
  };
  EXPECT_NO_THROW(reading("A,fuel,imports,,t,10,,,trade-001,2020,high")());
  EXPECT_THAT(reading("A,fule,imports,,t,10,,,trade-001,2020,high"),
              Throws<Error>(AllOf(Property(&Error::problem, HasSubstr("no commodity 'fule'")),
                                  Property(&Error::remedy, HasSubstr("'fuel'")))));
  EXPECT_THAT(reading("A,fuel,imports,,kt,10,,,trade-001,2020,high"),
              Throws<Error>(Property(&Error::problem, HasSubstr("a unit 'kt'"))));
  EXPECT_THAT(reading("A,fuel,imprts,,t,10,,,trade-001,2020,high"),
              Throws<Error>(Property(&Error::problem, HasSubstr("no flow begins with 'imprts'"))));
  EXPECT_THAT(reading("A,fuel,imports,,t,0,,,trade-001,2020,high"),
              Throws<Error>(Property(&Error::problem, HasSubstr("a target of 0"))));
  fs::remove(file);
}

// What the issue asks of gis/laos: each total within 10 % of its fact, or two facts that differ by
// more than 10 % named with both values. Nothing is left that merely misses.
TEST(LaoTargets, HoldOrNameTheConflict) {
  const DemandTables lao = read_demand_tables("gis/laos/demand");
  const auto results =
      hold_against_targets(lao, read_demand_targets("gis/laos/demand/targets.csv", lao));
  std::set<std::string> within;
  for (const TargetResult& result : results) {
    EXPECT_NE(result.verdict(), "misses")
        << result.target.name << ": " << result.model << " against " << result.target.value;
    if (result.verdict() == "facts differ") {
      EXPECT_FALSE(result.target.other_source.empty()) << result.target.name;
      EXPECT_FALSE(result.target.provenance.conflict.empty()) << result.target.name;
    } else {
      within.insert(result.target.name);
    }
  }
  for (const char* name :
       {"Fuel imports", "Fuel imports of 2024", "Cassava exports", "Potash exports", "Cement used",
        "Banana exports", "Coal exports", "Exports to China in 2024", "Exports to Thailand in 2024",
        "Exports to Vietnam in 2023", "Exports to Vietnam in 2022", "Imports from Thailand in 2023",
        "Imports from Thailand in 2021", "Imports from China in 2023",
        "Imports from Vietnam in 2022", "Imports from Vietnam in 2021"}) {
    EXPECT_TRUE(within.contains(name)) << name;
  }
}

}  // namespace
}  // namespace landlink
