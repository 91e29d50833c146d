#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "landlink/assign/warm_start.hpp"
#include "landlink/core/parallel.hpp"
#include "support/random_problem.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

using test::on_link;

AssignmentResult solve(const AssignmentProblem& problem, const std::string& algorithm = "bush") {
  return assign(problem, {.algorithm = algorithm, .relative_gap = 1e-8});
}

// Two routes of 1 and 3 whatever the traffic, 10 vehicles, 4 permits on the first: 4 and 6 go, and
// a permit is worth the difference of 2.
TEST(SideConstraints, PriceAPermitByWhatItSavesWhereNothingQueues) {
  test::SmallProblem small(2, {{0, 1, 1.0}, {0, 1, 3.0}});
  small.add_class("all", 1.0, {{0, 1, 10.0}});
  small.problem().side_constraints = {on_link(small, 0, 4.0)};
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged()) << result.relative_gap;
  ASSERT_EQ(result.side_constraints.size(), 1u);
  EXPECT_NEAR(result.volume_per_h[0][small.at(0)], 4.0, 4e-6);  // 1e-6 of the limit
  EXPECT_NEAR(result.side_constraints[0].multiplier, 2.0, 1e-6);
  EXPECT_LE(result.side_constraints[0].violation, 1e-6);
  EXPECT_LE(result.side_constraints[0].complementarity, 1e-6);
  EXPECT_LE(result.conservation, 1e-12);
}

// 2 + f and 3 + f, 5 vehicles: 3 and 2 without a limit. At most 2 on the first: times 4 and 6, a
// price of 2. The objective has 2 x 2 + 2^2/2 + 3 x 3 + 3^2/2 = 6 + 13.5 = 19.5. One more unit,
// limit 2 + e: (2+e)(2) + (2+e)^2/2 + (3-e) 3 + (3-e)^2/2 has slope 2 + 2 - 3 - 3 = -2 at e = 0.
TEST(SideConstraints, GiveTheObjectivesSlopeInTheLimit) {
  test::SmallProblem small(2, {{0, 1, 2.0, 1.0}, {0, 1, 3.0, 1.0}});
  small.add_class("all", 1.0, {{0, 1, 5.0}});
  const auto objective_at = [&](double limit) {
    small.problem().side_constraints = {on_link(small, 0, limit)};
    return solve(small.problem());
  };
  const AssignmentResult result = objective_at(2.0);
  ASSERT_TRUE(result.converged());
  EXPECT_NEAR(result.objective, 19.5, 2e-6 * 4.0);  // 1e-6 of the limit times the slope, and room
  EXPECT_NEAR(result.side_constraints[0].multiplier, 2.0, 1e-5);
  constexpr double kStep = 0.01;
  const double slope =
      (objective_at(2.0 + kStep).objective - objective_at(2.0 - kStep).objective) / (2.0 * kStep);
  // Both objectives off by at most 8e-6, over 0.02.
  EXPECT_NEAR(slope, -2.0, 1e-3);
}

TEST(SideConstraints, CostNothingWhereThereIsSlack) {
  test::SmallProblem small(2, {{0, 1, 2.0, 1.0}, {0, 1, 3.0, 1.0}});
  small.add_class("all", 1.0, {{0, 1, 5.0}});
  const AssignmentResult free = solve(small.problem());
  small.problem().side_constraints = {on_link(small, 0, 3.5), on_link(small, 1, 2.5)};
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  for (const SideConstraintState& state : result.side_constraints) {
    EXPECT_EQ(state.multiplier, 0.0);
    EXPECT_EQ(state.violation, 0.0);
  }
  EXPECT_EQ(result.volume_per_h, free.volume_per_h);
  EXPECT_NEAR(result.side_constraints[0].value, 3.0, 1e-6);
}

// A bridge that carries 100 t/h: vans of 5 t and lorries of 20 t (2 pcu), 10 each, 1 over the
// bridge or 2 (lorries 4) round. The bridge holds all vans' 50 t and 2.5 lorries; a tonne is worth
// what a lorry saves, 3 / 20, and a van's 5 t cost it 0.75, less than the 1 it saves.
TEST(SideConstraints, ShareABridgeByTonnesBetweenClasses) {
  test::SmallProblem small(2, {{0, 1, 1.0}, {0, 1, 2.0}});
  small.add_class("vans", 1.0, {{0, 1, 10.0}});
  small.add_class("lorries", 2.0, {{0, 1, 10.0}}).constant_cost[small.at(1)] = 4.0;
  small.problem().side_constraints = {on_link(small, 0, 100.0, {5.0, 20.0})};
  for (const std::string algorithm : {"bush", "bfw"}) {
    const AssignmentResult result = solve(small.problem(), algorithm);
    ASSERT_TRUE(result.converged()) << algorithm << ' ' << result.relative_gap;
    EXPECT_NEAR(result.volume_per_h[0][small.at(0)], 10.0, 1e-4) << algorithm;
    EXPECT_NEAR(result.volume_per_h[1][small.at(0)], 2.5, 1e-4) << algorithm;
    EXPECT_NEAR(result.side_constraints[0].multiplier, 0.15, 1e-5) << algorithm;
  }
}

// 0 to 2 by 1 (links 0 and 2, each 1) or straight for 5; 10 vehicles. At most 6 on link 0 and at
// most 4 on link 2: the second binds alone, its price is 3, the first has slack.
TEST(SideConstraints, LeaveTheSlackOneOfTwoAtZero) {
  test::SmallProblem small(3, {{0, 1, 1.0, 0.0}, {0, 2, 5.0}, {1, 2, 1.0}});
  small.add_class("all", 1.0, {{0, 2, 10.0}});
  small.problem().side_constraints = {on_link(small, 0, 6.0), on_link(small, 2, 4.0)};
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  EXPECT_NEAR(result.side_constraints[0].multiplier, 0.0, 1e-5);
  EXPECT_NEAR(result.side_constraints[1].multiplier, 3.0, 1e-5);
  EXPECT_NEAR(result.side_constraints[1].value, 4.0, 4e-6);
}

