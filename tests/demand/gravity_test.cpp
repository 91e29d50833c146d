#include "landlink/demand/gravity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

TEST(Gravity, GivesThePublishedFourZoneMatrix) {
  Eigen::MatrixXd cost(4, 4);
  cost << 3, 11, 18, 22, 12, 3, 13, 19, 15.5, 13, 5, 7, 24, 18, 8, 5;
  const Eigen::MatrixXd q = gravity(cost, Eigen::Vector4d(400, 460, 400, 702),
                                    Eigen::Vector4d(260, 400, 500, 802), {.beta_per_usd_t = 0.1});
  // docs/model.md section 11, four decimals.
  EXPECT_NEAR(q(0, 0), 156.4326, 5e-5);
  EXPECT_NEAR(q(0, 3), 76.6542, 5e-5);
}

// One origin and destinations of equal weight: a logit choice. docs/model.md section 11, logit of
// 10, 12, 15 at 0.1, six decimals.
TEST(Gravity, ByOriginIsALogitChoiceOfDestination) {
  Eigen::MatrixXd cost = Eigen::MatrixXd::Constant(3, 3, 1.0);
  cost.row(0) << 10, 12, 15;
  const Eigen::MatrixXd q = gravity_by_origin(cost, Eigen::Vector3d(1, 0, 0),
                                              Eigen::Vector3d(1, 1, 1), {.beta_per_usd_t = 0.1});
  EXPECT_NEAR(q(0, 0), 0.412327, 5e-7);
  EXPECT_NEAR(q(0, 1), 0.337585, 5e-7);
  EXPECT_NEAR(q(0, 2), 0.250089, 5e-7);
  EXPECT_EQ(q.row(1).sum(), 0.0);
}

// Weights 1 and 3, costs 0 and 20, beta 0.05: f = 1 and exp(-1) = 0.36788, so the second gets
// 3 x 0.36788 / (1 + 3 x 0.36788) = 0.524633 of 100 t.
TEST(Gravity, ByDestinationDrawsFromWeightedOrigins) {
  Eigen::Matrix2d cost;
  cost << 0, 5, 20, 5;
  const Eigen::MatrixXd q = gravity_by_destination(
      cost, Eigen::Vector2d(1, 3), Eigen::Vector2d(100, 0), {.beta_per_usd_t = 0.05});
  EXPECT_NEAR(q(1, 0), 52.4633, 5e-5);
  EXPECT_NEAR(q.col(0).sum(), 100.0, 1e-12);
}

TEST(Gravity, SendsNothingWhereThereIsNoWay) {
  Eigen::Matrix2d cost;
  cost << 10, kInfinite, 10, 10;
  const Eigen::MatrixXd q =
      gravity(cost, Eigen::Vector2d(3, 4), Eigen::Vector2d(5, 2), {.beta_per_usd_t = 0.1});
  EXPECT_EQ(q(0, 1), 0.0);
  // Margins then leave one matrix: 3 0 / 2 2.
  EXPECT_NEAR(q(0, 0), 3.0, 1e-11);
  EXPECT_NEAR(q(1, 0), 2.0, 1e-11);
}

// At beta 1 exp(-5000) is zero in double precision; only differences of cost may matter.
TEST(Gravity, StandsVeryLongDistances) {
  Eigen::Matrix2d cost;
  cost << 5000, 5001, 5001, 5000;
  const Eigen::MatrixXd far =
      gravity(cost, Eigen::Vector2d(1, 1), Eigen::Vector2d(1, 1), {.beta_per_usd_t = 1.0});
  const Eigen::MatrixXd near = gravity(cost.array() - 5000.0, Eigen::Vector2d(1, 1),
                                       Eigen::Vector2d(1, 1), {.beta_per_usd_t = 1.0});
  EXPECT_TRUE(far.isApprox(near, 1e-12));
}

// A constant added to a row or a column is absorbed by the factors of Furness.
TEST(Gravity, DoublyConstrainedIgnoresCostsThatOneEndAlwaysPays) {
  std::mt19937 generator(7);
  std::uniform_real_distribution<double> uniform(1.0, 60.0);
  Eigen::MatrixXd cost(5, 5);
  for (double& cell : cost.reshaped()) cell = uniform(generator);
  const Eigen::VectorXd totals = Eigen::VectorXd::LinSpaced(5, 10, 50);
  const Eigen::MatrixXd before = gravity(cost, totals, totals.reverse(), {});
  cost.row(2).array() += 17.0;
  cost.col(4).array() += 400.0;
  EXPECT_TRUE(gravity(cost, totals, totals.reverse(), {}).isApprox(before, 1e-10));
}

// A steeper deterrence carries the same tonnes over a shorter mean haul.
TEST(Gravity, MeanCostFallsWithBeta) {
  Eigen::MatrixXd cost(4, 4);
  cost << 3, 11, 18, 22, 12, 3, 13, 19, 15.5, 13, 5, 7, 24, 18, 8, 5;
  const Eigen::Vector4d origins(400, 460, 400, 702);
  const Eigen::Vector4d destinations(260, 400, 500, 802);
  double last = kInfinite;
  for (const double beta : {0.0, 0.02, 0.1, 0.5}) {
    const Eigen::MatrixXd q = gravity(cost, origins, destinations, {.beta_per_usd_t = beta});
    const double mean = q.cwiseProduct(cost).sum() / q.sum();
    EXPECT_LT(mean, last);
    last = mean;
  }
}

// Tanner: c^power exp(-beta c), power -1, beta 0.1: f(10) = 0.1 e^-1, f(20) = 0.05 e^-2; the
// first gets 0.1 e^-1 / (0.1 e^-1 + 0.05 e^-2) = 2 e / (2 e + 1) = 0.844638.
TEST(Gravity, HasTannersForm) {
  Eigen::Matrix2d cost;
  cost << 10, 20, 10, 20;
  const Eigen::MatrixXd q = gravity_by_origin(cost, Eigen::Vector2d(1, 0), Eigen::Vector2d(1, 1),
                                              {.beta_per_usd_t = 0.1, .power = -1.0});
  EXPECT_NEAR(q(0, 0), 0.844638, 5e-7);
}

TEST(Gravity, RefusesCostsAndParametersWithoutMeaning) {
  Eigen::Matrix2d cost = Eigen::Matrix2d::Ones();
  EXPECT_THROW(deterrence(cost, {.beta_per_usd_t = -0.1}), Error);
  EXPECT_THROW(deterrence(-cost, {}), Error);
  EXPECT_THROW(deterrence(Eigen::Matrix2d::Zero(), {.power = -1.0}), Error);
  cost(0, 1) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(deterrence(cost, {}), Error);
  EXPECT_THROW(
      gravity_by_origin(Eigen::Matrix2d::Ones(), Eigen::Vector2d(1, 1), Eigen::Vector2d(-1, 1), {}),
      Error);
}

}  // namespace
}  // namespace landlink
