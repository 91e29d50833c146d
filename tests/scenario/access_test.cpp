#include "landlink/cost/access.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "landlink/network/post_ways.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

const CountryCode kVietnam{"VNM"};

/// The corridor with its freight in trucks of a country that may drive abroad or not.
TransportModel corridor_of(CountryCode nationality, bool may_drive) {
  TransportModel model = corridor_model();
  model.classes[ClassId{0u}].nationality = nationality;
  AccessRight& right = model.rights.at(kLaos, kVietnam);
  right.may_drive = may_drive;
  rebuild(model);
  return model;
}

/// Constant cost of the class on a way of the post, leaving Laos.
double constant_h(const TransportModel& model, PostWay way) {
  for (const LinkId link : model.network.graph().links()) {
    const LinkAttributes& attributes = model.network.link(link);
    if (attributes.post_way == way && attributes.source.forward) {
      return model.class_costs[ClassId{0u}].constant_h[link.index()];
    }
  }
  return -1.0;
}

TEST(Access, DrivesOnWithTheRight) {
  const TransportModel model = corridor_of(kLaos, true);
  EXPECT_EQ(constant_h(model, PostWay::own_truck), 0.0);
  EXPECT_TRUE(std::isfinite(constant_h(model, PostWay::transload)));
}

// Three hours and 120 USD in the yard, at 25 t x 0.48 USD/t-h = 12 USD an hour: 3 + 10 h.
TEST(Access, ChangesTrucksWithoutTheRight) {
  const TransportModel model = corridor_of(kLaos, false);
  EXPECT_TRUE(std::isinf(constant_h(model, PostWay::own_truck)));
  EXPECT_NEAR(constant_h(model, PostWay::transload), 13.0, 1e-12);
}

TEST(Access, IsFreeForTrucksOfNoStatedCountry) {
  EXPECT_EQ(constant_h(corridor_of(CountryCode{}, false), PostWay::own_truck), 0.0);
}

TEST(Access, BansCabotage) {
  TransportModel model = corridor_of(kVietnam, true);
  model.classes[ClassId{0u}].domestic = true;
  rebuild(model);
  for (const double cost : model.class_costs[ClassId{0u}].constant_h) EXPECT_TRUE(std::isinf(cost));
  model.rights.at(kVietnam, kLaos).cabotage = true;
  rebuild(model);
  bool some = false;
  for (const double cost : model.class_costs[ClassId{0u}].constant_h) some |= std::isfinite(cost);
  EXPECT_TRUE(some);
}

TEST(Access, KeepsPriorityLanesForPerishables) {
  TransportModel model = corridor_model();
  model.draft.checkpoints[CheckpointId{0u}].priority_lanes = 1.0;
  rebuild(model);
  EXPECT_TRUE(std::isinf(constant_h(model, PostWay::priority_lane)));
  model.demand.commodities[CommodityId{0u}].decay_per_day = 0.05;
  rebuild(model);
  EXPECT_TRUE(std::isfinite(constant_h(model, PostWay::priority_lane)));
}

}  // namespace
}  // namespace landlink
