#pragma once

#include <optional>
#include <span>
#include <vector>

#include "landlink/border/opening_hours.hpp"

namespace landlink {

/// How many vehicles have passed a place up to each time: straight between its points, constant
/// after the last. Times ascend, counts never fall; the first count is zero.
/// Source of the method: Newell (1982), Applications of Queueing Theory, chapter 2.
class CumulativeCurve {
 public:
  struct Point {
    double time_h = 0.0;
    double count = 0.0;
  };

  /// Begins with no vehicle at `begin_h`.
  explicit CumulativeCurve(double begin_h = 0.0) : points_{{begin_h, 0.0}} {}

  /// `rate_per_h` >= 0 until `until_h`, not before the last point.
  void extend(double until_h, double rate_per_h);

  [[nodiscard]] std::span<const Point> points() const { return points_; }
  [[nodiscard]] double begin_h() const { return points_.front().time_h; }
  [[nodiscard]] double end_h() const { return points_.back().time_h; }
  [[nodiscard]] double total() const { return points_.back().count; }
  [[nodiscard]] double count_at(double time_h) const;

 private:
  std::vector<Point> points_;
};

/// A server's capacity: so many vehicles an hour from each step's time to the next one's.
struct ServiceStep {
  double from_h = 0.0;
  double rate_per_h = 0.0;
};

/// Departures from a server that begins with an empty queue, serves in order of arrival and never
/// idles while somebody waits, up to the end of `arrivals`. `steps` ascend and begin no later than
/// the arrivals do. Exact: no time step.
CumulativeCurve departures(const CumulativeCurve& arrivals, std::span<const ServiceStep> steps);

/// The longest queue between two curves in a stretch of time, and when it is first reached.
struct QueuePeak {
  double vehicles = 0.0;
  double time_h = 0.0;
};
QueuePeak longest_queue(const CumulativeCurve& arrivals, const CumulativeCurve& departures,
                        TimeSpan when);

/// When the queue is first empty at or after `from_h`; nothing if it never is before the curves
/// end. Fewer than a millionth of a vehicle is none.
std::optional<double> first_empty_h(const CumulativeCurve& arrivals,
                                    const CumulativeCurve& departures, double from_h);

/// Waits of those who arrive in a stretch of time and leave before the curves end.
struct WaitSummary {
  double vehicles = 0.0;   ///< who arrived
  double served = 0.0;     ///< of them, who have left by the end of the curves
  double mean_h = 0.0;     ///< of those served
  double p95_h = 0.0;      ///< 19 of 20 of those served wait no longer
  double longest_h = 0.0;  ///< of those served
};
WaitSummary waits(const CumulativeCurve& arrivals, const CumulativeCurve& departures,
                  TimeSpan arriving);

}  // namespace landlink
