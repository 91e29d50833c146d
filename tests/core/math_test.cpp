#include "landlink/core/math.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace landlink {
namespace {

TEST(Math, AgreesWithTheCLibraryToTwoUnitsInTheLastPlace) {
  // Both are within 1 ulp of the true value, so within 2 ulp (4.5e-16 relative) of each other.
  for (double x = 0.01; x < 30.0; x *= 1.37) {
    EXPECT_NEAR(math::exp(-x), std::exp(-x), 4.5e-16 * std::exp(-x));
    EXPECT_NEAR(math::log(x), std::log(x), 4.5e-16 * std::abs(std::log(x)));
    for (const double y : {0.5, 2.5, 4.924, 16.8}) {
      EXPECT_NEAR(math::pow(x, y), std::pow(x, y), 4.5e-16 * std::pow(x, y)) << x << " " << y;
    }
  }
}

TEST(Math, MultipliesForWholePowers) {
  EXPECT_EQ(math::pow(1.1, 0.0), 1.0);
  EXPECT_EQ(math::pow(0.0, 0.0), 1.0);
  EXPECT_EQ(math::pow(1.1, 1.0), 1.1);
  EXPECT_EQ(math::pow(1.1, 4.0), (1.1 * 1.1) * (1.1 * 1.1));
  EXPECT_EQ(math::pow(0.0, 4.5), 0.0);
}

}  // namespace
}  // namespace landlink
