#pragma once

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Sets number, surface, lanes, IRI, speed or axle limits of roads that lack them by the rows of a
/// table: country, number, highway, west, south, east, north (each empty for any), then what to
/// set: set_country, set_number, surface, lanes, iri_m_per_km, speed_limit_kmh, axle_limit_t; then
/// source and assumed (fields). The first row that matches and sets a field wins. A road lies in
/// the box if its middle position does. Reported per row as `rule_<line>`: how many roads, how many
/// km.
void apply_road_rules(Roads& roads, const CsvTable& rules, RepairReport& report);

/// Sets the country of roads that have none by the rows of the same table with `set_country`:
/// roads along a border, where the map of countries is too coarse.
void apply_country_rules(Roads& roads, const CsvTable& rules);

/// Surfaces for roads that still have none, by class: paved (dbst) from `secondary` up, gravel
/// below; ferries concrete. Marked as assumed. Before contraction, so that roads alike join.
void default_surfaces(Roads& roads);

/// All that a link needs and no source says, by class, surface and terrain; marked as assumed.
/// Needs surface and terrain. docs/data.md, "What the import assumes", has the values.
void fill_defaults(Roads& roads);

}  // namespace landlink::road_import
