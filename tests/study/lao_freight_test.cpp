// The freight, trucks and costs of gis/laos on its network, against what facts say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "landlink/core/file.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/cost/truck_running.hpp"
#include "landlink/study/demand_report.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

const DemandReport& report() {
  static const DemandReport made = report_demand(read_study("scenarios/base-2024.toml"));
  return made;
}

const TransportModel& model() { return report().base.model; }

// At one set of parameters, that of the data: the average within 15 % of 0.06 USD/t-km and between
// 0.028 and 0.07 (costs-001 to 003), containers within 20 % of 1.515, 2.466 and 1.126 USD/km
// (costs-010 to 012), on the ways that they drive.
TEST(LaoFreight, CostsWhatLaoTruckingCosts) {
  ASSERT_EQ(report().costs.size(), 5u);
  for (const CostResult& result : report().costs) {
    EXPECT_TRUE(result.holds()) << result.target.name << ": " << result.model << " against "
                                << result.target.value;
  }
}

TEST(LaoFreight, KeepsEveryTonne) {
  EXPECT_LT(report().balance_residual, 1e-9);
  for (const double unassigned : report().free_flow.unassigned_per_h) EXPECT_EQ(unassigned, 0.0);
  EXPECT_LE(report().base.demand->direction_residual(), 1e-6);
}

// Empty trucks are in the traffic: as many as the loaded ones cause, p of each class.
TEST(LaoFreight, PutsEmptyTrucksOnTheRoad) {
  double caused = 0.0;
  double driving = 0.0;
  for (std::size_t k = 0; k < model().classes.size(); ++k) {
    const FreightClass& each = model().classes[ClassId{k}];
    const OdMatrix& trips = model().vehicles_per_h[ClassId{k}];
    if (each.empty) {
      driving += trips.total();
      EXPECT_EQ(model().vehicles[each.vehicle].payload_t, 0.0);
      continue;
    }
    double between = trips.total();
    for (std::size_t i = 0; i < trips.zone_count(); ++i) between -= trips.at(ZoneId{i}, ZoneId{i});
    caused += between * model().vehicles[each.vehicle].empty_share;
  }
  EXPECT_GT(driving, 0.0);
  EXPECT_NEAR(driving, caused, 1e-9 * caused);
}

/// Mean speed in free flow over the paved roads of one terrain, and its length.
struct Speed {
  double km = 0.0;
  double h = 0.0;
};

// Mean truck speeds on paved roads: 45-70 km/h flat, 35-55 rolling, 20-40 mountainous.
TEST(LaoFreight, RunsAtPlausibleSpeedsByTerrain) {
  for (const std::string& curve : cost_curves()) {
    std::map<Terrain, Speed> speeds;
    for (const LinkId id : model().network.graph().links()) {
      const LinkAttributes& link = model().network.link(id);
      const bool paved = link.surface != Surface::gravel && link.surface != Surface::earth;
      if (link.country != kLaos || link.kind != LinkKind::road || !paved) continue;
      const double kmh = speed_and_voc(curve, {.surface = link.surface,
                                               .terrain = link.terrain,
                                               .iri_m_per_km = link.iri_m_per_km,
                                               .speed_limit_kmh = link.speed_limit_kmh})
                             .speed_kmh;
      speeds[link.terrain].km += link.length_km;
      speeds[link.terrain].h += link.length_km / kmh;
    }
    const std::map<Terrain, std::pair<double, double>> bands = {
        {Terrain::flat, {45.0, 70.0}},
        {Terrain::rolling, {35.0, 55.0}},
        {Terrain::mountainous, {20.0, 40.0}}};
    for (const auto& [terrain, band] : bands) {
      ASSERT_GT(speeds[terrain].km, 500.0);
      const double kmh = speeds[terrain].km / speeds[terrain].h;
      EXPECT_GE(kmh, band.first) << curve << " " << name_of(terrain);
      EXPECT_LE(kmh, band.second) << curve << " " << name_of(terrain);
    }
  }
}

