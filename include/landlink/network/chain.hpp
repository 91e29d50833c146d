#pragma once

#include <span>
#include <vector>

#include "landlink/core/id.hpp"

namespace landlink {

/// A link that may be passed both ways, for following a road along its drawing.
struct ChainLink {
  NodeId tail = {};
  NodeId head = {};
  double length_km = 0.0;
};

/// Places in `links` of the shortest chain between two nodes, in order along it; empty if there is
/// none or if the nodes are the same. Lengths are not negative. Boost's Dijkstra.
std::vector<std::size_t> shortest_chain(std::size_t node_count, std::span<const ChainLink> links,
                                        NodeId from, NodeId to);

}  // namespace landlink
