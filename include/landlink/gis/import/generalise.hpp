#pragma once

#include <vector>

#include "landlink/gis/feature.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// The line with the fewest bends dropped that leaves none of its positions further than
/// `tolerance_km` from it, ends kept. Source: Douglas & Peucker (1973), Cartographica 10(2).
std::vector<LonLat> generalised(const std::vector<LonLat>& line, double tolerance_km);

/// Coordinates rounded to `decimals` places, repeated positions dropped but never below two.
std::vector<LonLat> rounded(const std::vector<LonLat>& line, int decimals);
LonLat rounded(LonLat position, int decimals);

/// Generalises the lines of roads; lengths stay as measured. Roads with the same ends keep lines
/// apart: a finer tolerance is taken where two would become one, by the later of the two if it
/// bends and otherwise by the earlier.
void generalise(Roads& roads, double tolerance_km, int decimals);

/// Generalises outlines; rings that collapse are dropped.
Polygons generalised(const Polygons& polygons, double tolerance_km, int decimals);

}  // namespace landlink::road_import
