// Side constraints in logit stochastic equilibrium: known prices, certificates computed here from
// what is reported, and nothing at all where no limit binds.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "landlink/assign/assign.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/core/parallel.hpp"
#include "support/logit.hpp"
#include "support/random_problem.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

constexpr double kTolerance = 1e-6;  // of violation and complementarity, relative

using test::on_link;
using test::options_of;

/// The problem with the prices that a result states as costs of the classes' own.
AssignmentProblem tolled(const AssignmentProblem& problem, const AssignmentResult& result) {
  AssignmentProblem priced = problem;
  priced.side_constraints.clear();
  for (std::size_t c = 0; c < problem.side_constraints.size(); ++c) {
    for (const SideTerm& term : problem.side_constraints[c].terms) {
      priced.classes[term.user_class].constant_cost[term.link.index()] +=
          term.coefficient * result.side_constraints[c].multiplier;
    }
  }
  return priced;
}

double residual_of(const AssignmentProblem& problem, const AssignmentResult& result, double theta) {
  return test::residual_of(problem, *result.paths, theta, result.delay);
}

/// Adds constraints, leaving out what the paths to choose from cannot keep: those of `dial` are
/// fixed, and all demand between two zones may have but one.
void add_those_that_can_be_kept(AssignmentProblem& problem, const AssignmentOptions& options,
                                const std::vector<SideConstraint>& constraints) {
  for (const SideConstraint& constraint : constraints) {
    problem.side_constraints.push_back(constraint);
    if (options.algorithm != "dial") continue;
    try {
      assign(problem, options);
    } catch (const Error& e) {
      EXPECT_THAT(e.what(), testing::HasSubstr("no path to choose that keeps it"));
      problem.side_constraints.pop_back();
    }
  }
}

class StochasticLimits : public testing::TestWithParam<std::string> {
 protected:
  // Problems of a few links: more threads would wait for each other.
  void SetUp() override { set_thread_count(1); }
  void TearDown() override { set_thread_count(0); }
};

// Routes of 2 and 3 whatever the traffic, demand 10, theta 0.5, 4 permits on the first. Its share
// is 0.4 where 0.5 (3 - 2 - price) = ln(0.4 / 0.6): price = 1 + 2 ln 1.5.
TEST_P(StochasticLimits, PriceAPermitByTheShiftThatTheLogitNeeds) {
  test::SmallProblem small(2, {{0, 1, 2.0}, {0, 1, 3.0}});
  small.add_class("all", 1.0, {{0, 1, 10.0}});
  small.problem().side_constraints = {on_link(small, 0, 4.0)};
  const AssignmentResult result = assign(small.problem(), options_of(GetParam(), 0.5));
  ASSERT_TRUE(result.converged()) << result.residual;
  ASSERT_EQ(result.side_constraints.size(), 1u);
  // d price / d share = 1 / (0.5 x 0.4 x 0.6): 1e-6 of the limit is 4e-7 of the share, 3.4e-6.
  EXPECT_NEAR(result.side_constraints[0].multiplier, 1.0 + 2.0 * std::log(1.5), 4e-6);
  EXPECT_NEAR(result.volume_per_h[0][small.at(0)], 4.0, 4.0 * kTolerance);
  EXPECT_LE(result.side_constraints[0].violation, kTolerance);
  EXPECT_LE(result.side_constraints[0].complementarity, kTolerance);
  EXPECT_LE(result.residual, 1e-10);
  EXPECT_LE(result.conservation, 1e-12);
  // 4 pay 2 and the price, 6 pay 3.
  EXPECT_NEAR(result.total_cost, 4.0 * (3.0 + 2.0 * std::log(1.5)) + 18.0, 4e-5);
}

