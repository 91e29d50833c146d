#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/problem.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

/// What the bushes share while flow moves: volumes, delays and slopes by link.
struct LinkState {
  std::vector<double> volume;  ///< pcu/h over classes, with the preload
  std::vector<double> delay;   ///< weighted
  std::vector<double> slope;   ///< weighted

  /// As the volumes of `costs` are, at its last update.
  void take(const AssignmentProblem& problem, const ClassCosts& costs);
  /// Moves a link's volume and evaluates it anew.
  void shift(const AssignmentProblem& problem, LinkId link, double volume_change);
};

/// The acyclic set of links that the trips of one class from one origin use, with their flows, in
/// the manner of Dial's algorithm B (2006), stored so that a node costs eight bytes: nodes in
/// topological order, each with its one entering link or with a merge, a list of approaches. Flows
/// are kept of approaches alone; all others follow from the demand in one pass.
struct Bush {
  struct Merge {
    std::uint32_t first = 0;  ///< of its approaches
    std::uint32_t count = 0;
  };
  static constexpr std::uint32_t kMerge = 1u << 31;  ///< marks an entry as a merge's number

  std::size_t user_class = 0;
  ZoneId origin = {};
  /// Nodes, the origin's first. From the first `active` of them a trip's end can be reached on the
  /// bush (now or when it was last rebuilt): no other node ever carries flow.
  std::vector<std::uint32_t> order = {};
  std::uint32_t active = 0;
  std::vector<std::uint32_t> entry = {};  ///< by place in `order`: a link, or kMerge | merge
  std::vector<Merge> merges = {};
  std::vector<std::uint32_t> approach_link = {};
  std::vector<double> approach_flow = {};  ///< pcu/h

  /// Whether `is_such(link)` holds for a link on ways to trips' ends.
  template <class Predicate>
  [[nodiscard]] bool leads_over(const Predicate& is_such) const {
    for (std::uint32_t i = 1; i < active; ++i) {
      if ((entry[i] & kMerge) == 0 && is_such(entry[i])) return true;
    }
    return std::any_of(approach_link.begin(), approach_link.end(), is_such);
  }

  /// Takes all nodes and links out.
  void clear();
  [[nodiscard]] std::size_t bytes() const;
};

/// How a node is entered on a bush: its link, and where that is an approach its place.
struct BushEntry {
  static constexpr std::uint32_t kNoApproach = ~0u;
  std::uint32_t link = 0;
  std::uint32_t approach = kNoApproach;
};

/// How far flow is shifted between two ways.
enum class Shift {
  newton,  ///< one step by the slopes at hand
  exact,   ///< until both cost the same, so that Beckmann's objective falls for any delay function
};

/// Pairs of alternative segments of one bush: two ways to a merge from where they part, the longest
/// used and the shortest when they were found.
struct SegmentPairs {
  struct Pair {
    std::uint32_t longer = 0;   ///< where its entries begin
    std::uint32_t shorter = 0;  ///< where those of the other begin, and the former end
    std::uint32_t end = 0;
  };
  std::vector<Pair> pairs = {};
  std::vector<BushEntry> entries = {};
};

/// The least flow of the bush along a segment. It ends at a merge and runs through nodes that pass
/// on at least what enters the next link, so that approaches alone bound it.
double least_flow(const Bush& bush, std::span<const BushEntry> segment);

/// What is known of a bush at the costs at which it was renewed.
struct Renewal {
  double shortest_cost = 0.0;  ///< of its demand on the network's shortest paths
  double excess = 0.0;         ///< of its flow's cost over that
};

/// Arrays over nodes that the passes over one bush need; one per thread. A value is good for nodes
/// of the bush last visited.
class BushWorkspace {
 public:
  explicit BushWorkspace(const AssignmentProblem& problem);

  /// The tree of shortest paths at `class_cost` (by link) with the whole demand on it.
  void plant(Bush& bush, std::span<const double> class_cost);

  /// Fits a bush of another problem on the same graph, class and origin: links shut since leave it,
  /// nodes cut off come back by shortest paths, and the demand follows the shares that approaches
  /// have had.
  void adopt(Bush& bush, std::span<const double> class_cost);