// Whatever its terrain and limit, a gravel or earth road that is paved and keeps its limit is
// quicker and cheaper.
TEST(LaoFreight, GainsTimeOnEveryRoadThatIsPaved) {
  std::size_t unpaved = 0;
  for (const LinkId id : model().network.graph().links()) {
    const LinkAttributes& link = model().network.link(id);
    if (link.surface != Surface::gravel && link.surface != Surface::earth) continue;
    if (link.country != kLaos || link.kind != LinkKind::road) continue;
    ++unpaved;
    for (const std::string& curve : cost_curves()) {
      RoadState road{.surface = link.surface,
                     .terrain = link.terrain,
                     .iri_m_per_km = link.iri_m_per_km,
                     .speed_limit_kmh = link.speed_limit_kmh};
      const TruckRunning before = speed_and_voc(curve, road);
      road.surface = Surface::dbst;
      road.iri_m_per_km = std::min(4.0, road.iri_m_per_km);  // DBST in good state
      const TruckRunning after = speed_and_voc(curve, road);
      EXPECT_GT(after.speed_kmh, before.speed_kmh) << link.source.id << " " << curve;
      EXPECT_LE(after.voc_usd_per_km, before.voc_usd_per_km) << link.source.id << " " << curve;
    }
  }
  EXPECT_GT(unpaved, 50u);
}

/// Price of a commodity between two zones, USD/t.
double price(const std::string& commodity, const std::string& from, const std::string& to) {
  static const std::vector<DemandSkims> prices = report().base.demand->truck_prices(model());
  std::size_t i = 0;
  std::size_t j = 0;
  for (std::size_t z = 0; z < model().zones.size(); ++z) {
    if (model().zones[ZoneId{z}].name == from) i = z;
    if (model().zones[ZoneId{z}].name == to) j = z;
  }
  const bool domestic =
      model().zones[ZoneId{i}].country == kLaos && model().zones[ZoneId{j}].country == kLaos;
  for (std::size_t c = 0; c < prices.size(); ++c) {
    if (model().demand.commodities[CommodityId{c}].id != commodity) continue;
    const DemandSkims& skims = prices[c];
    return (domestic ? skims.domestic : skims.international)(static_cast<Eigen::Index>(i),
                                                             static_cast<Eigen::Index>(j));
  }
  return 0.0;
}

// A tonne-km to the north costs more than one to the south (costs-009).
TEST(LaoFreight, CostsMoreToTheNorthThanToTheSouth) {
  // Vientiane - Luang Namtha 643 km to Nateuy and 37 more, Vientiane - Pakse 670 km.
  EXPECT_GT(price("consumer", "Vientiane", "Luang Namtha") / 680.0,
            price("consumer", "Vientiane", "Pakse") / 670.0);
}

// Nong Khai sent 32 billion THB to Laos and received 1.66 in seven months of 2014-15 (borders-007),
// so containers look for freight on the way to the sea, and the way from it pays more of the empty
// one.
TEST(LaoFreight, CostsMoreFromTheSeaThanToIt) {
  for (const char* port : {"Bangkok", "Laem Chabang"})
    EXPECT_GT(price("consumer", port, "Vientiane"), price("consumer", "Vientiane", port)) << port;
}

// In July trucks of Vientiane Capital are lighter, and rice has 0.06 of its year.
TEST(LaoFreight, HasAMonthOfItsOwn) {
  Study study = read_study("scenarios/base-2024.toml");
  study.month = 7;
  const BaseModel july = load_base_model(study);
  bool is_light = false;
  for (const FreightClass& each : july.model.classes) {
    is_light = is_light || july.model.vehicles[each.vehicle].seasonal_province == "LA-VT";
  }
  EXPECT_TRUE(is_light);
  for (std::size_t c = 0; c < july.model.demand.commodities.size(); ++c) {
    if (july.model.demand.commodities[CommodityId{c}].id != "rice") continue;
    const double mean = model().demand.tonnes_per_day[CommodityId{c}].total();
    EXPECT_NEAR(july.model.demand.tonnes_per_day[CommodityId{c}].total(),
                mean * 0.06 * 365.0 / 31.0, 1e-9 * mean);
  }
}

TEST(LaoFreight, IsWrittenAndReadBack) {
  const test::TemporaryFolder folder;
  const Study study = read_study("scenarios/base-2024.toml");
  const auto names = write_demand_report(report(), study, folder.path());
  EXPECT_EQ(names.size(), folder.entries());
  const std::string again = sha256_of_file(folder / "demand.omx");
  const std::string lines = sha256_of_file(folder / "desire_lines.gpkg");
  write_demand_report(report(), study, folder.path());
  EXPECT_EQ(sha256_of_file(folder / "demand.omx"), again);
  EXPECT_EQ(sha256_of_file(folder / "desire_lines.gpkg"), lines);
  EXPECT_THAT(read_text_file(folder / "facts.csv"), testing::HasSubstr("within 10 %"));
  EXPECT_THAT(read_text_file(folder / "README.md"), testing::HasSubstr("Assumptions"));
}

}  // namespace
}  // namespace landlink
