#include "landlink/appraise/cash_flow.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace landlink {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

// Rounding of a few additions of numbers about 100, and Newton to the last bits.
constexpr double kRounding = 1e-12;

TEST(NetPresentValue, DiscountsFromYearZero) {
  // -100 + 60 / 1.1 + 60 / 1.21 = -100 + 54.5454... + 49.5867... = 4.13223140...
  const std::vector<double> usd{-100, 60, 60};
  EXPECT_NEAR(net_present_value(usd, 0.10), 500.0 / 121.0, kRounding * 100);
}

TEST(InternalRate, IsTheRateOfASimpleLoan) {
  const std::vector<double> usd{-100, 110};
  EXPECT_THAT(internal_rates_of_return(usd), ElementsAre(DoubleNear(0.10, kRounding)));
}

TEST(InternalRate, FindsBothRootsOfAStreamThatTurnsTwice) {
  // -100 (1 - 1.1 x)(1 - 1.2 x) = -100 + 230 x - 132 x^2: rates of 10 % and 20 %.
  const std::vector<double> usd{-100, 230, -132};
  EXPECT_THAT(internal_rates_of_return(usd),
              ElementsAre(DoubleNear(0.10, 1e-10), DoubleNear(0.20, 1e-10)));
}

TEST(InternalRate, FindsADoubleRootOnce) {
  // -(1 - 1.1 x)^2: the root is double, so rounding (1e-16) moves it by its square root (1e-8).
  const std::vector<double> usd{-1, 2.2, -1.21};
  EXPECT_THAT(internal_rates_of_return(usd), ElementsAre(DoubleNear(0.10, 1e-7)));
}

TEST(InternalRate, IsAbsentWhereNoRateBalances) {
  EXPECT_THAT(internal_rates_of_return(std::vector<double>{100, 50}), ElementsAre());
  EXPECT_THAT(internal_rates_of_return(std::vector<double>{-100, 0, 0}), ElementsAre());
  EXPECT_THAT(internal_rates_of_return(std::vector<double>{}), ElementsAre());
  // 1 - 2 x + 2 x^2 has the roots (1 +- i) / 2.
  EXPECT_THAT(internal_rates_of_return(std::vector<double>{1, -2, 2}), ElementsAre());
}

TEST(InternalRate, StandsYearsOfNothing) {
  const std::vector<double> usd{0, 0, -100, 0, 121, 0};
  EXPECT_THAT(internal_rates_of_return(usd), ElementsAre(DoubleNear(0.10, kRounding)));
}

TEST(InternalRate, OfALongAnnuityMakesItsPresentValueZero) {
  std::vector<double> usd(31, 13.0);
  usd[0] = -100.0;
  const auto rates = internal_rates_of_return(usd);
  ASSERT_EQ(rates.size(), 1u);
  EXPECT_NEAR(net_present_value(usd, rates[0]), 0.0, 1e-9);
}

// A trifle spent a year before it earns 60 times as much each year: its rate is near 60, 6,000 %.
TEST(InternalRate, IsFoundHoweverHigh) {
  std::vector<double> usd(26, 60.0);
  usd[0] = -1.0;
  // 60 / r (1 - (1 + r)^-25) = 1 at r = 60 to sixteen digits.
  EXPECT_THAT(internal_rates_of_return(usd), ElementsAre(DoubleNear(60.0, 1e-9)));
}

TEST(BenefitCostRatio, IsAbsentWithoutCosts) {
  EXPECT_EQ(
      benefit_cost_ratio({.first_year = 2025, .cost_usd = {0, 0}, .benefit_usd = {5, 5}}, 0.1),
      std::nullopt);
}

}  // namespace
}  // namespace landlink
