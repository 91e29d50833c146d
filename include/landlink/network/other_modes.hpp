#pragma once

#include <vector>

#include "landlink/network/air.hpp"
#include "landlink/network/rail.hpp"
#include "landlink/network/water.hpp"

namespace landlink {

/// The modes beside the road: places, and links between them that name their ends by place in the
/// list. All that the layers hold, open or not in the year asked for; an open link has open ends.
struct OtherModes {
  std::vector<Station> stations = {};
  std::vector<Railway> railways = {};
  std::vector<Port> ports = {};
  std::vector<Waterway> waterways = {};
  std::vector<Airport> airports = {};
  std::vector<AirLink> air_links = {};
};

}  // namespace landlink
