#include "landlink/study/run_study.hpp"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <set>
#include <utility>

#include "case_solver.hpp"
#include "case_warnings.hpp"
#include "landlink/core/background.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/scenario/order_notes.hpp"
#include "lost_demand.hpp"
#include "ordered_progress.hpp"
#include "scenario_run.hpp"

namespace landlink {

namespace {

/// Warnings of the data that have no place on the map, to the terminal and the manifest; those that
/// have one are the layer of issues.
void tell_of_data(BaseModel& data, Progress& progress) {
  for (const Diagnostic& finding : data.diagnostics.all()) {
    if (finding.severity != Severity::warning || finding.where) continue;
    progress.warning(Error(finding.place, finding.problem, finding.remedy).what());
    const std::string file = std::filesystem::path(finding.place.file).filename().generic_string();
    data.assumptions.push_back(fmt::format("Warning: {}: {}.", file, finding.problem));
  }
}

/// Every scenario before the first is solved: a slip in the last does not cost the others' hours.
/// Returns those that have one, where the run is to go on without them.
std::set<std::string> faulty_scenarios(const Study& study, const TransportModel& base,
                                       Progress& progress, const RunOptions& options) {
  std::set<std::string> faulty;
  for (const Scenario& scenario : study.scenarios) {
    try {
      check_openings(study, scenario, base);
      for (const std::string& note : order_notes(scenario, base)) progress.warning(note);
    } catch (const Error& e) {
      if (!options.keep_going) throw;
      progress.warning(e.what());
      faulty.insert(scenario.id);
    }
  }
  return faulty;
}

/// The base case of every modelled year. Takes the model of `data`.
SolvedBases solve_bases(const Study& study, BaseModel& data, Progress& progress) {
  progress.stage(fmt::format("  {}", study.base.name));
  SolvedBases bases;
  for (const int year : modelled_years(study)) {
    WarmSlot slot;
    if (year == study.year) {
      bases.own = bases.cases.size();
      slot.keep = true;
      bases.cases.push_back(CaseSolver(study, *data.demand, data.layers, progress)
                                .solve(std::move(data.model), slot));
      bases.demands.push_back(data.demand);
      bases.start = slot.kept;
      continue;
    }
    progress.stage(fmt::format("  {} base", year));
    Study of_year = study;
    of_year.year = year;
    BaseModel other = load_base_model(of_year);
    bases.cases.push_back(CaseSolver(study, *other.demand, data.layers, progress)
                              .solve(std::move(other.model), slot));
    bases.demands.push_back(other.demand);
  }
  return bases;
}

}  // namespace

std::vector<ScenarioSummary> run_study(const Study& study, const std::filesystem::path& out,
                                       Progress& progress, const RunOptions& options) {
  progress.stage(fmt::format("  reading {} and {}", study.network.generic_string(),
                             study.demand.generic_string()));
  BaseModel data = load_base_model(study);
  tell_of_data(data, progress);
  if (is_stochastic(study.assignment.algorithm)) {
    data.assumptions.push_back(fmt::format(
        "route choice: theta {:g} per USD/t, so that 1 USD/t more leaves a path {:.0f} % of the "
        "weight, and the perceived cost of a path has a standard deviation of {:.1f} USD/t",
        study.assignment.stochastic.theta, 100.0 * std::exp(-study.assignment.stochastic.theta),
        1.2825498301618641 / study.assignment.stochastic.theta));  // pi / sqrt(6)
  }
  const std::set<std::string> faulty = faulty_scenarios(study, data.model, progress, options);
  const SolvedBases bases = solve_bases(study, data, progress);
  const SolvedCase& base = bases.base();
  if (options.strict) refuse_lost_demand(lost_demand(base), study.base.id);
  for (const std::string& warning : case_warnings(base)) progress.warning(warning);

  const std::filesystem::path folder = out / study.output;
  const ScenarioResults base_results = results_of(study, study.base, base, data, options);
  std::vector<ScenarioSummary> summaries{
      summary_of(study, study.base, base, folder / study.base.id)};
  summaries.resize(1 + study.scenarios.size());
  BackgroundTask writer;
  writer.start([&] { write_results(base_results, folder / study.base.id); });
  OrderedProgress in_order(progress, study.scenarios.size());
  parallel_tasks(study.scenarios.size(), [&](std::size_t i) {
    const Scenario& scenario = study.scenarios[i];
    if (faulty.contains(scenario.id)) {
      summaries[1 + i] = {
          .study = study.name, .scenario = scenario.id, .name = scenario.name, .left_out = true};
    } else {
      summaries[1 + i] = run_scenario(study, scenario, bases, data, base_results,
                                      folder / scenario.id, in_order.at(i), options);
    }
    in_order.finish(i);
  });
  writer.finish();
  return summaries;
}

}  // namespace landlink
