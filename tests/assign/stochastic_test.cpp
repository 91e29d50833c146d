// Logit stochastic equilibrium: known answers, and certificates computed here from what is
// reported.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "landlink/assign/assign.hpp"
#include "landlink/core/parallel.hpp"
#include "support/logit.hpp"
#include "support/random_problem.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

constexpr double kShut = std::numeric_limits<double>::infinity();

using test::delays_of;
using test::options_of;
using test::residual_of;

class Stochastic : public testing::TestWithParam<std::string> {
 protected:
  void TearDown() override { set_thread_count(0); }
};

// Routes of 2 + f and 1.5 + 2 f, demand 4, theta 0.5: f = 4 / (1 + exp(0.5 (2 + f - 1.5 - 2 (4 -
// f)))) has the root f = 2.2990959494 (docs/model.md, known answers). No overlap.
TEST_P(Stochastic, FindsTheFixedPointOfTwoRoutes) {
  test::SmallProblem small(2, {{0, 1, 2.0, 1.0}, {0, 1, 1.5, 2.0}});
  small.add_class("all", 1.0, {{0, 1, 4.0}});
  const AssignmentResult result = assign(small.problem(), options_of(GetParam(), 0.5, 1e-12));
  ASSERT_TRUE(result.converged()) << result.residual;
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], 2.2990959494, 5e-11);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(1)], 4.0 - 2.2990959494, 5e-11);
  // Routes of 4.2990959494 and 4.9018081012; those of least cost take all: 17.1963837976.
  EXPECT_NEAR(result.relative_gap, 1.0 - 4.0 * 4.2990959494 / result.total_cost, 1e-9);
  // Fisk: 2 f + f^2/2 + 1.5 g + g^2 + 2 (f ln(f/4) + g ln(g/4)), g = 4 - f.
  const double f = 2.2990959494;
  const double g = 4.0 - f;
  EXPECT_NEAR(result.objective,
              2.0 * f + f * f / 2.0 + 1.5 * g + g * g +
                  2.0 * (f * std::log(f / 4.0) + g * std::log(g / 4.0)),
              1e-9);
}

// exp(-1), exp(-1.2), exp(-1.5) over their sum.
TEST_P(Stochastic, SharesDemandAmongFixedCosts) {
  test::SmallProblem small(2, {{0, 1, 10.0}, {0, 1, 12.0}, {0, 1, 15.0}});
  small.add_class("all", 1.0, {{0, 1, 1.0}});
  AssignmentOptions options = options_of(GetParam(), 0.1);
  options.stochastic.choice_set.max_detour = 1.5;  // 15 is just within
  const AssignmentResult result = assign(small.problem(), options);
  ASSERT_TRUE(result.converged());
  // Given to six digits.
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], 0.412327, 5e-7);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(1)], 0.337585, 5e-7);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(2)], 0.250089, 5e-7);
}

// Cars with theta 0.5 x 2 and lorries with 0.5; lorries pay 1 more on the first of 3 routes and may
// not use the third. Volumes against a damped iteration of the formula itself.
TEST_P(Stochastic, GivesEachClassItsScaleAndItsLinks) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.5}, {0, 1, 2.0, 0.25}, {0, 1, 2.2, 0.1}});
  small.add_class("cars", 1.0, {{0, 1, 4.0}}).choice_scale = 2.0;
  UserClass& lorries = small.add_class("lorries", 2.0, {{0, 1, 2.0}});
  lorries.constant_cost[small.at(0)] += 1.0;
  lorries.constant_cost[small.at(2)] = kShut;
  AssignmentOptions options = options_of(GetParam(), 0.5, 1e-12);
  options.stochastic.choice_set.max_detour = 3.0;
  const AssignmentResult result = assign(small.problem(), options);
  ASSERT_TRUE(result.converged()) << result.residual;

  std::vector<double> cars{2.0, 1.0, 1.0};
  std::vector<double> heavy{1.0, 1.0, 0.0};
  const std::vector<double> constant{1.0, 2.0, 2.2};
  const std::vector<double> slope{0.5, 0.25, 0.1};
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> car_weight(3);
    std::vector<double> heavy_weight(3);
    double car_sum = 0.0;
    double heavy_sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
      const double cost = constant[i] + slope[i] * (cars[i] + 2.0 * heavy[i]);
      car_weight[i] = std::exp(-1.0 * cost);
      heavy_weight[i] = i == 2 ? 0.0 : std::exp(-0.5 * (cost + (i == 0 ? 1.0 : 0.0)));
      car_sum += car_weight[i];
      heavy_sum += heavy_weight[i];
    }
    for (std::size_t i = 0; i < 3; ++i) {
      cars[i] += 0.2 * (4.0 * car_weight[i] / car_sum - cars[i]);
      heavy[i] += 0.2 * (2.0 * heavy_weight[i] / heavy_sum - heavy[i]);
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(result.volume_per_h[0][small.at(i)], cars[i], 1e-9) << i;
    EXPECT_NEAR(result.volume_per_h[1][small.at(i)], heavy[i], 1e-9) << i;
  }
}

