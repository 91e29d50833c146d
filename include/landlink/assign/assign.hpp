#pragma once

#include <span>
#include <string_view>

#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"

namespace landlink {

/// A row of the list of assignment algorithms.
struct AlgorithmEntry {
  std::string_view name;
  std::string_view description;
  AssignmentResult (*solve)(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Observer& observer);
  bool stochastic = false;  ///< finds a stochastic equilibrium, not a user equilibrium
};

/// Every algorithm, in the order of the help text.
std::span<const AlgorithmEntry> algorithms();

/// Whether the list has a stochastic algorithm of this name.
bool is_stochastic(std::string_view algorithm);

/// Finds the user equilibrium, the stochastic one or the system optimum with the algorithm that the
/// options name. The same bytes for any number of threads. Throws Error for an unknown algorithm,
/// for arrays of the wrong size, for a system optimum of a stochastic algorithm or one whose total
/// cost is not convex (LinkDelays::marginal), and (exit code 3) naming the link when a cost becomes
/// NaN.
AssignmentResult assign(const AssignmentProblem& problem, const AssignmentOptions& options,
                        const Observer& observer = {});

}  // namespace landlink
