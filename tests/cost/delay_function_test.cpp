#include "landlink/cost/delay_function.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

struct Point {
  double delay = 0.0;
  double derivative = 0.0;
  double integral = 0.0;
};

Point evaluate(const DelaySpec& spec, double volume) {
  const LinkDelays delays(std::vector<DelaySpec>{spec});
  Point point;
  delays.delays({&volume, 1}, {&point.delay, 1});
  delays.derivatives({&volume, 1}, {&point.derivative, 1});
  delays.integrals({&volume, 1}, {&point.integral, 1});
  return point;
}

/// One parameter set of the conformance suite. `kinks` are volumes at which the slope jumps.
struct Case {
  std::string name;
  DelaySpec spec;
  std::vector<double> kinks = {};
};

std::vector<Case> cases() {
  return {
      {"BprUsual", {"bpr", {0.5, 0.15, 1000.0, 4.0}}},
      {"BprLinear", {"bpr", {2.0, 0.3, 800.0, 1.0}}},
      {"BprSteepFraction", {"bpr", {1.2, 0.8, 900.0, 16.8}}},
      {"BprRootlike", {"bpr", {1.2, 0.8, 900.0, 0.5}}},
      {"BprNoFreeFlowTime", {"bpr", {0.0, 0.15, 1000.0, 4.0}}},
      {"BprNoPower", {"bpr", {1.0, 0.0, 0.0, 0.0}}},
      {"Conical4", {"conical", {0.5, 4.0, 1000.0}}},
      {"ConicalSteep", {"conical", {0.5, 12.0, 600.0}}},
      {"Davidson", {"davidson", {0.5, 0.2, 1000.0}}, {950.0}},
      {"Akcelik", {"akcelik", {20.0, 12.0, 1.0}}},
      {"AkcelikConcaveAtZero", {"akcelik", {1.0, 1.0, 20.0}}},
      {"AkcelikRegular", {"akcelik", {20.0, 12.0, 0.0}}, {20.0}},
      // mu = 2 / 0.25 = 8 an open hour; capacity 8 x 12 / 24 = 4 an hour; 0.2 arrivals per pcu.
      {"BorderOpenHalfTheDay",
       {"border_queue", {2.0, 0.25, 1.2, 12.0, 2.0, 12.0, 0.2, 0.0, 0.0}},
       {20.0}},
      {"BorderOneStopAllDay", {"border_queue", {3.0, 0.5, 0.6, 24.0, 1.0, 12.0, 0.4, 0.0, 0.0}}},
      {"BorderServesAtOnce", {"border_queue", {1.0, 0.0, 1.0, 12.0, 2.0, 12.0, 0.4, 0.0, 0.0}}},
      // The scale of 0.2 h is slowest: 5 an open hour, 2.5 an hour; 12.5 pcu/h.
      {"BorderWithAWeighbridge",
       {"border_queue", {2.0, 0.25, 1.2, 12.0, 2.0, 12.0, 0.2, 0.2, 0.0}},
       {12.5}},
      // 24 trucks a day: 1 an hour, 5 pcu/h.
      {"BorderWithADailyCap",
       {"border_queue", {2.0, 0.25, 1.2, 12.0, 2.0, 12.0, 0.2, 0.0, 24.0}},
       {5.0}},
      {"BorderCappedAndAtOnce",
       {"border_queue", {2.0, 0.0, 1.2, 16.0, 1.0, 12.0, 0.2, 0.0, 48.0}},
       {10.0}},
      {"Ramp", {"ramp", {0.3, 40.0}}, {40.0}},
      // Reference demand 0.02 at 2 h; most 2, least 0.1 of it: the curve ends at an excess of
      // 0.038. So small that even the least volume of the suite is a twentieth of it: the delay is
      // a difference of costs, good to the last bit of these, not of itself.
      {"ExcessPower", {"excess_power", {0.02, 2.0, 0.8, 2.0, 0.1}}, {0.038}},
      {"ExcessPowerUnitElastic", {"excess_power", {0.02, 2.0, 1.0, 2.0, 0.1}}, {0.038}},
      {"ExcessExponential", {"excess_exponential", {0.02, 2.0, 0.9, 2.0, 0.1}}, {0.038}},
      {"ExcessLinear", {"excess_linear", {0.02, 2.0, 1.0, 2.0, 0.0}}},
      {"Constant", {"constant", {}}},
  };
}

