#include "landlink/study/run_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "common_paths.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/mode_paths.hpp"
#include "landlink/appraise/truck_trips.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/assign/warm_start.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/link_mode.hpp"
#include "landlink/output/scenario_results.hpp"
#include "landlink/scenario/closure.hpp"
#include "landlink/study/base_model.hpp"
#include "landlink/study/demand_response.hpp"
#include "lost_demand.hpp"
#include "scenario_appraisal.hpp"

namespace landlink {

namespace {

/// What all cases of a study share.
struct Solver {
  const Study& study;
  DemandModel& demand;
  const NetworkLayers& layers;
  Progress& progress;

  /// Paths by each mode are looked for unless those to start from have them.
  AssignmentResult assign_once(const TransportModel& model, const AssignmentOptions& options,
                               WarmSlot& slot, bool has_modes = false) const {
    AssignmentOptions by_mode = options;
    if (!has_modes) {
      by_mode.stochastic.extra_paths = mode_paths(model, options.stochastic.choice_set.max_detour);
    }
    return assign(assignment_problem(model), by_mode, slot, [&](const auto& summary) {
      progress.iteration(summary);
      return Continue::yes;
    });
  }

  /// Where empty trucks are to follow, the first equilibrium need only tell how many trucks there
  /// are.
  [[nodiscard]] AssignmentOptions first_options(const TransportModel& model,
                                                AssignmentOptions options) const {
    constexpr double kRough = 1e-3;
    const bool is_first = study.response.response == DemandResponse::none &&
                          is_stochastic(options.algorithm) && !model.mode_tables.services.empty();
    if (is_first) options.relative_gap = std::max(options.relative_gap, kRough);
    return options;
  }

  /// Empty trips are those of the trucks that drive: what goes by another mode causes none. Trips
  /// and equilibrium are found in turn until the former stay.
  void let_empties_follow(TransportModel& model, AssignmentResult& flows,
                          const AssignmentOptions& options) const {
    if (flows.paths == nullptr || model.mode_tables.services.empty()) return;
    constexpr int kMostRounds = 20;
    double change = 0.0;
    for (int round = 0; round < kMostRounds; ++round) {
      FollowingEmpties empties = following_empties(model, truck_trips(model, *flows.paths));
      change = empties.change;
      const bool stay = change <= study.response.tolerance;
      if (stay && flows.converged() && flows.convergence_measure() <= options.relative_gap) return;
      if (!stay) model.vehicles_per_h = std::move(empties.vehicles_per_h);
      WarmSlot unused;
      flows = assign_once(model, starting_from(options, model, flows, model), unused, true);
      if (!flows.converged()) return;
    }
    progress.warning(fmt::format("empty trips still change by {:.2e} after {} assignments", change,
                                 kMostRounds));
  }

  /// The equilibrium of a case with the demand that answers to it; `base` is null for the base.
  SolvedCase solve(TransportModel model, const AssignmentOptions& options, WarmSlot& slot,
                   const SolvedCase* base) const {
    std::optional<SolvedReference> reference;
    if (base != nullptr) reference.emplace(SolvedReference{base->model, base->flows});
    AnsweredDemand answered =
        answer(std::move(model), demand, study.response, reference ? &*reference : nullptr,
               [&](const TransportModel& now) {
                 return assign_once(now, first_options(now, options), slot);
               });
    if (!answered.converged) {
      progress.warning(fmt::format(
          "demand still differs from demand at its own costs by {:.2e} after {}", answered.residual,
          counted(static_cast<std::size_t>(answered.rounds), "assignment")));
      answered.flows.stop = StopReason::iteration_limit;
    }
    let_empties_follow(answered.model, answered.flows, options);
    return measured(std::move(answered.model), std::move(answered.flows));
  }

  /// The equilibrium of a case with the demand that it has.
  SolvedCase solve_again(TransportModel model, const AssignmentOptions& options) const {
    WarmSlot unused;
    AssignmentResult flows = assign_once(model, options, unused, true);
    return measured(std::move(model), std::move(flows));
  }

  /// A case beside its base: under logit both on all paths that either has, like with like.
  SolvedPair solve_beside(TransportModel model, const SolvedCase& base,
                          decltype(WarmSlot::start) start) const {
    const AssignmentOptions from_base =
        starting_from(study.assignment, base.model, base.flows, model);
    WarmSlot slot{.start = std::move(start)};  // taken up where the case keeps the base's links
    SolvedPair pair{.with = solve(std::move(model), from_base, slot, &base)};
    if (pair.with.flows.paths != nullptr) {
      const CommonPathOptions common = on_common_paths(study.assignment, base.model, base.flows,
                                                       pair.with.model, pair.with.flows);
      pair.with = solve_again(std::move(pair.with.model), common.now);
      pair.base_beside = solve_again(base.model, common.before);
    }
    return pair;
  }

