#pragma once

#include <string>
#include <vector>

#include "scenario_appraisal.hpp"

namespace landlink {

/// What a planner should know of a solved case before reading its figures: freight without a way,
/// posts over capacity (beside a base only those whose queues grow otherwise there), new roads that
/// nobody takes.
std::vector<std::string> case_warnings(const SolvedCase& solved, const SolvedCase* base = nullptr);

}  // namespace landlink