TEST(DelayFunctions, EveryListedOneIsInTheConformanceSuite) {
  for (const DelayFunctionEntry& entry : delay_functions()) {
    EXPECT_THAT(cases(), testing::Contains(testing::Truly(
                             [&](const Case& c) { return c.spec.function == entry.name; })))
        << entry.name;
  }
}

class DelayConformance : public testing::TestWithParam<Case> {
 protected:
  /// From far below any capacity in the cases to far above.
  static std::vector<double> volumes() {
    std::vector<double> result;
    for (double v = 1e-3; v < 2e4; v *= 1.37) result.push_back(v);
    return result;
  }
  [[nodiscard]] bool near_kink(double volume) const {
    for (const double kink : GetParam().kinks) {
      if (std::abs(volume / kink - 1.0) < 1e-3) return true;
    }
    return false;
  }
};

TEST_P(DelayConformance, IsZeroAtZeroVolume) {
  const Point zero = evaluate(GetParam().spec, 0.0);
  EXPECT_EQ(zero.delay, 0.0);
  EXPECT_EQ(zero.integral, 0.0);
  EXPECT_TRUE(std::isfinite(zero.derivative));
  EXPECT_GE(zero.derivative, 0.0);
}

TEST_P(DelayConformance, NeverDecreasesAndStaysFinite) {
  double previous = 0.0;
  for (const double v : volumes()) {
    const Point point = evaluate(GetParam().spec, v);
    EXPECT_TRUE(std::isfinite(point.delay) && std::isfinite(point.derivative) &&
                std::isfinite(point.integral))
        << "volume " << v;
    EXPECT_GE(point.delay, previous) << "volume " << v;
    EXPECT_GE(point.derivative, 0.0) << "volume " << v;
    previous = point.delay;
  }
}

TEST_P(DelayConformance, DerivativeAgreesWithFiniteDifferences) {
  for (const double v : volumes()) {
    if (near_kink(v)) continue;
    const double h = 1e-5 * v;
    const double difference =
        (evaluate(GetParam().spec, v + h).delay - evaluate(GetParam().spec, v - h).delay) /
        (2.0 * h);
    const Point point = evaluate(GetParam().spec, v);
    // Truncation: h^2/6 of a third derivative, below 300 x derivative / v^2 even for power 16.8;
    // rounding: the delay's last bits over h. Together under 1e-7 of the larger of slope and
    // delay / v.
    EXPECT_NEAR(point.derivative, difference,
                1e-7 * std::max(point.derivative, point.delay / v) + 1e-300)
        << "volume " << v;
  }
}

TEST_P(DelayConformance, IntegralAgreesWithFiniteDifferences) {
  for (const double v : volumes()) {
    const double h = 1e-4 * v;
    const double difference =
        (evaluate(GetParam().spec, v + h).integral - evaluate(GetParam().spec, v - h).integral) /
        (2.0 * h);
    const Point point = evaluate(GetParam().spec, v);
    // Truncation h^2/6 of the second derivative, below 300 x delay / v^2: 5e-7. Across a kink the
    // error is at most half of h times the jump of slope, itself below 20 x delay / v: 1e-3.
    EXPECT_NEAR(point.delay, difference, (near_kink(v) ? 1e-3 : 1e-6) * point.delay + 1e-300)
        << "volume " << v;
  }
}

TEST_P(DelayConformance, IntegralIsConvex) {
  for (const double v : volumes()) {
    const double middle = evaluate(GetParam().spec, v).integral;
    const double mean = 0.5 * (evaluate(GetParam().spec, 0.5 * v).integral +
                               evaluate(GetParam().spec, 1.5 * v).integral);
    // Rounding only: closed forms take differences of terms up to a few thousand.
    EXPECT_LE(middle, mean * (1.0 + 1e-12) + 1e-12) << "volume " << v;
  }
}

