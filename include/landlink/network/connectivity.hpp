#pragma once

#include <functional>
#include <vector>

#include "landlink/network/graph.hpp"

namespace landlink {

/// Component number by node, from 0 in the order of each component's lowest node.
struct Components {
  IdVector<NodeId, std::uint32_t> of_node = {};
  std::size_t count = 0;
};

/// Links to be left out of a question: true keeps the link.
using LinkFilter = std::function<bool(LinkId)>;

/// Components when links may be passed both ways.
Components weak_components(const Graph& graph, const LinkFilter& keep = {});

/// Components within which every node reaches every other along the links' directions.
Components strong_components(const Graph& graph, const LinkFilter& keep = {});

/// Nodes that can be reached from `origin` along the links' directions, `origin` included.
IdVector<NodeId, char> reachable_from(const Graph& graph, NodeId origin,
                                      const LinkFilter& keep = {});

}  // namespace landlink
