// The demand of gis/toy, on its four zones.
#include <gtest/gtest.h>

#include "landlink/demand/build_demand.hpp"

namespace landlink {
namespace {

Zones toy_zones() {
  Zones zones;
  zones.push_back({.id = "north", .country = kLaos, .province = "LA-TN", .population = 60000});
  zones.push_back({.id = "middle", .country = kLaos, .province = "LA-TN", .population = 120000});
  zones.push_back({.id = "south", .country = kLaos, .province = "LA-TS", .population = 40000});
  zones.push_back({.id = "port", .country = CountryCode("VNM")});
  return zones;
}

// Fuel 219,000 t a year = 600 t/day by population 6 : 12 : 4 of 22; fruit 200 t/day, 150 from the
// middle and 50 from the south; cement 1,000 t/day from the south.
TEST(ToyTables, GiveTheDemandThatTheySay) {
  const Eigen::MatrixXd cost = Eigen::MatrixXd::Constant(4, 4, 10.0);
  const FreightDemand demand =
      build_demand(read_demand_tables("gis/toy/demand"), toy_zones(), {cost, cost}, 2024);
  const CommodityId fuel{0u}, cement{1u}, fruit{2u};
  const ZoneId north{0u}, middle{1u}, south{2u}, port{3u};
  // Dividing and multiplying by 365, by the population and by Furness: roundings alone.
  EXPECT_NEAR(demand.tonnes_per_day[fuel].at(port, north), 600.0 * 6 / 22, 1e-9);
  EXPECT_NEAR(demand.tonnes_per_day[fuel].at(port, middle), 600.0 * 12 / 22, 1e-9);
  EXPECT_NEAR(demand.tonnes_per_day[fruit].at(middle, port), 150.0, 1e-9);
  EXPECT_NEAR(demand.tonnes_per_day[fruit].at(south, port), 50.0, 1e-9);
  EXPECT_NEAR(demand.tonnes_per_day[cement].at(south, middle), 1000.0 * 12 / 22, 1e-9);
  EXPECT_NEAR(demand.tonnes_per_day[cement].total(), 1000.0, 1e-9);
}

}  // namespace
}  // namespace landlink
