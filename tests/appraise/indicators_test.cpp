#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "landlink/appraise/measure.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

LinkId find(const TransportModel& model, const std::string& feature) {
  for (const LinkId link : model.network.graph().links()) {
    const FeatureRef& source = model.network.link(link).source;
    if (source.id == feature && source.forward) return link;
  }
  return {};
}

/// Two trucks an hour along Route 9 and over the border, with half an hour's delay at the post.
AssignmentResult along_route_9(const TransportModel& model) {
  AssignmentResult flows;
  flows.volume_per_h.assign(1, std::vector<double>(model.network.link_count(), 0.0));
  flows.delay.assign(model.network.link_count(), 0.0);
  for (const char* feature : {"R9-1", "R9-2", "LV6"}) {
    flows.volume_per_h[0][find(model, feature).index()] = 2.0;
  }
  flows.delay[find(model, "LV6").index()] = 0.5;
  flows.unassigned_per_h.assign(1, 0.0);
  return flows;
}

// Rounding of sums of a few terms.
constexpr double kRelative = 1e-12;

TEST(Indicators, AreTheSumsOfADay) {
  const TransportModel model = corridor_model();
  const AssignmentResult flows = along_route_9(model);
  const Indicators i = indicators(model, flows);
  // 2 trucks/h x 12 h x 25 t = 600 t/day, over 60 + 40 km of road.
  EXPECT_NEAR(i.tonnes, 600.0, 600.0 * kRelative);
  EXPECT_NEAR(i.vehicles, 24.0, 24.0 * kRelative);
  EXPECT_NEAR(i.tonne_km, 60'000.0, 60'000.0 * kRelative);
  EXPECT_NEAR(i.tonne_km_in_laos, 60'000.0, 60'000.0 * kRelative);
  EXPECT_NEAR(i.tonne_km_by_province.at("LA-SV"), 60'000.0, 60'000.0 * kRelative);
  EXPECT_NEAR(i.vehicle_km, 2'400.0, 2'400.0 * kRelative);
  EXPECT_NEAR(i.tonnes_by_commodity.at("goods"), 600.0, 600.0 * kRelative);
  // At the post: papers 1 h, two services of 0.5 h, (24 - 12)^2 / 48 = 3 h for the closed night,
  // and 0.5 h of queue: 5.5 h for each of 24 trucks.
  EXPECT_NEAR(i.border_h, 132.0, 132.0 * kRelative);
  // 860 g/km over 2,400 km, and three quarters of it over 40 % of empty km; 2.68 kg a litre.
  EXPECT_NEAR(i.co2_t, 2'400.0 * 1.3 * 860e-6, 1e-9);
  EXPECT_NEAR(i.fuel_l, 2'400.0 * 1.3 * 0.86 / 2.68, 1e-6);
  const RoadUse& savannakhet = i.use_by_province.at("LA-SV");
  EXPECT_NEAR(savannakhet.tonne_km, 60'000.0, 60'000.0 * kRelative);
  EXPECT_NEAR(savannakhet.vehicle_km, 2'400.0 * 1.4, 1e-9);
  EXPECT_NEAR(savannakhet.empty_km, 2'400.0 * 0.4, 1e-9);
  EXPECT_NEAR(savannakhet.fuel_l, i.fuel_l, 1e-9);
  // What trucks pay is money, and time at 12 USD a truck hour.
  EXPECT_NEAR(i.generalised_usd, i.money_usd + 12.0 * i.vehicle_h, i.generalised_usd * kRelative);
  EXPECT_EQ(i.unassigned_tonnes, 0.0);
}

TEST(Indicators, CountWhatHasNoWay) {
  const TransportModel model = corridor_model();
  AssignmentResult flows = along_route_9(model);
  flows.unassigned_per_h[0] = 0.5;
  const Indicators i = indicators(model, flows);
  // 0.5 of 2 trucks/h x 12 h x 25 t.
  EXPECT_NEAR(i.unassigned_tonnes, 150.0, 150.0 * kRelative);
  EXPECT_NEAR(i.tonnes, 450.0, 450.0 * kRelative);
}

TEST(Indicators, KeepFreightWithinAZoneApart) {
  TransportModel model = corridor_model();
  model.vehicles_per_h[ClassId{0u}] =
      OdMatrix(4, {{ZoneId{0u}, ZoneId{3u}, 2.0}, {ZoneId{0u}, ZoneId{0u}, 1.0}});
  const Indicators i = indicators(model, along_route_9(model));
  EXPECT_NEAR(i.tonnes, 600.0, 600.0 * kRelative);
  EXPECT_NEAR(i.intrazonal_tonnes, 300.0, 300.0 * kRelative);  // 1 truck/h x 12 h x 25 t
}

TEST(AssignmentProblem, ClosesCentroidsToThroughTraffic) {
  const TransportModel model = corridor_model();
  const AssignmentProblem problem = assignment_problem(model);
  ASSERT_EQ(problem.centroids.size(), 4u);
  for (const NodeId centroid : problem.centroids) {
    EXPECT_EQ(problem.closed_to_through[centroid.index()], 1);
  }
  EXPECT_EQ(problem.closed_to_through[0], 0);
  EXPECT_EQ(problem.classes.at(0).pce, 2.5);
}

}  // namespace
}  // namespace landlink
