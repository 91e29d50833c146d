#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "landlink/assign/warm_start.hpp"
#include "landlink/study/tntp_assignment.hpp"

namespace landlink {

/// A named change of some links' capacities.
struct AssignmentScenario {
  struct Change {
    LinkId link = {};
    double capacity_factor = 1.0;  ///< 0 shuts the link to all
  };
  std::string name = {};  ///< fit for the name of a file
  std::vector<Change> changes = {};
};

/// Reads a table of columns scenario, from, to, capacity_factor: rows of one name make one
/// scenario, and a row changes every link from one node to another, in that direction. In the order
/// in which names appear. Throws Error for nodes that no link joins, a negative factor, and a name
/// that cannot be a file's.
std::vector<AssignmentScenario> read_assignment_scenarios(const std::filesystem::path& path,
                                                          const TntpAssignment& assignment);

/// For each two nodes that links join, a scenario "A-B" (A the smaller number) in which all links
/// between them, both ways, are shut; by A and B.
std::vector<AssignmentScenario> closures_of_each_link(const TntpAssignment& assignment);

/// Solves every scenario, several at once, each on one thread and from `start`, and
/// calls `done` with its place and result on the thread that solved it, in any order.
void solve_scenarios(
    const TntpAssignment& assignment, std::span<const AssignmentScenario> scenarios,
    const AssignmentOptions& options, const std::shared_ptr<const WarmStart>& start,
    const std::function<void(std::size_t place, const AssignmentResult& result)>& done);

}  // namespace landlink