TEST_P(DelayConformance, MarginalIsTheSlopeOfTotalDelayAndNeverDecreases) {
  const LinkDelays delays(std::vector<DelaySpec>{GetParam().spec});
  if (GetParam().spec.function == "border_queue") {
    EXPECT_THROW(delays.marginal(), Error);  // the wait for the opening stops growing at capacity
    return;
  }
  const LinkDelays marginal = delays.marginal();
  EXPECT_EQ(marginal.spec(LinkId{0u}), GetParam().spec);
  const auto value = [&](double v) {
    Point point;
    marginal.delays({&v, 1}, {&point.delay, 1});
    marginal.derivatives({&v, 1}, {&point.derivative, 1});
    marginal.integrals({&v, 1}, {&point.integral, 1});
    return point;
  };
  double previous = value(0.0).delay;
  EXPECT_EQ(previous, 0.0);
  for (const double v : volumes()) {
    const Point plain = evaluate(GetParam().spec, v);
    const Point point = value(v);
    EXPECT_EQ(point.integral, v * plain.delay);
    EXPECT_EQ(point.delay, plain.delay + v * plain.derivative);
    EXPECT_EQ(marginal.at(LinkId{0u}, v).delay, point.delay);
    EXPECT_EQ(marginal.at(LinkId{0u}, v).derivative, point.derivative);
    EXPECT_GE(point.delay, previous) << "volume " << v;
    EXPECT_GE(point.derivative, 0.0) << "volume " << v;
    previous = point.delay;
    if (near_kink(v)) continue;
    const double h = 1e-5 * v;
    const double difference = (value(v + h).delay - value(v - h).delay) / (2.0 * h);
    // Truncation as of the derivative, with a factor of up to 17.8^2 for the higher powers:
    // h^2/6 x 300 x derivative / v^2 is 5e-9; rounding 1e-16 / 1e-5 of delay / v.
    EXPECT_NEAR(point.derivative, difference,
                1e-7 * std::max(point.derivative, point.delay / v) + 1e-300)
        << "volume " << v;
  }
}

INSTANTIATE_TEST_SUITE_P(All, DelayConformance, testing::ValuesIn(cases()),
                         [](const auto& instance) { return instance.param.name; });

TEST(Bpr, GivesTheKnownValues) {
  // 1.009375 and so on are times of a link of 1 h; the delay is what exceeds 1.
  const std::vector<std::pair<double, double>> known{
      {0.5, 0.009375}, {0.8, 0.06144}, {1.0, 0.15}, {1.2, 0.31104}, {1.5, 0.759375}};
  for (const auto& [x, delay] : known) {
    EXPECT_NEAR(evaluate({"bpr", {1.0, 0.15, 700.0, 4.0}}, 700.0 * x).delay, delay, 1e-15);
  }
}

TEST(Bpr, IntegralAtCapacityIsAFifthOfTheRectangle) {
  // 0.15 x 1 h x 700 / (4 + 1) = 21.
  EXPECT_NEAR(evaluate({"bpr", {1.0, 0.15, 700.0, 4.0}}, 700.0).integral, 21.0, 1e-13);
}

TEST(Conical, GivesTheKnownValues) {
  const std::vector<std::pair<double, double>> known{
      {0.5, 0.148741}, {0.8, 0.44794}, {1.0, 1.0}, {1.2, 2.04794}, {1.5, 4.148741}};
  for (const auto& [x, delay] : known) {
    EXPECT_NEAR(evaluate({"conical", {1.0, 4.0, 700.0}}, 700.0 * x).delay, delay, 5e-7);
  }
}

TEST(Davidson, ContinuesByItsTangentFromNineteenTwentieths) {
  // At 0.95: x/(1-x) = 19, slope 1/0.05^2 = 400; at 1.05: 19 + 400 x 0.1 = 59.
  EXPECT_NEAR(evaluate({"davidson", {1.0, 1.0, 100.0}}, 95.0).delay, 19.0, 1e-11);
  EXPECT_NEAR(evaluate({"davidson", {1.0, 1.0, 100.0}}, 105.0).delay, 59.0, 1e-11);
}

