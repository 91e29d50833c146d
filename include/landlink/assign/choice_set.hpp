#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "landlink/assign/path_set.hpp"
#include "landlink/assign/stochastic_options.hpp"

namespace landlink {

/// Costs that a choice set is made on: classes x links, class by class, infinite where shut.
struct ChoiceSetRequest {
  const AssignmentProblem& problem;
  std::span<const double> class_cost;
  const ChoiceSetOptions& options;
};

/// A row of the list of methods.
struct ChoiceSetMethod {
  std::string_view name;
  std::string_view description;
  /// Adds paths to a set whose groups are access_groups(problem).
  void (*add)(const ChoiceSetRequest& request, PathSet& set);
};

/// Every method, in the order of the help text.
std::span<const ChoiceSetMethod> choice_set_methods();

/// Adds to `set` the least-cost path of every class and zone pair, and what else the method finds.
/// Paths are simple; the same for any number of threads. Throws Error for an unknown method and
/// for options out of bounds.
void add_choice_set(const ChoiceSetRequest& request, PathSet& set);

/// What add_least_cost_paths found besides.
struct LeastCosts {
  std::size_t added = 0;
  double cost = 0.0;  ///< of the whole demand on least-cost paths, pcu/h x cost
  std::vector<double> unassigned_per_h = {};  ///< demand without a path, vehicles/h by class
};

/// Searches the least-cost path of every class and zone pair and, unless `set` is null, adds those
/// that are cheaper than every path of their pair (by more than 1e-9, relative).
LeastCosts add_least_cost_paths(const AssignmentProblem& problem,
                                std::span<const double> class_cost, PathSet* set);

/// Adds for every class, zone pair and set of links the cheapest path that uses one of the links and
/// no node twice, unless it costs more than `max_detour` times the pair's least cost, or is no
/// cheaper than a path of the set that uses one of them. Returns how many were added.
std::size_t add_paths_by_way_of(const AssignmentProblem& problem,
                                std::span<const double> class_cost,
                                std::span<const std::vector<LinkId>> link_sets, double max_detour,
                                PathSet& set);

}  // namespace landlink
