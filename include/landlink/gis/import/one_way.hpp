#pragma once

#include <functional>

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Opens to both directions as few one-way roads as it takes for the roads of each component to
/// reach each other: ramps cut off by the edge of the source, carriageways whose other half is
/// missing. Of the one-way roads with one end in the strongly connected part around the longest
/// two-way road and one outside, the shortest is opened, until none is left. Reported as
/// `opened_both_ways`.
///
/// Only roads that `considered` accepts count, so that a country can be made whole by its own
/// roads: a detour abroad is no way for domestic freight. Needs roads that meet at ends only (after
/// split_at_shared).
void open_one_way_traps(Roads& roads, const std::function<bool(const Road&)>& considered,
                        RepairReport& report);

}  // namespace landlink::road_import
