#include "landlink/border/queue.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace landlink {
namespace {

// Known answers are given to six decimals, hence 5e-7.
constexpr double kSixDecimals = 5e-7;

TEST(Akcelik, GivesTheKnownWaits) {
  const AkcelikQueue queue{.capacity_per_h = 20.0, .period_h = 12.0, .randomness = 1.0};
  const std::vector<std::pair<double, double>> known{
      {0.8, 0.174597}, {0.9, 0.3}, {1.0, 0.547723}, {1.1, 0.948074}, {1.2, 1.448528}};
  for (const auto& [x, wait_h] : known) {
    EXPECT_NEAR(akcelik_wait(queue, 20.0 * x).wait_h, wait_h, kSixDecimals) << "x = " << x;
  }
}

TEST(Akcelik, KeepsItsDigitsNearZeroArrivals) {
  // Near zero the wait is (T/4)(k/2) x with k = 8 J / (Q T): here 3 * (1/60) x = x/20, and the
  // integral Q x^2 / 40. The next terms are smaller by a factor of about x.
  const AkcelikQueue queue{.capacity_per_h = 20.0};
  for (const double x : {1e-6, 1e-9, 1e-12}) {
    const Wait wait = akcelik_wait(queue, 20.0 * x);
    EXPECT_NEAR(wait.wait_h / (x / 20.0), 1.0, 2.0 * x + 1e-15);
    EXPECT_NEAR(wait.integral / (20.0 * x * x / 40.0), 1.0, 2.0 * x + 1e-14);
  }
}

TEST(Akcelik, GrowsByThePeriodsHalfPerUnitOfOverload) {
  // Far over capacity the wait is T/2 (x - 1), the mean of a queue that grows for T hours.
  const AkcelikQueue queue{.capacity_per_h = 20.0, .period_h = 12.0};
  const double slope = akcelik_wait(queue, 20.0 * 1e6).derivative * 20.0;
  EXPECT_NEAR(slope, 6.0, 1e-6);  // the remainder falls as k / x
}

TEST(Akcelik, IntegralIsContinuousWhereItsMethodChanges) {
  for (const double randomness : {0.0, 0.01, 0.5, 1.0, 40.0}) {
    const AkcelikQueue queue{.capacity_per_h = 20.0, .period_h = 12.0, .randomness = randomness};
    const Wait before = akcelik_wait(queue, 10.0);  // x = 1/2
    const Wait after = akcelik_wait(queue, std::nextafter(10.0, 99.0));
    // The closed form takes differences of terms of order Q T / 4 = 60.
    EXPECT_NEAR(before.integral, after.integral, 1e-13 * 60.0) << randomness;
  }
}

TEST(Akcelik, IntegralAgreesWithSimpsonsRuleForAnyRandomness) {
  for (const double randomness : {0.0, 0.1, 1.0, 59.0, 61.0, 1000.0}) {  // k = 2 at 60
    const AkcelikQueue queue{.capacity_per_h = 20.0, .period_h = 12.0, .randomness = randomness};
    for (const double arrivals : {2.0, 9.0, 17.0, 45.0}) {
      const int steps = 20'000;
      const double h = arrivals / steps;
      double sum = 0.0;
      for (int i = 0; i <= steps; ++i) {
        const double weight = i == 0 || i == steps ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0);
        sum += weight * akcelik_wait(queue, h * i).wait_h;
      }
      // Simpson's error across the kink of J = 0 is below h^2 times the jump of slope, 3e-7.
      EXPECT_NEAR(akcelik_wait(queue, arrivals).integral, sum * h / 3.0, 2e-6) << randomness;
    }
  }
}

TEST(NightClosure, GivesTheKnownMeanWait) {
  // (24-12)^2 / 48 = 3 h, times 24 / (24 - 10).
  const NightClosure post{.service_per_open_h = 24.0, .open_h_per_day = 12.0};
  EXPECT_NEAR(night_closure_wait(post, 10.0).wait_h, 5.142857, kSixDecimals);
}

TEST(NightClosure, AgreesWithADaySimulatedMinuteByMinute) {
  // Fluid arrivals of 7 an hour; from midnight the post is shut for 14 h, then serves 20 an hour.
  // The area of the queue over a day, divided by the day's arrivals, is the mean wait.
  const NightClosure post{.service_per_open_h = 20.0, .open_h_per_day = 10.0};
  double queue = 0.0;
  double area = 0.0;
  const double step_h = 1.0 / 600.0;
  for (int day = 0; day < 3; ++day) {  // the first days warm up
    area = 0.0;
    for (int i = 0; i < 24 * 600; ++i) {
      const double hour = i * step_h;
      queue += 7.0 * step_h;
      if (hour >= 14.0) queue = std::max(0.0, queue - 20.0 * step_h);
      area += queue * step_h;
    }
  }
  // The sum is a rectangle rule, off by at most a step's arrivals for the whole day.
  EXPECT_NEAR(night_closure_wait(post, 7.0).wait_h, area / (7.0 * 24.0), step_h);
}