  /// Sends the demand over the bush, at each merge in the shares that its approaches have had.
  void share_demand(Bush& bush);

  /// Adds the bush's flows to `volume`, by link. Corrects approaches by the rounding errors that
  /// shifts have left, so that flow is conserved at every node.
  void add_flows(Bush& bush, std::span<double> volume);

  /// Finds each merge's longest used and shortest way, where they differ, at `delay` (weighted, by
  /// link), the last merge's first. Returns the excess: the flow's cost less that of the same trips
  /// on the bush's shortest paths. Reads what it is given, so that bushes may be looked at in
  /// parallel.
  double find_pairs(const Bush& bush, std::span<const double> delay, SegmentPairs& found);

  /// Drops approaches without flow and, where the excess is more than `negligible` times the
  /// shortest cost, adds links that lead to shorter paths without making a cycle, at given costs.
  Renewal renew(Bush& bush, std::span<const double> class_cost, double negligible);

 private:
  /// Of a node on the bush: costs from the origin by the shortest and by the longest used way, and
  /// its place in the order.
  struct Label {
    double shortest = 0.0;
    double longest = 0.0;
    std::uint32_t position = 0;
  };
  /// A merge's shortest and longest used approach.
  struct MergeWays {
    std::uint32_t shorter;
    std::uint32_t longer;
  };
  struct Newcomer {
    std::uint32_t head;
    std::uint32_t link;
  };
  void load_nodes(Bush& bush);
  double label(const Bush& bush, std::span<const double> delay);
  void find_pair(const Bush& bush, std::uint32_t node, SegmentPairs& found);
  double cost(std::uint32_t link, std::span<const double> delay) const {
    return constant_[link] + delay[link];
  }
  void find_distances(const Bush& bush, std::span<const double> class_cost);
  void follow_shortest_paths(Bush& bush, std::span<const double> class_cost);
  [[nodiscard]] bool is_on(const Bush& bush, std::uint32_t node) const;
  [[nodiscard]] bool enters_by(const Bush& bush, std::uint32_t node, std::uint32_t link) const;
  void find_newcomers(const Bush& bush, std::span<const double> class_cost);
  double prune_and_label(Bush& bush, std::span<const double> class_cost);
  void place_in_new_order(const Bush& bush);
  void place(const Bush& bush, std::uint32_t node);
  void rebuild(Bush& bush);
  void take_merges(Bush& bush);
  void keep_open_links(const Bush& bush, std::span<const double> class_cost);
  void reach_others(std::span<const double> class_cost);
  void take_with_active_first(Bush& bush);
  void put_demand_on_nodes(const Bush& bush);
  [[nodiscard]] bool may_leave(std::uint32_t node, std::uint32_t root) const;
  void mark_ends(const Bush& bush, char mark);
  void start(const Bush& bush);
  [[nodiscard]] std::uint32_t tail(std::uint32_t link) const { return tails_[link].index(); }

  const AssignmentProblem* problem_;
  const NodeId* tails_;
  const NodeId* heads_;
  const double* constant_ = nullptr;  ///< of the bush's class, by link
  ShortestPathSearch search_;

  // By node.
  std::vector<Label> label_;
  std::vector<double> flow_;
  std::vector<double> distance_;
  std::vector<std::uint32_t> entering_;  ///< where `distance_` fell, the link by which it did
  std::vector<char> waiting_;            ///< zero between calls, as is the next
  std::vector<char> is_end_;
  // Scratch.
  std::vector<std::uint32_t> queue_;
  std::vector<std::uint32_t> unequal_;  ///< merges with a used way that is not the shortest
  std::vector<MergeWays> ways_;         ///< by merge
  std::vector<BushEntry> shorter_;
  std::vector<std::uint32_t> improved_;  ///< nodes nearer on the network than on the bush
  std::vector<Newcomer> newcomers_;
  std::vector<std::uint32_t> first_newcomer_;
  Bush next_;
};

/// Shifts flow between the segments of each pair in turn towards equal costs, either way, at costs
/// that follow at once.
void shift_pairs(const AssignmentProblem& problem, Bush& bush, const SegmentPairs& found,
                 LinkState& state, Shift shift);

}  // namespace landlink
