#include "landlink/border/cumulative_curve.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace landlink {

namespace {

using Point = CumulativeCurve::Point;

constexpr double kNoVehicle = 1e-6;

/// Earliest and latest time at which `count` vehicles have passed, for counts between the ends.
double time_of(std::span<const Point> points, double count) {
  const auto at = std::lower_bound(points.begin(), points.end(), count,
                                   [](const Point& p, double n) { return p.count < n; });
  if (at == points.begin()) return at->time_h;
  if (at == points.end()) return points.back().time_h;
  const Point& before = *(at - 1);
  return before.time_h +
         (at->time_h - before.time_h) * (count - before.count) / (at->count - before.count);
}

/// Waits between two counts of vehicles, straight from one to the other.
struct WaitPiece {
  double vehicles = 0.0;
  double first_h = 0.0;
  double last_h = 0.0;
};

/// Vehicles of a piece that wait at most `wait_h`.
double waiting_at_most(const WaitPiece& piece, double wait_h) {
  const double low = std::min(piece.first_h, piece.last_h);
  const double high = std::max(piece.first_h, piece.last_h);
  if (wait_h >= high) return piece.vehicles;
  if (wait_h < low) return 0.0;
  return piece.vehicles * (wait_h - low) / (high - low);
}

double percentile(const std::vector<WaitPiece>& pieces, double share, double vehicles,
                  double longest_h) {
  double low = 0.0;
  double high = longest_h;
  // Halving a wait of days sixty times leaves less than its last digit.
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    double below = 0.0;
    for (const WaitPiece& piece : pieces) below += waiting_at_most(piece, middle);
    (below >= share * vehicles ? high : low) = middle;
  }
  return high;
}

/// Times of the points of both curves strictly within a span, with its ends.
std::vector<double> times_within(const CumulativeCurve& a, const CumulativeCurve& b,
                                 TimeSpan when) {
  std::vector<double> times{when.from_h, when.to_h};
  for (const CumulativeCurve* curve : {&a, &b}) {
    for (const Point& point : curve->points()) {
      if (point.time_h > when.from_h && point.time_h < when.to_h) times.push_back(point.time_h);
    }
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

}  // namespace

void CumulativeCurve::extend(double until_h, double rate_per_h) {
  assert(until_h >= end_h() && rate_per_h >= 0.0);
  if (until_h == end_h()) return;
  points_.push_back({until_h, total() + rate_per_h * (until_h - end_h())});
}

double CumulativeCurve::count_at(double time_h) const {
  if (time_h <= begin_h()) return 0.0;
  if (time_h >= end_h()) return total();
  const auto after = std::upper_bound(points_.begin(), points_.end(), time_h,
                                      [](double t, const Point& p) { return t < p.time_h; });
  const Point& before = *(after - 1);
  const double share = (time_h - before.time_h) / (after->time_h - before.time_h);
  return before.count + share * (after->count - before.count);
}

CumulativeCurve departures(const CumulativeCurve& arrivals, std::span<const ServiceStep> steps) {
  assert(!steps.empty() && steps.front().from_h <= arrivals.begin_h());
  CumulativeCurve out(arrivals.begin_h());
  const std::span<const Point> points = arrivals.points();
  double queue = 0.0;
  std::size_t step = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double arriving =
        (points[i].count - points[i - 1].count) / (points[i].time_h - points[i - 1].time_h);
    double time = points[i - 1].time_h;
    while (time < points[i].time_h) {
      while (step + 1 < steps.size() && steps[step + 1].from_h <= time) ++step;
      double until = points[i].time_h;
      if (step + 1 < steps.size()) until = std::min(until, steps[step + 1].from_h);
      const double serving = steps[step].rate_per_h;
      if (queue > 0.0 && serving > arriving) {
        const double empty_at = time + queue / (serving - arriving);
        if (empty_at < until) {
          out.extend(empty_at, serving);
          time = empty_at;
          queue = 0.0;
          continue;
        }
      }
      const double leaving = queue > 0.0 ? serving : std::min(serving, arriving);
      queue = std::max(0.0, queue + (arriving - leaving) * (until - time));
      out.extend(until, leaving);
      time = until;
    }
  }
  return out;
}

QueuePeak longest_queue(const CumulativeCurve& arrivals, const CumulativeCurve& departures,
                        TimeSpan when) {
  // The queue is straight between the points of both curves.
  QueuePeak peak{.time_h = when.from_h};
  for (const double time : times_within(arrivals, departures, when)) {
    const double queue = arrivals.count_at(time) - departures.count_at(time);
    if (queue > peak.vehicles + kNoVehicle) peak = {queue, time};
  }
  return peak;
}

std::optional<double> first_empty_h(const CumulativeCurve& arrivals,
                                    const CumulativeCurve& departures, double from_h) {
  for (const double time : times_within(arrivals, departures, {from_h, arrivals.end_h()})) {
    if (arrivals.count_at(time) - departures.count_at(time) < kNoVehicle) return time;
  }
  return std::nullopt;
}

WaitSummary waits(const CumulativeCurve& arrivals, const CumulativeCurve& departures,
                  TimeSpan arriving) {
  const double first = arrivals.count_at(arriving.from_h);
  const double last = arrivals.count_at(arriving.to_h);
  WaitSummary summary{.vehicles = last - first};
  const double end = std::min(last, departures.total());
  summary.served = std::max(0.0, end - first);
  if (summary.served < kNoVehicle) return {.vehicles = summary.vehicles};
  std::vector<double> counts{first, end};
  for (const CumulativeCurve* curve : {&arrivals, &departures}) {
    for (const Point& point : curve->points()) {
      if (point.count > first && point.count < end) counts.push_back(point.count);
    }
  }
  std::sort(counts.begin(), counts.end());
  std::vector<WaitPiece> pieces;
  double wait_sum = 0.0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    const double vehicles = counts[i] - counts[i - 1];
    // Flat stretches of a curve are jumps of its inverse, which fall on the pieces' ends; and the
    // two curves agree on a count to rounding only.
    if (vehicles < 1e-9) continue;
    const double inside = 1e-9 * vehicles;
    const auto wait_at = [&](double count) {
      return std::max(0.0, time_of(departures.points(), count) - time_of(arrivals.points(), count));
    };
    pieces.push_back({vehicles, wait_at(counts[i - 1] + inside), wait_at(counts[i] - inside)});
    const WaitPiece& piece = pieces.back();
    wait_sum += 0.5 * vehicles * (piece.first_h + piece.last_h);
    summary.longest_h = std::max({summary.longest_h, piece.first_h, piece.last_h});
  }
  summary.mean_h = wait_sum / summary.served;
  summary.p95_h = percentile(pieces, 0.95, summary.served, summary.longest_h);
  return summary;
}

}  // namespace landlink
