#pragma once

#include <vector>

#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"

namespace landlink {

/// What each class pays on each link for the side constraints that it takes part in, in its cost
/// unit: the sum of multiplier x coefficient. By class and LinkId; empty where `flows` has no side
/// constraints. `problem` is the one that `flows` solves.
std::vector<std::vector<double>> side_prices(const AssignmentProblem& problem,
                                             const AssignmentResult& flows);

}  // namespace landlink
