#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "landlink/gis/network_layers.hpp"

namespace landlink {

/// A zone that a single link joins to the main mesh of the network: its closure cuts the zone off.
struct HangingZone {
  std::string zone = {};  ///< name
  std::string layer = {};
  std::string feature = {};  ///< the link; the last where several lie on the way
};

/// What a network looks like in a year and what is wrong with it. All figures are of links open in
/// the year, without zone connectors; zero where faults keep the network from being put together.
struct NetworkAudit {
  std::string source = {};
  int year = 0;
  std::size_t nodes = 0;
  std::size_t features = 0;  ///< roads, bridges and corridors
  double length_km = 0.0;    ///< of those, each counted once
  std::size_t checkpoints = 0;
  std::size_t zones = 0;
  std::size_t pieces = 0;      ///< weakly connected
  std::size_t main_nodes = 0;  ///< in the piece with the most nodes
  bool assembled = false;      ///< whether the network could be put together
  /// Zones that hang by one link, against the largest part of the network that holds together
  /// whichever one link is closed: a statement of redundancy, no fault.
  std::vector<HangingZone> hanging = {};
  Diagnostics diagnostics = {};
};

/// Reads a network folder or GeoPackage and looks for what would make results wrong: everything
/// that read_network_layers reports, and besides pieces that are cut off, ends that nearly meet,
/// dead ends (notes), one-way traps, links drawn twice, implausible speeds, sinuosity beyond any
/// road's, and lengths that disagree with the line or fall below the great circle.
/// Throws Error only where `source` is no network at all.
NetworkAudit audit_network(const std::filesystem::path& source, int year);

/// A table for a terminal: figures, counts by kind, and up to `listed` findings, errors first.
std::string audit_table(const NetworkAudit& audit, std::size_t listed);

/// Everything as one JSON object.
std::string audit_json(const NetworkAudit& audit);

}  // namespace landlink
