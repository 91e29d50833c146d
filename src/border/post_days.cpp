#include "landlink/border/post_days.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace landlink {

namespace {

constexpr double kAsGoodAsEmpty = 0.5;  // trucks
constexpr int kWeeksAfter = 4;
constexpr int kDaysPerWeek = 7;

CumulativeCurve arrivals_of(const std::vector<double>& trucks_by_day,
                            const ArrivalProfile& profile) {
  CumulativeCurve curve;
  for (std::size_t day = 0; day < trucks_by_day.size(); ++day) {
    for (std::size_t hour = 0; hour < profile.size(); ++hour) {
      const double until = kHoursOfDay * static_cast<double>(day) + static_cast<double>(hour) + 1.0;
      curve.extend(until, trucks_by_day[day] * profile[hour]);
    }
  }
  return curve;
}

/// Open spans of all days, less those in which the post is shut.
std::vector<TimeSpan> open_spans(const std::vector<TimeSpan>& of_day, std::size_t days,
                                 const std::vector<TimeSpan>& shut) {
  std::vector<TimeSpan> spans;
  for (std::size_t day = 0; day < days; ++day) {
    const double midnight = kHoursOfDay * static_cast<double>(day);
    for (const TimeSpan& span : of_day) {
      const TimeSpan open{midnight + span.from_h, midnight + span.to_h};
      // Spans that meet at midnight are one.
      if (!spans.empty() && spans.back().to_h >= open.from_h) {
        spans.back().to_h = open.to_h;
      } else {
        spans.push_back(open);
      }
    }
  }
  for (const TimeSpan& closed : shut) {
    std::vector<TimeSpan> left;
    for (const TimeSpan& span : spans) {
      const TimeSpan before{span.from_h, std::min(span.to_h, closed.from_h)};
      const TimeSpan after{std::max(span.from_h, closed.to_h), span.to_h};
      if (before.from_h < before.to_h) left.push_back(before);
      if (after.from_h < after.to_h) left.push_back(after);
    }
    spans = std::move(left);
  }
  return spans;
}

std::vector<ServiceStep> steps_of(const std::vector<TimeSpan>& open, double rate_per_h) {
  std::vector<ServiceStep> steps{{0.0, 0.0}};
  for (const TimeSpan& span : open) {
    if (steps.back().from_h == span.from_h) steps.pop_back();
    steps.push_back({span.from_h, rate_per_h});
    steps.push_back({span.to_h, 0.0});
  }
  return steps;
}

std::vector<double> equal_days(double trucks_per_day, int days) {
  return std::vector<double>(static_cast<std::size_t>(days), trucks_per_day);
}

double queue_at(const PostRun& run, double time_h) {
  return std::max(0.0, run.arrivals.count_at(time_h) - run.departures.count_at(time_h));
}

/// When the longest closed time of a day ends, by the clock; midnight at a post that never closes.
double morning_h(const std::vector<TimeSpan>& open) {
  double longest = 0.0;
  double morning = 0.0;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const double closed_since = i > 0 ? open[i - 1].to_h : open.back().to_h - kHoursOfDay;
    const double closed_h = open[i].from_h - closed_since;
    if (closed_h > longest) {
      longest = closed_h;
      morning = open[i].from_h;
    }
  }
  return morning;
}

}  // namespace

ArrivalProfile even_arrivals() {
  ArrivalProfile profile;
  profile.fill(1.0 / static_cast<double>(profile.size()));
  return profile;
}

double PostService::trucks_per_open_h() const {
  double slowest = std::numeric_limits<double>::infinity();
  for (const double rate : server_per_open_h) slowest = std::min(slowest, rate);
  return slowest;
}

double PostService::open_h_per_day() const {
  double sum = 0.0;
  for (const TimeSpan& span : open) sum += span.to_h - span.from_h;
  return sum;
}