TEST(NightClosure, IsHalfTheClosedHoursAtAndOverCapacity) {
  const NightClosure post{.service_per_open_h = 24.0, .open_h_per_day = 12.0};
  EXPECT_DOUBLE_EQ(night_closure_wait(post, 12.0).wait_h, 6.0);
  EXPECT_DOUBLE_EQ(night_closure_wait(post, 24.0).wait_h, 6.0);  // the pole of the formula
  EXPECT_DOUBLE_EQ(night_closure_wait(post, 1e9).wait_h, 6.0);
}

TEST(NightClosure, IntegralIsTheKnownOneUpToCapacity) {
  // (24-H)^2 mu / 48 x -ln(1 - lambda/mu) with H 8, mu 30, lambda 6: 160 x 0.22314355.
  const NightClosure post{.service_per_open_h = 30.0, .open_h_per_day = 8.0};
  EXPECT_NEAR(night_closure_wait(post, 6.0).integral, -160.0 * std::log(0.8), 1e-12);
}

TEST(NightClosure, IsNothingForAPostThatNeverCloses) {
  const NightClosure post{.service_per_open_h = 5.0, .open_h_per_day = 24.0};
  for (const double arrivals : {0.0, 4.9, 5.0, 50.0}) {
    EXPECT_EQ(night_closure_wait(post, arrivals).wait_h, 0.0);
    EXPECT_EQ(night_closure_wait(post, arrivals).integral, 0.0);
  }
}

TEST(ErlangC, GivesTheKnownWaits) {
  EXPECT_NEAR(erlang_c_wait({.servers = 1, .service_per_h = 10.0}, 8.0).wait_h, 0.4, kSixDecimals);
  EXPECT_NEAR(erlang_c_wait({.servers = 2, .service_per_h = 10.0}, 18.0).wait_h, 0.426316,
              kSixDecimals);
  EXPECT_NEAR(erlang_c_wait({.servers = 3, .service_per_h = 10.0}, 27.0).wait_h, 0.272354,
              kSixDecimals);
}

TEST(ErlangC, SlopeAgreesWithFiniteDifferences) {
  for (const int servers : {1, 2, 5, 40}) {
    const ServerGroup group{.servers = servers, .service_per_h = 6.0};
    for (const double load : {0.05, 0.4, 0.9, 0.98}) {
      const double arrivals = load * servers * 6.0;
      const double h = 1e-5 * arrivals;
      const double difference =
          (erlang_c_wait(group, arrivals + h).wait_h - erlang_c_wait(group, arrivals - h).wait_h) /
          (2.0 * h);
      // Truncation 1e-10 of a third derivative that grows with 1/(1-load)^3; rounding 1e-11.
      EXPECT_NEAR(erlang_c_wait(group, arrivals).derivative / difference, 1.0, 2e-6)
          << servers << " servers, load " << load;
    }
  }
}

TEST(ErlangC, IsInfiniteFromCapacityUpward) {
  const ServerGroup group{.servers = 2, .service_per_h = 10.0};
  EXPECT_EQ(erlang_c_wait(group, 20.0).wait_h, std::numeric_limits<double>::infinity());
}

TEST(Priority, KeepsTheMeanWaitOfAllVehicles) {
  // With equal service times the order of service does not change the mean over both classes.
  const ServerGroup group{.servers = 2, .service_per_h = 10.0};
  const PriorityWaits waits = priority_waits(group, 4.0, 12.0);
  const double mean = (4.0 * waits.first_h + 12.0 * waits.second_h) / 16.0;
  EXPECT_NEAR(mean, erlang_c_wait(group, 16.0).wait_h, 1e-14);
  EXPECT_LT(waits.first_h, waits.second_h);
}

TEST(Priority, LetsTheFirstClassThroughAnOverloadedPost) {
  // One server, 10 an hour: the first class alone loads 0.5, all are busy: 0.1 / (1 - 0.5).
  const PriorityWaits waits = priority_waits({.servers = 1, .service_per_h = 10.0}, 5.0, 9.0);
  EXPECT_NEAR(waits.first_h, 0.2, 1e-15);
  EXPECT_EQ(waits.second_h, std::numeric_limits<double>::infinity());
}

TEST(VariationFactor, IsOneForRandomAndHalfForRegularService) {
  EXPECT_EQ(variation_factor(1.0, 1.0), 1.0);
  EXPECT_EQ(variation_factor(1.0, 0.0), 0.5);
}

}  // namespace
}  // namespace landlink