// 0 to 1 by 1 + v/1000 h or 1.5 + v/2000 h, 3000 pcu/h: user equilibrium has 1 + v/1000 = 1.5 +
// (3000 - v)/2000, v = 4000/3, a theta of nothing 1500 on each.
TEST_P(Stochastic, TendsToUserEquilibriumAsThetaGrows) {
  test::SmallProblem small(2, {{0, 1, 1.0, 1.0 / 1000}, {0, 1, 1.5, 1.0 / 2000}});
  small.add_class("all", 1.0, {{0, 1, 3000.0}});
  double before = 1500.0 - 4000.0 / 3.0;
  for (const double theta : {0.1, 1.0, 10.0, 100.0, 1e4, 1e5}) {
    const AssignmentResult result = assign(small.problem(), options_of(GetParam(), theta));
    ASSERT_TRUE(result.converged()) << theta << ": " << result.residual;
    const double off = std::abs(result.volume_pcu_per_h[small.at(0)] - 4000.0 / 3.0);
    EXPECT_LT(off, before) << theta;
    before = off;
  }
  // Costs differ by ln(1667/1333) / theta = 2.2e-6, flows by that over slopes of 0.0015.
  EXPECT_NEAR(before, 0.00149, 1e-4);
}

// Posts that take 6 and 13 pcu/h at some delay, and 60 and 120 pcu/h that want to cross: steep
// delays far over capacity.
TEST_P(Stochastic, ConvergesWherePostsAreFarOverCapacity) {
  for (const double growth : {1.0, 3.0, 30.0}) {
    test::SmallProblem small(5, {{0, 1, 0.5, 1e-4},
                                 {1, 2, 0.3},
                                 {1, 2, 0.8},
                                 {1, 2, 9.0},
                                 {2, 3, 0.4, 1e-4},
                                 {2, 4, 0.7, 1e-4}});
    small.set_delay(1, {"border_queue", {2.0, 1.0 / 6.0, 1.0, 12.0, 2.0, 12.0, 0.25, 0.0, 0.0}});
    small.set_delay(2, {"border_queue", {1.0, 1.0 / 4.0, 0.5, 20.0, 2.0, 12.0, 0.25, 0.0, 0.0}});
    small.set_delay(3, {"bpr", {9.0, 0.15, 5.0, 8.0}});
    small.add_class("light", 2.0, {{0, 3, 6.0 * growth}, {0, 4, 3.0 * growth}});
    small.add_class("heavy", 3.0, {{0, 3, 7.0 * growth}}).constant_cost[small.at(2)] += 1.5;
    for (const double theta : {0.3, 3.0, 30.0}) {
      AssignmentOptions options = options_of(GetParam(), theta, 1e-9);
      options.stochastic.choice_set.max_detour = 20.0;
      const AssignmentResult result = assign(small.problem(), options);
      EXPECT_TRUE(result.converged())
          << growth << ' ' << theta << ": " << result.residual << ' ' << name_of(result.stop);
      EXPECT_LT(result.history.size(), 60u) << growth << ' ' << theta;
    }
  }
}

