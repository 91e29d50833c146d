#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "landlink/appraise/appraisal.hpp"
#include "landlink/appraise/indicators.hpp"
#include "landlink/assign/result.hpp"
#include "landlink/study/study.hpp"

namespace landlink {

/// Hears how a run goes on. The program shows it; libraries do not print.
class Progress {
 public:
  virtual ~Progress() = default;
  /// A new stage begins, such as "reading gis/laos".
  virtual void stage(const std::string& what) = 0;
  virtual void iteration(const IterationSummary& summary) = 0;
  /// A fault of the data that does not stop the run.
  virtual void warning(const std::string& text) = 0;
};

/// One line of the table that a run ends with.
struct ScenarioSummary {
  std::string study = {};
  std::string scenario = {};
  std::string name = {};
  Indicators indicators = {};
  std::optional<Appraisal> appraisal = std::nullopt;  ///< of scenarios; the base has none
  double relative_gap = 0.0;                          ///< AssignmentResult::convergence_measure
  bool stochastic = false;                            ///< it is a residual
  StopReason stop = StopReason::converged;
  std::filesystem::path folder = {};
  bool left_out = false;  ///< it has a fault, and the run went on without it
};

struct RunOptions {
  bool keep_going = false;  ///< a scenario that does not apply is told as a warning and left out
  bool strict = false;      ///< freight that no way leads to its destination stops the run
  bool maps = true;         ///< map.png, map.svg and difference.png are drawn
};

/// Applies a scenario of a study to its base, as a whole and with what is open by each year in
/// which a part of it opens. Throws Error for what does not apply, before any case is solved.
void check_openings(const Study& study, const Scenario& scenario, const TransportModel& base);

/// Runs a study: reads its data, checks every scenario, finds the base's and each scenario's
/// equilibrium, appraises and writes `out`/<output>/<scenario>/ for each; as many scenarios side by
/// side as there are threads, with the same results as one after another. The base comes first in
/// what is returned. Throws Error as its parts do; what was written before stays whole.
std::vector<ScenarioSummary> run_study(const Study& study, const std::filesystem::path& out,
                                       Progress& progress, const RunOptions& options = {});

}  // namespace landlink
