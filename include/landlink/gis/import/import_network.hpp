#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/gis/import/checkpoints.hpp"
#include "landlink/gis/import/recipe.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"
#include "landlink/gis/import/zone_sites.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "landlink/gis/network_layers.hpp"

namespace landlink::road_import {

/// All layers of a network, as they will be written.
struct ImportedNetwork {
  Roads roads = {};  ///< of all three link layers
  std::vector<CheckpointSite> checkpoints = {};
  std::vector<ZoneSite> zones = {};
  std::vector<ZoneSite> gateways = {};
  std::vector<LayerTable> modes = {};  ///< airports, and what there is of other modes
  std::vector<Province> provinces = {};
  std::vector<std::string> province_capitals = {};  ///< as long as `provinces`
  std::string province_source = {};
  RepairReport report = {};
};

/// Runs every step of the import. Throws Error for sources that cannot be read.
ImportedNetwork import_network(const Recipe& recipe);

/// Writes a folder of GeoJSON layers, or a GeoPackage where `out` ends in .gpkg, and the report of
/// repairs beside it: `import_report.csv` in the folder, or `<name>_import_report.csv`.
void write_imported(const ImportedNetwork& network, const std::filesystem::path& out,
                    int coordinate_decimals);

/// Writes the report of repairs of a network at `out`: `import_report.csv` in the folder, or
/// `<name>_import_report.csv` beside the GeoPackage.
void write_report(const RepairReport& report, const std::filesystem::path& out);

}  // namespace landlink::road_import
