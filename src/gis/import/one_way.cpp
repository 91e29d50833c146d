#include "landlink/gis/import/one_way.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "landlink/network/connectivity.hpp"

namespace landlink::road_import {

namespace {

/// The considered roads as a graph; nodes are their ends.
struct RoadGraph {
  std::vector<std::size_t> roads;  ///< places in the list that was given
  std::vector<std::pair<NodeId, NodeId>> ends;
  std::size_t node_count = 0;

  RoadGraph(const Roads& all, const std::function<bool(const Road&)>& considered) {
    std::map<LonLat, NodeId> node_at;
    const auto node = [&](LonLat position) {
      return node_at.emplace(position, NodeId{node_at.size()}).first->second;
    };
    for (std::size_t r = 0; r < all.size(); ++r) {
      if (!considered(all[r])) continue;
      roads.push_back(r);
      ends.emplace_back(node(all[r].line.front()), node(all[r].line.back()));
    }
    node_count = node_at.size();
  }

  [[nodiscard]] Graph directed(const Roads& all) const {
    std::vector<std::pair<NodeId, NodeId>> links = ends;
    for (std::size_t i = 0; i < roads.size(); ++i) {
      if (!all[roads[i]].oneway) links.emplace_back(ends[i].second, ends[i].first);
    }
    return {node_count, links};
  }
};

/// The shortest one-way road that leads between the strong core of its component and the rest.
std::optional<std::size_t> shortest_trap(const Roads& all, const RoadGraph& graph) {
  const Graph links = graph.directed(all);
  const Components weak = weak_components(links);
  const Components strong = strong_components(links);
  // The core of a component is where its longest two-way road lies.
  std::vector<std::pair<double, std::optional<std::uint32_t>>> core(weak.count);
  for (std::size_t i = 0; i < graph.roads.size(); ++i) {
    const Road& road = all[graph.roads[i]];
    auto& [length_km, number] = core[weak.of_node[graph.ends[i].first]];
    if (road.oneway || (number && road.length_km <= length_km)) continue;
    length_km = road.length_km;
    number = strong.of_node[graph.ends[i].first];
  }
  std::optional<std::size_t> shortest;
  for (std::size_t i = 0; i < graph.roads.size(); ++i) {
    const auto& [from, to] = graph.ends[i];
    const auto number = core[weak.of_node[from]].second;
    if (!all[graph.roads[i]].oneway || !number) continue;
    if ((strong.of_node[from] == *number) == (strong.of_node[to] == *number)) continue;
    if (!shortest || all[graph.roads[i]].length_km < all[*shortest].length_km) {
      shortest = graph.roads[i];
    }
  }
  return shortest;
}

}  // namespace

void open_one_way_traps(Roads& roads, const std::function<bool(const Road&)>& considered,
                        RepairReport& report) {
  const RoadGraph graph(roads, considered);
  while (const auto trap = shortest_trap(roads, graph)) {
    Road& road = roads[*trap];
    road.oneway = false;
    report.add({"one_way", "opened_both_ways", road.id, road.length_km, road.line.front(),
                road.highway + " " + road.number});
  }
}

}  // namespace landlink::road_import
