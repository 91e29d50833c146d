#include "landlink/cost/generalised_cost.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "landlink/core/error.hpp"
#include "landlink/cost/truck_running.hpp"

namespace landlink {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

const VehicleType kTruck{.id = "artic",
                         .name = "6-axle articulated",
                         .cost_curve = "articulated",
                         .payload_t = 25.0,
                         .tare_t = 17.0,
                         .axle_load_t = 11.0,
                         .pce = 2.5,
                         .empty_share = 0.3,
                         .crew_usd_per_h = 1.0};
const Commodity kGoods{.id = "goods", .name = "goods", .usd_per_t = 480.0, .time_usd_per_t_h = 0.5};
const FreightClass kInternational{.id = "goods-international"};
const FreightClass kDomestic{.id = "goods-domestic", .domestic = true};

/// A chain of links of which each test sets what it needs.
Network chain(std::vector<LinkAttributes> links, std::vector<BorderCheckpoint> checkpoints = {}) {
  NetworkDraft draft;
  NodeId tail = draft.add_node({});
  for (LinkAttributes& link : links) {
    const NodeId head = draft.add_node({});
    draft.add_link(tail, head, std::move(link));
    tail = head;
  }
  for (BorderCheckpoint& checkpoint : checkpoints) draft.checkpoints.push_back(checkpoint);
  return Network(draft);
}

LinkAttributes lao_road(double length_km) {
  LinkAttributes link;
  link.source = {.layer = "roads", .id = "r"};
  link.country = kLaos;
  link.length_km = length_km;
  link.speed_limit_kmh = 40.0;  // below the free speed, so that times are exact
  return link;
}

// 20 km at 40 km/h = 0.5 h. Articulated, flat, IRI 4: the cubic falls from 27.09411 at IRI 2 to
// 26.68481 at 4, so VOC stays at 28.3614 - 1.726526 + 0.474428 - 0.01515572 = 27.09414628 thousand
// VND = 1.178006360 USD/km; x 20 x 1.1 x (1 + 0.3 x 0.75) = 31.74727140; + toll 5 = 36.74727140
// USD. An hour of the vehicle: 25 x 0.5 = 12.5 USD. constant = 0.5 + 36.74727140 / 12.5
// = 3.439781712 h.
TEST(ClassLinkCosts, AddUpTheTermsOfARoad) {
  LinkAttributes road = lao_road(20.0);
  road.toll_usd = 5.0;
  const ClassLinkCosts costs = class_link_costs(chain({road}), kInternational, kTruck, kGoods);
  EXPECT_DOUBLE_EQ(costs.time_h[0], 0.5);
  EXPECT_NEAR(costs.money_usd[0], 36.74727140, 1e-7);  // digits written above
  EXPECT_NEAR(costs.constant_h[0], 3.439781712, 1e-8);
}

// Papers 0.5 h, two stops of 0.25 h, open 18 of 24 h: (24 - 18)^2 / 48 = 0.75 h. In all 1.75 h,
// fee 20 USD and crew 1.75 USD; at 12.5 USD/h the money is worth 1.74 h.
TEST(ClassLinkCosts, ChargePapersServiceHoursAndFeesAtABorder) {
  LinkAttributes border;
  border.kind = LinkKind::border;
  border.source = {.layer = "checkpoints", .id = "LV6"};
  border.checkpoint = CheckpointId{0u};
  BorderCheckpoint post;
  post.service_mean_h = 0.25;
  post.open_h_per_day = 18.0;
  post.document_h = 0.5;
  post.fee_usd = 20.0;
  const ClassLinkCosts costs =
      class_link_costs(chain({border}, {post}), kInternational, kTruck, kGoods);
  EXPECT_DOUBLE_EQ(costs.time_h[0], 1.75);
  EXPECT_DOUBLE_EQ(costs.money_usd[0], 21.75);
  EXPECT_DOUBLE_EQ(costs.constant_h[0], 3.49);

  // A one-stop post open day and night: 0.5 + 0.25 h.
  post.stops = 1;
  post.open_h_per_day = 24.0;
  EXPECT_DOUBLE_EQ(
      class_link_costs(chain({border}, {post}), kInternational, kTruck, kGoods).time_h[0], 0.75);
}

// 2 km at 10 km/h and 0.3 h of boarding; a fare of 12 USD and half an hour of crew; no fuel.
TEST(ClassLinkCosts, TakeAFerryAtItsSpeedAndFare) {
  LinkAttributes ferry = lao_road(2.0);
  ferry.kind = LinkKind::ferry;
  ferry.speed_limit_kmh = 10.0;
  ferry.fixed_time_h = 0.3;
  ferry.toll_usd = 12.0;
  const ClassLinkCosts costs = class_link_costs(chain({ferry}), kDomestic, kTruck, kGoods);
  EXPECT_DOUBLE_EQ(costs.time_h[0], 0.5);
  EXPECT_DOUBLE_EQ(costs.money_usd[0], 12.5);
}

// 500 g/km over 100 km at 40 USD/t: 0.05 t, 2 USD.
TEST(ClassLinkCosts, ChargeCarbonWhenItHasAPrice) {
  VehicleType truck = kTruck;
  truck.co2_g_per_km = 500.0;
  const Network network = chain({lao_road(100.0)});
  const double without = class_link_costs(network, kInternational, truck, kGoods).money_usd[0];
  const double with =
      class_link_costs(network, kInternational, truck, kGoods, {.usd_per_t_co2 = 40.0})
          .money_usd[0];
  EXPECT_NEAR(with - without, 2.0, 1e-12);  // a difference of two numbers near 170
}

// A cold chain's hour: 25 t x (0.5 + 480 x 0.05 / 24) = 25 x 1.5 = 37.5 USD.
TEST(ValueOfVehicleHour, HoldsTheDecayOfTheCargo) {
  Commodity perishable = kGoods;
  perishable.decay_per_day = 0.05;
  EXPECT_DOUBLE_EQ(value_of_vehicle_h(kTruck, perishable), 37.5);
}

TEST(ValueOfVehicleHour, RefusesTimeWithoutValue) {
  EXPECT_THROW(value_of_vehicle_h(kTruck, {.id = "x", .time_usd_per_t_h = 0.0}), Error);
}

TEST(ClassLinkCosts, KeepDomesticFreightInLaosAndOffBorders) {
  LinkAttributes thai = lao_road(10.0);
  thai.country = CountryCode("THA");
  LinkAttributes border = lao_road(0.0);
  border.kind = LinkKind::border;
  border.checkpoint = CheckpointId{0u};
  LinkAttributes access = lao_road(1.0);
  access.kind = LinkKind::connector;
  access.country = {};
  const Network network = chain({lao_road(10.0), border, thai, access}, {BorderCheckpoint{}});
  const ClassLinkCosts domestic = class_link_costs(network, kDomestic, kTruck, kGoods);
  EXPECT_TRUE(std::isfinite(domestic.constant_h[0]));
  EXPECT_EQ(domestic.constant_h[1], kInfinite);
  EXPECT_EQ(domestic.constant_h[2], kInfinite);
  EXPECT_TRUE(std::isfinite(domestic.constant_h[3]));
  const ClassLinkCosts abroad = class_link_costs(network, kInternational, kTruck, kGoods);
  for (const double cost : abroad.constant_h) EXPECT_TRUE(std::isfinite(cost));
}

TEST(ClassLinkCosts, CloseWeakBridgesAndOtherModesToTrucks) {
  LinkAttributes bridge = lao_road(0.3);
  bridge.kind = LinkKind::bridge;
  bridge.axle_limit_t = 9.1;
  LinkAttributes strong = bridge;
  strong.axle_limit_t = 11.0;
  LinkAttributes rail = lao_road(50.0);
  rail.kind = LinkKind::rail;
  const ClassLinkCosts costs =
      class_link_costs(chain({bridge, strong, rail}), kInternational, kTruck, kGoods);
  EXPECT_EQ(costs.constant_h[0], kInfinite);
  EXPECT_TRUE(std::isfinite(costs.constant_h[1]));
  EXPECT_EQ(costs.time_h[2], kInfinite);
}

// Anchor: Lao trucking costs 489 kip of 2018, about 0.06 USD, per tonne-km, most of it between
// 0.028 and 0.07 (World Bank 2018). Mean over the national roads' 1,589 / 3,133 / 2,508 km of flat
// / rolling / mountainous road in fair condition, 15 % either way.
TEST(ClassLinkCosts, HitTheAverageLaoTruckingCost) {
  const double km[] = {1589.0, 3133.0, 2508.0};
  double usd_per_t = 0.0;
  for (std::size_t t = 0; t < 3; ++t) {
    LinkAttributes road = lao_road(km[t]);
    road.terrain = static_cast<Terrain>(t);
    road.iri_m_per_km = 5.0;
    VehicleType truck = kTruck;
    truck.payload_t = 27.0;
    truck.empty_share = 0.35;
    usd_per_t +=
        class_link_costs(chain({road}), kDomestic, truck, kGoods).money_usd[0] / truck.payload_t;
  }
  const double usd_per_tkm = usd_per_t / (km[0] + km[1] + km[2]);
  EXPECT_NEAR(usd_per_tkm, 0.06, 0.15 * 0.06);
}

// The same road with the empty trips in a class of their own: 1.178006360 x 20 x 1.1 = 25.91613992
// for the loaded truck and three quarters of it, 19.43710494, for the empty one.
TEST(ClassLinkCosts, LeaveEmptyTripsToTheirOwnClass) {
  VehicleType truck = kTruck;
  truck.empties_in_traffic = true;
  const Network road = chain({lao_road(20.0)});
  EXPECT_NEAR(class_link_costs(road, kInternational, truck, kGoods).money_usd[0], 25.91613992,
              1e-7);
  FreightClass empty = kInternational;
  empty.empty = true;
  empty.usd_per_vehicle_h = 3.0;
  truck.payload_t = 0.0;
  truck.cost_share = 0.75;
  const ClassLinkCosts costs = class_link_costs(road, empty, truck, kGoods);
  EXPECT_NEAR(costs.money_usd[0], 19.43710494, 1e-7);
  EXPECT_NEAR(costs.constant_h[0], 0.5 + 19.43710494 / 3.0, 1e-7);
}

TEST(ClassLinkCosts, BarVehiclesByWeightOfLinkAndCountry) {
  LinkAttributes bridge = lao_road(1.0);
  bridge.max_gross_t = 30.0;
  VehicleType truck = kTruck;
  truck.gross_t = 46.0;
  EXPECT_EQ(class_link_costs(chain({bridge}), kInternational, truck, kGoods).constant_h[0],
            kInfinite);
  truck.gross_t = 30.0;
  EXPECT_TRUE(std::isfinite(
      class_link_costs(chain({bridge}), kInternational, truck, kGoods).constant_h[0]));
  truck.barred_in = {kLaos};
  EXPECT_EQ(class_link_costs(chain({bridge}), kInternational, truck, kGoods).constant_h[0],
            kInfinite);
}

}  // namespace
}  // namespace landlink
