#pragma once

#include <vector>

#include "result_tables.hpp"

namespace landlink::output {

/// `modes.csv`, freight by mode, commodity and direction (of flows without paths what links tell:
/// freight inside Laos and across its borders, no main modes), and `terminals.csv`, what yards,
/// ports and airports handle. None where the networks have roads alone.
std::vector<TextFile> mode_tables(const ScenarioResults& results);

/// Lines of the summary: tonnes and work by mode.
std::vector<SummaryLine> mode_lines(const ScenarioResults& results);

}  // namespace landlink::output