// One permit quota over two posts: 0 to 1 by post A (1), post B (2) or a long way (4); permits for
// 6 of 10 vehicles at A and B together. The 6 all take A, and a permit is worth 3.
TEST(SideConstraints, HoldAQuotaOverSeveralLinks) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}, {0, 1, 2.0, 0.1}, {0, 1, 4.0, 0.01}});
  small.add_class("all", 1.0, {{0, 1, 10.0}});
  SideConstraint quota = on_link(small, 0, 6.0);
  quota.terms.push_back({0, small.link(1), 1.0});
  small.problem().side_constraints = {quota};
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  // Equal times at A and B would want 1 + 0.1 a = 2 + 0.1 (6 - a): a = 8, so all 6 take A at 1.6;
  // the long way takes 4 + 0.01 x 4 = 4.04: a permit is worth 2.44.
  EXPECT_NEAR(result.volume_per_h[0][small.at(0)], 6.0, 1e-4);
  EXPECT_NEAR(result.volume_per_h[0][small.at(1)], 0.0, 1e-4);
  EXPECT_NEAR(result.side_constraints[0].multiplier, 2.44, 1e-4);
}

TEST(SideConstraints, EndWithAMessageWhereTheyCannotBeKept) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}, {0, 1, 2.0, 0.1}});
  small.add_class("all", 1.0, {{0, 1, 10.0}});
  small.problem().side_constraints = {on_link(small, 0, 4.0), on_link(small, 1, 5.0)};
  small.problem().side_constraints[0].name = "west bridge";
  try {
    solve(small.problem());
    FAIL() << "10 vehicles over limits of 4 and 5";
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr("side constraint '"));
    EXPECT_THAT(e.what(), testing::HasSubstr("demand cannot keep all side constraints together"));
    EXPECT_EQ(e.exit_code(), ExitCode::bad_input);
  }
}

TEST(SideConstraints, RefuseWhatIsNoConstraint) {
  test::SmallProblem small(2, {{0, 1, 1.0}});
  small.add_class("all", 1.0, {{0, 1, 1.0}});
  const auto complaint = [&](const SideConstraint& constraint) -> std::string {
    small.problem().side_constraints = {constraint};
    try {
      solve(small.problem());
    } catch (const Error& e) {
      return e.what();
    }
    return {};
  };
  const LinkId link = small.link(0);
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_THAT(complaint({.name = "n", .terms = {{0, link, 1.0}}, .limit = -1.0}),
              testing::HasSubstr("side constraint 'n': a limit of -1"));
  EXPECT_THAT(complaint({.terms = {{0, link, infinite}}, .limit = 1.0}),
              testing::HasSubstr("a coefficient of inf"));
  EXPECT_THAT(complaint({.terms = {{1, link, 1.0}}, .limit = 1.0}),
              testing::HasSubstr("does not have"));
  EXPECT_THAT(complaint({.terms = {{0, link, 1.0}, {0, link, 1.0}}, .limit = 1.0}),
              testing::HasSubstr("twice"));
}

TEST(SideConstraints, GiveTheSameBytesForAnyNumberOfThreads) {
  test::SmallProblem small(3, {{0, 1, 1.0, 0.3}, {0, 2, 5.0, 0.1}, {1, 2, 1.0, 0.2}, {0, 1, 2.0}});
  small.add_class("a", 1.0, {{0, 2, 10.0}, {0, 1, 3.0}});
  small.add_class("b", 2.0, {{0, 2, 4.0}, {1, 2, 2.0}}).constant_cost[small.at(2)] += 1.0;
  small.problem().side_constraints = {on_link(small, 0, 4.0, {1.0, 3.0}),
                                      on_link(small, 2, 7.0, {1.0, 1.0})};
  std::vector<AssignmentResult> results;
  for (const int threads : {1, 2, 3}) {
    set_thread_count(threads);
    results.push_back(solve(small.problem()));
    EXPECT_TRUE(results.back().converged());
  }
  set_thread_count(0);
  for (const std::size_t other : {1u, 2u}) {
    EXPECT_EQ(results[0].volume_per_h, results[other].volume_per_h);
    EXPECT_EQ(results[0].side_constraints[0].multiplier,
              results[other].side_constraints[0].multiplier);
  }
}

// Rounds begin with the bushes of the last, which are those of a larger network: none of them are
// left for a run or a question about this one.
TEST(SideConstraints, LeaveNoBushesOfTheLargerNetwork) {
  test::RandomProblem random(51, 14, 3);
  AssignmentProblem& problem = random.small.problem();
  const AssignmentResult free = solve(problem);
  const auto used = std::ranges::max_element(free.volume_per_h[0]);
  const auto link = static_cast<std::size_t>(used - free.volume_per_h[0].begin());
  problem.side_constraints = {{.name = "quota", .terms = {{0, LinkId{link}, 1.0}}}};
  problem.side_constraints[0].limit = 0.6 * *used;
  WarmSlot slot{.keep = true};
  const AssignmentResult result = assign(problem, {.relative_gap = 1e-8}, slot);
  ASSERT_TRUE(result.converged()) << result.relative_gap;
  EXPECT_GT(slot.state_bytes, 0u);
  EXPECT_EQ(slot.kept, nullptr);
}

}  // namespace
}  // namespace landlink