  [[nodiscard]] SolvedCase measured(TransportModel model, AssignmentResult flows) const {
    Indicators totals = indicators(model, flows);
    IdVector<ClassId, OdCosts> costs = od_costs(model, flows);
    AccessReport access = access_report(model, flows, services(model, layers));
    return {std::move(model), std::move(flows), std::move(totals), std::move(costs),
            std::move(access)};
  }
};

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

/// Freight without a way is told, or refused where the run is strict.
void tell_of_lost_demand(const SolvedCase& solved, const std::string& scenario, bool strict,
                         Progress& progress) {
  const LostDemand lost = lost_demand(solved);
  if (strict) refuse_lost_demand(lost, scenario);
  if (lost.any()) progress.warning(warning_of(lost));
}

/// Posts that serve fewer trucks than come: their waits are those of the loaded period, and the
/// queue grows from day to day.
void warn_of_queues(const SolvedCase& solved, Progress& progress) {
  for (const PostReport& report : post_reports(solved.model, solved.flows)) {
    if (report.day.growth <= 0.0) continue;
    const BorderCheckpoint& post = solved.model.network.checkpoints()[report.checkpoint];
    progress.warning(
        fmt::format("{} is over capacity {} Laos: {:.0f} trucks a day for {:.0f}; its queue grows "
                    "by {:.0f} a day",
                    post.name, report.leaves_laos ? "out of" : "into", report.trucks_per_day,
                    report.capacity_per_day, report.day.growth));
  }
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
      check(scenario, data.model);
    } catch (const Error& e) {
      if (!options.keep_going) throw;
      progress.warning(e.what());
      left_out.insert(scenario.id);
    }
  }

  progress.stage(fmt::format("  {}", study.base.name));
  const Solver solver{study, *data.demand, data.layers, progress};
  WarmSlot base_slot{.keep = true};
  std::vector<SolvedCase> bases;
  std::vector<std::shared_ptr<DemandModel>> demands;
  std::size_t own = 0;
  for (const int year : modelled_years(study)) {
    if (year == study.year) {
      own = bases.size();
      demands.push_back(data.demand);
      bases.push_back(solver.solve(std::move(data.model), study.assignment, base_slot, nullptr));
      continue;
    }
    progress.stage(fmt::format("  {} base", year));
    Study of_year = study;
    of_year.year = year;
    BaseModel other = load_base_model(of_year);
    demands.push_back(other.demand);
    WarmSlot unused;
    bases.push_back(Solver{study, *other.demand, data.layers, progress}.solve(
        std::move(other.model), study.assignment, unused, nullptr));
  }
  const SolvedCase& base = bases[own];
  const SolvePair solve_pair = [&](TransportModel model, std::size_t m) {
    return Solver{study, *demands[m], data.layers, progress}.solve_beside(
        std::move(model), bases[m], m == own ? base_slot.kept : nullptr);
  };
  tell_of_lost_demand(base, study.base.id, options.strict, progress);
  warn_of_queues(base, progress);
  ScenarioResults base_results{.study = study.name,
                               .scenario = study.base.id,
                               .title = study.base.name,
                               .model = base.model,
                               .flows = base.flows,
                               .options = study.assignment,
                               .layers = data.layers,
                               .indicators = base.totals,
                               .hours_per_day = base.model.cost_settings.operating_h_per_day,
                               .access = &base.access,
                               .diagnostics = &data.diagnostics,
                               .interventions = texts_of(study.base),
                               .inputs = data.inputs,
                               .assumptions = data.assumptions};
  write_results(base_results, study_folder / study.base.id);
  summaries.push_back(summary_of(study, study.base, base, study_folder / study.base.id));

  for (const Scenario& scenario : study.scenarios) {
    if (left_out.contains(scenario.id)) {
      summaries.push_back(
          {.study = study.name, .scenario = scenario.id, .name = scenario.name, .left_out = true});
      continue;
    }
    progress.stage(fmt::format("  {}", scenario.name));
    const SolvedPair solved = solve_pair(apply(scenario, base.model), own);
    const SolvedCase& with = solved.with;
    tell_of_lost_demand(with, scenario.id, options.strict, progress);
    warn_of_queues(with, progress);
    const Appraisal appraisal = appraise_scenario(study, scenario, bases, solved, solve_pair);
    if (const auto warning = rate_warning(appraisal)) {
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
                            .base = &base_results,
                            .appraisal = &appraisal,
                            .access = &with.access,
                            .diagnostics = &data.diagnostics,
                            .closure = std::move(closure),
                            .interventions = texts_of(scenario),
                            .changed = changed_features(base.model, with.model),
                            .inputs = data.inputs,
                            .assumptions = data.assumptions};
    write_results(results, study_folder / scenario.id);
    summaries.push_back(summary_of(study, scenario, with, study_folder / scenario.id));
    summaries.back().appraisal = appraisal;
  }
  return summaries;
}

}  // namespace landlink
