#pragma once

#include <span>
#include <utility>
#include <vector>

#include "landlink/core/id.hpp"

namespace landlink {

/// A directed graph in compressed sparse rows with its reverse star: topology only.
///
/// Links are numbered by tail node, and within a tail in the order in which they were given, so
/// that the links out of a node are consecutive. Parallel links and self-loops are allowed.
/// Immutable. A search touches `first_out`, `head` and a cost: 12 bytes a link.
class Graph {
 public:
  Graph() : first_out_(1, 0), first_in_(1, 0) {}

  /// `ends` holds (tail, head) by given order. `order()[i]` is then the place in `ends` of link i.
  /// Throws Error if an end is not below `node_count`.
  Graph(std::size_t node_count, std::span<const std::pair<NodeId, NodeId>> ends);

  [[nodiscard]] std::size_t node_count() const { return first_out_.size() - 1; }
  [[nodiscard]] std::size_t link_count() const { return head_.size(); }

  [[nodiscard]] IdRange<NodeId> nodes() const { return {0, node_count()}; }
  [[nodiscard]] IdRange<LinkId> links() const { return {0, link_count()}; }
  [[nodiscard]] IdRange<LinkId> out_links(NodeId node) const {
    return {first_out_[node.index()], first_out_[node.index() + 1]};
  }
  /// Links into a node, by ascending id.
  [[nodiscard]] std::span<const LinkId> in_links(NodeId node) const {
    return {in_links_.data() + first_in_[node.index()],
            first_in_[node.index() + 1] - first_in_[node.index()]};
  }
  [[nodiscard]] NodeId tail(LinkId link) const { return tail_[link.index()]; }
  [[nodiscard]] NodeId head(LinkId link) const { return head_[link.index()]; }

  [[nodiscard]] std::span<const std::uint32_t> first_out() const { return first_out_; }
  [[nodiscard]] std::span<const NodeId> tails() const { return tail_; }
  [[nodiscard]] std::span<const NodeId> heads() const { return head_; }
  /// For each link its place in the list that the graph was built from.
  [[nodiscard]] std::span<const std::uint32_t> order() const { return order_; }

 private:
  std::vector<std::uint32_t> first_out_;
  std::vector<NodeId> tail_;
  std::vector<NodeId> head_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> first_in_;
  std::vector<LinkId> in_links_;
};

}  // namespace landlink