TEST(BorderQueue, AddsTheClosureOnceAndTheQueuePerSide) {
  // Open 12 h, mu 24 an hour (one lane, 2.5 min): lambda 10 waits 3 x 24/14 - 3 = 15/7 h more than
  // the first vehicle. Q = 12, T = 12, J = (1 + 0) / 2: x = 5/6, and
  // sqrt(1/36 + 4 x (5/6) / 144) = sqrt(0.0509259259) = 0.2256677335;
  // W = 3 (0.2256677335 - 0.1666666667) = 0.1770032004 h a side.
  const DelaySpec spec{"border_queue", {1.0, 1.0 / 24.0, 0.0, 12.0, 2.0, 12.0, 1.0, 0.0, 0.0}};
  EXPECT_NEAR(evaluate(spec, 10.0).delay, 15.0 / 7.0 + 2.0 * 0.1770032004, 2e-9);
}

TEST(BorderQueue, IsContinuousAtCapacity) {
  const DelaySpec spec{"border_queue", {1.0, 1.0 / 24.0, 1.0, 12.0, 2.0, 12.0, 1.0, 0.0, 0.0}};
  const double below = evaluate(spec, std::nextafter(12.0, 0.0)).delay;
  const double above = evaluate(spec, std::nextafter(12.0, 99.0)).delay;
  EXPECT_NEAR(below, above, 1e-13);  // slopes of order 1 h per vehicle/h over two last bits
}

TEST(BorderQueue, WaitsAtTheScaleByItsOwnCapacity) {
  // Lanes that never bind, open all day, a scale of 3 min: Q = 20 an hour, J = 1/2 as weighing is
  // steady; at x = 1 the wait is (12/4) sqrt(8 x 0.5 / 240) = 0.387298 h.
  const DelaySpec spec{"border_queue", {1.0, 0.0, 0.0, 24.0, 2.0, 12.0, 1.0, 0.05, 0.0}};
  EXPECT_NEAR(evaluate(spec, 20.0).delay, 0.387298, 5e-7);  // digits printed
}

TEST(BorderQueue, IsFiniteFarOverCapacityAndGrowsByHalfThePeriod) {
  // Two sides, each T/2 (x - 1) far over capacity: a volume more by Q adds 12 h.
  const DelaySpec spec{"border_queue", {1.0, 0.05, 1.0, 24.0, 2.0, 12.0, 1.0, 0.0, 0.0}};
  EXPECT_NEAR(evaluate(spec, 20.0 * 1e6).derivative * 20.0, 12.0, 1e-5);
  EXPECT_TRUE(std::isfinite(evaluate(spec, 1e12).delay));
}

TEST(LinkDelays, EvaluatesManyLinksOfMixedFunctionsAsOneByOne) {
  std::mt19937 random(11);
  const std::vector<Case> all = cases();
  std::vector<DelaySpec> specs;
  std::vector<double> volume;
  for (int i = 0; i < 3000; ++i) {
    specs.push_back(all[random() % all.size()].spec);
    volume.push_back(static_cast<double>(random() % 2000));
  }
  const LinkDelays delays(specs);
  std::vector<double> delay(specs.size(), -1.0);
  std::vector<double> derivative(specs.size(), -1.0);
  std::vector<double> integral(specs.size(), -1.0);
  delays.delays(volume, delay);
  delays.derivatives(volume, derivative);
  delays.integrals(volume, integral);
  for (std::size_t i = 0; i < specs.size(); i += 7) {
    const Point alone = evaluate(specs[i], volume[i]);
    EXPECT_EQ(delay[i], alone.delay);
    EXPECT_EQ(derivative[i], alone.derivative);
    EXPECT_EQ(integral[i], alone.integral);
    const DelayPoint point = delays.at(LinkId{i}, volume[i]);
    // One power instead of two: a few last bits.
    EXPECT_NEAR(point.delay, alone.delay, 1e-14 * alone.delay);
    EXPECT_NEAR(point.derivative, alone.derivative, 1e-14 * alone.derivative);
  }
}

