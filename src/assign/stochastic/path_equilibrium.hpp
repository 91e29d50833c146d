#pragma once

#include <span>

#include "landlink/assign/path_set.hpp"
#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"

namespace landlink {

/// Sets the log weights of a set's paths; null leaves them at zero.
using WeightRule = void (*)(PathSet& set, std::span<const double> measure, double weight);

/// Logit stochastic equilibrium on sets of paths (Fisk 1980), which grow by what becomes cheapest:
/// at the end every class's least-cost path is in its set, unless the options forbid growth.
AssignmentResult solve_path_logit(const AssignmentProblem& problem,
                                  const AssignmentOptions& options, const Observer& observer,
                                  WeightRule rule);

/// Theta per unit of each class's cost. Throws Error unless all are positive and finite.
std::vector<double> class_thetas(const AssignmentProblem& problem,
                                 const AssignmentOptions& options);

// The stochastic algorithms of the list in algorithms.cpp.
AssignmentResult solve_psl(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer);
AssignmentResult solve_c_logit(const AssignmentProblem& problem, const AssignmentOptions& options,
                               const Observer& observer);
AssignmentResult solve_mnl(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer);
AssignmentResult solve_dial(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Observer& observer);

}  // namespace landlink
