#pragma once

#include <string>
#include <vector>

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/import/checkpoints.hpp"
#include "landlink/gis/import/drawn_links.hpp"

namespace landlink::road_import {

/// Reads a table of corridors abroad: from_name, from_lon, from_lat, to_name, to_lon, to_lat,
/// countries, km, via_towns ("Name lon lat; ..."), note. Each becomes a link of layer `corridors`
/// through its towns whose length is the table's.
std::vector<DrawnLink> read_corridors(const CsvTable& table, const std::string& source);

/// Draws corridors through the towns of a table (id, via_towns, source, note) at the length they
/// have. Throws Error for an id that no corridor has and for one that has towns already.
void draw_through_towns(std::vector<DrawnLink>& corridors, const CsvTable& towns,
                        RepairReport& report);

/// Drops the pieces of corridors of `source` that a road source draws itself: those between whose
/// ends roads of the same country and another source lead both ways at no more than 1.25 times the
/// length, so that the same road would count twice. Roads are cut at shared positions and measured.
/// Reported as `drawn_by_source`.
void give_way_to_roads(Roads& roads, const std::string& source, RepairReport& report);

/// Moves corridor ends that lie within `within_km` of a checkpoint to it, so that the corridor
/// begins at the border.
void begin_at_checkpoints(std::vector<DrawnLink>& corridors,
                          const std::vector<CheckpointSite>& sites, double within_km);

/// Lower case letters, digits and underscores: "Nong Khai" becomes "nong_khai".
std::string slug(const std::string& name);

}  // namespace landlink::road_import
