#include "landlink/cost/classes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "landlink/core/error.hpp"
#include "landlink/cost/flow_units.hpp"

namespace landlink {
namespace {

using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

Zones three_zones() {
  Zones zones;
  zones.push_back({.id = "vte", .name = "Vientiane", .country = kLaos});
  zones.push_back({.id = "pks", .name = "Pakse", .country = kLaos});
  zones.push_back({.id = "bkk", .name = "Bangkok", .country = CountryCode("THA")});
  return zones;
}

const std::vector<VehicleType> kVehicles = {
    {.id = "rigid", .name = "rigid", .payload_t = 12.0},
    {.id = "artic", .name = "articulated", .payload_t = 24.0}};

OdEntry tonnes(std::size_t from, std::size_t to, double value) {
  return {ZoneId{from}, ZoneId{to}, value};
}

FreightDemand demand_of(std::string vehicle) {
  FreightDemand demand;
  demand.commodities.push_back({.id = "rice", .name = "rice", .vehicle = std::move(vehicle)});
  demand.commodities.push_back({.id = "fuel", .name = "fuel", .vehicle = "artic"});
  demand.tonnes_per_day.push_back(
      {3, {tonnes(0, 1, 144.0), tonnes(1, 0, 72.0), tonnes(1, 2, 288.0)}});
  demand.tonnes_per_day.push_back({3, {tonnes(2, 0, 576.0)}});
  return demand;
}

// 144 t/day / 12 t / 12 h = 1 truck an hour; 576 / 24 / 12 = 2.
TEST(MakeClasses, SplitsDomesticFromInternationalFreight) {
  const ClassDemand made = make_classes(demand_of("rigid"), kVehicles, three_zones());
  ASSERT_EQ(made.classes.size(), 3u);  // nothing moves fuel inside Laos
  const ClassId domestic{0u}, international{1u}, fuel{2u};
  EXPECT_EQ(made.classes[domestic].id, "rice-domestic");
  EXPECT_TRUE(made.classes[domestic].domestic);
  EXPECT_EQ(made.classes[international].id, "rice-international");
  EXPECT_FALSE(made.classes[international].domestic);
  EXPECT_EQ(made.classes[fuel].id, "fuel-international");
  EXPECT_EQ(made.classes[fuel].vehicle, 1u);
  EXPECT_DOUBLE_EQ(made.classes[domestic].usd_per_vehicle_h, 12.0 * 0.48);
  EXPECT_DOUBLE_EQ(made.vehicles_per_h[domestic].at(ZoneId{0u}, ZoneId{1u}), 1.0);
  EXPECT_DOUBLE_EQ(made.vehicles_per_h[domestic].total(), 1.5);
  EXPECT_DOUBLE_EQ(made.vehicles_per_h[international].at(ZoneId{1u}, ZoneId{2u}), 2.0);
  EXPECT_DOUBLE_EQ(made.vehicles_per_h[fuel].at(ZoneId{2u}, ZoneId{0u}), 2.0);
}

TEST(MakeClasses, CarriesEveryTonne) {
  const FreightDemand demand = demand_of("rigid");
  const ClassDemand made = make_classes(demand, kVehicles, three_zones());
  for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
    double carried = 0.0;
    for (std::size_t k = 0; k < made.classes.size(); ++k) {
      const FreightClass& freight_class = made.classes[ClassId{k}];
      if (freight_class.commodity != CommodityId{c}) continue;
      carried +=
          tonnes_per_day(made.vehicles_per_h[ClassId{k}].total(), kVehicles[freight_class.vehicle]);
    }
    // A handful of roundings.
    EXPECT_NEAR(carried, demand.tonnes_per_day[CommodityId{c}].total(), 1e-12 * carried);
  }
}

TEST(MakeClasses, NamesTheNearestVehicle) {
  EXPECT_THAT([] { make_classes(demand_of("rigit"), kVehicles, three_zones()); },
              Throws<Error>(Property(&Error::what, HasSubstr("'rigid'"))));
}

}  // namespace
}  // namespace landlink
