#include "landlink/study/run_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "case_solver.hpp"
#include "case_warnings.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/assign/warm_start.hpp"
#include "landlink/core/background.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/link_mode.hpp"
#include "landlink/output/scenario_results.hpp"
#include "landlink/scenario/closure.hpp"
#include "landlink/scenario/order_notes.hpp"
#include "landlink/study/base_model.hpp"
#include "landlink/study/demand_response.hpp"
#include "lost_demand.hpp"
#include "scenario_appraisal.hpp"

namespace landlink {

namespace {

std::vector<std::string> texts_of(const Scenario& scenario) {
  std::vector<std::string> texts;
  for (const auto& intervention : scenario.interventions) texts.push_back(intervention->text());
  return texts;
}

/// What the results of a scenario refer to.
struct AppraisedCase {
  SolvedPair pair;
  Appraisal appraisal;
};

/// The links of other modes, by feature.
std::map<FeatureRef, const LinkAttributes*> mode_links(const Network& network) {
  std::map<FeatureRef, const LinkAttributes*> links;
  for (const LinkId link : network.graph().links()) {
    const LinkAttributes& attributes = network.link(link);
    if (is_other_mode(attributes)) links.emplace(attributes.source, &attributes);
  }
  return links;
}

/// Features whose links or checkpoint differ between two models of the same data, and new ones.
std::vector<FeatureRef> changed_features(const TransportModel& model_before,
                                         const TransportModel& model_after) {
  const NetworkDraft& before = model_before.draft;
  const NetworkDraft& after = model_after.draft;
  std::vector<FeatureRef> changed;
  const auto old_links = mode_links(model_before.network);
  for (const auto& [source, link] : mode_links(model_after.network)) {
    const auto old = old_links.find(source);
    // Facilities are numbered anew in each network.
    LinkAttributes now = *link;
    if (old != old_links.end()) now.facility = old->second->facility;
    if (old == old_links.end() || *old->second != now) changed.push_back(source);
  }
  for (std::size_t i = 0; i < after.links.size(); ++i) {
    const LinkAttributes& link = after.links[i].attributes;
    const bool differs = i >= before.links.size() || before.links[i].attributes != link ||
                         (link.checkpoint.valid() && before.checkpoints[link.checkpoint] !=
                                                         after.checkpoints[link.checkpoint]);
    if (differs) changed.push_back(link.source);
  }
  std::sort(changed.begin(), changed.end());
  return changed;
}

ScenarioSummary summary_of(const Study& study, const Scenario& scenario, const SolvedCase& solved,
                           const std::filesystem::path& folder) {
  return {.study = study.name,
          .scenario = scenario.id,
          .name = scenario.name,
          .indicators = solved.totals,
          .relative_gap = solved.flows.convergence_measure(),
          .stochastic = solved.flows.stochastic,
          .stop = solved.flows.stop,
          .folder = folder};
}

/// What the manifest says of a demand that answers to costs.
std::optional<DemandResponseNote> response_of(const Study& study, const SolvedCase& solved) {
  if (!solved.agreement) return std::nullopt;
  return DemandResponseNote{.response = std::string(name_of(study.response.response)),
                            .residual = solved.agreement->residual,
                            .tolerance = study.response.tolerance,
                            .rounds = solved.agreement->rounds,
                            .converged = solved.agreement->converged};
}

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
  const std::filesystem::path study_folder = out / study.output;
  std::vector<ScenarioSummary> summaries;
  // Every scenario before the first is solved: a slip in the last does not cost the others' hours.
  std::set<std::string> left_out;
  for (const Scenario& scenario : study.scenarios) {
    try {
      check_openings(study, scenario, data.model);
      for (const std::string& note : order_notes(scenario, data.model)) progress.warning(note);
    } catch (const Error& e) {
      if (!options.keep_going) throw;
      progress.warning(e.what());
      left_out.insert(scenario.id);
    }
  }

