#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>
#include <utility>

#include "landlink/network/graph.hpp"

// Makes landlink::Graph a model of Boost's BidirectionalGraph, VertexListGraph and EdgeListGraph,
// with NodeId and LinkId as descriptors: Boost's algorithms run on our own arrays. Parallel links
// are real. Property maps are made with boost::make_function_property_map or
// boost::make_iterator_property_map over `node_index` and `link_index` below.

namespace landlink {

struct GraphTraversalTag : public virtual boost::bidirectional_graph_tag,
                           public virtual boost::vertex_list_graph_tag,
                           public virtual boost::edge_list_graph_tag {};

}  // namespace landlink

namespace boost {

template <>
struct graph_traits<landlink::Graph> {
  using vertex_descriptor = landlink::NodeId;
  using edge_descriptor = landlink::LinkId;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  using traversal_category = landlink::GraphTraversalTag;
  using vertex_iterator = landlink::IdRange<landlink::NodeId>::iterator;
  using edge_iterator = landlink::IdRange<landlink::LinkId>::iterator;
  using out_edge_iterator = landlink::IdRange<landlink::LinkId>::iterator;
  using in_edge_iterator = std::span<const landlink::LinkId>::iterator;
  using degree_size_type = std::size_t;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return vertex_descriptor{}; }
};

template <>
struct graph_traits<const landlink::Graph> : graph_traits<landlink::Graph> {};

}  // namespace boost

namespace landlink {

inline auto vertices(const Graph& g) { return std::pair(g.nodes().begin(), g.nodes().end()); }
inline std::size_t num_vertices(const Graph& g) { return g.node_count(); }
inline auto edges(const Graph& g) { return std::pair(g.links().begin(), g.links().end()); }
inline std::size_t num_edges(const Graph& g) { return g.link_count(); }
inline auto out_edges(NodeId node, const Graph& g) {
  const IdRange<LinkId> links = g.out_links(node);
  return std::pair(links.begin(), links.end());
}
inline std::size_t out_degree(NodeId node, const Graph& g) { return g.out_links(node).size(); }
inline auto in_edges(NodeId node, const Graph& g) {
  const std::span<const LinkId> links = g.in_links(node);
  return std::pair(links.begin(), links.end());
}
inline std::size_t in_degree(NodeId node, const Graph& g) { return g.in_links(node).size(); }
inline std::size_t degree(NodeId node, const Graph& g) {
  return out_degree(node, g) + in_degree(node, g);
}
inline NodeId source(LinkId link, const Graph& g) { return g.tail(link); }
inline NodeId target(LinkId link, const Graph& g) { return g.head(link); }

/// Reads a node's or a link's index, for Boost's iterator property maps.
template <class IdType>
struct IdIndexMap {
  using key_type = IdType;
  using value_type = std::size_t;
  using reference = std::size_t;
  using category = boost::readable_property_map_tag;
  friend std::size_t get(IdIndexMap, IdType id) { return id.index(); }
};
inline constexpr IdIndexMap<NodeId> node_index{};
inline constexpr IdIndexMap<LinkId> link_index{};

}  // namespace landlink
