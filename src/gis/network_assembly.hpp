#pragma once

#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/network_layers.hpp"
#include "layer_places.hpp"
#include "link_features.hpp"
#include "point_features.hpp"

namespace landlink::gis {

/// What a network is put together from: sound features, in the order of their layers.
struct NetworkParts {
  std::vector<LinkFeature> links = {};
  std::vector<CheckpointFeature> checkpoints = {};
  std::vector<ZoneFeature> zones = {};
};

/// Ends within this distance are one node.
inline constexpr double kSameNode_km = 0.001;
/// A checkpoint lies at most so far from its node.
inline constexpr double kCheckpointReach_km = 0.015;
/// A zone lies at most so far from the network.
inline constexpr double kZoneReach_km = 50.0;

/// Fills draft, zones, centroids and geometry of `layers`. `file_of` names the file of a layer for
/// complaints. Faults go to `diagnostics`; a checkpoint or zone that has one is left out.
void assemble_network(NetworkParts parts, int year, const FileOfLayer& file_of,
                      NetworkLayers& layers, Diagnostics& diagnostics);

}  // namespace landlink::gis