TEST_P(Stochastic, ConservesFlowAndCertifiesItselfOnRandomNetworks) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    test::RandomProblem random(seed, 12, 1 + seed % 3);
    const AssignmentProblem& problem = random.small.problem();
    const AssignmentResult result = assign(problem, options_of(GetParam(), 2.0, 1e-8));
    ASSERT_TRUE(result.converged()) << "seed " << seed << ": " << result.residual;
    for (std::size_t k = 0; k < problem.classes.size(); ++k) {
      const UserClass& c = problem.classes[k];
      std::vector<double> balance(problem.graph->node_count(), 0.0);
      for (const LinkId link : problem.graph->links()) {
        const double volume = result.volume_per_h[k][link.index()];
        EXPECT_GE(volume, 0.0);
        if (std::isinf(c.constant_cost[link.index()])) {
          EXPECT_EQ(volume, 0.0);
        }
        balance[problem.graph->tail(link).index()] -= volume;
        balance[problem.graph->head(link).index()] += volume;
      }
      for (const OdEntry& cell : c.demand_per_h.entries()) {
        balance[problem.centroids[cell.origin.index()].index()] += cell.value;
        balance[problem.centroids[cell.destination.index()].index()] -= cell.value;
      }
      // Sums of some hundred flows with errors in the last bit.
      for (const double b : balance) EXPECT_NEAR(b, 0.0, 1e-11 * c.demand_per_h.total());
    }
    EXPECT_GT(result.relative_gap, 0.0);
    if (result.paths == nullptr) continue;
    const double residual =
        residual_of(problem, *result.paths, 2.0, delays_of(problem, *result.paths));
    EXPECT_NEAR(residual, result.residual, 1e-13);
  }
}

TEST_P(Stochastic, GivesTheSameBytesForAnyNumberOfThreads) {
  test::RandomProblem random(21, 30, 3);
  std::vector<AssignmentResult> results;
  for (const int threads : {1, 2, 3}) {
    set_thread_count(threads);
    results.push_back(assign(random.small.problem(), options_of(GetParam(), 2.0, 1e-9)));
  }
  for (const std::size_t other : {1u, 2u}) {
    EXPECT_EQ(results[0].volume_per_h, results[other].volume_per_h);
    EXPECT_EQ(results[0].residual, results[other].residual);
    EXPECT_EQ(results[0].objective, results[other].objective);
    if (results[0].paths == nullptr) continue;
    EXPECT_EQ(results[0].paths->set, results[other].paths->set);
    EXPECT_EQ(results[0].paths->flow_per_h, results[other].paths->flow_per_h);
  }
}

TEST_P(Stochastic, RefusesAThetaOfNothingAndASystemOptimum) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}});
  small.add_class("all", 1.0, {{0, 1, 5.0}});
  EXPECT_THROW(assign(small.problem(), options_of(GetParam(), 0.0)), Error);
  AssignmentOptions system = options_of(GetParam(), 1.0);
  system.objective = Objective::system;
  EXPECT_THROW(assign(small.problem(), system), Error);
}

TEST_P(Stochastic, NamesTheLinkWhoseDelayIsNoNumber) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}, {0, 1, 1.0, 0.1}});
  // Past all that doubles hold: (1e40)^16.
  small.set_delay(1, {"bpr", {1.0, 1.0, 1e-40, 16.0}});
  small.add_class("all", 1.0, {{0, 1, 5.0}});
  try {
    assign(small.problem(), options_of(GetParam(), 1.0));
    FAIL() << "an infinite delay passed";
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), ExitCode::internal);
    EXPECT_THAT(error.what(), testing::HasSubstr("from node 0 to node 1"));
  }
}

std::vector<std::string> names() {
  std::vector<std::string> result;
  for (const AlgorithmEntry& entry : algorithms()) {
    if (entry.stochastic) result.emplace_back(entry.name);
  }
  return result;
}

INSTANTIATE_TEST_SUITE_P(All, Stochastic, testing::ValuesIn(names()), [](const auto& instance) {
  std::string name = instance.param;
  name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
  return name;
});

// One way of 10 by itself, and two that share 9 of their 10: equal costs.

}  // namespace
}  // namespace landlink
