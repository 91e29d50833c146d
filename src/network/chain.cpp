#include "landlink/network/chain.hpp"

#include <algorithm>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <utility>

#include "landlink/network/boost_graph.hpp"

namespace landlink {

std::vector<std::size_t> shortest_chain(std::size_t node_count, std::span<const ChainLink> links,
                                        NodeId from, NodeId to) {
  // Each link both ways: place 2 i along link i, 2 i + 1 against it.
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const ChainLink& link : links) {
    ends.emplace_back(link.tail, link.head);
    ends.emplace_back(link.head, link.tail);
  }
  const Graph graph(node_count, ends);
  std::vector<double> length(graph.link_count());
  for (const LinkId link : graph.links()) {
    length[link.index()] = links[graph.order()[link.index()] / 2].length_km;
  }
  std::vector<NodeId> predecessor(node_count);
  std::vector<double> distance(node_count);
  boost::dijkstra_shortest_paths(
      graph, from,
      boost::vertex_index_map(node_index)
          .weight_map(boost::make_iterator_property_map(length.begin(), link_index))
          .predecessor_map(boost::make_iterator_property_map(predecessor.begin(), node_index))
          .distance_map(boost::make_iterator_property_map(distance.begin(), node_index)));

  std::vector<std::size_t> chain;
  for (NodeId node = to; node != from;) {
    const NodeId before = predecessor[node.index()];
    if (before == node) return {};
    // The lowest link that is as short as the distances say.
    LinkId best;
    for (const LinkId link : graph.in_links(node)) {
      if (graph.tail(link) != before) continue;
      if (!best.valid() || length[link.index()] < length[best.index()]) best = link;
    }
    chain.push_back(graph.order()[best.index()] / 2);
    node = before;
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace landlink
