#include "landlink/border/post_days.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "landlink/border/queue.hpp"

namespace landlink {
namespace {

PostService post_of(double per_open_h, OpeningHours hours, int sides = 1) {
  return {.server_per_open_h = std::vector<double>(static_cast<std::size_t>(sides), per_open_h),
          .open = both_open(hours, hours)};
}

TEST(Departures, FollowAFluidQueueByHand) {
  // 10 an hour for two hours, then none; the server opens after one hour and serves 15 an hour.
  // Queue 10 at t = 1, 5 at t = 2, empty at t = 2 1/3.
  CumulativeCurve arrivals;
  arrivals.extend(2.0, 10.0);
  arrivals.extend(4.0, 0.0);
  const std::vector<ServiceStep> steps{{0.0, 0.0}, {1.0, 15.0}};
  const CumulativeCurve out = departures(arrivals, steps);
  EXPECT_DOUBLE_EQ(out.count_at(1.0), 0.0);
  EXPECT_DOUBLE_EQ(out.count_at(2.0), 15.0);
  EXPECT_DOUBLE_EQ(out.total(), 20.0);
  const QueuePeak peak = longest_queue(arrivals, out, {0.0, 4.0});
  EXPECT_DOUBLE_EQ(peak.vehicles, 10.0);
  EXPECT_DOUBLE_EQ(peak.time_h, 1.0);
  EXPECT_NEAR(first_empty_h(arrivals, out, 1.0).value(), 7.0 / 3.0, 1e-12);
  // Area between the curves: 5 (to t = 1) + 7.5 (to 2) + 5/6 (to 2 1/3), over 20 vehicles.
  const WaitSummary wait = waits(arrivals, out, {0.0, 4.0});
  EXPECT_NEAR(wait.mean_h, (5.0 + 7.5 + 5.0 / 6.0) / 20.0, 1e-9);
  // The first waits 1 h, the last 1/3 h, in between evenly: 1 in 20 waits more than 29/30 h.
  EXPECT_NEAR(wait.longest_h, 1.0, 1e-8);
  EXPECT_NEAR(wait.p95_h, 29.0 / 30.0, 1e-8);
}

TEST(Waits, CountOnlyThoseWhoLeave) {
  CumulativeCurve arrivals;
  arrivals.extend(10.0, 4.0);
  const CumulativeCurve out = departures(arrivals, std::vector<ServiceStep>{{0.0, 1.0}});
  const WaitSummary wait = waits(arrivals, out, {0.0, 10.0});
  EXPECT_DOUBLE_EQ(wait.vehicles, 40.0);
  EXPECT_DOUBLE_EQ(wait.served, 10.0);
  // The n-th arrives at n/4 and leaves at n.
  EXPECT_NEAR(wait.longest_h, 7.5, 1e-7);
  EXPECT_NEAR(wait.mean_h, 3.75, 1e-7);
}

TEST(DayAtPost, AgreesWithTheNightClosureForAnyHoursAndLoad) {
  for (const double open_h : {8.0, 12.0, 15.0, 16.0, 23.0}) {
    for (const double load : {0.01, 0.3, 0.7, 0.95, 0.999}) {
      for (const double opens : {0.0, 6.0, 20.0}) {
        const double mu = 20.0;
        const double trucks = load * mu * open_h;
        const PostDay day = day_at_post(post_of(mu, {opens, open_h}), trucks);
        const double closed =
            night_closure_wait({.service_per_open_h = mu, .open_h_per_day = open_h}, trucks / 24.0)
                .wait_h;
        // Jumps of the inverse curves are taken a billionth of a stretch off.
        EXPECT_NEAR(day.wait.mean_h, closed, 1e-6) << open_h << " h, load " << load;
        EXPECT_NEAR(day.wait.longest_h, 24.0 - open_h, 1e-5);
        EXPECT_EQ(day.growth, 0.0);
        // All who came in the closed hours.
        EXPECT_NEAR(day.overnight, trucks * (24.0 - open_h) / 24.0, 1e-6);
      }
    }
  }
}

TEST(DayAtPost, NightClosureIsCountedOncePerCrossingHoweverManyServers) {
  const double once = day_at_post(post_of(20.0, {6.0, 12.0}, 1), 150.0).wait.mean_h;
  EXPECT_NEAR(day_at_post(post_of(20.0, {6.0, 12.0}, 2), 150.0).wait.mean_h, once, 1e-9);
  EXPECT_NEAR(day_at_post(post_of(20.0, {6.0, 12.0}, 3), 150.0).wait.mean_h, once, 1e-9);
}

TEST(DayAtPost, IsTheSlowerServersWhereTheyDiffer) {
  PostService post = post_of(30.0, {6.0, 12.0});
  post.server_per_open_h = {30.0, 20.0};
  const double slow = day_at_post(post_of(20.0, {6.0, 12.0}), 150.0).wait.mean_h;
  EXPECT_NEAR(day_at_post(post, 150.0).wait.mean_h, slow, 1e-9);
  EXPECT_EQ(post.trucks_per_day(), 240.0);
}

TEST(DayAtPost, GrowsByTheOverloadAndAgreesWithTheDeterministicQueue) {
  // Never closed, 10 an hour, 300 a day: 12.5 arrive an hour. Over one day from empty the queue
  // reaches 60, and a mean of T/2 (x - 1) = 12 x 0.25 = 3 h: Akcelik's limit without randomness.
  const PostDay day = day_at_post(post_of(10.0, {0.0, 24.0}), 300.0);
  EXPECT_NEAR(day.queue.vehicles, 60.0, 1e-9);
  EXPECT_DOUBLE_EQ(day.growth, 60.0);
  EXPECT_NEAR(day.overnight, 60.0, 1e-9);
  const AkcelikQueue fluid{.capacity_per_h = 10.0, .period_h = 24.0, .randomness = 0.0};
  EXPECT_NEAR(day.wait.mean_h, akcelik_wait(fluid, 12.5).wait_h, 1e-6);
  EXPECT_NEAR(day.wait.served, 300.0, 1e-9);
}

TEST(DayAtPost, HasNoWaitAtAnIdleOrUnlimitedPost) {
  const PostService at_once = post_of(std::numeric_limits<double>::infinity(), {0.0, 24.0});
  EXPECT_NEAR(day_at_post(at_once, 1000.0).wait.mean_h, 0.0, 1e-9);
  EXPECT_EQ(day_at_post(post_of(10.0, {6.0, 12.0}), 0.0).wait.mean_h, 0.0);
}

TEST(DayAtPost, GivesWaitsByTheHourOfArrival) {
  // Open from 6 to 18, 20 an hour, 5 arrive an hour. Those of the first hour of the night, 18 to
  // 19, wait 11.5 h on average for the opening and for the 2.5 ahead of them: 0.125 h.
  const PostDay day = day_at_post(post_of(20.0, {6.0, 12.0}), 120.0);
  EXPECT_NEAR(day.wait_by_hour[18], 11.5 + 0.125, 1e-6);
  EXPECT_NEAR(day.wait_by_hour[12], 0.0, 1e-9);  // the night's queue is gone by 10 o'clock
  EXPECT_NEAR(day.queue_by_hour[5], 60.0, 1e-9);
  double sum = 0.0;
  for (const double wait : day.wait_by_hour) sum += wait;
  EXPECT_NEAR(sum / 24.0, day.wait.mean_h, 1e-6);  // equal arrivals
}

TEST(DayAtPost, FollowsThePeakOfItsArrivals) {
  // All within one hour at an always open post of 30 an hour: 120 take four hours, mean
  // 0.5 (4 - 1) = 1.5 h.
  ArrivalProfile peak{};
  peak[9] = 1.0;
  const PostDay day = day_at_post(post_of(30.0, {0.0, 24.0}), 120.0, peak);
  EXPECT_NEAR(day.wait.mean_h, 1.5, 1e-6);
  EXPECT_NEAR(day.queue.vehicles, 90.0, 1e-9);
  EXPECT_NEAR(day.queue.time_h, 10.0, 1e-12);
}

TEST(ClearAfter, TakesTheClosedDaysOverTheSpareCapacity) {
  // Always open, 10 an hour, 120 a day (5 an hour). Two days shut: 240 wait, and clear at
  // 10 - 5 = 5 an hour in 48 h. Who comes first waits 48 h.
  const PostService post = post_of(10.0, {0.0, 24.0});
  const Clearance after =
      clear_after(post, {.when = {24.0, 72.0}, .shut = true, .trucks_per_day = 120.0}, 120.0);
  EXPECT_NEAR(after.waiting_at_end, 240.0, 1e-6);
  ASSERT_TRUE(after.hours_to_clear.has_value());
  EXPECT_NEAR(*after.hours_to_clear, 48.0, 0.25);  // its step
  EXPECT_NEAR(after.wait.longest_h, 48.0, 1e-6);
  EXPECT_NEAR(after.queue.vehicles, 240.0, 1e-6);
  EXPECT_NEAR(after.queue.time_h, 72.0, 1e-9);
}

TEST(ClearAfter, WorksOffWhatAnotherPostsTrafficLeft) {
  // 10 an hour all day, 120 usual; for two days 288 come: 48 a day too many, 96 at the end, which
  // clear at 5 an hour in 19.2 h.
  const Clearance after = clear_after(post_of(10.0, {0.0, 24.0}),
                                      {.when = {0.0, 48.0}, .trucks_per_day = 288.0}, 120.0);
  EXPECT_NEAR(after.waiting_at_end, 96.0, 1e-6);
  EXPECT_NEAR(after.hours_to_clear.value(), 19.2, 0.25);
}

TEST(ClearAfter, IsAtOnceWhereNothingChanged) {
  const Clearance after = clear_after(post_of(20.0, {6.0, 12.0}),
                                      {.when = {0.0, 48.0}, .trucks_per_day = 100.0}, 100.0);
  EXPECT_EQ(after.hours_to_clear.value(), 0.0);
}

TEST(ClearAfter, SaysNothingOfAPostThatCannotClear) {
  const Clearance after =
      clear_after(post_of(10.0, {0.0, 24.0}),
                  {.when = {0.0, 240.0}, .shut = true, .trucks_per_day = 239.0}, 239.0);
  EXPECT_FALSE(after.hours_to_clear.has_value());
}

TEST(ClearAfter, IsShorterWhereTrucksWentElsewhere) {
  const PostService post = post_of(20.0, {6.0, 12.0});
  const auto hours = [&](double trucks) {
    return clear_after(post, {.when = {0.0, 48.0}, .shut = true, .trucks_per_day = trucks}, 100.0)
        .hours_to_clear.value();
  };
  EXPECT_LT(hours(0.0), hours(100.0));
}

}  // namespace
}  // namespace landlink
