#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "landlink/core/parallel.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

/// Gives a class one cost and elasticity for all its cells.
void make_elastic(UserClass& user_class, DemandForm form, double cost, double elasticity,
                  double least, double most) {
  const std::size_t cells = user_class.demand_per_h.cell_count();
  user_class.elastic = {.form = form,
                        .reference_cost = std::vector<double>(cells, cost),
                        .elasticity = std::vector<double>(cells, elasticity),
                        .least_share = least,
                        .most_share = most};
}

class ElasticDemandBy : public testing::TestWithParam<std::string> {
 protected:
  /// What each algorithm is asked for.
  static double gap() { return GetParam() == "bush" ? 1e-9 : GetParam() == "msa" ? 1e-3 : 1e-5; }
  static AssignmentResult solve(const AssignmentProblem& problem) {
    return assign(problem, {.algorithm = GetParam(), .relative_gap = gap()});
  }
};

// Links 2 + f and 3 + f, D = 10 - u, which is 5 at 5 with an elasticity of -1 there: u = 5, and
// 3 and 2 vehicles.
TEST_P(ElasticDemandBy, MeetsTheKnownAnswer) {
  test::SmallProblem small(2, {{0, 1, 2.0, 1.0}, {0, 1, 3.0, 1.0}});
  UserClass& all = small.add_class("all", 1.0, {{0, 1, 5.0}});
  make_elastic(all, DemandForm::linear, 5.0, -1.0, 0.0, 2.0);
  // A reference off the answer describes the same line: 8 at 2, slope -1, elasticity -2/8.
  for (const bool elsewhere : {false, true}) {
    if (elsewhere) {
      all.demand_per_h = OdMatrix(2, {{ZoneId{0u}, ZoneId{1u}, 8.0}});
      make_elastic(all, DemandForm::linear, 2.0, -0.25, 0.0, 2.0);
    }
    const AssignmentResult result = solve(small.problem());
    ASSERT_TRUE(result.converged()) << result.relative_gap;
    ASSERT_TRUE(result.elastic);
    EXPECT_LE(result.elastic->demand_gap, gap());
    // Total cost 25, slopes of 1: squared errors of flows are below 2 x 25 x gap, and the demand
    // gap holds d to D.
    const double tolerance = std::sqrt(60.0 * gap());
    EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], 3.0, tolerance);
    EXPECT_NEAR(result.volume_pcu_per_h[small.at(1)], 2.0, tolerance);
    EXPECT_NEAR(result.elastic->demand_per_h[0].total(), 5.0, tolerance);
    EXPECT_NEAR(2.0 + result.delay[small.at(0)], 5.0, tolerance);
    EXPECT_LE(result.conservation, 1e-12);
  }
}

INSTANTIATE_TEST_SUITE_P(All, ElasticDemandBy, testing::Values("bush", "bfw", "cfw", "msa"),
                         [](const auto& instance) { return instance.param; });

AssignmentResult solve(const AssignmentProblem& problem, double gap = 1e-9) {
  return assign(problem, {.relative_gap = gap});
}

// One link of 1 + 0.1 v; demand 20 (u/2)^-1: u (1) = 1 + 0.1 d and d = 40 / u give
// u^2 - u - 4 = 0, u = (1 + sqrt(17)) / 2 = 2.5615528128.
TEST(ElasticDemand, FollowsAPowerOfTheCost) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}});
  UserClass& all = small.add_class("all", 1.0, {{0, 1, 20.0}});
  make_elastic(all, DemandForm::power, 2.0, -1.0, 0.1, 2.0);
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  const double u = (1.0 + std::sqrt(17.0)) / 2.0;
  EXPECT_NEAR(1.0 + result.delay[0], u, 1e-7);
  EXPECT_NEAR(result.elastic->demand_per_h[0].total(), 40.0 / u, 1e-6);
  EXPECT_EQ(result.elastic->cells_at_least + result.elastic->cells_at_most, 0u);
}

// The same link at a cost of 3 whatever the traffic: 20 exp(-0.5 (3/2 - 1)) travel.
TEST(ElasticDemand, FollowsAnExponentialOfTheCost) {
  test::SmallProblem small(2, {{0, 1, 3.0}});
  make_elastic(small.add_class("all", 1.0, {{0, 1, 20.0}}), DemandForm::exponential, 2.0, -0.5, 0.1,
               2.0);
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  EXPECT_NEAR(result.volume_pcu_per_h[0], 20.0 * std::exp(-0.25), 1e-6);
}

// At 40 times the reference cost next to nobody would travel, at a hundredth everybody: the shares
// hold.
TEST(ElasticDemand, StaysBetweenItsShares) {
  test::SmallProblem small(3, {{0, 1, 40.0}, {1, 2, 0.01}});
  UserClass& all = small.add_class("all", 2.0, {{0, 1, 10.0}, {1, 2, 10.0}});
  make_elastic(all, DemandForm::power, 1.0, -2.0, 0.25, 1.5);
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  EXPECT_NEAR(result.volume_per_h[0][small.at(0)], 2.5, 1e-9);
  EXPECT_NEAR(result.volume_per_h[0][small.at(1)], 15.0, 1e-9);
  EXPECT_EQ(result.elastic->cells_at_least, 1u);
  EXPECT_EQ(result.elastic->cells_at_most, 1u);
}

