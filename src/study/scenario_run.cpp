#include "scenario_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "case_solver.hpp"
#include "case_warnings.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/network/link_mode.hpp"
#include "landlink/scenario/closure.hpp"
#include "landlink/study/demand_response.hpp"
#include "lost_demand.hpp"

namespace landlink {

namespace {

std::vector<std::string> texts_of(const Scenario& scenario) {
  std::vector<std::string> texts;
  for (const auto& intervention : scenario.interventions) texts.push_back(intervention->text());
  return texts;
}

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

/// What the manifest says of a demand that answers to costs.
std::optional<DemandResponseNote> response_of(const Study& study, const SolvedCase& solved) {
  if (!solved.agreement) return std::nullopt;
  return DemandResponseNote{.response = std::string(name_of(study.response.response)),
                            .residual = solved.agreement->residual,
                            .tolerance = study.response.tolerance,
                            .rounds = solved.agreement->rounds,
                            .converged = solved.agreement->converged};
}

}  // namespace

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

ScenarioResults results_of(const Study& study, const Scenario& scenario, const SolvedCase& solved,
                           const BaseModel& data, const RunOptions& options) {
  return {.study = study.name,
          .scenario = scenario.id,
          .title = scenario.name,
          .model = solved.model,
          .flows = solved.flows,
          .options = study.assignment,
          .layers = data.layers,
          .indicators = solved.totals,
          .hours_per_day = solved.model.cost_settings.operating_h_per_day,
          .maps = options.maps,
          .demand_response = response_of(study, solved),
          .access = &solved.access,
          .diagnostics = &data.diagnostics,
          .interventions = texts_of(scenario),
          .inputs = data.inputs,
          .assumptions = data.assumptions};
}

ScenarioSummary run_scenario(const Study& study, const Scenario& scenario, const SolvedBases& bases,
                             const BaseModel& data, const ScenarioResults& base_results,
                             const std::filesystem::path& folder, Progress& progress,
                             const RunOptions& options) {
  progress.stage(fmt::format("  {}", scenario.name));
  const SolvedCase& base = bases.base();
  const bool is_base = scenario.interventions.empty();
  const SolvePair solve_pair = [&](TransportModel model, std::size_t m) {
    if (is_base) return SolvedPair{.with = bases.cases[m]};
    DemandModel demand = *bases.demands[m];
    return CaseSolver(study, demand, data.layers, progress)
        .solve_beside(std::move(model), bases.cases[m], m == bases.own ? bases.start : nullptr);
  };
  const SolvedPair pair = solve_pair(apply(scenario, base.model), bases.own);
  const SolvedCase& with = pair.with;
  if (options.strict) refuse_lost_demand(lost_demand(with), scenario.id);
  for (const std::string& warning : case_warnings(with, &base)) progress.warning(warning);
  const Appraisal appraisal = appraise_scenario(study, scenario, bases.cases, pair, solve_pair);
  if (const auto warning = rate_warning(appraisal)) {
    progress.warning(fmt::format("{}: {}", scenario.name, *warning));
  }
  ScenarioResults results = results_of(study, scenario, with, data, options);
  results.base = &base_results;
  results.appraisal = &appraisal;
  results.changed = changed_features(base.model, with.model);
  if (const auto period = closure_period(scenario)) {
    results.closure = closure_report(base.model, post_reports(base.model, base.flows), with.model,
                                     post_reports(with.model, with.flows), period->days);
  }
  write_results(results, folder);
  ScenarioSummary summary = summary_of(study, scenario, with, folder);
  summary.appraisal = appraisal;
  return summary;
}

}  // namespace landlink
