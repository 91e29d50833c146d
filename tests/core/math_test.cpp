#include "landlink/core/math.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

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

TEST(Math, RaisesManyToPowersWithTheBitsOfOneByOne) {
  std::vector<double> x;
  std::vector<double> y;
  for (int i = 0; i < 1001; ++i) {  // odd: the last one has no partner
    x.push_back(i % 50 == 0 ? 0.0 : 1e-9 * std::pow(1.02, i));
    y.push_back(i % 7 == 0 ? static_cast<double>(i % 17) : 0.37 * (i % 47) - 0.9);
  }
  std::vector<double> many(x.size());
  math::pow(x, y, many);
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(many[i]),
              std::bit_cast<std::uint64_t>(math::pow(x[i], y[i])))
        << x[i] << ' ' << y[i];
    if (std::isfinite(many[i])) {
      EXPECT_NEAR(many[i], std::pow(x[i], y[i]), 1e-14 * many[i]);  // products of 16 round more
    }
  }
}

}  // namespace
}  // namespace landlink
