#pragma once

#include <array>
#include <optional>
#include <vector>

#include "landlink/border/cumulative_curve.hpp"
#include "landlink/border/opening_hours.hpp"

namespace landlink {

// A post within the day, as a fluid: trucks arrive by the hour, wait for the opening and for their
// turn, and pass its servers one after the other (docs/model.md, section 5). What single trucks'
// chance arrivals add is not here: akcelik_wait has it.

/// Share of a day's arrivals in each clock hour; adds up to 1.
using ArrivalProfile = std::array<double, 24>;
ArrivalProfile even_arrivals();

/// One direction of a post.
struct PostService {
  /// Trucks an hour of each server that a truck passes, in order: a weighbridge, one side, the
  /// other. Infinite where there is no waiting.
  std::vector<double> server_per_open_h = {};
  std::vector<TimeSpan> open = {};  ///< of a day: when all its servers work

  /// Of the slowest server.
  [[nodiscard]] double trucks_per_open_h() const;
  [[nodiscard]] double open_h_per_day() const;
  [[nodiscard]] double trucks_per_day() const { return trucks_per_open_h() * open_h_per_day(); }
};

/// Arrivals and departures over whole days from a midnight.
struct PostRun {
  CumulativeCurve arrivals;
  CumulativeCurve departures;
};

/// Trucks of each day by `profile`, served by `post` except in `shut` (h from the start). Begins
/// with an empty queue.
PostRun run_post(const PostService& post, const std::vector<double>& trucks_by_day,
                 const ArrivalProfile& profile, const std::vector<TimeSpan>& shut = {});

/// A day like all days at a post.
struct PostDay {
  double trucks = 0.0;
  WaitSummary wait = {};   ///< of the day's arrivals; of an overloaded post, of those served in
                           ///< the four weeks that follow
  QueuePeak queue = {};    ///< its time by the clock
  double overnight = 0.0;  ///< trucks in the queue when the post opens; at a post that never
                           ///< closes, at midnight
  double growth = 0.0;     ///< trucks a day by which the queue grows; 0 below capacity
  std::array<double, 24> wait_by_hour = {};   ///< mean wait of those who arrive in the hour, h
  std::array<double, 24> queue_by_hour = {};  ///< trucks at the end of the hour
};

/// Below capacity the day that repeats itself; over capacity the first day of the overload, which
/// began with an empty queue at midnight.
PostDay day_at_post(const PostService& post, double trucks_per_day,
                    const ArrivalProfile& profile = even_arrivals());

/// A stretch of days in which a post is shut, or has another traffic than usual.
struct Disruption {
  TimeSpan when = {};  ///< h from the midnight with which the run begins
  bool shut = false;
  double trucks_per_day = 0.0;  ///< that come in the days of `when`
};

/// What a disruption leaves behind.
struct Clearance {
  double waiting_at_end = 0.0;  ///< trucks in the queue when it ends
  QueuePeak queue = {};         ///< of the whole run, h from the start
  WaitSummary wait = {};        ///< of those who come from its begin until the queue is as usual
  /// From its end until the queue is no longer than on a usual day at that hour; nothing if the
  /// post cannot clear it in four weeks.
  std::optional<double> hours_to_clear = {};
};

/// Runs a post from the day of the disruption to four weeks after it, with `usual_trucks_per_day`
/// outside. A usual day's queue is the measure of clear.
Clearance clear_after(const PostService& post, const Disruption& disruption,
                      double usual_trucks_per_day, const ArrivalProfile& profile = even_arrivals());

}  // namespace landlink
