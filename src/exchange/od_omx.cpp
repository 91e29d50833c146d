#include "landlink/exchange/od_omx.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/omx.hpp"

namespace landlink {

namespace {

/// Place in a list by id; complains with the nearest.
template <class List>
std::size_t place_of(const List& list, const std::string& id, const char* kind,
                     const Place& place) {
  std::vector<std::string> ids;
  for (const auto& item : list) {
    if (item.id == id) return ids.size();
    ids.push_back(item.id);
  }
  throw Error(place, fmt::format("no {} '{}'", kind, printable(id)), name_remedy(id, ids));
}

}  // namespace

IdVector<CommodityId, OdMatrix> read_od_omx(const std::filesystem::path& path, const Zones& zones,
                                            const IdVector<CommodityId, Commodity>& commodities,
                                            Diagnostics& diagnostics) {
  const OmxFile file = read_omx(path);
  std::vector<ZoneId> zone_of;
  for (const std::string& id : file.zone_ids) {
    zone_of.emplace_back(place_of(zones, id, "zone", {.file = file.file, .field = "lookup"}));
  }
  IdVector<CommodityId, std::vector<OdEntry>> entries(commodities.size());
  CompensatedSum total;
  double within_t_per_day = 0.0;
  for (const OmxMatrix& matrix : file.matrices) {
    const Place place{.file = file.file, .field = matrix.name};
    const CommodityId commodity{place_of(commodities, matrix.name, "commodity", place)};
    for (const OdEntry& entry : matrix.values.entries()) {
      total.add(entry.value);
      if (entry.origin == entry.destination) {
        within_t_per_day += entry.value;
      } else {
        entries[commodity].push_back(
            {zone_of[entry.origin.index()], zone_of[entry.destination.index()], entry.value});
      }
    }
    if (!std::isfinite(total.value())) {
      throw Error(place, "tonnes whose sum is not finite", "give tonnes that add up to a number");
    }
  }
  if (within_t_per_day > 0.0) {
    diagnostics.warning(
        "intrazonal_flow", {.file = file.file},
        fmt::format("{} t/day within a zone are left out", shortest_text(within_t_per_day)),
        "split the zone if this freight should be on the network");
  }
  if (total.value() == 0.0) {
    diagnostics.warning("no_flow", {.file = file.file}, "all flows are zero",
                        "check the unit and the matrices");
  }
  IdVector<CommodityId, OdMatrix> matrices;
  for (auto& cells : entries) matrices.push_back({zones.size(), std::move(cells)});
  return matrices;
}

void write_od_omx(const std::filesystem::path& path, const FreightDemand& demand,
                  const Zones& zones) {
  std::vector<std::string> ids;
  for (const Zone& zone : zones) ids.push_back(zone.id);
  std::vector<OmxMatrix> matrices;
  for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
    matrices.push_back(
        {demand.commodities[CommodityId{c}].id, demand.tonnes_per_day[CommodityId{c}]});
  }
  write_omx(path, ids, matrices);
}

}  // namespace landlink
