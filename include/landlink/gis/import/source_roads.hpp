#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// A layer of road lines with fields named as OpenStreetMap tags: highway, ref, name, oneway,
/// surface, lanes, maxspeed; any of them may be missing.
struct RoadSource {
  std::filesystem::path file = {};
  std::string layer = {};   ///< empty for the only one (`lines` of an OpenStreetMap file)
  std::string source = {};  ///< what the features' `source` says
  std::string id_prefix = {};
  std::string assume_crs = {};
  /// Which classes to take; empty takes all but footpaths and the like, and what is not built yet.
  std::vector<std::string> highways = {};
};

/// Reads the roads of a source: MultiLineStrings in parts, one-way streets against their drawing
/// turned round. Lines that are no roads (no `highway`, where the layer has the field) are left
/// out and counted in the report.
Roads read_source_roads(const RoadSource& source, Diagnostics& diagnostics, RepairReport& report);

/// A road number as the project writes it: "N13" and "NR13" become "13", the first of several
/// ("16;13S") is taken, Asian Highway numbers ("A-12", "A3") become AH12, AH3. Other text as it is.
std::string normal_road_number(const std::string& ref);

/// The surface that a tag of OpenStreetMap means; nothing for an unknown one.
std::optional<Surface> surface_of_tag(const std::string& tag);

}  // namespace landlink::road_import
