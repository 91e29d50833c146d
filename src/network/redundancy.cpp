#include "landlink/network/redundancy.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/property_map/property_map.hpp>
#include <map>
#include <utility>
#include <vector>

#include "landlink/network/connectivity.hpp"

namespace landlink {

namespace {

using Pairs = std::map<std::pair<NodeId, NodeId>, std::vector<LinkId>>;
using Undirected =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                          boost::property<boost::edge_index_t, std::size_t>>;

/// Links by the two nodes that they join, the lower first; links from a node to itself join none.
Pairs links_by_pair(const Graph& graph) {
  Pairs pairs;
  for (const LinkId link : graph.links()) {
    const NodeId a = graph.tail(link);
    const NodeId b = graph.head(link);
    if (a != b) pairs[{std::min(a, b), std::max(a, b)}].push_back(link);
  }
  return pairs;
}

/// Whether each link is the only way between its two sides.
IdVector<LinkId, char> single_links(const Graph& graph) {
  const Pairs pairs = links_by_pair(graph);
  Undirected undirected(graph.node_count());
  std::vector<const std::vector<LinkId>*> links_of;
  for (const auto& [ends, links] : pairs) {
    boost::add_edge(ends.first.index(), ends.second.index(), links_of.size(), undirected);
    links_of.push_back(&links);
  }
  std::vector<std::size_t> component(links_of.size());
  const std::size_t count = boost::biconnected_components(
      undirected, boost::make_iterator_property_map(component.begin(),
                                                    boost::get(boost::edge_index, undirected)));
  std::vector<std::size_t> size(count, 0);
  for (const std::size_t number : component) ++size[number];
  IdVector<LinkId, char> single(graph.link_count(), 0);
  for (std::size_t pair = 0; pair < links_of.size(); ++pair)
    if (size[component[pair]] == 1 && links_of[pair]->size() == 1)
      single[links_of[pair]->front()] = 1;
  return single;
}

}  // namespace

MainMesh main_mesh(const Graph& graph) {
  MainMesh mesh{.in_mesh = IdVector<NodeId, char>(graph.node_count(), 0),
                .hangs_by = IdVector<NodeId, LinkId>(graph.node_count())};
  if (graph.node_count() == 0) return mesh;
  const IdVector<LinkId, char> single = single_links(graph);
  const Components meshes =
      weak_components(graph, [&single](LinkId link) { return single[link] == 0; });
  std::vector<std::size_t> size(meshes.count, 0);
  for (const std::uint32_t number : meshes.of_node) ++size[number];
  const auto largest = std::max_element(size.begin(), size.end());
  mesh.node_count = *largest;
  const auto main = static_cast<std::uint32_t>(largest - size.begin());

  IdVector<NodeId, char> reached(graph.node_count(), 0);
  std::vector<NodeId> open;
  for (const NodeId node : graph.nodes()) {
    if (meshes.of_node[node] != main) continue;
    mesh.in_mesh[node] = reached[node] = 1;
    open.push_back(node);
  }
  const auto pass = [&](NodeId from, LinkId link, NodeId to) {
    if (reached[to] != 0) return;
    reached[to] = 1;
    mesh.hangs_by[to] = single[link] != 0 ? link : mesh.hangs_by[from];
    open.push_back(to);
  };
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    for (const LinkId link : graph.out_links(node)) pass(node, link, graph.head(link));
    for (const LinkId link : graph.in_links(node)) pass(node, link, graph.tail(link));
  }
  return mesh;
}

}  // namespace landlink
