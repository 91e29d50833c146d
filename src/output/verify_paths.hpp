#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "written_run.hpp"

namespace landlink::output {

/// What the written paths and their flows say of a logit equilibrium.
struct PathFindings {
  double residual = 0.0;  ///< sum |f - D P(c(f))| / sum D, pcu
  /// Sum over classes of pce / theta x flow x (ln (f / D) - log weight): Fisk's objective has it
  /// besides Beckmann's.
  double entropy_cost = 0.0;
  double volume_difference = 0.0;  ///< of a class's link, as a share of the class's demand
  double demand_difference = 0.0;  ///< of flows between two zones, as a share of their demand
  double expected_cost_difference = 0.0;  ///< relative
  double lowest_flow = 0.0;               ///< vehicles/h; below zero is a fault
};

/// Recomputes them from `paths.csv.gz`, `path_flows.csv.gz` and `expected_costs.csv.gz` at the
/// given delays by link; `theta_per_usd_t` is the manifest's. Throws Error for tables that cannot
/// be used.
PathFindings find_paths(const std::filesystem::path& folder, const WrittenRun& run,
                        std::span<const double> delay_h, double theta_per_usd_t);

}  // namespace landlink::output
