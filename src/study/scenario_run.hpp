#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "landlink/assign/warm_start.hpp"
#include "landlink/output/scenario_results.hpp"
#include "landlink/study/base_model.hpp"
#include "landlink/study/run_study.hpp"
#include "scenario_appraisal.hpp"

namespace landlink {

/// The solved base cases of a study, which each scenario is compared with.
struct SolvedBases {
  std::vector<SolvedCase> cases = {};  ///< by modelled year
  /// By modelled year, as its base has left it: a scenario's demand answers from there, whatever
  /// other scenarios do.
  std::vector<std::shared_ptr<const DemandModel>> demands = {};
  std::size_t own = 0;                               ///< place of the study's own year
  std::shared_ptr<const WarmStart> start = nullptr;  ///< of the base in that year

  [[nodiscard]] const SolvedCase& base() const { return cases[own]; }
};

/// What is written of a solved case of a study; a scenario's refers to its base and appraisal
/// besides. All must outlive it.
ScenarioResults results_of(const Study& study, const Scenario& scenario, const SolvedCase& solved,
                           const BaseModel& data, const RunOptions& options);

/// The row of a case in the table that a run ends with.
ScenarioSummary summary_of(const Study& study, const Scenario& scenario, const SolvedCase& solved,
                           const std::filesystem::path& folder);

/// Solves a scenario beside the base of `base_results`, appraises it and writes its results into
/// `folder`. Threads may run several of a study at once. Throws Error as solving and writing do.
ScenarioSummary run_scenario(const Study& study, const Scenario& scenario, const SolvedBases& bases,
                             const BaseModel& data, const ScenarioResults& base_results,
                             const std::filesystem::path& folder, Progress& progress,
                             const RunOptions& options);

}  // namespace landlink
