#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "landlink/network/graph.hpp"

namespace landlink {

/// Whether paths lead away from the one node of a search, or to it.
enum class Toward { others, root };

/// Distances of one lane of a batch, by NodeId.
class LaneDistances {
 public:
  LaneDistances(const double* first, std::size_t stride) : first_(first), stride_(stride) {}
  [[nodiscard]] double operator[](NodeId node) const { return first_[node.index() * stride_]; }

 private:
  const double* first_;
  std::size_t stride_;
};

/// Least costs between one node and all others under eight vectors of costs at once: those of eight
/// classes, say, which differ by values of time and by what they may use. A workspace to allocate
/// once per thread and run many times.
///
/// The costs of a link under all vectors lie side by side, so that one look at the network serves
/// eight searches and one instruction several of them. The sums are those of ShortestPathSearch, to
/// the last bit: a final label is the least of its neighbours' labels plus a cost, whatever the
/// order, and rounding is monotone. Where costs resemble each other, so do the orders in which
/// nodes are settled, and a node is looked at hardly more often than in a search for one.
class BatchSearch {
 public:
  static constexpr std::size_t kLanes = 8;

  /// Both must outlive the search. `closed_to_through` is by NodeId, or empty: such nodes are
  /// passed by no path, only begun or ended at.
  explicit BatchSearch(const Graph& graph, Toward toward = Toward::others,
                       std::span<const char> closed_to_through = {});

  /// Takes the costs of a lane, by LinkId, not negative; a link of infinite cost is never used.
  void set_cost(std::size_t lane, std::span<const double> cost);

  /// Searches the first `lanes` lanes; the others' distances are then infinite.
  void run(NodeId root, std::size_t lanes);

  [[nodiscard]] double distance(NodeId node, std::size_t lane) const {
    return distance_[node.index() * kLanes + lane];
  }
  [[nodiscard]] LaneDistances distances(std::size_t lane) const {
    return {distance_.data() + lane, kLanes};
  }
  /// By NodeId, and for each node by lane.
  [[nodiscard]] std::span<const double> labels() const { return distance_; }

 private:
  const Graph* graph_;
  std::span<const char> closed_;
  // The star that the search follows, a copy in its direction:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> neighbour_;
  std::vector<std::uint32_t> place_;  ///< by LinkId: in the star
  std::vector<double> cost_;          ///< by place in the star and lane
  std::vector<double> distance_;      ///< by node and lane
  std::vector<std::uint32_t> next_;   ///< waiting list
};

/// What a path is read from: distances that a search has found with these costs.
struct ShortestPathLabels {
  const Graph& graph;
  Toward toward;
  NodeId root;
  LaneDistances distance;
  std::span<const double> cost;       ///< by LinkId
  std::span<const char> closed = {};  ///< to through traffic, by NodeId, or empty
};

/// Reads shortest paths from distances alone: from node to node over tight links, those whose cost
/// is the whole difference. A workspace to allocate once per thread.
class TightPaths {
 public:
  explicit TightPaths(std::size_t node_count) : seen_(node_count, 0) {}

  /// Appends the links of a shortest path between `node` and the root in the order in which they
  /// are travelled. At each node the tight link of smallest id to a nearer one, as the trees of
  /// ShortestPathSearch; where free links leave none nearer, whichever leads on. No node is passed
  /// twice. Precondition: the distance of `node` is finite.
  void read(const ShortestPathLabels& labels, NodeId node, std::vector<LinkId>& links);

 private:
  bool walk(const ShortestPathLabels& labels, NodeId node);
  bool search(const ShortestPathLabels& labels, NodeId node);

  std::vector<LinkId> found_;
  std::vector<std::uint32_t> seen_;
  std::uint32_t stamp_ = 0;
};

}  // namespace landlink
