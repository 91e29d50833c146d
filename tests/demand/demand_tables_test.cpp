#include "landlink/demand/demand_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

const std::string kCommodities =
    "id,name,usd_per_t,time_usd_per_t_h,decay_per_day,beta_per_usd_t,vehicle,body,source,year,"
    "confidence\n"
    "rice,Rice,450,0.48,0,0.05,rigid,bags,f-1,2024,assumed\n"
    "fuel,Fuel,900,0.48,0,0.03,tanker,tanker,f-2,2024,assumed\n";
const std::string kGrowth =
    "commodity,from_year,to_year,growth_per_year,source,year,confidence\n"
    "all,2000,2024,0.05,f-3,2014,medium\n"
    "all,2024,2045,0.04,f-3,2014,assumed\n"
    "fuel,2020,2026,0.1,f-4,2022,low\n";
const std::string kTrade =
    "commodity,direction,partner,origins,destinations,totals,tonnes_per_year,source,year,"
    "confidence,basis,conflict\n"
    "fuel,import,THA,Bangkok,LAO,destinations,365000,f-5,2022,high,a sum,another says less\n";

/// A demand folder from valid tables of which a test replaces some.
class DemandFolder {
 public:
  explicit DemandFolder(std::map<std::string, std::string> replaced = {}) {
    std::map<std::string, std::string> tables = {
        {"commodities.csv", kCommodities}, {"growth.csv", kGrowth}, {"trade.csv", kTrade}};
    for (auto& [name, text] : replaced) tables[name] = text;
    for (const auto& [name, text] : tables) {
      if (!text.empty()) folder_.write(name, text);
    }
  }
  [[nodiscard]] DemandTables read() const { return read_demand_tables(folder_.path()); }

 private:
  test::TemporaryFolder folder_;
};

TEST(DemandTables, ReadEveryTable) {
  const DemandTables tables =
      DemandFolder(
          {{"domestic.csv",
            "commodity,origins,destinations,totals,tonnes_per_year,source,year,confidence\n"
            "rice,LA-VI,LAO,both,730,f-6,2024,assumed\n"},
           {"seasons.csv",
            "commodity,jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec,source,year,confidence\n"
            "rice,0.12,0.08,0.08,0.08,0.08,0.08,0.08,0.08,0.08,0.08,0.08,0.08,f,2024,low\n"}})
          .read();
  ASSERT_EQ(tables.commodities.size(), 2u);
  EXPECT_EQ(tables.commodities[0].vehicle, "rigid");
  EXPECT_EQ(tables.commodities[0].body, "bags");
  ASSERT_EQ(tables.flows.size(), 2u);
  EXPECT_EQ(tables.flows[0].what, "imports from THA");
  EXPECT_EQ(tables.flows[0].totals, FlowTotals::destinations);
  EXPECT_EQ(tables.flows[0].provenance.confidence, Confidence::high);
  EXPECT_EQ(tables.flows[0].provenance.conflict, "another says less");
  EXPECT_EQ(tables.flows[1].what, "domestic flow");
  EXPECT_DOUBLE_EQ(tables.seasons[0].share[0], 0.12);
  EXPECT_EQ(tables.files.size(), 5u);
}

// 2022 to 2024 at 10 %, its own: 1.21. Rice 2023 to 2026: 5 % then 4 % twice: 1.13568. Back from
// 2024 to 2022: 1 / 1.05^2.
TEST(GrowthFactor, CompoundsThePeriodsOfTheCommodityOrOfAll) {
  const DemandTables tables = DemandFolder().read();
  EXPECT_DOUBLE_EQ(growth_factor(tables, "fuel", 2022, 2024), 1.1 * 1.1);
  EXPECT_DOUBLE_EQ(growth_factor(tables, "rice", 2023, 2026), 1.05 * 1.04 * 1.04);
  EXPECT_DOUBLE_EQ(growth_factor(tables, "rice", 2024, 2022), 1.0 / 1.05 / 1.05);
  EXPECT_EQ(growth_factor(tables, "rice", 2024, 2024), 1.0);
  EXPECT_DOUBLE_EQ(growth_factor(tables, "fuel", 2018, 2021), 1.05 * 1.05 * 1.1);
  EXPECT_THAT([&] { growth_factor(tables, "rice", 2044, 2046); },
              Throws<Error>(Property(&Error::problem, HasSubstr("no growth of rice from 2045"))));
}

