#pragma once

#include <vector>

#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/recipe.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/zone_sites.hpp"

namespace landlink::road_import {

/// A place inside polygons: the middle of the widest stretch of the latitude half way up them.
LonLat place_within(const Polygons& polygons);

/// A planner's own zones: points, areas, or a table with `lon` and `lat`. Fields, in any case: `id`
/// (or `zone_id`, `code`; else a number), `name`, `country`, `province`, `population` (or `pop`),
/// `attraction_weight` (or `weight`), `kind`. What is missing is assumed and said to be: the
/// country by `countries` and else `home`, 1 person a zone, weight 1, kind `town`.
///
/// Throws Error for two zones of one id.
std::vector<ZoneSite> read_source_zones(const ZoneSource& source, const Areas& countries,
                                        const Areas& provinces, CountryCode home,
                                        RepairReport& report);

}  // namespace landlink::road_import
