#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/output/scenario_results.hpp"

namespace landlink::output {

/// From what a commodity's demand is to what the links carry, t/day.
struct MassBalance {
  std::string commodity = {};
  double demand = 0.0;
  double within_zones = 0.0;  ///< not assigned, by definition
  double unassigned = 0.0;    ///< without a way
  double departed = 0.0;      ///< on the links out of the zones' nodes
  double arrived = 0.0;       ///< on the links into the zones' nodes
  /// The larger of what departs and what arrives too much or too little.
  [[nodiscard]] double residual() const;
};

/// By CommodityId, from the volumes of the links.
std::vector<MassBalance> mass_balance(const ScenarioResults& results);

/// manifest.json: who made the results from what, how well they converged, and the SHA-256 of
/// every file of the folder named in `files`. No times and no paths of the machine.
std::string manifest_text(const ScenarioResults& results, const std::filesystem::path& folder,
                          const std::vector<std::string>& files);

}  // namespace landlink::output