struct Malformed {
  const char* name;
  std::map<std::string, std::string> tables;
  std::string where;
  std::string problem;
  std::string remedy;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

class MalformedTable : public ::testing::TestWithParam<Malformed> {};

TEST_P(MalformedTable, IsRefusedInOneMessage) {
  const Malformed& fault = GetParam();
  EXPECT_THAT([&] { static_cast<void>(DemandFolder(fault.tables).read()); },
              Throws<Error>(AllOf(Property(&Error::what, HasSubstr(fault.where)),
                                  Property(&Error::problem, HasSubstr(fault.problem)),
                                  Property(&Error::remedy, HasSubstr(fault.remedy)))));
}

const std::vector<Malformed> kFaults = {
    {"unknown_commodity",
     {{"trade.csv", replaced(kTrade, "\nfuel", "\nfuels")}},
     "trade.csv:2",
     "no commodity 'fuels'",
     "'fuel'"},
    {"negative_tonnes",
     {{"trade.csv", replaced(kTrade, "365000", "-5")}},
     "field 'tonnes_per_year'",
     "a value of -5",
     "at least 0"},
    {"tonnes_nan",
     {{"trade.csv", replaced(kTrade, "365000", "nan")}},
     "field 'tonnes_per_year'",
     "'nan' is not a number",
     "decimal"},
    {"tonnes_with_thousands",
     {{"trade.csv", replaced(kTrade, "365000", "365 000")}},
     "trade.csv:2",
     "'365 000' is not a number",
     "decimal"},
    {"column_typo",
     {{"trade.csv", replaced(kTrade, "destinations,totals", "destintions,totals")}},
     "trade.csv",
     "no column 'destinations'",
     "'destintions'"},
    {"direction",
     {{"trade.csv", replaced(kTrade, "import", "imports")}},
     "field 'direction'",
     "a direction 'imports'",
     "'import'"},
    {"partner",
     {{"trade.csv", replaced(kTrade, "THA", "Thailand")}},
     "field 'partner'",
     "a partner 'Thailand'",
     "alpha-3"},
    {"totals",
     {{"trade.csv", replaced(kTrade, "LAO,destinations", "LAO,destination")}},
     "field 'totals'",
     "totals of 'destination'",
     "'destinations'"},
    {"confidence",
     {{"trade.csv", replaced(kTrade, "high", "hihg")}},
     "field 'confidence'",
     "a confidence of 'hihg'",
     "'high'"},
    {"no_source",
     {{"trade.csv", replaced(kTrade, "f-5", "")}},
     "field 'source'",
     "an empty cell",
     "value"},
    {"year",
     {{"trade.csv", replaced(kTrade, "2022", "22")}},
     "field 'year'",
     "the year 22",
     "1990 to 2100"},
    {"weight",
     {{"trade.csv", replaced(kTrade, "Bangkok", "Bangkok=x")}},
     "field 'origins'",
     "'x' is no weight",
     "above 0"},
    {"commodity_twice",
     {{"commodities.csv", replaced(kCommodities, "\nfuel", "\nrice")}},
     "commodities.csv:3",
     "commodity 'rice' stands twice",
     "own"},
    {"decay",
     {{"commodities.csv", replaced(kCommodities, "0.48,0,", "0.48,5,")}},
     "field 'decay_per_day'",
     "a loss of 5",
     "0 to 1"},
    {"growth_in_percent",
     {{"growth.csv", replaced(kGrowth, "0.1,", "10,")}},
     "field 'growth_per_year'",
     "a growth of 10",
     "0.05 for 5 %"},
    {"growth_overlap",
     {{"growth.csv", replaced(kGrowth, "all,2024", "all,2023")}},
     "growth.csv:3",
     "2023-2045 overlaps the period of line 2",
     "ends"},
    {"growth_backwards",
     {{"growth.csv", replaced(kGrowth, "all,2024,2045", "all,2024,2024")}},
     "field 'to_year'",
     "a period from 2024 to 2024",
     "after"},
    {"no_flows", {{"trade.csv", ""}}, "", "no table of flows", "trade.csv"},
    {"season_sum",
     {{"seasons.csv",
       "commodity,jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec,source,year,confidence\n"
       "rice,1,0,0,0,0,0,0,0,0,0,0,0.1,f,2024,low\n"}},
     "seasons.csv:2",
     "months that add up to 1.1",
     "1"},
};

INSTANTIATE_TEST_SUITE_P(DemandTables, MalformedTable, ::testing::ValuesIn(kFaults),
                         [](const auto& fault) { return std::string(fault.param.name); });

}  // namespace
}  // namespace landlink
