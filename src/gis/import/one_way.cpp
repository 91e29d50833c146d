#include "landlink/gis/import/one_way.hpp"

#include <map>
#include <set>
#include <tuple>
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

/// Nodes that a core reaches, or that reach it; grows with the core.
class Reach {
 public:
  Reach(const Graph& links, bool forward)
      : links_(links), forward_(forward), reached_(links.node_count(), 0) {}

  [[nodiscard]] bool holds(NodeId node) const { return reached_[node] != 0; }
  /// Adds what lies beyond `from`, and says of each node that is new.
  template <class Visit>
  void grow(NodeId from, const Visit& visit) {
    std::vector<NodeId> open{from};
    while (!open.empty()) {
      const NodeId node = open.back();
      open.pop_back();
      if (reached_[node] != 0) continue;
      reached_[node] = 1;
      visit(node);
      if (forward_)
        for (const LinkId link : links_.out_links(node)) open.push_back(links_.head(link));
      else
        for (const LinkId link : links_.in_links(node)) open.push_back(links_.tail(link));
    }
  }

 private:
  const Graph& links_;
  bool forward_;
  IdVector<NodeId, char> reached_;
};

/// A node of the longest two-way road of each weak component; none where it has none.
std::vector<NodeId> cores_of(const Roads& all, const RoadGraph& graph, const Graph& links) {
  const Components weak = weak_components(links);
  std::vector<NodeId> core(weak.count);
  std::vector<double> longest_km(weak.count, -1.0);
  for (std::size_t i = 0; i < graph.roads.size(); ++i) {
    const Road& road = all[graph.roads[i]];
    const std::uint32_t component = weak.of_node[graph.ends[i].first];
    if (road.oneway || road.length_km <= longest_km[component]) continue;
    longest_km[component] = road.length_km;
    core[component] = graph.ends[i].first;
  }
  return core;
}

/// Grows the strong core of every component by one one-way road after another, the shortest first.
/// Each node joins once what the core reaches, what reaches it, and the core, so that the whole
/// takes time in proportion to the network.
class TrapOpener {
 public:
  TrapOpener(Roads& all, const RoadGraph& graph, RepairReport& report)
      : all_(all),
        graph_(graph),
        report_(report),
        links_(graph.directed(all)),
        out_(links_, true),
        back_(links_, false),
        roads_at_(graph.node_count) {
    for (std::size_t i = 0; i < graph.roads.size(); ++i) {
      if (!all[graph.roads[i]].oneway) continue;
      roads_at_[graph.ends[i].first].push_back(i);
      roads_at_[graph.ends[i].second].push_back(i);
    }
  }

  void run() {
    for (const NodeId node : cores_of(all_, graph_, links_))
      if (node.valid()) join(node);
    while (!at_the_edge_.empty()) {
      const auto [length_km, road, i] = *at_the_edge_.begin();
      at_the_edge_.erase(at_the_edge_.begin());
      const auto& [from, to] = graph_.ends[i];
      if (in_core(from) == in_core(to)) continue;  // the core has grown over it
      all_[road].oneway = false;
      report_.add({"one_way", "opened_both_ways", all_[road].id, length_km, all_[road].line.front(),
                   all_[road].highway + " " + all_[road].number});
      join(in_core(from) ? to : from);
    }
  }

 private:
  [[nodiscard]] bool in_core(NodeId node) const { return out_.holds(node) && back_.holds(node); }

  /// Takes a node into the core: what it reaches, the core reaches, and so on.
  void join(NodeId node) {
    std::vector<NodeId> touched;
    const auto note = [&](NodeId n) { touched.push_back(n); };
    out_.grow(node, note);
    back_.grow(node, note);
    for (const NodeId n : touched) {
      if (!in_core(n)) continue;
      for (const std::size_t i : roads_at_[n]) {
        const std::size_t road = graph_.roads[i];
        if (all_[road].oneway) at_the_edge_.insert({all_[road].length_km, road, i});
      }
    }
  }

  Roads& all_;
  const RoadGraph& graph_;
  RepairReport& report_;
  const Graph links_;  // before any road was opened: what is opened lies in the core
  Reach out_;
  Reach back_;
  IdVector<NodeId, std::vector<std::size_t>> roads_at_;
  std::set<std::tuple<double, std::size_t, std::size_t>> at_the_edge_;
};

}  // namespace

void open_one_way_traps(Roads& roads, const std::function<bool(const Road&)>& considered,
                        RepairReport& report) {
  const RoadGraph graph(roads, considered);
  if (graph.roads.empty()) return;
  TrapOpener(roads, graph, report).run();
}

}  // namespace landlink::road_import
