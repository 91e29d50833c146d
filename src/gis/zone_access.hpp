#pragma once

#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/network_layers.hpp"
#include "layer_places.hpp"
#include "point_features.hpp"

namespace landlink::gis {

/// Gives each zone a centroid node and a pair of connectors (forward out of the centroid) to the
/// nearest node of its country where a link other than a ferry is open, at most 50 km away: one of
/// the main part of the network if there is one, and with a warning where another is nearer.
/// A zone without one, or one that the main network cannot reach and be reached from in `year`, is
/// an error.
void connect_zones(const std::vector<ZoneFeature>& zones, int year, const FileOfLayer& file_of,
                   NetworkLayers& layers, Diagnostics& diagnostics);

}  // namespace landlink::gis
