#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit_parts.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/connectivity.hpp"
#include "landlink/network/redundancy.hpp"
#include "segment_index.hpp"

namespace landlink::gis {

namespace {

constexpr double kNearMiss_km = 0.1;  // ends this near to another link were meant to meet it
constexpr double kMetresPerKm = 1000.0;

/// Open links without zone connectors, as a graph over the draft's nodes.
class GraphAudit {
 public:
  GraphAudit(const NetworkLayers& layers, const FileOfLayer& file_of, NetworkAudit& audit)
      : draft_(layers.draft),
        layers_(layers),
        file_of_(file_of),
        audit_(audit),
        drawn_at_(layers.draft.nodes.size()),
        has_zone_(layers.draft.nodes.size(), 0),
        access_of_(layers.draft.nodes.size()) {
    std::vector<std::pair<NodeId, NodeId>> ends;
    for (const DraftLink& link : draft_.links) {
      const LinkAttributes& attributes = link.attributes;
      if (!attributes.open) continue;
      if (attributes.source.layer == "zones" || attributes.source.layer == "gateways") {
        has_zone_[link.tail] = 1;
        has_zone_[link.head] = 1;
        if (attributes.source.forward) access_of_[link.tail] = link.head;
        continue;
      }
      ends.emplace_back(link.tail, link.head);
      link_of_end_.push_back(&link);
      if (attributes.kind == LinkKind::border) continue;
      if (!is_drawn(link)) continue;
      const std::size_t number = drawn_.size();
      drawn_.push_back(&link);
      drawn_at_[link.tail].push_back(number);
      drawn_at_[link.head].push_back(number);
      lines_.add(layers.geometry.at({attributes.source.layer, attributes.source.id}));
    }
    graph_ = Graph(draft_.nodes.size(), ends);
  }

  void run() {
    count();
    look_for_pieces();
    look_for_traps();
    look_for_loose_ends();
    look_at_redundancy();
  }

 private:
  [[nodiscard]] bool in_use(NodeId node) const { return !drawn_at_[node].empty(); }

  void count() {
    for (const NodeId node : graph_.nodes()) audit_.nodes += in_use(node) ? 1u : 0u;
    audit_.features = drawn_.size();
    for (const DraftLink* link : drawn_) audit_.length_km += link->attributes.length_km;
    for (const DraftLink& link : draft_.links) {
      const LinkAttributes& attributes = link.attributes;
      const bool way_out = attributes.kind == LinkKind::border && attributes.source.forward;
      audit_.checkpoints += way_out && attributes.open ? 1u : 0u;
    }
    audit_.zones = layers_.zones.size();
  }

  struct Group {
    std::size_t nodes = 0;
    NodeId first = {};
    std::size_t zones = 0;
  };

  /// Nodes in use by component; unused ones are left out.
  [[nodiscard]] std::map<std::uint32_t, Group> groups_of(const Components& components) const {
    std::map<std::uint32_t, Group> groups;
    for (const NodeId node : graph_.nodes()) {
      if (!in_use(node)) continue;
      Group& group = groups[components.of_node[node]];
      if (group.nodes++ == 0) group.first = node;
      group.zones += has_zone_[node] != 0 ? 1u : 0u;
    }
    return groups;
  }

  static std::uint32_t largest_of(const std::map<std::uint32_t, Group>& groups) {
    const auto largest = std::max_element(
        groups.begin(), groups.end(),
        [](const auto& a, const auto& b) { return a.second.nodes < b.second.nodes; });
    return largest == groups.end() ? 0 : largest->first;
  }

  void add(Severity severity, const char* code, NodeId node, std::string problem,
           std::string remedy) {
    const FeatureRef& source = drawn_[drawn_at_[node].front()]->attributes.source;
    audit_.diagnostics.add({severity, code, place_of(file_of_, source), std::move(problem),
                            std::move(remedy), draft_.nodes[node].position});
  }

