#include "landlink/demand/balance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "landlink/core/error.hpp"
#include "landlink/core/math.hpp"

namespace landlink {
namespace {

using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

// The four-zone case of docs/model.md section 11, costs in one unit, f = exp(-0.1 c).
Eigen::MatrixXd four_zone_seed() {
  Eigen::MatrixXd cost(4, 4);
  cost << 3, 11, 18, 22, 12, 3, 13, 19, 15.5, 13, 5, 7, 24, 18, 8, 5;
  return cost.unaryExpr([](double c) { return math::exp(-0.1 * c); });
}

const Eigen::Vector4d kOrigins(400, 460, 400, 702);
const Eigen::Vector4d kDestinations(260, 400, 500, 802);

TEST(Balance, GivesThePublishedFourZoneMatrix) {
  const Eigen::MatrixXd q = balance(four_zone_seed(), kOrigins, kDestinations);
  // The known answer has four decimals: half of its last digit.
  EXPECT_NEAR(q(0, 0), 156.4326, 5e-5);
  EXPECT_NEAR(q(0, 1), 99.3887, 5e-5);
  EXPECT_NEAR(q(0, 2), 67.5246, 5e-5);
  EXPECT_NEAR(q(0, 3), 76.6542, 5e-5);
}

TEST(Balance, FitsBothMargins) {
  const Eigen::MatrixXd q = balance(four_zone_seed(), kOrigins, kDestinations);
  for (Eigen::Index i = 0; i < 4; ++i) {
    // The iteration stops at 1e-12 of a row sum; a column fits to a few roundings.
    EXPECT_NEAR(q.row(i).sum(), kOrigins[i], 1e-11 * kOrigins[i]);
    EXPECT_NEAR(q.col(i).sum(), kDestinations[i], 1e-13 * kDestinations[i]);
  }
}

TEST(Balance, KeepsTheCellRatiosOfRandomSeedsAndTheirZeros) {
  std::mt19937 generator(20240501);
  std::uniform_real_distribution<double> uniform(0.1, 10.0);
  for (int repeat = 0; repeat < 20; ++repeat) {
    Eigen::MatrixXd seed(6, 6);
    for (double& cell : seed.reshaped()) cell = uniform(generator);
    seed(1, 4) = 0.0;
    Eigen::VectorXd productions(6);
    for (double& total : productions) total = uniform(generator);
    Eigen::VectorXd attractions(6);
    for (double& total : attractions) total = uniform(generator);
    attractions *= productions.sum() / attractions.sum();
    const Eigen::MatrixXd q = balance(seed, productions, attractions);
    EXPECT_EQ(q(1, 4), 0.0);
    // Cross ratios do not change under row and column factors; a few roundings of products.
    const auto cross = [](const Eigen::MatrixXd& m) {
      return m(0, 0) * m(2, 3) / (m(0, 3) * m(2, 0));
    };
    EXPECT_NEAR(cross(q) / cross(seed), 1.0, 1e-13);
    EXPECT_NEAR(q.sum() / productions.sum(), 1.0, 1e-12);
  }
}

TEST(Balance, LeavesAZoneWithoutTotalsEmpty) {
  Eigen::Matrix2d seed = Eigen::Matrix2d::Zero();
  seed(0, 0) = 5.0;
  const Eigen::MatrixXd q = balance(seed, Eigen::Vector2d(7, 0), Eigen::Vector2d(7, 0));
  EXPECT_EQ(q(0, 0), 7.0);
  EXPECT_EQ(q.sum(), 7.0);
}

TEST(Balance, NamesTheZoneThatHasATotalButReachesNobody) {
  Eigen::Matrix2d seed;
  seed << 1, 1, 0, 0;
  BalanceOptions options;
  options.zone_name = [](ZoneId zone) { return zone.index() == 1 ? "Sekong" : "Pakse"; };
  EXPECT_THAT([&] { balance(seed, Eigen::Vector2d(1, 1), Eigen::Vector2d(1, 1), options); },
              Throws<Error>(Property(&Error::problem, HasSubstr("zone Sekong has a production of "
                                                                "1 but an empty row"))));
  EXPECT_THAT(
      [&] { balance(seed.transpose(), Eigen::Vector2d(1, 1), Eigen::Vector2d(1, 1), options); },
      Throws<Error>(Property(&Error::problem,
                             HasSubstr("zone Sekong has an attraction of 1 but an empty column"))));
}

TEST(Balance, RefusesTotalsThatDiffer) {
  EXPECT_THAT(
      [] { balance(Eigen::Matrix2d::Ones(), Eigen::Vector2d(1, 1), Eigen::Vector2d(1, 2)); },
      Throws<Error>(
          Property(&Error::problem, HasSubstr("productions add up to 2 and attractions to 3"))));
}

TEST(Balance, RefusesNumbersThatAreNotDemand) {
  const Eigen::Matrix2d ones = Eigen::Matrix2d::Ones();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(balance(ones, Eigen::Vector2d(-1, 1), Eigen::Vector2d(0, 0)), Error);
  EXPECT_THROW(balance(ones, Eigen::Vector2d(nan, 1), Eigen::Vector2d(1, 0)), Error);
  EXPECT_THROW(balance(-ones, Eigen::Vector2d(1, 1), Eigen::Vector2d(1, 1)), Error);
  EXPECT_THROW(balance(Eigen::MatrixXd::Ones(2, 3), Eigen::Vector2d(1, 1), Eigen::Vector2d(1, 1)),
               Error);
}

// Zone 0 sends only to zone 0 and zone 1 to both, but zone 0 receives less than zone 0 sends.
TEST(Balance, SaysWhenTheZerosLeaveNoSolution) {
  Eigen::Matrix2d seed;
  seed << 1, 0, 1, 1;
  EXPECT_THAT(
      [&] { balance(seed, Eigen::Vector2d(5, 1), Eigen::Vector2d(2, 4), {.max_iterations = 200}); },
      Throws<Error>(Property(&Error::problem, HasSubstr("no matrix with the seed's zeros"))));
}

}  // namespace
}  // namespace landlink
