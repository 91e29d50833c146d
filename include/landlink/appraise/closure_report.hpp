#pragma once

#include <string>
#include <vector>

#include "landlink/appraise/post_report.hpp"

namespace landlink {

/// One direction of a post before, in and after a closure somewhere. Trucks are loaded and empty ones a day.
struct ClosureRow {
  std::string post = {};  ///< id
  bool leaves_laos = true;
  bool closed = false;  ///< in the closure, and open in the base
  double base_trucks_per_day = 0.0;
  double trucks_per_day = 0.0;
  double base_wait_h = 0.0;  ///< PostReport::wait_h
  double wait_h = 0.0;
  double base_use = 0.0;
  double use = 0.0;
  /// The post through the days of the closure and four weeks of the base's traffic after them.
  Clearance clearance = {};
  /// At a closed post: the same if all of its trucks wait for it to open instead of going
  /// elsewhere; nothing at others.
  std::optional<Clearance> if_all_wait = {};
};

/// By post of the base and direction, leaving Laos first. `days` is the length of the closure. Both
/// models have the same posts.
std::vector<ClosureRow> closure_report(const TransportModel& base,
                                       const std::vector<PostReport>& base_posts,
                                       const TransportModel& closed,
                                       const std::vector<PostReport>& closed_posts, double days);

}  // namespace landlink
