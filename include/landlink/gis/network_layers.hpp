#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/core/geo.hpp"
#include "landlink/demand/zone.hpp"
#include "landlink/network/network.hpp"
#include "landlink/network/other_modes.hpp"

namespace landlink {

struct Province {
  std::string id = {};  ///< ISO 3166-2
  std::string name = {};
  double population = 0.0;
  /// Outer rings and holes as drawn, closed; polygons one after another.
  std::vector<std::vector<std::vector<LonLat>>> polygons = {};
};

/// A file that a result depends on.
struct InputFile {
  std::string path = {};  ///< as given, relative to the data folder
  std::string sha256 = {};
};

/// What the layers of a network folder or GeoPackage say, ready for a model; docs/data.md has the
/// layers and their fields.
struct NetworkLayers {
  NetworkDraft draft = {};
  Zones zones = {};
  IdVector<ZoneId, NodeId> centroids = {};  ///< each with its connector links in the draft
  OtherModes modes = {};  ///< railways, rivers and flights with their stations, ports and airports
  std::vector<Province> provinces = {};
  /// Drawn line of each link feature, by (layer, id), in the direction drawn; of each zone and
  /// gateway its straight connector, out of the centroid.
  std::map<std::pair<std::string, std::string>, std::vector<LonLat>> geometry = {};
  /// Link features, by (layer, id), whose line only joins places and has not the road's length.
  std::set<std::pair<std::string, std::string>> schematic = {};
  std::vector<InputFile> inputs = {};
};

/// Reads a network folder of GeoJSON layers, or a GeoPackage with layers of the same names.
///
/// Features that are not open in `year` by their `opened` and `closed` fields are in the draft as
/// closed links. Each road gives a link per direction, or one if `oneway`; each checkpoint splits
/// its node into a Lao and a foreign side joined by border links; each zone gets a centroid node
/// and connectors to the nearest node of the network.
///
/// The eight layers of roads and places must be there, those of other modes may be missing; all but
/// roads and zones may be empty. Border links run forward out of Laos, connectors out of the
/// centroid.
///
/// Faults go to `diagnostics`; throws Error (after collecting) if any of them is an error.
NetworkLayers read_network_layers(const std::filesystem::path& source, int year,
                                  Diagnostics& diagnostics);

/// The same without the last step: faults stay in `diagnostics`, and where layers have errors the
/// network is not put together (`draft` is empty). Throws Error only where `source` is no network.
NetworkLayers collect_network_layers(const std::filesystem::path& source, int year,
                                     Diagnostics& diagnostics);

}  // namespace landlink
