#include "landlink/demand/build_demand.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demand_test_zones.hpp"

namespace landlink {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr ZoneId kVientiane{0u}, kVangVieng{1u}, kPhonhong{2u}, kBangkok{3u}, kLaemChabang{4u};

FlowRow flow(const std::string& commodity, double tonnes, const std::string& origins,
             const std::string& destinations, FlowTotals totals) {
  return {.commodity = commodity,
          .what = "flow",
          .tonnes_per_year = tonnes,
          .origins = parse_place_shares(origins, {}),
          .destinations = parse_place_shares(destinations, {}),
          .totals = totals,
          .provenance = {.source = "f",
                         .year = 2024,
                         .confidence = Confidence::high,
                         .place = {.file = "gis/trade.csv", .line = 9}}};
}

DemandTables tables_of(std::vector<FlowRow> flows) {
  DemandTables tables;
  tables.commodities = {
      {.id = "rice", .name = "Rice", .beta_per_usd_t = 0.1, .vehicle = "rigid"},
      {.id = "fuel", .name = "Fuel", .beta_per_usd_t = 0.05, .vehicle = "tanker"}};
  tables.flows = std::move(flows);
  tables.growth = {{.commodity = "all", .from_year = 2000, .to_year = 2045, .per_year = 0.05}};
  return tables;
}

/// 20 USD/t between any two zones of Laos, 40 from and to Bangkok and 60 to Laem Chabang.
DemandSkims plain_skims() {
  Eigen::MatrixXd cost = Eigen::MatrixXd::Constant(5, 5, 20.0);
  cost.row(3).setConstant(40.0);
  cost.col(3).setConstant(40.0);
  cost.row(4).setConstant(60.0);
  cost.col(4).setConstant(60.0);
  return {.domestic = cost, .international = cost};
}

// 365,000 t a year are 1,000 a day; Vientiane takes 800 / 1200 of them. By cost and weight Bangkok
// sends 3 exp(-0.05 x 40) to 1 exp(-0.05 x 60) of Laem Chabang: 3 e / (3 e + 1) = 0.890768.
TEST(BuildDemand, LetsADestinationChooseItsOriginByWeightAndCost) {
  const FreightDemand demand =
      build_demand(tables_of({flow("fuel", 365000.0, "THA", "LAO", FlowTotals::destinations)}),
                   small_zones(), plain_skims(), 2024);
  const OdMatrix& fuel = demand.tonnes_per_day[CommodityId{1u}];
  EXPECT_NEAR(fuel.at(kBangkok, kVientiane), 1000.0 * 2.0 / 3.0 * 0.890768, 1e-3);
  EXPECT_NEAR(fuel.at(kBangkok, kVientiane) + fuel.at(kLaemChabang, kVientiane), 2000.0 / 3.0,
              1e-9);
  EXPECT_EQ(fuel.at(kVientiane, kBangkok), 0.0);
  EXPECT_EQ(demand.tonnes_per_day[CommodityId{0u}].total(), 0.0);
}

TEST(BuildDemand, LetsAnOriginChooseItsDestination) {
  const FreightDemand demand =
      build_demand(tables_of({flow("fuel", 365000.0, "LA-VI", "THA", FlowTotals::origins)}),
                   small_zones(), plain_skims(), 2024);
  const OdMatrix& fuel = demand.tonnes_per_day[CommodityId{1u}];
  EXPECT_NEAR(fuel.at(kVangVieng, kBangkok) + fuel.at(kVangVieng, kLaemChabang), 250.0, 1e-9);
  EXPECT_NEAR(fuel.at(kPhonhong, kBangkok), 750.0 * 0.890768, 1e-3);
}

TEST(BuildDemand, HoldsBothMarginsOfADomesticFlow) {
  const FreightDemand demand =
      build_demand(tables_of({flow("rice", 365.0, "LA-VI=1; vte=1", "LAO", FlowTotals::both)}),
                   small_zones(), plain_skims(), 2024);
  const Eigen::MatrixXd rice = demand.tonnes_per_day[CommodityId{0u}].dense();
  EXPECT_NEAR(rice.row(0).sum(), 0.5, 1e-10);
  EXPECT_NEAR(rice.row(1).sum(), 0.125, 1e-10);
  EXPECT_NEAR(rice.col(0).sum(), 2.0 / 3.0, 1e-10);
  EXPECT_NEAR(rice.col(2).sum(), 0.25, 1e-10);
  // A zone's own cost is half of that to its neighbour, 10: at beta 0.1 and equal factors it keeps
  // e times what a neighbour's cell has. Cross ratio: (T11 T22) / (T12 T21) = e^2.
  EXPECT_NEAR(rice(0, 0) * rice(1, 1) / (rice(0, 1) * rice(1, 0)), std::exp(2.0), 1e-9);
}

TEST(BuildDemand, TakesTheSkimThatKeepsToLaosForDomesticFlows) {
  DemandSkims skims = plain_skims();
  skims.domestic(0, 1) = kInfinite;
  skims.international(0, 3) = kInfinite;
  const FreightDemand demand =
      build_demand(tables_of({flow("rice", 365.0, "vte", "LA-VI", FlowTotals::origins),
                              flow("rice", 365.0, "vte", "THA", FlowTotals::origins)}),
                   small_zones(), skims, 2024);
  const OdMatrix& rice = demand.tonnes_per_day[CommodityId{0u}];
  EXPECT_EQ(rice.at(kVientiane, kVangVieng), 0.0);
  EXPECT_DOUBLE_EQ(rice.at(kVientiane, kPhonhong), 1.0);
  EXPECT_DOUBLE_EQ(rice.at(kVientiane, kLaemChabang), 1.0);
}

// Every commodity adds up to its rows, whatever the constraints.
TEST(BuildDemand, LosesNoTonne) {
  const DemandTables tables =
      tables_of({flow("rice", 123456.7, "LAO", "LAO", FlowTotals::both),
                 flow("rice", 89.3, "LA-VI", "THA", FlowTotals::origins),
                 flow("rice", 3.2e6, "THA", "vte=3; LA-VI=1", FlowTotals::destinations),
                 flow("rice", 0.0, "LAO", "THA", FlowTotals::origins)});
  const FreightDemand demand = build_demand(tables, small_zones(), plain_skims(), 2024);
  const double expected = (123456.7 + 89.3 + 3.2e6) / 365.0;
  EXPECT_NEAR(demand.tonnes_per_day[CommodityId{0u}].total(), expected, 1e-9 * expected);
}

// 5 % a year from the row's 2024: 1.05^3 in 2027.
TEST(BuildDemand, GrowsToTheYearOfTheStudy) {
  const DemandTables tables = tables_of({flow("rice", 365.0, "vte", "Bangkok", FlowTotals::both)});
  const auto total = [&](int year) {
    return build_demand(tables, small_zones(), plain_skims(), year)
        .tonnes_per_day[CommodityId{0u}]
        .total();
  };
  EXPECT_NEAR(total(2024), 1.0, 1e-12);
  EXPECT_NEAR(total(2027), 1.157625, 1e-12);
}

// A fifth of the year in February: 365 x 0.2 / 28 t a day; twelve months of days make the year.
TEST(BuildDemand, FollowsTheSeason) {
  DemandTables tables = tables_of({flow("rice", 365.0, "vte", "Bangkok", FlowTotals::both)});
  tables.seasons = {{.commodity = "rice",
                     .share = {0.1, 0.2, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.1}}};
  constexpr double kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  double year = 0.0;
  for (int month = 1; month <= 12; ++month) {
    const double daily = build_demand(tables, small_zones(), plain_skims(), 2024, month)
                             .tonnes_per_day[CommodityId{0u}]
                             .total();
    if (month == 2) {
      EXPECT_NEAR(daily, 365.0 * 0.2 / 28.0, 1e-12);
    }
    year += daily * kDays[month - 1];
  }
  EXPECT_NEAR(year, 365.0, 1e-10);
  EXPECT_THROW(build_demand(tables, small_zones(), plain_skims(), 2024, 13), Error);
}

TEST(BuildDemand, NamesTheRowAndTheZoneThatHasNoWay) {
  DemandSkims skims = plain_skims();
  skims.international.row(2).setConstant(kInfinite);
  EXPECT_THAT(
      [&] {
        build_demand(tables_of({flow("rice", 365.0, "LA-VI", "THA", FlowTotals::origins)}),
                     small_zones(), skims, 2024);
      },
      Throws<Error>(AllOf(Property(&Error::what, HasSubstr("trade.csv:9")),
                          Property(&Error::problem, HasSubstr("Rice of flow")),
                          Property(&Error::problem, HasSubstr("zone phh (Phonhong)")))));
}

TEST(BuildDemand, CallsADestinationThatNobodyReachesADestination) {
  DemandSkims skims = plain_skims();
  skims.international.col(2).setConstant(kInfinite);
  EXPECT_THAT(
      [&] {
        build_demand(tables_of({flow("fuel", 365.0, "THA", "LA-VI", FlowTotals::destinations)}),
                     small_zones(), skims, 2024);
      },
      Throws<Error>(Property(&Error::problem,
                             HasSubstr("zone phh (Phonhong) has an attraction of 0.75 but an "
                                       "empty column"))));
}

TEST(BuildDemand, NamesTheCellOfAnUnknownPlace) {
  EXPECT_THAT(
      [&] {
        build_demand(tables_of({flow("rice", 365.0, "LA-VI", "Bankok", FlowTotals::origins)}),
                     small_zones(), plain_skims(), 2024);
      },
      Throws<Error>(AllOf(Property(&Error::what, HasSubstr("trade.csv:9 field 'destinations'")),
                          Property(&Error::remedy, HasSubstr("'Bangkok'")))));
}

TEST(BuildDemand, RefusesASkimOfAnotherSize) {
  EXPECT_THROW(build_demand(tables_of({}), small_zones(),
                            DemandSkims{.domestic = Eigen::MatrixXd::Ones(4, 4),
                                        .international = Eigen::MatrixXd::Ones(5, 5)},
                            2024),
               Error);
}

TEST(BuildDemand, ListsAssumptionsAndConflictsByFileNameAlone) {
  DemandTables tables = tables_of({flow("rice", 365.0, "vte", "Bangkok", FlowTotals::both)});
  tables.flows[0].provenance.confidence = Confidence::assumed;
  tables.flows[0].provenance.basis = "80 kg a head";
  tables.flows[0].provenance.conflict = "another source says 500 t";
  const FreightDemand demand = build_demand(tables, small_zones(), plain_skims(), 2024);
  ASSERT_GE(demand.assumptions.size(), 2u);
  EXPECT_EQ(demand.assumptions[0],
            "trade.csv:9: rice flow of 365 t in 2024: assumed, 80 kg a head");
  EXPECT_EQ(demand.assumptions[1],
            "trade.csv:9: rice flow of 365 t in 2024: sources disagree, another source says 500 t");
}

TEST(BuildDemand, SaysHowMuchStaysInItsZone) {
  const FreightDemand demand =
      build_demand(tables_of({flow("rice", 36500.0, "vte", "vte", FlowTotals::both),
                              flow("rice", 36500.0, "vte", "vgv", FlowTotals::both)}),
                   small_zones(), plain_skims(), 2024);
  EXPECT_THAT(demand.assumptions,
              ::testing::Contains("Rice: 100 of 200 t/day stay within their zones and are not on "
                                  "the network"));
}

}  // namespace
}  // namespace landlink
