#include "landlink/assign/line_search.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace landlink {
namespace {

TEST(LineSearch, FindsTheZeroOfAStraightLineAtOnce) {
  int evaluations = 0;
  const double step = find_zero_step(
      [&](double x) {
        ++evaluations;
        return Slope{.value = 4.0 * x - 1.0, .derivative = 4.0};
      },
      -1.0);
  EXPECT_DOUBLE_EQ(step, 0.25);
  EXPECT_EQ(evaluations, 2);  // the far end, and the secant's guess
}

TEST(LineSearch, TakesTheWholeStepWhereTheSlopeNeverTurns) {
  EXPECT_EQ(find_zero_step([](double x) { return Slope{x - 2.0, 1.0}; }, -2.0), 1.0);
  EXPECT_EQ(find_zero_step([](double) { return Slope{-1.0, 0.0}; }, -1.0), 1.0);
}

TEST(LineSearch, FindsTheZeroOfASteepPower) {
  // x^9 = 1e-9 at x = 0.1; the value falls to 1e-9 of its start, the step to about 1e-10.
  const double step = find_zero_step(
      [](double x) {
        return Slope{std::pow(x, 9) - 1e-9, 9.0 * std::pow(x, 8)};
      },
      -1e-9);
  EXPECT_NEAR(step, 0.1, 1e-9);
}

TEST(LineSearch, FindsAJumpWithoutASlope) {
  const double step = find_zero_step(
      [](double x) {
        return Slope{x < 0.3 ? -1.0 : 2.0, 0.0};
      },
      -1.0);
  EXPECT_NEAR(step, 0.3, 1e-12);  // halved until the bracket is a few last bits, or 60 times
}

}  // namespace
}  // namespace landlink
