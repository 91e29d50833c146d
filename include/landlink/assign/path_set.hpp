#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "landlink/assign/problem.hpp"

namespace landlink {

/// Two zones with demand of some class of a group: what a choice set belongs to.
struct PathPair {
  std::uint32_t group = 0;
  ZoneId origin = {};
  ZoneId destination = {};
  friend auto operator<=>(const PathPair&, const PathPair&) = default;
};

/// A path to be added to a set.
struct NewPath {
  std::size_t pair = 0;  ///< place in the set's list of pairs
  std::vector<LinkId> links = {};
};

/// Paths between zones. Classes of one group share the paths of a zone pair, so a path is stored
/// once however many classes use it: its links stand in one pool, 4 bytes each.
///
/// Pairs are in the order of (group, origin, destination); those of one origin are consecutive.
/// The paths of a pair are in the order in which they were added, none twice; a pair may have none.
class PathSet {
 public:
  PathSet() : first_path_(1, 0), first_link_(1, 0) {}

  /// No paths yet: the pairs of different zones between which some class of a group has demand.
  /// `group_of_class` is by class, with groups from 0 without a hole.
  PathSet(const AssignmentProblem& problem, std::vector<std::uint32_t> group_of_class);

  [[nodiscard]] std::size_t pair_count() const { return pairs_.size(); }
  [[nodiscard]] std::size_t path_count() const { return first_link_.size() - 1; }
  [[nodiscard]] std::size_t link_entry_count() const { return links_.size(); }
  [[nodiscard]] std::size_t class_count() const { return group_of_class_.size(); }
  [[nodiscard]] std::uint32_t group_of(std::size_t user_class) const {
    return group_of_class_[user_class];
  }
  [[nodiscard]] const std::vector<std::uint32_t>& group_of_class() const { return group_of_class_; }
  [[nodiscard]] const std::vector<PathPair>& pairs() const { return pairs_; }
  /// Place of a pair; pair_count() where there is none.
  [[nodiscard]] std::size_t find_pair(const PathPair& pair) const;

  /// The paths of a pair are first_path(pair) ... first_path(pair + 1) - 1.
  [[nodiscard]] std::size_t first_path(std::size_t pair) const { return first_path_[pair]; }
  [[nodiscard]] std::size_t path_count(std::size_t pair) const {
    return first_path_[pair + 1] - first_path_[pair];
  }
  /// From origin to destination.
  [[nodiscard]] std::span<const LinkId> links(std::size_t path) const {
    return {links_.data() + first_link_[path], first_link_[path + 1] - first_link_[path]};
  }
  [[nodiscard]] bool contains(std::size_t pair, std::span<const LinkId> links) const;

  /// The natural logarithm of what multiplies a path's weight in a logit besides its cost (a path
  /// size, a commonality): by path, zero unless set.
  [[nodiscard]] double log_weight(std::size_t path) const { return log_weight_[path]; }
  [[nodiscard]] std::span<double> log_weights() { return log_weight_; }
  [[nodiscard]] std::span<const double> log_weights() const { return log_weight_; }

  /// Adds paths behind those of their pairs, in the order given; one that is there already is left
  /// out, and so is an empty one. Weights of new paths are zero. Returns how many were added.
  std::size_t add(std::span<const NewPath> paths);

  /// The same paths, with groups that are a refinement of these: `group_of_class` by class.
  [[nodiscard]] PathSet regrouped(std::vector<std::uint32_t> group_of_class) const;

  /// No paths, and these pairs besides the own.
  [[nodiscard]] PathSet with_pairs(std::span<const PathPair> more) const;

  /// The same paths on another network: `link` gives for each LinkId the new one, or an invalid id
  /// where the link is gone; paths with such a link are dropped. Weights are kept.
  [[nodiscard]] PathSet mapped(std::span<const LinkId> link) const;

  friend bool operator==(const PathSet&, const PathSet&) = default;

 private:
  std::vector<std::uint32_t> group_of_class_;
  std::vector<PathPair> pairs_;
  std::vector<std::size_t> first_path_;
  std::vector<std::size_t> first_link_;
  std::vector<LinkId> links_;
  std::vector<double> log_weight_;
};

/// Classes that may use the same links are of one group; groups are numbered in the order of their
/// first class.
std::vector<std::uint32_t> access_groups(const AssignmentProblem& problem);

/// What a class sends from zone to zone: a cell of its demand matrix.
struct PathCell {
  std::size_t pair = 0;        ///< of the set
  std::size_t first_flow = 0;  ///< its flows are those of the pair's paths, from here
  double demand_per_h = 0.0;   ///< vehicles/h
  /// The class's cost of the trip: under logit the expected least cost (satisfaction), -1/theta
  /// times the logarithm of the sum of weights, under user equilibrium the least cost. Infinite
  /// without a path.
  double expected_cost = 0.0;
};

/// Flows on the paths of a set, by class and zone pair.
struct PathFlows {
  PathSet set = {};
  /// cells[class], by ascending pair.
  std::vector<std::vector<PathCell>> cells = {};
  std::vector<double> flow_per_h = {};  ///< vehicles/h, by cell and path of its pair

  [[nodiscard]] std::span<const double> flows(const PathCell& cell) const {
    return {flow_per_h.data() + cell.first_flow, set.path_count(cell.pair)};
  }
  [[nodiscard]] std::span<double> flows(const PathCell& cell) {
    return {flow_per_h.data() + cell.first_flow, set.path_count(cell.pair)};
  }
};

/// The cells of a problem's demand on a set that has their pairs, with room for their flows, which
/// are zero. Throws Error for demand whose pair the set does not have.
PathFlows path_cells(const AssignmentProblem& problem, PathSet set);

/// The same flows on another network, as PathSet::mapped: what went over links that are gone is
/// spread over the other paths of the pair as these were used, or evenly if none was.
PathFlows mapped(const PathFlows& flows, std::span<const LinkId> link);

/// The paths of both sets, those of `a` first; both have the same classes and links. Classes are of
/// one group where they are in both. Weights are zero.
PathSet united(const PathSet& a, const PathSet& b);

/// Volumes of a class by link, vehicles/h: its path flows added in their order.
std::vector<double> link_volumes(const PathFlows& paths, std::size_t user_class,
                                 std::size_t link_count);

}  // namespace landlink