  progress.stage(fmt::format("  {}", study.base.name));
  const CaseSolver solver(study, *data.demand, data.layers, progress);
  WarmSlot base_slot{.keep = true};
  std::vector<SolvedCase> bases;
  std::vector<std::shared_ptr<DemandModel>> demands;
  std::size_t own = 0;
  for (const int year : modelled_years(study)) {
    if (year == study.year) {
      own = bases.size();
      demands.push_back(data.demand);
      bases.push_back(solver.solve(std::move(data.model), base_slot));
      continue;
    }
    progress.stage(fmt::format("  {} base", year));
    Study of_year = study;
    of_year.year = year;
    BaseModel other = load_base_model(of_year);
    demands.push_back(other.demand);
    WarmSlot unused;
    bases.push_back(CaseSolver(study, *other.demand, data.layers, progress)
                        .solve(std::move(other.model), unused));
  }
  const SolvedCase& base = bases[own];
  bool is_base = false;  // of the scenario at hand
  const SolvePair solve_pair = [&](TransportModel model, std::size_t m) {
    if (is_base) return SolvedPair{.with = bases[m]};
    return CaseSolver(study, *demands[m], data.layers, progress)
        .solve_beside(std::move(model), bases[m], m == own ? base_slot.kept : nullptr);
  };
  if (options.strict) refuse_lost_demand(lost_demand(base), study.base.id);
  for (const std::string& warning : case_warnings(base)) progress.warning(warning);
  ScenarioResults base_results{.study = study.name,
                               .scenario = study.base.id,
                               .title = study.base.name,
                               .model = base.model,
                               .flows = base.flows,
                               .options = study.assignment,
                               .layers = data.layers,
                               .indicators = base.totals,
                               .hours_per_day = base.model.cost_settings.operating_h_per_day,
                               .demand_response = response_of(study, base),
                               .access = &base.access,
                               .diagnostics = &data.diagnostics,
                               .interventions = texts_of(study.base),
                               .inputs = data.inputs,
                               .assumptions = data.assumptions};
  BackgroundTask writer;
  writer.start([&] { write_results(base_results, study_folder / study.base.id); });
  summaries.push_back(summary_of(study, study.base, base, study_folder / study.base.id));

  for (const Scenario& scenario : study.scenarios) {
    if (left_out.contains(scenario.id)) {
      summaries.push_back(
          {.study = study.name, .scenario = scenario.id, .name = scenario.name, .left_out = true});
      continue;
    }
    progress.stage(fmt::format("  {}", scenario.name));
    is_base = scenario.interventions.empty();
    const auto solved = std::make_shared<AppraisedCase>();
    solved->pair = solve_pair(apply(scenario, base.model), own);
    const SolvedCase& with = solved->pair.with;
    if (options.strict) refuse_lost_demand(lost_demand(with), scenario.id);
    for (const std::string& warning : case_warnings(with, &base)) progress.warning(warning);
    solved->appraisal = appraise_scenario(study, scenario, bases, solved->pair, solve_pair);
    if (const auto warning = rate_warning(solved->appraisal)) {
      progress.warning(fmt::format("{}: {}", scenario.name, *warning));
    }
    std::vector<ClosureRow> closure;
    if (const auto period = closure_period(scenario)) {
      closure = closure_report(base.model, post_reports(base.model, base.flows), with.model,
                               post_reports(with.model, with.flows), period->days);
    }
    ScenarioResults results{.study = study.name,
                            .scenario = scenario.id,
                            .title = scenario.name,
                            .model = with.model,
                            .flows = with.flows,
                            .options = study.assignment,
                            .layers = data.layers,
                            .indicators = with.totals,
                            .hours_per_day = with.model.cost_settings.operating_h_per_day,
                            .demand_response = response_of(study, with),
                            .base = &base_results,
                            .appraisal = &solved->appraisal,
                            .access = &with.access,
                            .diagnostics = &data.diagnostics,
                            .closure = std::move(closure),
                            .interventions = texts_of(scenario),
                            .changed = changed_features(base.model, with.model),
                            .inputs = data.inputs,
                            .assumptions = data.assumptions};
    summaries.push_back(summary_of(study, scenario, with, study_folder / scenario.id));
    summaries.back().appraisal = solved->appraisal;
    writer.start([solved, results = std::move(results), folder = study_folder / scenario.id] {
      write_results(results, folder);
    });
  }
  writer.finish();
  return summaries;
}

}  // namespace landlink
