#pragma once

#include <filesystem>
#include <vector>

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/layer_writer.hpp"

namespace landlink::road_import {

struct EditOptions {
  double snap_km = 0.015;
  std::string country = {};  ///< of new roads that nothing else places
};

struct EditedNetwork {
  std::vector<LayerTable> layers = {};
  RepairReport report = {};
};

/// Whether a path is a network already: a folder or GeoPackage with layers `roads` and `zones`.
bool is_network(const std::filesystem::path& path);

/// Takes back a network that was edited in QGIS. Features that were not touched stay as they are,
/// value by value. Ends of links within `snap_km` of another link are joined to it and links are
/// cut where another ends on them; pieces share the length by their lines. A new link needs no
/// field: it gets an id (`new-1` ...), its length from its line, country and province by the
/// provinces of the network or else the link that it meets, and the import's defaults, named in
/// `assumed`. Other layers pass unchanged.
///
/// Throws Error as copy_network does.
EditedNetwork import_edited(const std::filesystem::path& source, const EditOptions& options);

}  // namespace landlink::road_import
