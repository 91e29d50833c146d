#include "landlink/appraise/post_report.hpp"

#include <gtest/gtest.h>

#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/cost/crossing.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

AssignmentResult solve(const TransportModel& model, const std::string& algorithm = "bush") {
  return assign(assignment_problem(model), {.algorithm = algorithm, .relative_gap = 1e-6});
}

// 24 trucks a day (2 an hour for 12 h) of 25 t; four lanes of half an hour serve 8 an open hour, 96
// a day in 12 h.
TEST(PostReport, HoldsLoadUseAndMoney) {
  TransportModel model = corridor_model();
  model.draft.checkpoints[CheckpointId{0u}].unofficial_usd = 10.0;
  rebuild(model);
  const std::vector<PostReport> reports = post_reports(model, solve(model));
  ASSERT_EQ(reports.size(), 2U);
  const PostReport& out = reports[0];
  EXPECT_TRUE(out.open);
  EXPECT_TRUE(out.leaves_laos);
  EXPECT_NEAR(out.trucks_per_day, 24.0, 1e-9);
  EXPECT_NEAR(out.tonnes_per_day, 600.0, 1e-7);
  EXPECT_NEAR(out.tonnes_by_commodity.at("goods"), 600.0, 1e-7);
  EXPECT_NEAR(out.trucks_by_class.at("goods-international"), 24.0, 1e-9);
  EXPECT_NEAR(out.capacity_per_day, 96.0, 1e-12);
  EXPECT_NEAR(out.use, 0.25, 1e-10);
  EXPECT_NEAR(out.fees_usd_per_day, 720.0, 1e-6);  // 30 USD a truck
  EXPECT_NEAR(out.unofficial_usd_per_day, 240.0, 1e-6);
  EXPECT_NEAR(out.crossing_usd, 40.0, 1e-12);
  EXPECT_EQ(reports[1].trucks_per_day, 0.0);
  EXPECT_FALSE(reports[1].leaves_laos);
}

TEST(PostReport, TakesTheHoursOfTheEquilibrium) {
  const TransportModel model = corridor_model();
  const AssignmentResult flows = solve(model);
  const PostReport out = post_reports(model, flows)[0];
  const BorderCheckpoint& post = model.network.checkpoints()[CheckpointId{0u}];
  // 2 vehicles/h of 2.5 pcu.
  const double hours = crossing_h(post, Lanes::general, 5.0, model.cost_settings);
  EXPECT_NEAR(out.crossing_h, hours, 1e-9);
  // Papers 1 h and two services of half an hour are no waiting.
  EXPECT_NEAR(out.wait_h, hours - 2.0, 1e-9);
  // Closed 12 h, one truck an hour, mu = 8: 3 h x 8/7 = 24/7 h.
  EXPECT_NEAR(out.day.wait.mean_h, 24.0 / 7.0, 1e-6);
  EXPECT_NEAR(out.day.overnight, 12.0, 1e-6);
}

TEST(PostReport, SavesWhatTheModelWithTheChangeSaves) {
  const TransportModel model = corridor_model();
  const PostReport out = post_reports(model, solve(model))[0];
  const auto hours_with = [&](const auto& change) {
    BorderCheckpoint post = model.network.checkpoints()[CheckpointId{0u}];
    change(post);
    return crossing_h(post, Lanes::general, 5.0, model.cost_settings);
  };
  const double now = hours_with([](BorderCheckpoint&) {});
  const double single = hours_with([](BorderCheckpoint& post) { post.stops = 1; });
  EXPECT_NEAR(out.single_stop.truck_h_per_day, 24.0 * (now - single), 1e-7);
  EXPECT_GT(now - single, 0.5);  // a service, and its queue
  const double longer = hours_with([](BorderCheckpoint& post) { set_open_h_per_day(post, 13.0); });
  EXPECT_NEAR(out.one_hour.truck_h_per_day, 24.0 * (now - longer), 1e-7);
  const double wider = hours_with([](BorderCheckpoint& post) { post.lanes = 5.0; });
  EXPECT_NEAR(out.one_lane.truck_h_per_day, 24.0 * (now - wider), 1e-7);
  EXPECT_GT(out.one_lane.truck_h_per_day, 0.0);
  // 25 t x 0.48 USD/t-h; the model's semi has no crew pay while standing.
  EXPECT_NEAR(out.single_stop.usd_per_day, 12.0 * out.single_stop.truck_h_per_day, 1e-7);
}

