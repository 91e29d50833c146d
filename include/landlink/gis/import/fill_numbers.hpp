#pragma once

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Gives a road without number the number that its own class carries on both sides of it: bridges
/// and town passages that a source left out. It looks past other roads without number as long as
/// nothing else joins there. Ramps are left alone. Reported as `number_filled`.
///
/// Needs roads that meet at ends only.
void fill_numbers(Roads& roads, RepairReport& report);

/// Joins the parts of a numbered road over junctions: where roads without number, at most
/// `reach_km` of them, lead from one part to another (a roundabout, say), the shortest way takes
/// the number. Reported as `number_over_junction`. Needs measured roads that meet at ends only.
void number_junctions(Roads& roads, double reach_km, RepairReport& report);

}  // namespace landlink::road_import