// 2 + f and 1.5 + 2 (4 - f), theta 0.5: 2.299 of 4 take the first without a limit. With 1.5 there
// they cost 3.5 and 6.5, and ln(1.5 / 2.5) = 0.5 (6.5 - 3.5 - price): price = 3 - 2 ln 0.6.
TEST_P(StochasticLimits, PriceARouteThatQueues) {
  test::SmallProblem small(2, {{0, 1, 2.0, 1.0}, {0, 1, 1.5, 2.0}});
  small.add_class("all", 1.0, {{0, 1, 4.0}});
  const auto with_limit = [&](double limit) {
    small.problem().side_constraints = {on_link(small, 0, limit)};
    return assign(small.problem(), options_of(GetParam(), 0.5));
  };
  const AssignmentResult result = with_limit(1.5);
  ASSERT_TRUE(result.converged()) << result.residual;
  // d price / d f = 3 + 2 (1 / 1.5 + 1 / 2.5) = 5.13 at f = 1.5, known to 1.5e-6.
  EXPECT_NEAR(result.side_constraints[0].multiplier, 3.0 - 2.0 * std::log(0.6), 8e-6);
  // The multiplier is the slope of Fisk's objective, which has no prices, in the limit: by central
  // differences, whose error is that of two objectives, 1.5e-6 x 4, over 0.02.
  constexpr double kStep = 0.01;
  const double slope =
      (with_limit(1.5 + kStep).objective - with_limit(1.5 - kStep).objective) / (2.0 * kStep);
  EXPECT_NEAR(slope, -result.side_constraints[0].multiplier, 1e-3);
}

TEST_P(StochasticLimits, CostNothingWhereThereIsSlack) {
  test::RandomProblem random(7, 14, 3);
  AssignmentProblem& problem = random.small.problem();
  const AssignmentResult free = assign(problem, options_of(GetParam(), 2.0, 1e-9));
  for (const std::size_t given : {1u, 5u, 20u, 30u}) {
    const double volume = free.volume_per_h[0][random.small.at(given)] +
                          2.0 * free.volume_per_h[1][random.small.at(given)];
    problem.side_constraints.push_back(
        on_link(random.small, given, 1.001 * volume + 0.001, {1.0, 2.0}));
  }
  const AssignmentResult result = assign(problem, options_of(GetParam(), 2.0, 1e-9));
  ASSERT_TRUE(result.converged());
  for (const SideConstraintState& state : result.side_constraints) {
    EXPECT_EQ(state.multiplier, 0.0);
    EXPECT_EQ(state.violation, 0.0);
    EXPECT_EQ(state.complementarity, 0.0);
  }
  EXPECT_EQ(result.volume_per_h, free.volume_per_h);
  EXPECT_EQ(result.residual, free.residual);
  EXPECT_EQ(result.objective, free.objective);
  EXPECT_EQ(result.total_cost, free.total_cost);
  EXPECT_EQ(result.history.size(), free.history.size());
  if (free.paths != nullptr) {
    EXPECT_EQ(result.paths->set, free.paths->set);
    EXPECT_EQ(result.paths->flow_per_h, free.paths->flow_per_h);
  }
}

// A bridge for 100 t/h: 10 vans of 5 t and 10 lorries of 20 t (2 pcu, half the scale) have 1 over
// it or 2 (lorries 4) round. What each class does at a price is a logit of its own; the price at
// which the bridge holds 100 t is found here by halving.
TEST_P(StochasticLimits, ShareABridgeByTonnesBetweenClasses) {
  test::SmallProblem small(2, {{0, 1, 1.0}, {0, 1, 2.0}});
  small.add_class("vans", 1.0, {{0, 1, 10.0}});
  UserClass& lorries = small.add_class("lorries", 2.0, {{0, 1, 10.0}});
  lorries.constant_cost[small.at(1)] = 4.0;
  lorries.choice_scale = 0.5;
  small.problem().side_constraints = {on_link(small, 0, 100.0, {5.0, 20.0})};
  const auto vans = [](double price) { return 10.0 / (1.0 + std::exp(2.0 * (5.0 * price - 1.0))); };
  const auto trucks = [](double price) { return 10.0 / (1.0 + std::exp(20.0 * price - 3.0)); };
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < 60; ++i) {
    const double price = 0.5 * (low + high);
    (5.0 * vans(price) + 20.0 * trucks(price) > 100.0 ? low : high) = price;
  }
  const AssignmentResult result = assign(small.problem(), options_of(GetParam(), 2.0));
  ASSERT_TRUE(result.converged()) << result.residual;
  // Tonnes fall by more than 500 per unit of price there: 1e-4 t is less than 2e-7 of it.
  EXPECT_NEAR(result.side_constraints[0].multiplier, low, 1e-6);
  EXPECT_NEAR(result.volume_per_h[0][small.at(0)], vans(low), 1e-4);
  EXPECT_NEAR(result.volume_per_h[1][small.at(0)], trucks(low), 1e-4);
  EXPECT_NEAR(result.side_constraints[0].value, 100.0, 100.0 * kTolerance);
}

