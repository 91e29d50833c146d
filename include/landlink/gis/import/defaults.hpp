#pragma once

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"
#include "landlink/gis/import/zone_sites.hpp"

namespace landlink::road_import {

/// What is known of roads by number or place, as rows of a table. A row matches roads by country,
/// number, highway (its beginning) and a box west, south, east, north that must hold the road's
/// middle position; empty cells match any. It sets set_country, set_number, surface, lanes,
/// iri_m_per_km, speed_limit_kmh and axle_limit_t where the road has none yet (set_number
/// replaces), so the first row that matches wins. `assumed` names the fields that are judgements.

/// Applies set_country and set_number: roads along a border where the map of countries is too
/// coarse, and numbers of the source that mean another. Reported as `renumbered`.
void apply_name_rules(Roads& roads, const CsvTable& rules, RepairReport& report);

/// Applies the other columns. Reported per row as `row_<n>` with its roads and their length.
void apply_road_rules(Roads& roads, const CsvTable& rules, RepairReport& report);

/// Surfaces for roads that still have none, by class: paved (dbst) from `secondary` up, gravel
/// below; ferries concrete. Marked as assumed. Before contraction, so that roads alike join.
void default_surfaces(Roads& roads);

/// All that a link needs and no source says, by class, surface and terrain; marked as assumed.
/// Needs surface and terrain; `towns` are where background traffic is more than in the open
/// country. docs/data.md, "What the import assumes", has the values.
void fill_defaults(Roads& roads, const std::vector<ZoneSite>& towns = {});

/// Whether a road is of class motorway, trunk or primary, with their ramps.
[[nodiscard]] bool is_main(const Road& road);

}  // namespace landlink::road_import
