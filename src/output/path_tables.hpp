#pragma once

#include <vector>

#include "result_tables.hpp"

namespace landlink::output {

/// Of an assignment that keeps paths: `paths.csv.gz` (path, origin, destination, log_weight, links
/// in order), `path_flows.csv.gz` (class, path, vehicles_per_h; a class chooses among all paths
/// that it has rows for between two zones) and `expected_costs.csv.gz` (class, origin,
/// destination, expected_cost_h). None for other assignments.
std::vector<TextFile> path_tables(const ScenarioResults& results);

}  // namespace landlink::output