// Two posts and a long way round, one quota over both posts and one for the second alone.
TEST_P(StochasticLimits, HoldAQuotaOverSeveralLinksAndOneWithinIt) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}, {0, 1, 2.0, 0.1}, {0, 1, 4.0, 0.01}});
  small.add_class("all", 1.0, {{0, 1, 100.0}});
  SideConstraint quota = on_link(small, 0, 6.0);
  quota.terms.push_back({0, small.link(1), 1.0});
  small.problem().side_constraints = {quota, on_link(small, 1, 0.5)};
  const AssignmentResult result = assign(small.problem(), options_of(GetParam(), 3.0));
  ASSERT_TRUE(result.converged()) << result.residual;
  const double first = result.volume_per_h[0][small.at(0)];
  const double second = result.volume_per_h[0][small.at(1)];
  EXPECT_NEAR(first + second, 6.0, 6.0 * kTolerance);
  EXPECT_NEAR(second, 0.5, 0.5 * kTolerance);
  // Logit on costs with prices p (both) and q (the second): 3 (c2 + q - c1) = ln(5.5 / 0.5), and
  // 3 (c3 - c1 - p) = ln(5.5 / 94).
  const double c1 = 1.0 + 0.55;
  const double c2 = 2.0 + 0.05;
  const double c3 = 4.0 + 0.94;
  EXPECT_NEAR(result.side_constraints[1].multiplier, std::log(11.0) / 3.0 - (c2 - c1), 5e-6);
  EXPECT_NEAR(result.side_constraints[0].multiplier, c3 - c1 - std::log(5.5 / 94.0) / 3.0, 5e-6);
}

TEST_P(StochasticLimits, CertifyThemselvesOnRandomNetworks) {
  int binding = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    test::RandomProblem random(seed, 12, 1 + seed % 3);
    AssignmentProblem& problem = random.small.problem();
    const AssignmentResult free = assign(problem, options_of(GetParam(), 2.0, 1e-8));
    // Links that the ring does not need, each at most at seven tenths of what it would have.
    std::vector<SideConstraint> wanted;
    std::vector<double> coefficients(problem.classes.size(), 1.0);
    coefficients.back() = 3.0;
    for (std::size_t given = 12; given < 48; given += 4) {
      SideConstraint constraint = on_link(random.small, given, 0.0, coefficients);
      for (const SideTerm& term : constraint.terms) {
        constraint.limit +=
            0.7 * term.coefficient * free.volume_per_h[term.user_class][term.link.index()];
      }
      if (constraint.limit > 0.01) wanted.push_back(constraint);
    }
    add_those_that_can_be_kept(problem, options_of(GetParam(), 2.0, 1e-8), wanted);
    const AssignmentResult result = assign(problem, options_of(GetParam(), 2.0, 1e-8));
    ASSERT_TRUE(result.converged()) << "seed " << seed << ": " << result.residual;
    for (std::size_t c = 0; c < problem.side_constraints.size(); ++c) {
      const SideConstraint& constraint = problem.side_constraints[c];
      const double price = result.side_constraints[c].multiplier;
      double value = 0.0;
      for (const SideTerm& term : constraint.terms) {
        value += term.coefficient * result.volume_per_h[term.user_class][term.link.index()];
      }
      EXPECT_NEAR(value, result.side_constraints[c].value, 1e-12 * constraint.limit);
      EXPECT_LE(value, constraint.limit * (1.0 + kTolerance)) << "seed " << seed;
      EXPECT_GE(price, 0.0);
      const double slack = (constraint.limit - value) / constraint.limit;
      EXPECT_LE(std::min(slack, price * constraint.limit / result.total_cost), kTolerance);
      binding += price > 0.0 ? 1 : 0;
    }
    EXPECT_LE(result.conservation, 1e-11);
    if (result.paths == nullptr) continue;
    EXPECT_NEAR(residual_of(tolled(problem, result), result, 2.0), result.residual, 1e-12);
  }
  EXPECT_GE(binding, 20);
}

