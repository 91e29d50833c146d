#include "lost_demand.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <utility>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

LostDemand lost_demand(const SolvedCase& solved) {
  constexpr std::size_t kNamed = 5;  // enough to find the place on the map
  LostDemand lost{.t_per_day = solved.totals.unassigned_tonnes};
  if (!lost.any()) return lost;
  std::set<std::pair<ZoneId, ZoneId>> pairs;
  for (std::size_t k = 0; k < solved.model.classes.size(); ++k) {
    const OdCosts& costs = solved.costs[ClassId{k}];
    for (const OdEntry& entry : solved.model.vehicles_per_h[ClassId{k}].entries()) {
      const std::size_t cell = entry.origin.index() * costs.zones + entry.destination.index();
      if (!std::isfinite(costs.total_usd[cell])) pairs.emplace(entry.origin, entry.destination);
    }
  }
  std::set<ZoneId> origins;
  std::size_t named = 0;
  for (const auto& [origin, destination] : pairs) {
    origins.insert(origin);
    if (named++ >= kNamed) continue;
    lost.first += fmt::format("{}{} to {}", lost.first.empty() ? "" : ", ",
                              printable(solved.model.zones[origin].id),
                              printable(solved.model.zones[destination].id));
  }
  if (named > kNamed) lost.first += fmt::format(" and {} more", named - kNamed);
  lost.pairs = pairs.size();
  lost.origins = origins.size();
  return lost;
}

std::string warning_of(const LostDemand& lost) {
  return fmt::format(
      "{:.1f} t/day have no way and are not assigned: {} from {}; the user benefit leaves them "
      "out, "
      "revenue and carbon dioxide lack what they paid and emitted",
      lost.t_per_day, counted(lost.pairs, "zone pair"), counted(lost.origins, "zone"));
}

void refuse_lost_demand(const LostDemand& lost, const std::string& scenario) {
  if (!lost.any()) return;
  throw Error(
      {.feature = fmt::format("case '{}'", scenario)},
      fmt::format("{:.1f} t/day have no way: {}", lost.t_per_day, lost.first),
      "open a way between these zones, take them out of the demand, or run without --strict "
      "to leave them unassigned");
}

}  // namespace landlink
