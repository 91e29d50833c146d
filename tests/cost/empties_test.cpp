#include "landlink/cost/empties.hpp"

#include <gtest/gtest.h>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

constexpr ZoneId kMine{0u}, kPort{1u};

// 10 loaded an hour to the port and 4 back, p 0.3: 3 empties return to the mine and 1.2 to the
// port.
TEST(Empties, ReturnAgainstTheLoadedWay) {
  const OdMatrix loaded(2, {{kMine, kPort, 10.0}, {kPort, kMine, 4.0}, {kMine, kMine, 5.0}});
  const OdMatrix empties = empty_vehicles(loaded, 0.3);
  EXPECT_DOUBLE_EQ(empties.at(kPort, kMine), 3.0);
  EXPECT_DOUBLE_EQ(empties.at(kMine, kPort), 1.2);
  EXPECT_EQ(empties.at(kMine, kMine), 0.0);
}

// A pure one-way flow whose vehicles all come back empty: as many each way.
TEST(Empties, BalanceVehiclesWhenNoneFindsALoad) {
  const OdMatrix empties = empty_vehicles(OdMatrix(2, {{kMine, kPort, 10.0}}), 1.0);
  EXPECT_EQ(empties.at(kPort, kMine), 10.0);
  EXPECT_EQ(empties.at(kMine, kPort), 0.0);
}

TEST(Empties, RefuseAShareThatIsNone) {
  EXPECT_THROW(empty_vehicles(OdMatrix(2), 1.2), Error);
  EXPECT_THROW(empty_vehicles(OdMatrix(2), -0.1), Error);
}

// Two kinds of Lao goods share one empty class, since their trucks cost the same without a load;
// Thai trucks have one of their own. 10 x 0.4 + 6 x 0.2 = 5.2 empties back from the port.
TEST(EmptyClasses, JoinTheTrucksThatCostTheSame) {
  std::vector<VehicleType> vehicles{{.id = "tipper",
                                     .nationality = kLaos,
                                     .cost_curve = "articulated",
                                     .payload_t = 28.0,
                                     .tare_t = 16.0,
                                     .axle_load_t = 9.2,
                                     .gross_t = 46.0,
                                     .pce = 2.5,
                                     .empty_share = 0.4},
                                    {.id = "flatbed",
                                     .nationality = kLaos,
                                     .cost_curve = "articulated",
                                     .payload_t = 28.0,
                                     .tare_t = 16.0,
                                     .axle_load_t = 9.2,
                                     .gross_t = 46.0,
                                     .pce = 2.5,
                                     .empty_share = 0.2},
                                    {.id = "flatbed-tha",
                                     .nationality = CountryCode("THA"),
                                     .cost_curve = "articulated",
                                     .payload_t = 28.0,
                                     .tare_t = 16.0,
                                     .pce = 2.5,
                                     .empty_share = 0.2}};
  ClassDemand demand;
  const double loaded[] = {10.0, 6.0, 5.0};
  for (std::size_t k = 0; k < 3; ++k) {
    demand.classes.push_back({.id = vehicles[k].id, .vehicle = k});
    demand.vehicles_per_h.push_back(OdMatrix(2, {{kMine, kPort, loaded[k]}}));
  }
  const CommodityId none{7u};
  add_empty_classes(demand, vehicles, none);
  ASSERT_EQ(demand.classes.size(), 5u);
  ASSERT_EQ(vehicles.size(), 5u);
  const FreightClass& lao = demand.classes[ClassId{3u}];
  EXPECT_EQ(lao.id, "empty-articulated-international-lao");
  EXPECT_TRUE(lao.empty);
  EXPECT_EQ(lao.commodity, none);
  EXPECT_DOUBLE_EQ(demand.vehicles_per_h[ClassId{3u}].at(kPort, kMine), 5.2);
  EXPECT_EQ(demand.vehicles_per_h[ClassId{3u}].at(kMine, kPort), 0.0);
  EXPECT_DOUBLE_EQ(demand.vehicles_per_h[ClassId{4u}].at(kPort, kMine), 1.0);
  const VehicleType& truck = vehicles[lao.vehicle];
  EXPECT_EQ(truck.payload_t, 0.0);
  EXPECT_EQ(truck.gross_t, 16.0);
  EXPECT_DOUBLE_EQ(truck.axle_load_t, 9.2 * 16.0 / 46.0);
  EXPECT_EQ(truck.cost_share, CostSettings{}.empty_cost_share);
  EXPECT_TRUE(vehicles[0].empties_in_traffic);
}

}  // namespace
}  // namespace landlink
