// Which paths travellers choose between and how much overlap counts, on networks drawn;
// certificates that see every shift; and runs that begin with the paths of another.
#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "landlink/assign/choice_set.hpp"
#include "support/logit.hpp"
#include "support/random_problem.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

constexpr double kShut = std::numeric_limits<double>::infinity();

using test::delays_of;
using test::options_of;
using test::residual_of;

// Path sizes 1, 0.9/2 + 0.1 = 0.55 twice: 1/2.1 and 0.55/2.1 of the trips.
// Commonalities 1, 1 + 9/10 twice: shares 1 and 1/1.9 over 1 + 2/1.9.
TEST(PathChoice, CountsOverlapAsItsModelSays) {
  test::SmallProblem small(3, {{0, 1, 10.0}, {0, 2, 9.0}, {2, 1, 1.0}, {2, 1, 1.0}});
  small.add_class("all", 1.0, {{0, 1, 1.0}});
  const std::map<std::string, double> alone{
      {"psl", 1.0 / 2.1}, {"c-logit", 1.0 / (1.0 + 2.0 / 1.9)}, {"mnl", 1.0 / 3.0}};
  for (const auto& [algorithm, share] : alone) {
    AssignmentOptions options = options_of(algorithm, 0.7);
    options.stochastic.choice_set.max_overlap = 0.95;
    const AssignmentResult result = assign(small.problem(), options);
    ASSERT_EQ(result.paths->set.path_count(), 3u);
    EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], share, 1e-14) << algorithm;
    EXPECT_NEAR(result.volume_pcu_per_h[small.at(2)], (1.0 - share) / 2.0, 1e-14) << algorithm;
    // Half the weight: square roots of path sizes and of sums.
    options.stochastic.overlap_weight = 0.0;
    EXPECT_NEAR(assign(small.problem(), options).volume_pcu_per_h[small.at(0)], 1.0 / 3.0, 1e-14);
    // -ln(sum of weights) / theta + cost: with as much to choose, trips get cheaper by it.
    EXPECT_NEAR(result.paths->cells[0][0].expected_cost, 10.0 + std::log(share) / 0.7, 1e-12)
        << algorithm;
  }
}

// Lengths of another measure: where the shared link has none, nothing is shared.
TEST(PathChoice, MeasuresOverlapAsTheProblemSays) {
  test::SmallProblem small(3, {{0, 1, 10.0}, {0, 2, 9.0}, {2, 1, 1.0}, {2, 1, 1.0}});
  small.add_class("all", 1.0, {{0, 1, 1.0}});
  small.problem().overlap_measure.assign(4, 5.0);
  small.problem().overlap_measure[small.at(1)] = 0.0;
  AssignmentOptions options = options_of("psl", 0.7);
  options.stochastic.choice_set.max_overlap = 0.95;
  const AssignmentResult result = assign(small.problem(), options);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], 1.0 / 3.0, 1e-14);
}

//      1
//  0 -----> 1        0-1 1, 0-2 2, 1-2 0.5, 1-3 2, 2-3 1 and back 2-1 0.25. From 0 the nodes are
//  |  0.5 / |        at 0, 1, 1.5 and 2.5, so 2-1 leads back. Paths 0-1-3 and 0-2-3 cost 3, 0-1-2-3
// 2|  /     |2       2.5; at theta 1 their weights are exp(-0.5) twice and 1 over their sum.
//  v v      v
//  2 -----> 3
TEST(Dial, LoadsTheReasonablePathsOfADrawnNetwork) {
  test::SmallProblem small(
      4, {{0, 1, 1.0}, {0, 2, 2.0}, {1, 2, 0.5}, {1, 3, 2.0}, {2, 3, 1.0}, {2, 1, 0.25}});
  small.add_class("all", 1.0, {{0, 3, 100.0}});
  const AssignmentResult result = assign(small.problem(), options_of("dial", 1.0));
  ASSERT_TRUE(result.converged());
  const double weight = std::exp(-0.5);
  const double each = 100.0 * weight / (1.0 + 2.0 * weight);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], 100.0 - each, 1e-11);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(1)], each, 1e-11);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(2)], 100.0 - 2.0 * each, 1e-11);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(3)], each, 1e-11);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(4)], 100.0 - each, 1e-11);
  EXPECT_EQ(result.volume_pcu_per_h[small.at(5)], 0.0);
}

TEST(Dial, FollowsTheTreeOverFreeLinksAndKeepsOutOfClosedNodes) {
  test::SmallProblem small(4, {{0, 1, 0.0}, {1, 2, 0.0}, {0, 3, 0.1}, {3, 2, 0.1}});
  small.add_class("all", 1.0, {{0, 2, 8.0}});
  small.problem().closed_to_through = {0, 0, 0, 1};
  const AssignmentResult result = assign(small.problem(), options_of("dial", 1.0));
  ASSERT_TRUE(result.converged());
  EXPECT_EQ(result.volume_pcu_per_h[small.at(0)], 8.0);
  EXPECT_EQ(result.volume_pcu_per_h[small.at(1)], 8.0);
  EXPECT_EQ(result.volume_pcu_per_h[small.at(2)], 0.0);
}

