// Border posts on the Lao network: closures, overload, rights, and what the studies say of them.

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "landlink/appraise/closure_report.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/scenario/closure.hpp"
#include "landlink/study/base_model.hpp"

namespace landlink {
namespace {

const TransportModel& base_model() {
  // By truck alone: what posts do is the question here, by user equilibrium.
  static const BaseModel base = [] {
    Study study = read_study("scenarios/route-12-closed.toml");
    study.modes = {.rail = false, .waterway = false, .air = false};
    return load_base_model(study);
  }();
  return base.model;
}

AssignmentResult equilibrium(const TransportModel& model) {
  AssignmentResult flows = assign(assignment_problem(model), AssignmentOptions{});
  EXPECT_TRUE(flows.converged()) << "gap " << flows.relative_gap;
  return flows;
}

const AssignmentResult& base_flows() {
  static const AssignmentResult flows = equilibrium(base_model());
  return flows;
}

TransportModel with(const std::string& intervention, const TransportModel& base) {
  Scenario scenario;
  scenario.interventions.push_back(
      parse_intervention(ConfigTable::parse(intervention, "s.toml"), 1));
  return apply(scenario, base);
}

double total_trucks(const std::vector<PostReport>& posts) {
  double sum = 0.0;
  for (const PostReport& post : posts) sum += post.trucks_per_day;
  return sum;
}

TEST(LaoPosts, SendTheTrucksOfAClosedPostToOthersByName) {
  const TransportModel& base = base_model();
  const auto before = post_reports(base, base_flows());
  const Study study = read_study("scenarios/route-12-closed.toml");
  const auto period = closure_period(study.scenarios.at(0));
  ASSERT_TRUE(period.has_value());
  const TransportModel closed = apply(study.scenarios.at(0), base);
  const AssignmentResult flows = equilibrium(closed);
  const auto rows = closure_report(base, before, closed, post_reports(closed, flows), period->days);
  double left = 0.0;
  double gained = 0.0;
  std::map<std::string, double> gainers;
  for (const ClosureRow& row : rows) {
    if (row.closed) {
      EXPECT_EQ(row.post, "LV5");
      left += row.base_trucks_per_day;
      continue;
    }
    const double more = row.trucks_per_day - row.base_trucks_per_day;
    if (more < 0.5) continue;  // a gap of 1e-6 moves fractions of a truck
    gained += more;
    gainers[row.post] += more;
    EXPECT_GT(row.wait_h, row.base_wait_h) << row.post;
    EXPECT_TRUE(row.clearance.hours_to_clear.has_value() || row.base_use > 1.0) << row.post;
  }
  EXPECT_GT(left, 1.0);
  // A truck that crosses at Na Phao crosses elsewhere now; some cross twice who did not, or the
  // other way round.
  EXPECT_GT(gained, 0.9 * left);
  EXPECT_FALSE(gainers.empty());
  for (const auto& [post, trucks] : gainers) {
    std::printf("%s takes %.1f trucks a day of %.1f\n", post.c_str(), trucks, left);
  }
}

TEST(LaoPosts, ReturnToTheBaseWhenAClosedOneOpens) {
  const TransportModel& base = base_model();
  const TransportModel closed =
      with("type = \"closure\"\ncheckpoint = \"Na Phao\"\nfrom = \"2025-08-04\"\ndays = 14", base);
  const TransportModel open = with("type = \"open_link\"\ncheckpoint = \"Na Phao\"", closed);
  EXPECT_EQ(equilibrium(open).volume_pcu_per_h, base_flows().volume_pcu_per_h);
}

TEST(LaoPosts, OverCapacityEndWithAStatedQueue) {
  // Some posts of the base serve fewer trucks than come, such as Lalay with its coal.
  const auto posts = post_reports(base_model(), base_flows());
  int over = 0;
  for (const PostReport& post : posts) {
    EXPECT_TRUE(std::isfinite(post.crossing_h));
    if (post.use <= 1.0) continue;
    ++over;
    EXPECT_NEAR(post.day.growth, post.trucks_per_day - post.capacity_per_day,
                1e-9 * post.trucks_per_day);
    EXPECT_GT(post.day.queue.vehicles, 0.9 * post.day.growth);
    EXPECT_GT(post.wait_h, 1.0);
  }
  EXPECT_GT(over, 0);
}

TEST(LaoPosts, ChangeTrucksWhereARightIsTakenAway) {
  TransportModel model = base_model();
  for (FreightClass& freight : model.classes) {
    if (!freight.domestic) freight.nationality = CountryCode{"VNM"};
  }
  rebuild(model);
  const double crossing = total_trucks(post_reports(model, equilibrium(model)));
  const TransportModel without = with(
      "type = \"change_right\"\nvehicle_country = \"VNM\"\nin_country = \"LAO\"\n"
      "set = { right = \"no\" }",
      model);
  double changing = 0.0;
  double at_vietnam = 0.0;
  for (const PostReport& post : post_reports(without, equilibrium(without))) {
    const BorderCheckpoint& facility = without.network.checkpoints()[post.checkpoint];
    changing += post.transload_trucks_per_day;
    if (facility.country_other == CountryCode{"VNM"} && !post.leaves_laos) {
      at_vietnam += post.trucks_per_day;
      EXPECT_NEAR(post.transload_trucks_per_day, post.trucks_per_day,
                  1e-9 * post.trucks_per_day + 1e-12)
          << facility.id;
    }
  }
  EXPECT_GT(crossing, 100.0);
  EXPECT_GT(at_vietnam, 10.0);
  EXPECT_GE(changing, at_vietnam * (1.0 - 1e-9));
}

}  // namespace
}  // namespace landlink
