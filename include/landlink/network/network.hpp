#pragma once

#include <limits>
#include <span>
#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/core/id.hpp"
#include "landlink/network/checkpoint.hpp"
#include "landlink/network/graph.hpp"
#include "landlink/network/link.hpp"
#include "landlink/network/node.hpp"

namespace landlink {

/// A link of a NetworkDraft: ends by index into the draft's nodes.
struct DraftLink {
  NodeId tail = {};
  NodeId head = {};
  LinkAttributes attributes = {};
};

/// A yard, port or airport: what its links handle together.
struct Facility {
  FeatureRef source = {};
  std::string name = {};
  double capacity_t_per_day = std::numeric_limits<double>::infinity();

  friend bool operator==(const Facility&, const Facility&) = default;
};

/// A network that may still change: what readers fill and scenarios edit. Closed links stay in it,
/// so that a later intervention can open them.
struct NetworkDraft {
  IdVector<NodeId, Node> nodes = {};
  std::vector<DraftLink> links = {};
  IdVector<CheckpointId, BorderCheckpoint> checkpoints = {};
  IdVector<FacilityId, Facility> facilities = {};

  NodeId add_node(Node node) { return nodes.push_back(std::move(node)); }
  void add_link(NodeId tail, NodeId head, LinkAttributes attributes) {
    links.push_back({tail, head, std::move(attributes)});
  }
};

/// An immutable network: a graph in compressed sparse rows, with the attributes of its open links.
///
/// Links are in CSR order, so a LinkId is valid within one Network; between two networks, links
/// are matched by FeatureRef. Nodes keep the draft's numbers.
class Network {
 public:
  Network() = default;

  /// Takes the open links of `draft` in their order.
  /// Throws Error naming the first link whose length, speed, capacity, lanes or IRI is not finite
  /// and positive (a length of zero is allowed for border, connector and transfer links), or whose
  /// ends are no nodes of the draft.
  explicit Network(const NetworkDraft& draft);

  [[nodiscard]] const Graph& graph() const { return graph_; }
  [[nodiscard]] std::size_t node_count() const { return graph_.node_count(); }
  [[nodiscard]] std::size_t link_count() const { return graph_.link_count(); }
  [[nodiscard]] NodeId tail(LinkId link) const { return graph_.tail(link); }
  [[nodiscard]] NodeId head(LinkId link) const { return graph_.head(link); }
  [[nodiscard]] const Node& node(NodeId node) const { return nodes_[node]; }
  [[nodiscard]] const LinkAttributes& link(LinkId link) const { return links_[link]; }
  [[nodiscard]] const IdVector<CheckpointId, BorderCheckpoint>& checkpoints() const {
    return checkpoints_;
  }
  [[nodiscard]] const IdVector<FacilityId, Facility>& facilities() const { return facilities_; }
  /// For each link its place in the draft's list of links.
  [[nodiscard]] std::size_t draft_index(LinkId link) const { return draft_index_[link]; }

 private:
  Graph graph_;
  IdVector<NodeId, Node> nodes_;
  IdVector<LinkId, LinkAttributes> links_;
  IdVector<LinkId, std::uint32_t> draft_index_;
  IdVector<CheckpointId, BorderCheckpoint> checkpoints_;
  IdVector<FacilityId, Facility> facilities_;
};

/// Where a link is, for a message: its layer and feature.
Place place_of(const LinkAttributes& link);

}  // namespace landlink
