#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/import/field_mapping.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// A layer of road lines. Its fields are named as OpenStreetMap's tags (highway, ref, name, oneway,
/// surface, lanes, maxspeed, maxweight ...) or mapped to ours; any of them may be missing.
struct RoadSource {
  std::filesystem::path file = {};
  std::string layer = {};   ///< empty for the only one (`lines` of an OpenStreetMap file)
  std::string source = {};  ///< what the features' `source` says
  std::string id_prefix = {};
  std::string assume_crs = {};
  /// Which classes to take; empty takes all but footpaths and the like, and what is not built yet.
  std::vector<std::string> highways = {};
  FieldMapping mapping = {};
  bool lao_numbers = false;  ///< road numbers are written in the Lao manner: normal_road_number
};

/// Reads the roads of a source: MultiLineStrings in parts, one-way streets against their drawing
/// turned round, ferries as such. Left out and counted in the report by reason: lines that are no
/// roads (no `highway`, where the layer has the field), of a class no truck uses, not built, or
/// closed to trucks. A value that cannot be read is reported as `unreadable_<field>` with its row
/// and left to the defaults.
///
/// Throws Error for a field of the mapping that the layer lacks, for features that share an id
/// (unless the mapping says that ids repeat; pieces of one OpenStreetMap way, known by `osm_id`,
/// are told apart and reported), and where more than half of a
/// mapped field's values cannot be read, with the first ten of them.
Roads read_source_roads(const RoadSource& source, Diagnostics& diagnostics, RepairReport& report);

/// A road number as the project writes it: "N13" and "NR13" become "13", the first of several
/// ("16;13S") is taken, Asian Highway numbers ("A-12", "A3") become AH12, AH3. Other text as it is.
std::string normal_road_number(const std::string& ref);

}  // namespace landlink::road_import
