#pragma once

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Gives roads that cross at grade without a common position one, so that they meet there. Kept
/// apart are ferries and connectors, bridges and tunnels, and roads of different levels. Where one
/// of the two ends within `tail_km` behind the crossing it was drawn too long: its tail is cut off.
/// Reported as `joined_at_crossing` (by the place, once for each pair) and `tail_cut`.
///
/// A line that crosses itself is left alone: loops and ramps are legal.
void join_crossings(Roads& roads, double tail_km, RepairReport& report);

}  // namespace landlink::road_import
