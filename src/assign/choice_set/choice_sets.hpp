#pragma once

#include <functional>
#include <span>
#include <vector>

#include "landlink/assign/choice_set.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

// The methods of the list in choice_sets.cpp.
void add_least_cost_choices(const ChoiceSetRequest& request, PathSet& set);
void add_via_choices(const ChoiceSetRequest& request, PathSet& set);
void add_penalty_choices(const ChoiceSetRequest& request, PathSet& set);

/// Paths of one pair while they are being collected.
class PathDraft {
 public:
  [[nodiscard]] std::size_t size() const { return end_.size(); }
  [[nodiscard]] std::span<const LinkId> links(std::size_t path) const {
    const std::size_t first = path == 0 ? 0 : end_[path - 1];
    return {links_.data() + first, end_[path] - first};
  }
  /// False if it is there already.
  bool add(std::span<const LinkId> links);

 private:
  std::vector<LinkId> links_;
  std::vector<std::size_t> end_;
};

/// Collects paths of all pairs; each pair is filled by one block of one class at a time.
class ChoiceSetDraft {
 public:
  ChoiceSetDraft(const AssignmentProblem& problem, const PathSet& set);

  /// Calls `body(origin, worker)` for each zone from which a class has demand to another zone, in
  /// parallel.
  void for_origins(std::size_t user_class,
                   const std::function<void(ZoneId origin, std::size_t worker)>& body) const;

  [[nodiscard]] PathDraft& pair(std::size_t user_class, ZoneId origin, ZoneId destination) {
    return pairs_[set_->find_pair({set_->group_of(user_class), origin, destination})];
  }
  /// Adds all that was collected.
  void store(PathSet& set) const;

 private:
  const AssignmentProblem* problem_;
  const PathSet* set_;
  std::vector<PathDraft> pairs_;
};

/// The links from a search's origin to a node, in `links`. Precondition: a path leads there.
void read_path(const Graph& graph, const ShortestPathSearch& search, NodeId node,
               std::vector<LinkId>& links);

/// Share of the cheaper of two paths' cost that is on links of both.
class Overlap {
 public:
  explicit Overlap(std::size_t link_count) : mark_(link_count, 0) {}
  /// Marks the links of a path, to be compared with others.
  void set(std::span<const LinkId> links, std::span<const double> cost);
  [[nodiscard]] double with(std::span<const LinkId> links, std::span<const double> cost) const;

 private:
  std::vector<std::uint32_t> mark_;
  std::uint32_t stamp_ = 0;
  double cost_ = 0.0;
};

/// Whether a path may join: it is dissimilar enough from each that is there.
bool differs_enough(const PathDraft& paths, std::span<const LinkId> links,
                    std::span<const double> cost, double max_overlap, Overlap& overlap);

}  // namespace landlink
