#pragma once

#include <span>
#include <string>

#include "landlink/assign/result.hpp"

namespace landlink::app {

/// A JSON object per line and iteration: iteration, relative_gap (of
/// stochastic equilibrium: residual), objective, total_cost, step and
/// cpu_s, numbers as short as they read back.
std::string history_lines(std::span<const IterationSummary> history);

}  // namespace landlink::app