TEST(LinkDelays, KeepTheirValuesUnderOtherNumbers) {
  const std::vector<Case> all = cases();
  std::vector<DelaySpec> specs;
  std::vector<LinkId> id_of;
  for (std::size_t i = 0; i < all.size(); ++i) {
    specs.push_back(all[i].spec);
    id_of.push_back(LinkId{all.size() - i});  // 0 is the added link's
  }
  const std::vector<std::pair<LinkId, DelaySpec>> added{{LinkId{0u}, {"ramp", {2.0, 5.0}}}};
  const LinkDelays plain(specs);
  const LinkDelays other = plain.renumbered(id_of, added);
  const std::vector<double> volume(all.size() + 1, 8.0);
  std::vector<double> delay(volume.size());
  std::vector<double> before(all.size());
  other.delays(volume, delay);
  plain.delays(std::span(volume).first(all.size()), before);
  EXPECT_EQ(delay[0], 6.0);  // 2 (8 - 5)
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(delay[id_of[i].index()], before[i]);
    EXPECT_EQ(other.spec(id_of[i]), specs[i]);
    EXPECT_EQ(other.at(id_of[i], 8.0).derivative, plain.at(LinkId{i}, 8.0).derivative);
  }
}

TEST(LinkDelays, ScaleWhatAVolumeCounts) {
  const std::vector<Case> all = cases();
  std::vector<DelaySpec> specs;
  for (const Case& c : all) specs.push_back(c.spec);
  const LinkDelays plain(specs);
  const std::vector<double> factor(specs.size(), 2.0);  // exact in binary
  const LinkDelays twice = plain.scaled(factor);
  const std::vector<double> single(specs.size(), 6.0);
  const std::vector<double> twofold(specs.size(), 12.0);
  std::vector<double> a(specs.size());
  std::vector<double> b(specs.size());
  plain.delays(twofold, a);
  twice.delays(single, b);
  EXPECT_EQ(a, b);
  plain.derivatives(twofold, a);
  twice.derivatives(single, b);
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(2.0 * a[i], b[i]);
    EXPECT_EQ(twice.at(LinkId{i}, 6.0).derivative, 2.0 * plain.at(LinkId{i}, 12.0).derivative);
  }
  plain.integrals(twofold, a);
  twice.integrals(single, b);
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(0.5 * a[i], b[i]);
}

TEST(ExcessDemand, IsTheCostAtWhichTheDemandIsMet) {
  // Demand 10 (u/4)^-0.5 of at most 20: at an excess of 15, 5 are met and u = 4 (5/10)^-2 = 16; at
  // none, 20 and 4 x 2^-2 = 1.
  EXPECT_NEAR(evaluate({"excess_power", {10.0, 4.0, 0.5, 2.0, 0.1}}, 15.0).delay, 15.0, 1e-13);
  // 10 exp(-(u/4 - 1)): u = 4 (1 - ln 0.5), less that at 20, 4 (1 - ln 2): 8 ln 2.
  EXPECT_NEAR(evaluate({"excess_exponential", {10.0, 4.0, 1.0, 2.0, 0.1}}, 15.0).delay,
              8.0 * std::log(2.0), 1e-13);
  // 10 - u with a reference of 5 at 5: u = e.
  EXPECT_NEAR(evaluate({"excess_linear", {5.0, 5.0, 1.0, 2.0, 0.0}}, 5.0).delay, 5.0, 1e-13);
}

std::string complaint(const DelaySpec& spec) {
  try {
    const LinkDelays delays(std::vector<DelaySpec>{spec});
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

TEST(LinkDelays, RefusesWhatItCannotEvaluate) {
  EXPECT_THAT(complaint({"bprr", {}}), testing::HasSubstr("'bpr'"));
  EXPECT_THAT(complaint({"bpr", {1.0, 2.0}}),
              testing::HasSubstr("free_flow_time, b, capacity, power"));
  EXPECT_THAT(complaint({"bpr", {1.0, 0.15, 0.0, 4.0}}), testing::HasSubstr("capacity above 0"));
  EXPECT_THAT(complaint({"bpr", {1.0, std::nan(""), 9.0, 4.0}}), testing::HasSubstr("with b nan"));
  EXPECT_THAT(complaint({"bpr", {1.0, 0.15, 100.0, -1.0}}), testing::HasSubstr("power"));
  EXPECT_THAT(complaint({"conical", {1.0, 1.0, 100.0}}), testing::HasSubstr("alpha above 1"));
  EXPECT_THAT(complaint({"border_queue", {1.0, 0.1, 1.0, 25.0, 2.0, 12.0, 1.0, 0.0, 0.0}}),
              testing::HasSubstr("open_h_per_day above 0 and at most 24"));
}

}  // namespace
}  // namespace landlink
