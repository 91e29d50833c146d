#pragma once

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Moves every loose end that lies within `tolerance_km` of an end of another road to it, the
/// nearest one. Reported as `end_to_node`.
void snap_to_ends(Roads& roads, double tolerance_km, RepairReport& report);

/// Moves every loose end that lies within `tolerance_km` of another road onto the nearest place of
/// that road, which becomes a position of it. Reported as `end_to_segment`.
void snap_to_segments(Roads& roads, double tolerance_km, RepairReport& report);

}  // namespace landlink::road_import