TEST(Certificate, RisesWithEveryShiftOfFlows) {
  test::RandomProblem random(7, 12, 3);
  const AssignmentProblem& problem = random.small.problem();
  const AssignmentResult result = assign(problem, options_of("psl", 2.0, 1e-9));
  ASSERT_TRUE(result.converged());
  const double base = residual_of(problem, *result.paths, 2.0, delays_of(problem, *result.paths));
  EXPECT_LE(base, 1.001e-9);
  int shifted = 0;
  for (const PathCell& cell : result.paths->cells[0]) {
    if (result.paths->set.path_count(cell.pair) < 2) continue;
    PathFlows moved = *result.paths;
    const double shift = 0.1 * moved.flows(cell)[0];
    moved.flows(cell)[0] -= shift;
    moved.flows(cell)[1] += shift;
    EXPECT_GT(residual_of(problem, moved, 2.0, delays_of(problem, moved)), 10.0 * base);
    ++shifted;
  }
  EXPECT_GT(shifted, 3);
}

// A ferry of 5 beside a road of 1: no method takes a detour of five, but who asks for paths without
// the road gets it.
TEST(PathChoice, TakesPathsFromElsewhere) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.5}, {0, 1, 5.0}});
  small.add_class("all", 1.0, {{0, 1, 4.0}});
  AssignmentOptions options = options_of("psl", 0.5);
  EXPECT_EQ(assign(small.problem(), options).paths->set.path_count(), 1u);
  const std::size_t road = small.at(0);
  options.stochastic.extra_paths = [road](const AssignmentProblem& problem,
                                          std::span<const double> class_cost, PathSet& set) {
    std::vector<double> without(class_cost.begin(), class_cost.end());
    without[road] = kShut;
    add_least_cost_paths(problem, without, &set);
  };
  const AssignmentResult result = assign(small.problem(), options);
  ASSERT_TRUE(result.converged());
  ASSERT_EQ(result.paths->set.path_count(), 2u);
  const double f = result.volume_pcu_per_h[road];
  EXPECT_NEAR(f, 4.0 / (1.0 + std::exp(0.5 * (1.0 + 0.5 * f - 5.0))), 1e-9);
}

TEST(WarmStart, EndsWhereAColdOneDoesInFewerSteps) {
  test::RandomProblem random(9, 16, 2);
  AssignmentProblem& problem = random.small.problem();
  const AssignmentOptions cold = options_of("psl", 2.0, 1e-10);
  const AssignmentResult first = assign(problem, cold);
  AssignmentOptions warm = cold;
  warm.stochastic.start = first.paths;
  const AssignmentResult again = assign(problem, warm);
  ASSERT_TRUE(first.converged() && again.converged());
  EXPECT_EQ(again.paths->set, first.paths->set);
  EXPECT_LE(again.history.size(), 3u);
  EXPECT_LT(again.history.size(), first.history.size());
  for (std::size_t i = 0; i < first.volume_pcu_per_h.size(); ++i) {
    // Residuals of 1e-10 of some hundred pcu/h, times what congestion adds.
    EXPECT_NEAR(again.volume_pcu_per_h[i], first.volume_pcu_per_h[i], 1e-6);
  }
}

TEST(WarmStart, LeavesOutPathsThatAreShutAndKeepsTheWeightsOfTheOthers) {
  test::SmallProblem small(3, {{0, 1, 10.0}, {0, 2, 9.0}, {2, 1, 1.0}, {2, 1, 1.0}});
  small.add_class("all", 1.0, {{0, 1, 1.0}});
  AssignmentOptions options = options_of("psl", 0.7);
  options.stochastic.choice_set.max_overlap = 0.95;
  const AssignmentResult open = assign(small.problem(), options);
  small.problem().classes[0].constant_cost[small.at(2)] = kShut;
  options.stochastic.start = open.paths;
  options.stochastic.keep_log_weights = true;
  const AssignmentResult kept = assign(small.problem(), options);
  ASSERT_EQ(kept.paths->set.path_count(), 2u);
  EXPECT_NEAR(kept.volume_pcu_per_h[small.at(0)], 1.0 / 1.55, 1e-14);
  options.stochastic.keep_log_weights = false;
  EXPECT_NEAR(assign(small.problem(), options).volume_pcu_per_h[small.at(0)], 0.5, 1e-14);
}

}  // namespace
}  // namespace landlink
