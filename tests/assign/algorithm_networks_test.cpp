// Awkward networks, each with its answer by hand, through every algorithm of user equilibrium.
#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "support/small_problem.hpp"

namespace landlink {
namespace {

class AlgorithmOn : public testing::TestWithParam<std::string> {
 protected:
  /// What an algorithm is asked for: msa and fw approach the equilibrium as 1/n.
  static double gap() {
    const std::map<std::string, double> slow{{"msa", 1e-4}, {"fw", 1e-5}, {"cfw", 1e-7}};
    const auto found = slow.find(GetParam());
    return found == slow.end() ? 1e-8 : found->second;
  }
  static AssignmentResult solve(const AssignmentProblem& problem) {
    return assign(problem, {.algorithm = GetParam(), .relative_gap = gap()});
  }
};

// 0 to 1 in 1 + 0.1 v, on to 2 for nothing and back for nothing; 0 to 2 straight in 1.5 + 0.1 v; 2
// to 3 in 1. Of 10, a by 1 and b straight: 1 + 0.1 a = 1.5 + 0.1 b, so 7.5 and 2.5, and nobody
// turns round in the free cycle.
TEST_P(AlgorithmOn, FreeCyclesCarriesNobodyRound) {
  test::SmallProblem small(
      4, {{0, 1, 1.0, 0.1}, {1, 2, 0.0}, {2, 1, 0.0}, {0, 2, 1.5, 0.1}, {2, 3, 1.0}});
  small.add_class("all", 1.0, {{0, 3, 10.0}});
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  // Total cost 27.5, slopes of 0.1.
  const double tolerance = std::sqrt(2.0 * gap() * 28.0 / 0.1);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], 7.5, tolerance);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(1)], 7.5, tolerance);
  EXPECT_EQ(result.volume_pcu_per_h[small.at(2)], 0.0);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(3)], 2.5, tolerance);
  EXPECT_LE(result.conservation, 1e-12);
}

// Over zone 1 it would be 2 instead of 5, but a zone is no crossroads.
TEST_P(AlgorithmOn, CentroidsClosedToThroughTrafficGoesRoundThem) {
  test::SmallProblem small(3, {{0, 1, 1.0, 0.1}, {1, 2, 1.0, 0.1}, {0, 2, 5.0, 0.1}});
  small.add_class("all", 1.0, {{0, 2, 4.0}, {0, 1, 2.0}, {1, 2, 3.0}});
  small.problem().closed_to_through = {1, 1, 1};
  const AssignmentResult result = solve(small.problem());
  EXPECT_TRUE(result.converged());
  EXPECT_EQ(result.volume_pcu_per_h[small.at(0)], 2.0);
  EXPECT_EQ(result.volume_pcu_per_h[small.at(1)], 3.0);
  EXPECT_EQ(result.volume_pcu_per_h[small.at(2)], 4.0);
}

// 1 + v/10, 1 + v/20 and 1 + v/30 side by side: 60 go as 10, 20 and 30.
TEST_P(AlgorithmOn, ParallelLinksSharesByTheirSlopes) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}, {0, 1, 1.0, 0.05}, {0, 1, 1.0, 1.0 / 30.0}});
  small.add_class("all", 1.0, {{0, 1, 60.0}});
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  const double tolerance = std::sqrt(2.0 * gap() * 121.0 * 30.0);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(result.volume_pcu_per_h[small.at(i)], 10.0 * static_cast<double>(i + 1), tolerance);
  }
}

// Node 2 is cut off, 3 can be left but not reached; a loop at 0 leads nowhere.
TEST_P(AlgorithmOn, NodesOutOfReachReportsTheirTrips) {
  test::SmallProblem small(4, {{0, 0, 0.0}, {0, 1, 1.0, 0.1}, {3, 1, 2.0, 0.1}});
  small.add_class("all", 1.0, {{0, 1, 5.0}, {0, 2, 1.0}, {2, 1, 2.0}, {1, 3, 4.0}, {3, 1, 6.0}});
  const AssignmentResult result = solve(small.problem());
  EXPECT_TRUE(result.converged());
  EXPECT_EQ(result.volume_pcu_per_h[small.at(0)], 0.0);
  EXPECT_EQ(result.volume_pcu_per_h[small.at(1)], 5.0);
  EXPECT_EQ(result.volume_pcu_per_h[small.at(2)], 6.0);
  EXPECT_EQ(result.unassigned_per_h[0], 7.0);
  EXPECT_EQ(result.conservation, 0.0);
}

// A fractional power, one of none, and a queue that is concave at first.
TEST_P(AlgorithmOn, DelaysOfEveryShapeBalancesThem) {
  test::SmallProblem small(2, {{0, 1, 1.0}, {0, 1, 1.2}, {0, 1, 1.1}, {0, 1, 1.3}, {0, 1, 1.4}});
  small.set_delay(0, {"bpr", {1.0, 0.5, 10.0, 4.924}});
  small.set_delay(1, {"conical", {1.2, 4.0, 12.0}});
  small.set_delay(2, {"davidson", {1.1, 0.3, 15.0}});
  small.set_delay(3, {"akcelik", {8.0, 1.0, 2.0}});
  small.set_delay(4, {"constant", {}});
  small.add_class("all", 1.0, {{0, 1, 50.0}});
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged()) << result.relative_gap;
  // The last link takes any volume at 1.4, so that all that are used cost that.
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t link = small.at(i);
    const double cost = small.problem().classes[0].constant_cost[link] + result.delay[link];
    EXPECT_GT(result.volume_pcu_per_h[link], 0.0) << i;
    // No link is off by more than gap x total cost (70) over its volume (at least 1).
    EXPECT_NEAR(cost, 1.4, gap() * 71.0) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(All, AlgorithmOn, testing::Values("msa", "fw", "cfw", "bfw", "bush", "gp"),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace landlink
