#pragma once

#include <memory>
#include <span>
#include <vector>

#include "landlink/assign/path_set.hpp"

namespace landlink {

/// A path that a class uses between two zones.
struct ClassPath {
  std::size_t user_class = 0;
  ZoneId origin = {};
  ZoneId destination = {};
  std::vector<LinkId> links = {};  ///< from origin to destination
  double flow_per_h = 0.0;         ///< vehicles/h
  double least_cost = 0.0;         ///< of the trip, PathCell::expected_cost
  double log_weight = 0.0;         ///< PathSet::log_weight
};

/// The set of these paths and their flows; flows of one class on equal paths are added. The paths'
/// order in the set is that of the list.
std::shared_ptr<const PathFlows> gather_paths(const AssignmentProblem& problem,
                                              std::span<const ClassPath> paths);

/// The used paths of a problem on a larger network, on the base's: links that `base_of` (by LinkId
/// of the larger) has no valid id for are left out of them, paths without any are dropped; classes
/// become those that `base_class` names.
std::vector<ClassPath> paths_of_base(const PathFlows& paths, std::span<const LinkId> base_of,
                                     std::span<const std::size_t> base_class);

}  // namespace landlink
