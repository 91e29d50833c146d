#include "landlink/network/connectivity.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/pending/disjoint_sets.hpp>
#include <boost/property_map/property_map.hpp>
#include <limits>

#include "landlink/network/boost_graph.hpp"

namespace landlink {

namespace {

constexpr std::uint32_t kUnnumbered = std::numeric_limits<std::uint32_t>::max();

/// Renumbers so that components are counted in the order of their lowest node.
Components numbered(const std::vector<std::uint32_t>& label) {
  Components components{IdVector<NodeId, std::uint32_t>(label.size()), 0};
  std::vector<std::uint32_t> number(label.size(), kUnnumbered);
  for (std::size_t i = 0; i < label.size(); ++i) {
    std::uint32_t& of_label = number[label[i]];
    if (of_label == kUnnumbered) of_label = static_cast<std::uint32_t>(components.count++);
    components.of_node[NodeId{i}] = of_label;
  }
  return components;
}

/// A predicate that Boost may copy and default-construct.
struct Kept {
  const LinkFilter* keep = nullptr;
  bool operator()(LinkId link) const { return keep == nullptr || !*keep || (*keep)(link); }
};

using Filtered = boost::filtered_graph<Graph, Kept>;

}  // namespace

Components weak_components(const Graph& graph, const LinkFilter& keep) {
  std::vector<std::size_t> rank(graph.node_count());
  std::vector<std::uint32_t> parent(graph.node_count());
  const boost::typed_identity_property_map<std::uint32_t> index;
  boost::disjoint_sets sets(boost::make_iterator_property_map(rank.begin(), index),
                            boost::make_iterator_property_map(parent.begin(), index));
  for (std::uint32_t i = 0; i < graph.node_count(); ++i) sets.make_set(i);
  for (const LinkId link : graph.links()) {
    if (keep && !keep(link)) continue;
    sets.union_set(graph.tail(link).index(), graph.head(link).index());
  }
  std::vector<std::uint32_t> label(graph.node_count());
  for (std::uint32_t i = 0; i < label.size(); ++i) label[i] = sets.find_set(i);
  return numbered(label);
}

Components strong_components(const Graph& graph, const LinkFilter& keep) {
  std::vector<std::uint32_t> label(graph.node_count());
  if (label.empty()) return {};
  const Filtered filtered(graph, Kept{&keep});
  boost::strong_components(filtered, boost::make_iterator_property_map(label.begin(), node_index),
                           boost::vertex_index_map(node_index));
  return numbered(label);
}

IdVector<NodeId, char> reachable_from(const Graph& graph, NodeId origin, const LinkFilter& keep) {
  IdVector<NodeId, char> reached(graph.node_count(), 0);
  const Filtered filtered(graph, Kept{&keep});
  std::vector<boost::default_color_type> color(graph.node_count());
  boost::breadth_first_search(
      filtered, origin,
      boost::vertex_index_map(node_index)
          .color_map(boost::make_iterator_property_map(color.begin(), node_index)));
  for (const NodeId node : graph.nodes()) {
    reached[node] = color[node.index()] != boost::white_color ? 1 : 0;
  }
  return reached;
}

}  // namespace landlink