TEST_P(StochasticLimits, HoldFewTrucksOfMany) {
  // 5 permits for 5,000 trucks, and 0.1 % of a second road.
  test::SmallProblem small(2, {{0, 1, 1.0, 1e-4}, {0, 1, 1.2, 1e-4}, {0, 1, 1.5, 1e-4}});
  small.add_class("all", 1.0, {{0, 1, 5000.0}});
  small.problem().side_constraints = {on_link(small, 0, 5.0), on_link(small, 1, 1.0)};
  const AssignmentResult result = assign(small.problem(), options_of(GetParam(), 4.0, 1e-6));
  ASSERT_TRUE(result.converged()) << result.residual;
  const double c3 = 1.5 + 0.4994;
  EXPECT_NEAR(result.side_constraints[0].multiplier, c3 - 1.0005 - std::log(5.0 / 4994.0) / 4.0,
              1e-5);
  EXPECT_NEAR(result.side_constraints[1].multiplier, c3 - 1.2001 - std::log(1.0 / 4994.0) / 4.0,
              1e-5);
}

TEST_P(StochasticLimits, EndWithAMessageWhereTheyCannotBeKept) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}, {0, 1, 2.0, 0.1}});
  small.add_class("all", 1.0, {{0, 1, 10.0}});
  small.problem().side_constraints = {on_link(small, 0, 4.0), on_link(small, 1, 5.0)};
  try {
    assign(small.problem(), options_of(GetParam(), 1.0));
    FAIL() << "10 vehicles over limits of 4 and 5";
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr("demand cannot keep all side constraints together"));
    EXPECT_EQ(e.exit_code(), ExitCode::bad_input);
  }
}

TEST_P(StochasticLimits, GiveTheSameBytesForAnyNumberOfThreads) {
  test::RandomProblem random(21, 30, 3);
  AssignmentProblem& problem = random.small.problem();
  const AssignmentResult free = assign(problem, options_of(GetParam(), 2.0, 1e-8));
  std::vector<SideConstraint> wanted;
  for (std::size_t given = 30; given < 120; given += 15) {
    const double volume = free.volume_per_h[0][random.small.at(given)] +
                          2.0 * free.volume_per_h[2][random.small.at(given)];
    if (volume < 0.1) continue;
    wanted.push_back(on_link(random.small, given, 0.5 * volume, {1.0, 0.0, 2.0}));
  }
  add_those_that_can_be_kept(problem, options_of(GetParam(), 2.0, 1e-8), wanted);
  ASSERT_FALSE(problem.side_constraints.empty());
  std::vector<AssignmentResult> results;
  for (const int threads : {1, 2, 3}) {
    set_thread_count(threads);
    results.push_back(assign(problem, options_of(GetParam(), 2.0, 1e-8)));
    EXPECT_TRUE(results.back().converged());
  }
  for (const std::size_t other : {1u, 2u}) {
    EXPECT_EQ(results[0].volume_per_h, results[other].volume_per_h);
    EXPECT_EQ(results[0].residual, results[other].residual);
    for (std::size_t c = 0; c < problem.side_constraints.size(); ++c) {
      EXPECT_EQ(results[0].side_constraints[c].multiplier,
                results[other].side_constraints[c].multiplier);
    }
    if (results[0].paths == nullptr) continue;
    EXPECT_EQ(results[0].paths->set, results[other].paths->set);
    EXPECT_EQ(results[0].paths->flow_per_h, results[other].paths->flow_per_h);
  }
}

std::vector<std::string> names() {
  std::vector<std::string> result;
  for (const AlgorithmEntry& entry : algorithms()) {
    if (entry.stochastic) result.emplace_back(entry.name);
  }
  return result;
}

INSTANTIATE_TEST_SUITE_P(All, StochasticLimits, testing::ValuesIn(names()),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace landlink
