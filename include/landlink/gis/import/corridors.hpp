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

/// Moves corridor ends that lie within `within_km` of a checkpoint to it, so that the corridor
/// begins at the border.
void begin_at_checkpoints(std::vector<DrawnLink>& corridors,
                          const std::vector<CheckpointSite>& sites, double within_km);

/// Lower case letters, digits and underscores: "Nong Khai" becomes "nong_khai".
std::string slug(const std::string& name);

}  // namespace landlink::road_import
