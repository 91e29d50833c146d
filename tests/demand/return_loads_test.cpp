#include "landlink/demand/return_loads.hpp"

#include <gtest/gtest.h>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

Eigen::MatrixXd two_by_two(double a, double b) {
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(2, 2);
  matrix(0, 1) = a;
  matrix(1, 0) = b;
  return matrix;
}

const Eigen::MatrixXd kFlat = Eigen::MatrixXd::Ones(2, 2);

// As many each way: every trip pays p of its way back.
TEST(EmptyWayCharge, IsTheReturnShareWhereFreightIsBalanced) {
  const Eigen::MatrixXd charge = empty_way_charge(two_by_two(10.0, 10.0), kFlat, 0.3);
  EXPECT_DOUBLE_EQ(charge(0, 1), 0.3);
  EXPECT_DOUBLE_EQ(charge(1, 0), 0.3);
}

// 30 trips there and 10 back, p 0.4: the chance of a load back is 1/4 and 3/4, so trips pay in
// proportion 3/4 and 1/4. Payments 2 k 0.4 (30 x 3/4 + 10 x 1/4) = 20 k are to be 0.4 x 40 = 16,
// k = 0.8: 0.48 there and 0.16 back; 30 x 0.48 + 10 x 0.16 = 16.
TEST(EmptyWayCharge, FallsOnTheDirectionWithMoreFreight) {
  const Eigen::MatrixXd charge = empty_way_charge(two_by_two(30.0, 10.0), kFlat, 0.4);
  EXPECT_NEAR(charge(0, 1), 0.48, 1e-15);
  EXPECT_NEAR(charge(1, 0), 0.16, 1e-15);
}

// One way only: all pay alike, so each pays p. The way back has no freight and would pay nothing.
TEST(EmptyWayCharge, GivesTheWayBackForNothingWhereFreightGoesOneWay) {
  const Eigen::MatrixXd charge = empty_way_charge(two_by_two(30.0, 0.0), kFlat, 0.4);
  EXPECT_NEAR(charge(0, 1), 0.4, 1e-15);
  EXPECT_EQ(charge(1, 0), 0.0);
}

// Whatever the freight, carriers earn what their empty trips cost.
TEST(EmptyWayCharge, PaysForAllEmptyTrips) {
  Eigen::MatrixXd loaded(3, 3);
  loaded << 0, 12, 3, 5, 0, 9, 40, 1, 0;
  Eigen::MatrixXd way_back(3, 3);
  way_back << 0, 20, 35, 22, 0, 18, 30, 19, 0;
  const double p = 0.25;
  const Eigen::MatrixXd charge = empty_way_charge(loaded, way_back, p);
  const double paid = (charge.array() * loaded.array() * way_back.array()).sum();
  const double caused = p * (loaded.array() * way_back.array()).sum();
  EXPECT_NEAR(paid, caused, 1e-12 * caused);
}

TEST(EmptyWayCharge, RefusesAShareThatIsNone) {
  EXPECT_THROW(empty_way_charge(kFlat, kFlat, 1.5), Error);
}

}  // namespace
}  // namespace landlink
