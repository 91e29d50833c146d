// The vehicles of gis/laos/demand against what Lao trucking is known to cost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "landlink/cost/generalised_cost.hpp"
#include "landlink/cost/truck_running.hpp"
#include "landlink/demand/demand_tables.hpp"

namespace landlink {
namespace {

class LaoTruckingCost : public ::testing::Test {
 protected:
  [[nodiscard]] const VehicleType& vehicle(const std::string& id) const {
    for (const VehicleType& candidate : vehicles_) {
      if (candidate.id == id) return candidate;
    }
    throw Error({}, "no vehicle " + id);
  }
  /// Cost of a vehicle-km with overhead and without empties.
  [[nodiscard]] double usd_per_km(const std::string& id, const RoadState& road) const {
    return speed_and_voc(vehicle(id).cost_curve, road).voc_usd_per_km *
           (1.0 + CostSettings{}.overhead);
  }

  std::vector<VehicleType> vehicles_ = read_vehicle_types("gis/laos/demand/vehicles.csv");
};

// 489 kip of 2018 per t-km on average, about 0.06 USD (costs-001), most between 0.028 and 0.07
// (costs-002, costs-003). The mix: tonnes of the tables' flows, the terrain of the national roads
// (1,589 / 3,133 / 2,508 km flat / rolling / mountainous), roads in fair condition.
TEST_F(LaoTruckingCost, IsOnAverageWithin15PercentOfSixCents) {
  const DemandTables tables = read_demand_tables("gis/laos/demand");
  std::map<std::string, std::string> vehicle_of;
  for (const Commodity& commodity : tables.commodities) {
    vehicle_of[commodity.id] = commodity.vehicle;
  }
  const double km[] = {1589.0, 3133.0, 2508.0};
  double usd = 0.0;
  double tkm = 0.0;
  for (const FlowRow& flow : tables.flows) {
    const VehicleType& truck = vehicle(vehicle_of[flow.commodity]);
    for (std::size_t t = 0; t < 3; ++t) {
      const RoadState road{.terrain = static_cast<Terrain>(t), .iri_m_per_km = 5.0};
      usd += flow.tonnes_per_year * km[t] * usd_per_km(truck.id, road) *
             (1.0 + truck.empty_share * CostSettings{}.empty_cost_share) / truck.payload_t;
      tkm += flow.tonnes_per_year * km[t];
    }
  }
  EXPECT_NEAR(usd / tkm, 0.06, 0.15 * 0.06);
}

// A container on the mostly flat road from Vientiane to Savannakhet: 1.515 USD/km loaded both ways
// and 2.466 with an empty return (costs-010, costs-011); from Bangkok to Khon Kaen on a good road
// 1.126 (costs-012). Each within 20 %.
TEST_F(LaoTruckingCost, OfAContainerMatchesItsPublishedPrices) {
  const RoadState lao{.surface = Surface::dbst, .terrain = Terrain::flat, .iri_m_per_km = 5.0};
  const RoadState thai{.surface = Surface::asphalt, .terrain = Terrain::flat, .iri_m_per_km = 2.5};
  EXPECT_NEAR(usd_per_km("container", lao), 1.515, 0.2 * 1.515);
  EXPECT_NEAR((1.0 + CostSettings{}.empty_cost_share) * usd_per_km("container", lao), 2.466,
              0.2 * 2.466);
  EXPECT_NEAR(usd_per_km("container", thai), 1.126, 0.2 * 1.126);
}

}  // namespace
}  // namespace landlink
