#pragma once

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Opens to both directions those one-way roads from which, or to which, the largest strongly
/// connected part of their network cannot be reached: ramps cut off by the edge of the source,
/// carriageways whose other half is missing. Reported as `opened_both_ways`.
///
/// Needs roads that meet at ends only (after split_at_shared).
void open_one_way_traps(Roads& roads, RepairReport& report);

}  // namespace landlink::road_import
