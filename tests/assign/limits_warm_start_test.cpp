// A logit equilibrium that begins with the flows and the prices of limits of another one.
#include <gmock/gmock.h>

#include <cmath>
#include <memory>

#include "landlink/assign/assign.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/core/parallel.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

class LimitsWarmStart : public testing::Test {
 protected:
  // Routes of 2 and 3 whatever the traffic, demand 10, theta 0.5: 6.2 take the first without a
  // limit, and with a limit of n the price is 1 - 2 ln(n / (10 - n)).
  LimitsWarmStart() : small_(2, {{0, 1, 2.0}, {0, 1, 3.0}}) {
    small_.add_class("all", 1.0, {{0, 1, 10.0}});
    set_thread_count(1);
  }
  ~LimitsWarmStart() override { set_thread_count(0); }

  AssignmentResult solve(double limit, const AssignmentResult* from = nullptr,
                         double multiplier = 0.0) {
    small_.problem().side_constraints = {{.name = "quota", .limit = limit}};
    small_.problem().side_constraints[0].terms.push_back({0, small_.link(0), 1.0});
    AssignmentOptions options{.algorithm = "psl", .relative_gap = 1e-10};
    options.stochastic.theta = 0.5;
    if (from != nullptr) {
      options.stochastic.start = from->paths;
      options.stochastic.start_volume = from->volume_pcu_per_h;
      options.stochastic.start_multipliers = {{"quota", multiplier}};
    }
    return assign(small_.problem(), options);
  }

  static double price(double limit) { return 1.0 - 2.0 * std::log(limit / (10.0 - limit)); }

  // d price / d n = 2 (1 / n + 1 / (10 - n)) < 1: 1e-6 of the limit of 4 is 4e-6.
  static constexpr double kPriceTolerance = 4e-6;

  test::SmallProblem small_;
};

TEST_F(LimitsWarmStart, FindsTheSamePricesSooner) {
  const AssignmentResult cold = solve(4.0);
  const AssignmentResult warm = solve(4.0, &cold, cold.side_constraints[0].multiplier);
  ASSERT_TRUE(warm.converged());
  EXPECT_NEAR(warm.side_constraints[0].multiplier, price(4.0), kPriceTolerance);
  EXPECT_LT(2 * warm.history.size(), cold.history.size());
}

TEST_F(LimitsWarmStart, FollowsALimitThatHasMoved) {
  const AssignmentResult cold = solve(4.0);
  for (const double limit : {3.0, 5.0}) {
    const AssignmentResult warm = solve(limit, &cold, cold.side_constraints[0].multiplier);
    ASSERT_TRUE(warm.converged());
    EXPECT_NEAR(warm.side_constraints[0].multiplier, price(limit), kPriceTolerance);
    EXPECT_NEAR(warm.volume_per_h[0][small_.at(0)], limit, 1e-6 * limit);
  }
}

TEST_F(LimitsWarmStart, DropsThePriceOfALimitThatBindsNoMore) {
  const AssignmentResult cold = solve(4.0);
  const AssignmentResult warm = solve(8.0, &cold, cold.side_constraints[0].multiplier);
  ASSERT_TRUE(warm.converged());
  EXPECT_EQ(warm.side_constraints[0].multiplier, 0.0);
  EXPECT_NEAR(warm.volume_per_h[0][small_.at(0)], 10.0 / (1.0 + std::exp(-0.5)), 1e-8);
}

// A price far too high leaves nobody on the first route, and falls all the same.
TEST_F(LimitsWarmStart, ComesBackFromAPriceFarTooHigh) {
  const AssignmentResult cold = solve(4.0);
  const AssignmentResult warm = solve(4.0, &cold, 60.0);
  ASSERT_TRUE(warm.converged());
  EXPECT_NEAR(warm.side_constraints[0].multiplier, price(4.0), kPriceTolerance);
}

// Nothing can be known of a limit of zero but that nobody may pass: the start is as if cold.
TEST_F(LimitsWarmStart, LeavesALimitOfZeroToTheColdStart) {
  const AssignmentResult cold = solve(4.0);
  const AssignmentResult shut = solve(0.0);
  const AssignmentResult warm = solve(0.0, &cold, 1.0);
  ASSERT_TRUE(warm.converged());
  EXPECT_EQ(warm.side_constraints[0].violation <= 1e-6, shut.side_constraints[0].violation <= 1e-6);
  EXPECT_LE(warm.side_constraints[0].violation, 1e-6);
}

}  // namespace
}  // namespace landlink