// Node 1 is open and lies on the way from 0 to 2. Staying at 1 must not become a way on: links that
// stand for staying join zones, and nobody passes through a zone on them.
TEST(ElasticDemand, NeverTravelsThroughTheLinksThatStandForStaying) {
  test::SmallProblem small(3, {{0, 1, 50.0}, {1, 2, 50.0}});
  UserClass& all = small.add_class("all", 1.0, {{0, 1, 4.0}, {1, 2, 4.0}, {0, 2, 4.0}});
  make_elastic(all, DemandForm::power, 50.0, -1.0, 0.1, 2.0);
  all.elastic.reference_cost = {50.0, 100.0, 50.0};  // 0-1, 0-2, 1-2
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  EXPECT_NEAR(result.volume_per_h[0][small.at(0)], 8.0, 1e-6);
  EXPECT_NEAR(result.volume_per_h[0][small.at(1)], 8.0, 1e-6);
}

// Cars answer, trucks do not: 1 + 0.1 v with 5 trucks of 2 pcu; cars 10 (u/2)^-1: u = 2 + 0.1 d and
// d = 20 / u: u^2 - 2 u - 2 = 0, u = 1 + sqrt(3).
TEST(ElasticDemand, LeavesFixedClassesAsTheyAre) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}});
  make_elastic(small.add_class("cars", 1.0, {{0, 1, 10.0}, {0, 0, 3.0}}), DemandForm::power, 2.0,
               -1.0, 0.2, 2.0);
  small.add_class("trucks", 2.0, {{0, 1, 5.0}});
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  const double u = 1.0 + std::sqrt(3.0);
  EXPECT_NEAR(result.volume_per_h[0][0], 20.0 / u, 1e-6);
  EXPECT_EQ(result.volume_per_h[1][0], 5.0);
  EXPECT_EQ(result.elastic->demand_per_h[0].at(ZoneId{0u}, ZoneId{0u}), 3.0);
  EXPECT_EQ(result.elastic->demand_per_h[1].total(), 5.0);
}

// The price of a permit keeps trips at home: 10 - u on 2 + f alone would send 4 at 6; with 3
// permits, 3 travel at 7, and a permit is worth 7 - 5 = 2.
TEST(ElasticDemand, AnswersToThePriceOfASideConstraint) {
  test::SmallProblem small(2, {{0, 1, 2.0, 1.0}});
  make_elastic(small.add_class("all", 1.0, {{0, 1, 5.0}}), DemandForm::linear, 5.0, -1.0, 0.0, 2.0);
  small.problem().side_constraints = {
      {.name = "permits", .terms = {{0, small.link(0), 1.0}}, .limit = 3.0}};
  const AssignmentResult result = solve(small.problem(), 1e-6);
  ASSERT_TRUE(result.converged()) << result.relative_gap << ' ' << result.elastic->demand_gap;
  EXPECT_NEAR(result.volume_per_h[0][0], 3.0, 1e-5);
  EXPECT_NEAR(result.side_constraints[0].multiplier, 2.0, 1e-4);
}

// Marginal pricing with elastic demand: 2 + f, D = 10 - u: marginal 2 + 2 f = 10 - f, f = 8/3.
TEST(ElasticDemand, MeetsTheSystemOptimumAtMarginalCosts) {
  test::SmallProblem small(2, {{0, 1, 2.0, 1.0}});
  make_elastic(small.add_class("all", 1.0, {{0, 1, 5.0}}), DemandForm::linear, 5.0, -1.0, 0.0, 2.0);
  const AssignmentResult result =
      assign(small.problem(), {.relative_gap = 1e-9, .objective = Objective::system});
  ASSERT_TRUE(result.converged());
  EXPECT_NEAR(result.volume_per_h[0][0], 8.0 / 3.0, 1e-6);
}

TEST(ElasticDemand, RefusesWhatIsNoDemandFunction) {
  test::SmallProblem small(2, {{0, 1, 2.0, 1.0}});
  UserClass& all = small.add_class("cars", 1.0, {{0, 1, 5.0}});
  const auto complaint = [&]() -> std::string {
    try {
      solve(small.problem());
    } catch (const Error& e) {
      return e.what();
    }
    return {};
  };
  make_elastic(all, DemandForm::power, 0.0, -1.0, 0.1, 2.0);
  EXPECT_THAT(complaint(), testing::HasSubstr("class 'cars': a reference cost of 0 from zone 0"));
  make_elastic(all, DemandForm::power, 1.0, 0.5, 0.1, 2.0);
  EXPECT_THAT(complaint(), testing::HasSubstr("an elasticity of 0.5"));
  make_elastic(all, DemandForm::power, 1.0, -0.5, 0.0, 2.0);
  EXPECT_THAT(complaint(), testing::HasSubstr("shares from 0 to 2"));
  make_elastic(all, DemandForm::power, 1.0, -0.5, 0.1, 2.0);
  all.elastic.elasticity.clear();
  EXPECT_THAT(complaint(), testing::HasSubstr("0 elasticities for 1 cells"));
}

TEST(ElasticDemand, GivesTheSameBytesForAnyNumberOfThreads) {
  test::SmallProblem small(3, {{0, 1, 1.0, 0.3}, {0, 2, 5.0, 0.1}, {1, 2, 1.0, 0.2}, {0, 1, 2.0}});
  make_elastic(small.add_class("a", 1.0, {{0, 2, 10.0}, {0, 1, 3.0}}), DemandForm::power, 4.0, -0.7,
               0.1, 2.0);
  std::vector<AssignmentResult> results;
  for (const int threads : {1, 2, 3}) {
    set_thread_count(threads);
    results.push_back(solve(small.problem()));
  }
  set_thread_count(0);
  for (const std::size_t other : {1u, 2u}) {
    EXPECT_EQ(results[0].volume_per_h, results[other].volume_per_h);
    EXPECT_EQ(results[0].elastic->demand_gap, results[other].elastic->demand_gap);
  }
}

}  // namespace
}  // namespace landlink
