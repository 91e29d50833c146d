#include "landlink/cost/empties.hpp"

#include <fmt/format.h>

#include "landlink/core/error.hpp"

namespace landlink {

OdMatrix empty_vehicles(const OdMatrix& loaded_vehicles, double return_share) {
  if (!(return_share >= 0.0 && return_share <= 1.0)) {
    throw Error({.field = "empty_share"}, fmt::format("a return share of {}", return_share),
                "give a share from 0 to 1");
  }
  std::vector<OdEntry> entries;
  for (const OdEntry& trip : loaded_vehicles.entries()) {
    if (trip.origin == trip.destination) continue;
    entries.push_back({trip.destination, trip.origin, return_share * trip.value});
  }
  return {loaded_vehicles.zone_count(), std::move(entries)};
}

OdMatrix with_empties(const OdMatrix& loaded_vehicles, double return_share) {
  std::vector<OdEntry> entries = loaded_vehicles.entries();
  const std::vector<OdEntry> empties = empty_vehicles(loaded_vehicles, return_share).entries();
  entries.insert(entries.end(), empties.begin(), empties.end());
  return {loaded_vehicles.zone_count(), std::move(entries)};
}

}  // namespace landlink
