#include "landlink/assign/class_costs.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "support/small_problem.hpp"

namespace landlink {
namespace {

TEST(ClassCosts, AddConstantsWeightedDelaysAndThePreload) {
  // Delay 0.5 v with 4 pcu/h preloaded and a weight of 3; two classes of 2 and 6 pcu/h.
  test::SmallProblem small(2, {{0, 1, 1.0, 0.5}});
  small.add_class("a", 1.0, {{0, 1, 2.0}});
  small.add_class("b", 2.0, {{0, 1, 3.0}}).constant_cost[0] = 5.0;
  AssignmentProblem& problem = small.problem();
  problem.preload_pcu_per_h = {4.0};
  problem.delay_weight = {3.0};
  ClassCosts costs(problem);
  const std::vector<double> volume{2.0, 6.0};
  costs.update(volume);
  // Delay 3 x 0.5 x 12 = 18. Total 2 (1 + 18) + 6 (5 + 18) = 176.
  EXPECT_THAT(costs.class_cost(), testing::ElementsAre(19.0, 23.0));
  EXPECT_EQ(costs.total_cost(volume), 176.0);
  // 2 x 1 + 6 x 5 + 3 x 0.25 (12^2 - 4^2) = 32 + 96.
  EXPECT_EQ(costs.objective(volume), 128.0);
}

TEST(ClassCosts, CountNothingForAShutLinkWithoutVolume) {
  test::SmallProblem small(2, {{0, 1, std::numeric_limits<double>::infinity(), 0.5}});
  small.add_class("a", 1.0, {});
  ClassCosts costs(small.problem());
  const std::vector<double> volume{0.0};
  costs.update(volume);
  EXPECT_EQ(costs.total_cost(volume), 0.0);
  EXPECT_EQ(costs.objective(volume), 0.0);
}

ExitCode complaint_code(const AssignmentProblem& problem, std::string& message) {
  try {
    assign(problem, {});
  } catch (const Error& e) {
    message = e.what();
    return e.exit_code();
  }
  return ExitCode::done;
}

TEST(Problem, NamesTheLinkWhoseCostIsNotANumber) {
  test::SmallProblem small(3, {{0, 1, 1.0}, {1, 2, 1.0}});
  small.add_class("fuel", 1.0, {{0, 2, 1.0}}).constant_cost[1] =
      std::numeric_limits<double>::quiet_NaN();
  std::string message;
  EXPECT_EQ(complaint_code(small.problem(), message), ExitCode::internal);
  EXPECT_THAT(message, testing::AllOf(testing::HasSubstr("link 1 from node 1 to node 2"),
                                      testing::HasSubstr("'fuel'")));
}

TEST(Problem, NamesTheLinkWhoseDelayOverflowsOnTheWay) {
  test::SmallProblem small(2, {{0, 1, 1.0, 1e300}});
  small.add_class("all", 1.0, {{0, 1, 1e20}});
  std::string message;
  EXPECT_EQ(complaint_code(small.problem(), message), ExitCode::internal);
  EXPECT_THAT(message, testing::HasSubstr("link 0 from node 0 to node 1"));
}

TEST(Problem, RefusesWhatDoesNotFit) {
  const auto complaint = [](auto&& change) {
    test::SmallProblem small(2, {{0, 1, 1.0, 0.5}});
    small.add_class("all", 1.0, {{0, 1, 1.0}});
    change(small.problem());
    std::string message;
    EXPECT_EQ(complaint_code(small.problem(), message), ExitCode::bad_input);
    return message;
  };
  EXPECT_THAT(complaint([](AssignmentProblem& p) { p.classes[0].constant_cost.clear(); }),
              testing::HasSubstr("constant cost of class 'all' has 0 values"));
  EXPECT_THAT(complaint([](AssignmentProblem& p) { p.classes[0].constant_cost[0] = -1.0; }),
              testing::HasSubstr("is -1"));
  EXPECT_THAT(complaint([](AssignmentProblem& p) { p.classes[0].pce = 0.0; }),
              testing::HasSubstr("pce above 0"));
  EXPECT_THAT(complaint([](AssignmentProblem& p) { p.centroids[1] = NodeId{}; }),
              testing::HasSubstr("zone 1"));
  EXPECT_THAT(complaint([](AssignmentProblem& p) { p.preload_pcu_per_h = {-2.0}; }),
              testing::HasSubstr("the preload is -2"));
}

TEST(Problem, RefusesAnUnknownAlgorithmWithTheNearestName) {
  test::SmallProblem small(2, {{0, 1, 1.0}});
  try {
    assign(small.problem(), {.algorithm = "bwf"});
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr("bfw"));
  }
}

}  // namespace
}  // namespace landlink
