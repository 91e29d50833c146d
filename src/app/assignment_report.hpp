#pragma once

#include <string>

#include "landlink/assign/assign.hpp"

namespace landlink::app {

/// How an assignment ended, as one object of JSON: algorithm, objective_kind, stop, converged,
/// gap_kind, relative_gap (or residual), objective, total_cost, conservation, iterations,
/// unassigned by class, and where there are such: demand_gap and side_constraints. No times: equal
/// runs give equal bytes.
std::string assignment_report(const AssignmentProblem& problem, const AssignmentOptions& options,
                              const AssignmentResult& result);

}  // namespace landlink::app
