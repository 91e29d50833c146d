#pragma once

#include <memory>
#include <string>

#include "landlink/assign/result.hpp"

namespace landlink {
class TntpAssignment;
class WarmStart;
}  // namespace landlink

namespace landlink::app {

/// What `landlink assign` does after the base.
struct ScenarioBatch {
  std::string scenarios;    ///< table of scenarios; empty: none
  bool close_each = false;  ///< every road shut in turn
  std::string out;          ///< folder of the results
  bool flows = false;       ///< a flow file for each scenario
  [[nodiscard]] bool asked_for() const { return close_each || !scenarios.empty(); }
};

/// Solves the scenarios from the base's state, writes scenarios.csv and where asked for a flow
/// file each, and prints a summary. Returns whether all converged.
bool run_scenario_batch(const ScenarioBatch& batch, const TntpAssignment& assignment,
                        const AssignmentResult& base, const AssignmentOptions& options,
                        const std::shared_ptr<const WarmStart>& start);

}  // namespace landlink::app