TEST(PostReport, StatesTheQueueOfAPostOverCapacity) {
  TransportModel model = corridor_model();
  model.draft.checkpoints[CheckpointId{0u}].lanes = 0.5;  // 12 trucks a day for 24
  rebuild(model);
  const AssignmentResult flows = solve(model);
  EXPECT_TRUE(flows.converged());
  const PostReport out = post_reports(model, flows)[0];
  EXPECT_NEAR(out.use, 2.0, 1e-9);
  EXPECT_NEAR(out.day.growth, 12.0, 1e-7);
  // After a day from empty: 18 by closing (18 came, 6 to 18 h serve 12, 6 by then) ... at midnight
  // 24 came and 12 left.
  EXPECT_NEAR(out.day.queue_by_hour[23], 12.0, 1e-6);
  EXPECT_TRUE(std::isfinite(out.crossing_h));
  EXPECT_GT(out.wait_h, 6.0);
}

TEST(PostReport, ShowsTrucksInTheYardWithoutTheRight) {
  TransportModel model = corridor_model();
  model.classes[ClassId{0u}].nationality = kLaos;
  model.rights.at(kLaos, CountryCode{"VNM"}).may_drive = true;
  rebuild(model);
  EXPECT_EQ(post_reports(model, solve(model))[0].transload_trucks_per_day, 0.0);
  model.rights.at(kLaos, CountryCode{"VNM"}).may_drive = false;
  rebuild(model);
  const PostReport out = post_reports(model, solve(model))[0];
  EXPECT_NEAR(out.transload_trucks_per_day, 24.0, 1e-9);
  EXPECT_NEAR(out.crossing_usd, 30.0 + 120.0, 1e-9);
}

TEST(PostReport, TellsEmptyTrucksFromLoadedOnes) {
  TransportModel model = corridor_model();
  model.vehicles.push_back(model.vehicles.front());
  model.vehicles.back().id = "empty";
  model.vehicles.back().payload_t = 0.0;
  FreightClass empty = model.classes[ClassId{0u}];
  empty.id = "empty-international";
  empty.vehicle = model.vehicles.size() - 1;
  empty.empty = true;
  empty.usd_per_vehicle_h = 12.0;
  model.classes.push_back(empty);
  // A quarter of the loaded trips, the same way.
  std::vector<OdEntry> trips = model.vehicles_per_h[ClassId{0u}].entries();
  for (OdEntry& trip : trips) trip.value *= 0.25;
  model.vehicles_per_h.push_back(OdMatrix(model.zones.size(), trips));
  rebuild(model);
  const PostReport out = post_reports(model, solve(model))[0];
  EXPECT_NEAR(out.trucks_per_day, 30.0, 1e-9);
  EXPECT_NEAR(out.empty_trucks_per_day, 6.0, 1e-9);
  EXPECT_NEAR(out.tonnes_per_day, 600.0, 1e-7);
  EXPECT_EQ(out.tonnes_by_commodity.size(), 1U);
  EXPECT_NEAR(out.trucks_by_class.at("empty-international"), 6.0, 1e-9);
}

TEST(PostReport, OfAClosedPostHasNoTrucks) {
  TransportModel model = corridor_model();
  for (DraftLink& link : model.draft.links) {
    if (link.attributes.checkpoint.valid()) link.attributes.open = false;
  }
  rebuild(model);
  const PostReport out = post_reports(model, solve(model))[0];
  EXPECT_FALSE(out.open);
  EXPECT_EQ(out.trucks_per_day, 0.0);
}

TEST(PostReport, SharesPerishablesBetweenLanes) {
  TransportModel model = corridor_model();
  model.demand.commodities[CommodityId{0u}].decay_per_day = 0.05;
  BorderCheckpoint& post = model.draft.checkpoints[CheckpointId{0u}];
  post.priority_lanes = 1.0;
  rebuild(model);
  const AssignmentResult flows = solve(model);
  EXPECT_TRUE(flows.converged());
  const PostReport out = post_reports(model, flows)[0];
  EXPECT_NEAR(out.trucks_per_day, 24.0, 1e-9);
  EXPECT_GT(out.priority_trucks_per_day, 0.0);
  EXPECT_LT(out.priority_trucks_per_day, 24.0);  // three general lanes are no worse when few come
  EXPECT_NEAR(out.capacity_per_day, 96.0, 1e-12);
}

}  // namespace
}  // namespace landlink
