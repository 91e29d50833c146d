#pragma once

#include <span>

#include "landlink/study/run_study.hpp"

namespace landlink::app {

/// Prints what each scenario came to, on standard output, and where its results are, with or
/// without maps.
void print_summary_table(std::span<const ScenarioSummary> summaries, bool maps);

}  // namespace landlink::app
