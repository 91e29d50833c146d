#include "landlink/demand/combined_distribution.hpp"

#include <gtest/gtest.h>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

const Eigen::Vector2d kTens(10, 10);

/// A road per cell: 1 + slope f within a town, 3 + slope f to the other.
auto two_towns(double slope) {
  return [slope](const Eigen::MatrixXd& trips) -> Eigen::MatrixXd {
    Eigen::Matrix2d free;
    free << 1, 3, 3, 1;
    return free + slope * trips;
  };
}

// docs/model.md section 11, Evans 2 x 2: x / (10 - x) = exp(-0.5 ((1 + 0.1 x) - (3 + 0.1 (10 -
// x)))) has x = 6.9173884356.
TEST(CombinedDistribution, GivesEvansKnownAnswer) {
  const CombinedDistribution result =
      combined_distribution(two_towns(0.1), kTens, kTens, {.beta_per_usd_t = 0.5});
  ASSERT_TRUE(result.converged);
  // The residual of 1e-9 of 20 trips leaves some 1e-8 in a cell.
  EXPECT_NEAR(result.trips(0, 0), 6.9173884356, 2e-8);
  EXPECT_NEAR(result.trips(0, 1), 10.0 - 6.9173884356, 2e-8);
  EXPECT_NEAR(result.cost(0, 0), 1.69173884356, 1e-8);
}

TEST(CombinedDistribution, IsPlainGravityWithoutCongestion) {
  const CombinedDistribution result =
      combined_distribution(two_towns(0.0), kTens, kTens, {.beta_per_usd_t = 0.5});
  EXPECT_EQ(result.iterations, 0);
  EXPECT_TRUE(result.trips.isApprox(
      gravity(two_towns(0.0)(Eigen::Matrix2d::Zero()), kTens, kTens, {.beta_per_usd_t = 0.5})));
}

// At slope 2 full steps overshoot: without the halving they would swing for ever.
TEST(CombinedDistribution, TamesStrongCongestion) {
  const CombinedDistribution result =
      combined_distribution(two_towns(2.0), kTens, kTens, {.beta_per_usd_t = 0.5});
  EXPECT_TRUE(result.converged);
  EXPECT_LE(result.residual, 1e-9);
  EXPECT_GT(result.trips(0, 0), 5.0);
  EXPECT_LT(result.trips(0, 0), 5.5);
}

TEST(CombinedDistribution, SaysWhenItStoppedEarly) {
  const CombinedDistribution result = combined_distribution(
      two_towns(0.1), kTens, kTens, {.beta_per_usd_t = 0.5}, {.max_iterations = 1});
  EXPECT_FALSE(result.converged);
  EXPECT_GT(result.residual, 1e-9);
  EXPECT_THROW(combined_distribution(two_towns(0.1), kTens, kTens, {}, {.first_step = 0.0}), Error);
}

}  // namespace
}  // namespace landlink