  void look_for_pieces() {
    const Components pieces = weak_components(graph_);
    const auto groups = groups_of(pieces);
    const std::uint32_t main = largest_of(groups);
    audit_.pieces = groups.size();
    for (const auto& [component, group] : groups) {
      if (component == main) {
        audit_.main_nodes = group.nodes;
        continue;
      }
      add(Severity::warning, "piece_cut_off", group.first,
          fmt::format("part of a piece of {} that is not joined to the rest",
                      counted(group.nodes, "node")),
          "join it by a road, bridge, ferry or connector, or leave it if nothing goes there");
    }
    piece_of_ = pieces.of_node;
    main_piece_ = main;
  }

  /// Within the main piece, nodes from which there is no way back or to which there is no way.
  void look_for_traps() {
    const Components strong = strong_components(graph_);
    auto groups = groups_of(strong);
    const std::uint32_t main = largest_of(groups);
    for (const auto& [component, group] : groups) {
      if (component == main || piece_of_[group.first] != main_piece_) continue;
      add(Severity::warning, "one_way_trap", group.first,
          fmt::format("one-way links lead to or from {} here, but not both ways",
                      counted(group.nodes, "node")),
          "mend 'oneway' or the direction in which the links are drawn");
    }
  }

  void look_for_loose_ends() {
    for (const NodeId node : graph_.nodes()) {
      if (drawn_at_[node].size() != 1 || draft_.nodes[node].kind != NodeKind::junction) continue;
      const LonLat at = draft_.nodes[node].position;
      const auto near = lines_.nearest(at, kNearMiss_km, drawn_at_[node]);
      if (near) {
        const FeatureRef& other = drawn_[near->line]->attributes.source;
        add(Severity::warning, "dangling_end", node,
            fmt::format("it ends {:.1f} m from feature {} of layer '{}' without meeting it",
                        near->distance_km * kMetresPerKm, printable(other.id), other.layer),
            "snap the end to it, and split it there");
      } else if (has_zone_[node] == 0) {
        add(Severity::note, "dead_end", node, "the road ends here", "");
      }
    }
  }

  /// Zones outside the main mesh: the closure of one link cuts them off. A feature counts once,
  /// whichever ways it may be passed.
  void look_at_redundancy() {
    std::map<std::pair<std::string, std::string>, std::size_t> seen;
    std::vector<std::pair<NodeId, NodeId>> ends;
    std::vector<const FeatureRef*> feature;
    for (std::size_t end = 0; end < link_of_end_.size(); ++end) {
      const DraftLink& link = *link_of_end_[end];
      const FeatureRef& source = link.attributes.source;
      if (!seen.try_emplace({source.layer, source.id}, end).second) continue;
      ends.emplace_back(link.tail, link.head);
      feature.push_back(&source);
    }
    const Graph once(draft_.nodes.size(), ends);
    const MainMesh mesh = main_mesh(once);
    for (std::size_t z = 0; z < layers_.zones.size(); ++z) {
      const NodeId access = access_of_[layers_.centroids[ZoneId{z}]];
      if (!access.valid() || !mesh.hangs_by[access].valid()) continue;
      const FeatureRef& source = *feature[once.order()[mesh.hangs_by[access].index()]];
      audit_.hanging.push_back({layers_.zones[ZoneId{z}].name, source.layer, source.id});
    }
  }

  const NetworkDraft& draft_;
  const NetworkLayers& layers_;
  const FileOfLayer& file_of_;
  NetworkAudit& audit_;
  Graph graph_;
  SegmentIndex lines_;
  std::vector<const DraftLink*> drawn_;
  IdVector<NodeId, std::vector<std::size_t>> drawn_at_;  ///< places in drawn_
  IdVector<NodeId, char> has_zone_;
  IdVector<NodeId, NodeId> access_of_;         ///< of a centroid: the node that it is joined to
  std::vector<const DraftLink*> link_of_end_;  ///< by place in the list that graph_ was built from
  IdVector<NodeId, std::uint32_t> piece_of_;
  std::uint32_t main_piece_ = 0;
};

}  // namespace

void audit_graph(const NetworkLayers& layers, const FileOfLayer& file_of, NetworkAudit& audit) {
  GraphAudit(layers, file_of, audit).run();
}

}  // namespace landlink::gis
