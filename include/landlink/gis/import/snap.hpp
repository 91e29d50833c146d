#pragma once

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Moves every loose end that lies within `tolerance_km` of another road onto it: onto an end of
/// that road if one is in reach, else onto its nearest place. Reported as `end_to_node` and
/// `end_to_segment`.
void snap_loose_ends(Roads& roads, double tolerance_km, RepairReport& report);

}  // namespace landlink::road_import
