#pragma once

#include <span>
#include <vector>

#include "landlink/network/graph.hpp"

namespace landlink {

/// Shortest paths from one origin at a time: a workspace to allocate once per thread and run many
/// times.
///
/// Costs are by LinkId, not negative; a link of infinite cost is never used. Nodes marked as closed
/// to through traffic are left only by paths that start there. Distances are the least sums of
/// costs, added from the origin outward. Into each node of the tree leads the tight link of
/// smallest id among those from nearer nodes; where free links leave no nearer node, some tight
/// link without making a cycle, the same one in every run.
class ShortestPathSearch {
 public:
  /// Both must outlive the search. `closed_to_through` is by NodeId, or empty.
  explicit ShortestPathSearch(const Graph& graph, std::span<const char> closed_to_through = {});

  /// `cost` is by LinkId.
  void run(NodeId origin, std::span<const double> cost);

  /// Infinite where no path leads. By NodeId.
  [[nodiscard]] std::span<const double> distances() const { return distance_; }
  [[nodiscard]] double distance(NodeId node) const { return distance_[node.index()]; }
  /// The link by which the tree enters a node; invalid for the origin and where no path leads.
  [[nodiscard]] LinkId parent(NodeId node) const { return parent_[node.index()]; }
  [[nodiscard]] std::span<const LinkId> parents() const { return parent_; }
  /// The nodes that were reached, the origin first and each after its parent's tail.
  [[nodiscard]] std::span<const NodeId> reached() const { return reached_; }

 private:
  struct Entry {
    double distance;
    std::uint32_t node;
  };
  void label_by_deque(std::uint32_t origin, std::span<const double> cost);
  void label_by_heap(std::uint32_t origin, std::span<const double> cost);
  void choose_smallest_tight_links(std::uint32_t origin, std::span<const double> cost);
  void list_reached(NodeId origin);
  void push(Entry entry);
  Entry pop();
  [[nodiscard]] bool may_leave(std::uint32_t node, std::uint32_t origin) const {
    return closed_.empty() || closed_[node] == 0 || node == origin;
  }

  const Graph* graph_;
  std::span<const char> closed_;
  std::vector<double> distance_;
  std::vector<LinkId> parent_;
  std::vector<NodeId> reached_;
  bool ties_ = false;  ///< some node was met again at its distance
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> first_child_;
  std::vector<Entry> heap_;
};

}  // namespace landlink
