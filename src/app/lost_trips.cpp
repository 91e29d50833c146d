#include "lost_trips.hpp"

#include <fmt/format.h>

#include <cmath>

#include "landlink/core/text.hpp"
#include "landlink/paths/skim.hpp"

namespace landlink::app {

void refuse_trips_without_path(const TntpAssignment& assignment, const std::string& trips_file) {
  constexpr std::size_t kNamed = 5;  // enough to find the place in the network
  const AssignmentProblem& problem = assignment.problem();
  std::string named;
  std::size_t pairs = 0;
  double trips = 0.0;
  for (const UserClass& user_class : problem.classes) {
    // Delays are finite: whether a path leads somewhere depends on what the links cost when empty.
    const Skims skims = skim({.graph = assignment.graph(),
                              .centroids = problem.centroids,
                              .cost = user_class.constant_cost,
                              .closed_to_through = problem.closed_to_through});
    for (const OdEntry& entry : user_class.demand_per_h.entries()) {
      if (entry.origin == entry.destination || entry.value <= 0.0) continue;
      if (std::isfinite(skims.cost[skims.cell(entry.origin, entry.destination)])) continue;
      trips += entry.value;
      if (pairs++ >= kNamed) continue;
      const auto zone = [&](ZoneId id) {
        return assignment.node_number(problem.centroids[id.index()]);
      };
      named += fmt::format("{}{} to {}", named.empty() ? "" : ", ", zone(entry.origin),
                           zone(entry.destination));
      if (problem.classes.size() > 1) named += fmt::format(" ({})", printable(user_class.name));
    }
  }
  if (pairs == 0) return;
  if (pairs > kNamed) named += fmt::format(" and {} more", pairs - kNamed);
  throw Error({.file = trips_file},
              fmt::format("{} trips have no path: zones {}", shortest_text(trips), named),
              "add the missing links, take the trips out, or run without --strict");
}

}  // namespace landlink::app
