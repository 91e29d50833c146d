#pragma once

#include <cstddef>
#include <vector>

#include "landlink/network/graph.hpp"

namespace landlink {

/// How many ways without a common link lead from one node to another, and which links are the
/// narrowest cut between them.
struct Cut {
  std::size_t ways = 0;            ///< 0 where there is none at all
  std::vector<LinkId> links = {};  ///< as many as `ways`; closing them all closes every way
};

/// The smallest number of links whose closure leaves no way from `from` to `to`, which is the
/// number of link-disjoint ways (Menger), by maximum flow with capacity one a link. The cut is the
/// one nearest to `from`. `from` and `to` differ.
///
/// Method: Edmonds & Karp (1972), J. ACM 19(2), as Boost.Graph has it, on our own arrays.
Cut smallest_cut(const Graph& graph, NodeId from, NodeId to);

}  // namespace landlink