PostRun run_post(const PostService& post, const std::vector<double>& trucks_by_day,
                 const ArrivalProfile& profile, const std::vector<TimeSpan>& shut) {
  const std::vector<TimeSpan> open = open_spans(post.open, trucks_by_day.size(), shut);
  // A server without a limit would make curves that jump; so many trucks in an hour never wait.
  constexpr double kAtOnce_per_h = 1e9;
  PostRun run{arrivals_of(trucks_by_day, profile), CumulativeCurve{}};
  run.departures = run.arrivals;
  const auto pass = [&](double rate_per_h) {
    run.departures =
        departures(run.departures, steps_of(open, std::min(rate_per_h, kAtOnce_per_h)));
  };
  for (const double rate_per_h : post.server_per_open_h) pass(rate_per_h);
  if (post.server_per_open_h.empty()) pass(kAtOnce_per_h);
  return run;
}

PostDay day_at_post(const PostService& post, double trucks_per_day, const ArrivalProfile& profile) {
  const double capacity = post.trucks_per_day();
  const bool overloaded = trucks_per_day > capacity;
  // Two days bring a post below capacity to the day that repeats itself: the second begins with
  // what the first left over, and leaves the same.
  const int reported = overloaded ? 0 : 2;
  const int days = reported + 1 + kWeeksAfter * kDaysPerWeek;
  const PostRun run = run_post(post, equal_days(trucks_per_day, days), profile);
  const double midnight = kHoursOfDay * reported;
  const TimeSpan day_span{midnight, midnight + kHoursOfDay};
  PostDay day{.trucks = trucks_per_day, .wait = waits(run.arrivals, run.departures, day_span)};
  day.queue = longest_queue(run.arrivals, run.departures, day_span);
  day.queue.time_h -= midnight;
  const double opening = morning_h(post.open);
  day.overnight = queue_at(run, midnight + (opening > 0.0 ? opening : kHoursOfDay));
  day.growth = std::max(0.0, trucks_per_day - capacity);
  for (std::size_t hour = 0; hour < day.wait_by_hour.size(); ++hour) {
    const double from = midnight + static_cast<double>(hour);
    day.wait_by_hour[hour] = waits(run.arrivals, run.departures, {from, from + 1.0}).mean_h;
    day.queue_by_hour[hour] = queue_at(run, from + 1.0);
  }
  return day;
}

Clearance clear_after(const PostService& post, const Disruption& disruption,
                      double usual_trucks_per_day, const ArrivalProfile& profile) {
  const TimeSpan when = disruption.when;
  // Two usual days before, so that the disruption meets the queue of a usual night.
  constexpr int kDaysBefore = 2;
  const double before_h = kDaysBefore * kHoursOfDay;
  const TimeSpan span{before_h + when.from_h, before_h + when.to_h};
  const int days_to_end = static_cast<int>(std::ceil(span.to_h / kHoursOfDay));
  const int days = days_to_end + kWeeksAfter * kDaysPerWeek;
  std::vector<double> trucks = equal_days(usual_trucks_per_day, days);
  for (int day = 0; day < days_to_end; ++day) {
    // The share of the day that the disruption takes.
    const double from = kHoursOfDay * day;
    const double hours =
        std::max(0.0, std::min(from + kHoursOfDay, span.to_h) - std::max(from, span.from_h));
    const double share = hours / kHoursOfDay;
    trucks[static_cast<std::size_t>(day)] =
        share * disruption.trucks_per_day + (1.0 - share) * usual_trucks_per_day;
  }
  std::vector<TimeSpan> shut;
  if (disruption.shut) shut.push_back(span);
  const PostRun run = run_post(post, trucks, profile, shut);
  const PostRun usual = run_post(post, equal_days(usual_trucks_per_day, days), profile);
  const double end = kHoursOfDay * days;
  Clearance result;
  result.waiting_at_end = queue_at(run, span.to_h);
  result.queue = longest_queue(run.arrivals, run.departures, {span.from_h, end});
  result.queue.time_h -= before_h;
  // The answer is right to a quarter of an hour.
  constexpr double kStep_h = 0.25;
  double clear = end;
  for (double time = span.to_h; time < end; time += kStep_h) {
    if (queue_at(run, time) > queue_at(usual, time) + kAsGoodAsEmpty) continue;
    result.hours_to_clear = time - span.to_h;
    clear = time;
    break;
  }
  result.wait = waits(run.arrivals, run.departures, {span.from_h, clear});
  return result;
}

}  // namespace landlink
