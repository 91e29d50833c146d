#pragma once

#include <cstdint>
#include <string>

#include "landlink/core/geo.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

enum class NodeKind : std::uint8_t {
  junction,
  checkpoint,  ///< one of the two sides of a border checkpoint
  centroid,    ///< where a zone's freight starts and ends; closed to through traffic
};

struct Node {
  LonLat position = {};
  NodeKind kind = NodeKind::junction;
  CountryCode country = {};
  std::string name = {};
};

}  // namespace landlink
