#include "landlink/network/redundancy.hpp"

#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/property_map/property_map.hpp>
#include <utility>

#include "landlink/network/boost_graph.hpp"

namespace landlink {

Cut smallest_cut(const Graph& graph, NodeId from, NodeId to) {
  // Each link and its residual reverse; order() tells which is which.
  std::vector<std::pair<NodeId, NodeId>> ends;
  ends.reserve(2 * graph.link_count());
  for (const LinkId link : graph.links()) {
    ends.emplace_back(graph.tail(link), graph.head(link));
    ends.emplace_back(graph.head(link), graph.tail(link));
  }
  const Graph residual(graph.node_count(), ends);
  const std::size_t count = residual.link_count();
  std::vector<LinkId> link_of(count);  // by place in `ends`
  for (std::size_t i = 0; i < count; ++i) link_of[residual.order()[i]] = LinkId{i};
  std::vector<LinkId> reverse(count);
  std::vector<int> capacity(count);
  std::vector<int> left(count);
  for (std::size_t place = 0; place < count; ++place) {
    reverse[link_of[place].index()] = link_of[place ^ 1U];
    capacity[link_of[place].index()] = place % 2 == 0 ? 1 : 0;
  }
  std::vector<boost::default_color_type> colour(graph.node_count());
  std::vector<LinkId> before(graph.node_count());
  const int flow = boost::edmonds_karp_max_flow(
      residual, from, to, boost::make_iterator_property_map(capacity.begin(), link_index),
      boost::make_iterator_property_map(left.begin(), link_index),
      boost::make_iterator_property_map(reverse.begin(), link_index),
      boost::make_iterator_property_map(colour.begin(), node_index),
      boost::make_iterator_property_map(before.begin(), node_index));
  Cut cut;
  cut.ways = static_cast<std::size_t>(flow);
  // The last search for a way has marked what `from` still reaches.
  const auto is_reached = [&](NodeId node) {
    return colour[node.index()] != boost::color_traits<boost::default_color_type>::white();
  };
  for (const LinkId link : graph.links())
    if (is_reached(graph.tail(link)) && !is_reached(graph.head(link))) cut.links.push_back(link);
  return cut;
}

}  // namespace landlink
