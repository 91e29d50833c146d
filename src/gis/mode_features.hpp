#pragma once

#include <functional>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/network/other_modes.hpp"

namespace landlink::gis {

/// Gives a layer of mode_schemas(), without features where the network has none.
using ReadModeLayer = std::function<Layer(const std::string& layer)>;

/// Reads the layers of other modes as docs/data.md describes them: sound features in file order,
/// `open` by `year`, faults to `diagnostics`. A link whose end names no place of its layer, lies
/// more than kStationReach_km from it, or has tracks that its stations lack, is a fault.
OtherModes read_other_modes(const ReadModeLayer& read, int year, Diagnostics& diagnostics);

/// A link's end lies at most so far from the station, port or airport that it names.
inline constexpr double kStationReach_km = 0.015;

// One kind of place each; `layer` as its schema says.
std::vector<Station> read_stations(const Layer& layer, int year, Diagnostics& diagnostics);
std::vector<Port> read_ports(const Layer& layer, int year, Diagnostics& diagnostics);
std::vector<Airport> read_airports(const Layer& layer, int year, Diagnostics& diagnostics);

}  // namespace landlink::gis
