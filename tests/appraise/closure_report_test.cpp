#include "landlink/appraise/closure_report.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/scenario/closure.hpp"
#include "support/two_posts.hpp"

namespace landlink {
namespace {

AssignmentResult solve(const TransportModel& model) {
  return assign(assignment_problem(model), {.relative_gap = 1e-9});
}

TransportModel with(const std::string& intervention, const TransportModel& base) {
  Scenario scenario;
  scenario.interventions.push_back(
      parse_intervention(ConfigTable::parse(intervention, "s.toml"), 1));
  return apply(scenario, base);
}

const std::string kClosed =
    "type = \"closure\"\ncheckpoint = \"LV6\"\nfrom = \"2025-08-04\"\ndays = 14";

TEST(ClosureReport, SendsTheTrucksToTheOtherPostAndLengthensItsQueue) {
  const TransportModel base = two_post_model();
  const AssignmentResult base_flows = solve(base);
  const auto base_posts = post_reports(base, base_flows);
  const TransportModel closed = with(kClosed, base);
  const AssignmentResult flows = solve(closed);
  ASSERT_TRUE(flows.converged());
  const auto rows = closure_report(base, base_posts, closed, post_reports(closed, flows), 14.0);
  ASSERT_EQ(rows.size(), 4U);
  const ClosureRow& shut = rows[0];
  const ClosureRow& other = rows[2];
  EXPECT_EQ(shut.post, "LV6");
  EXPECT_EQ(other.post, "LV9");
  EXPECT_TRUE(shut.closed);
  EXPECT_FALSE(other.closed);
  EXPECT_GT(shut.base_trucks_per_day, 0.0);
  EXPECT_NEAR(shut.base_trucks_per_day + other.base_trucks_per_day, 24.0, 1e-9);
  EXPECT_NEAR(other.trucks_per_day, 24.0, 1e-9);
  EXPECT_GT(other.wait_h, other.base_wait_h);
  // If they wait instead: 14 days of its trucks, and those of a night.
  ASSERT_TRUE(shut.if_all_wait.has_value());
  EXPECT_NEAR(shut.if_all_wait->waiting_at_end, shut.base_trucks_per_day * 14.25, 1e-6);
  EXPECT_TRUE(shut.if_all_wait->hours_to_clear.has_value());
}

TEST(ClosureReport, ReopeningReturnsToTheBase) {
  const TransportModel base = two_post_model();
  const TransportModel open =
      with("type = \"open_link\"\ncheckpoint = \"LV6\"", with(kClosed, base));
  const AssignmentResult before = solve(base);
  const AssignmentResult after = solve(open);
  EXPECT_EQ(before.volume_pcu_per_h, after.volume_pcu_per_h);
}

TEST(ClosureReport, StatesHowLongAnOverloadedPostTakesToClear) {
  TransportModel base = two_post_model();
  // LV9 with half a lane: 12 trucks a day in 12 h, for 24.
  base.draft.checkpoints[CheckpointId{1u}].lanes = 0.5;
  rebuild(base);
  const auto base_posts = post_reports(base, solve(base));
  const TransportModel closed = with(kClosed, base);
  const AssignmentResult flows = solve(closed);
  EXPECT_TRUE(flows.converged());
  const auto rows = closure_report(base, base_posts, closed, post_reports(closed, flows), 5.0);
  const ClosureRow& other = rows[2];
  EXPECT_NEAR(other.use, 2.0, 1e-9);
  // 12 a day too many for five days, besides what waits at midnight on a usual day.
  EXPECT_GT(other.clearance.waiting_at_end, 55.0);
  ASSERT_TRUE(other.clearance.hours_to_clear.has_value());
  EXPECT_GT(*other.clearance.hours_to_clear, 24.0);
}

}  // namespace
}  // namespace landlink
