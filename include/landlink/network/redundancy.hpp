#pragma once

#include <cstddef>

#include "landlink/network/graph.hpp"

namespace landlink {

/// The main mesh of a graph whose links may be passed both ways: the largest set of nodes that hold
/// together whichever one link is closed. Everything outside hangs on it by single links.
struct MainMesh {
  IdVector<NodeId, char> in_mesh = {};
  std::size_t node_count = 0;
  /// Of a node outside: the last single link on the way to it, whose closure cuts it off. Invalid
  /// within the mesh and where no way leads.
  IdVector<NodeId, LinkId> hangs_by = {};
};

/// Finds the mesh with the most nodes; of equal ones that with the lowest node. A link that exists
/// in both directions stands in the graph once; parallel links are two ways.
///
/// Method: bridges are the biconnected components of one link (Tarjan 1972, as Boost.Graph has it);
/// meshes are what stays together without them.
MainMesh main_mesh(const Graph& graph);

}  // namespace landlink
