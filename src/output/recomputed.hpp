#pragma once

#include <vector>

#include "landlink/paths/skim.hpp"
#include "written_run.hpp"

namespace landlink::output {

/// What is recomputed from the tables.
struct Recomputed {
  double total_cost = 0.0;
  double shortest_path_cost = 0.0;
  double objective = 0.0;
  std::vector<double> delay_h = {};
  std::vector<double> unassigned_per_h = {};  ///< by class: demand without a path
  /// By class: zone to zone, infinite where no path leads.
  std::vector<Skims> skims = {};
};

Recomputed recompute(const WrittenRun& run);

}  // namespace landlink::output
