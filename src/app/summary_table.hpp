#pragma once

#include <span>

#include "landlink/study/run_study.hpp"

namespace landlink::app {

/// Prints what each scenario came to, on standard output, and where its results are.
void print_summary_table(std::span<const ScenarioSummary> summaries);

}  // namespace landlink::app
