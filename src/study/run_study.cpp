#include "landlink/study/run_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "common_paths.hpp"
#include "landlink/appraise/cash_flow.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/assign/warm_start.hpp"
#include "landlink/core/text.hpp"
#include "landlink/output/scenario_results.hpp"
#include "landlink/scenario/closure.hpp"
#include "landlink/study/base_model.hpp"
#include "landlink/study/demand_response.hpp"

namespace landlink {

namespace {

/// One case of a study with its equilibrium: what the next ones are compared with.
struct SolvedCase {
  TransportModel model;
  AssignmentResult flows;
  Indicators totals;
  IdVector<ClassId, Skims> skims;
};

/// What all cases of a study share.
struct Solver {
  const Study& study;
  DemandModel& demand;
  Progress& progress;

  AssignmentResult assign_once(const TransportModel& model, const AssignmentOptions& options,
                               WarmSlot& slot) const {
    return assign(assignment_problem(model), options, slot, [&](const auto& summary) {
      progress.iteration(summary);
      return Continue::yes;
    });
  }

  /// The equilibrium of a case with the demand that answers to it; `base` is null for the base.
  SolvedCase solve(TransportModel model, const AssignmentOptions& options, WarmSlot& slot,
                   const SolvedCase* base) const {
    std::optional<SolvedReference> reference;
    if (base != nullptr) reference.emplace(SolvedReference{base->model, base->flows});
    AnsweredDemand answered =
        answer(std::move(model), demand, study.response, reference ? &*reference : nullptr,
               [&](const TransportModel& now) { return assign_once(now, options, slot); });
    if (!answered.converged) {
      progress.warning(fmt::format(
          "demand still differs from demand at its own costs by {:.2e} after {}", answered.residual,
          counted(static_cast<std::size_t>(answered.rounds), "assignment")));
      answered.flows.stop = StopReason::iteration_limit;
    }
    return measured(std::move(answered.model), std::move(answered.flows));
  }

  /// The equilibrium of a case with the demand that it has.
  SolvedCase solve_again(TransportModel model, const AssignmentOptions& options) const {
    WarmSlot unused;
    AssignmentResult flows = assign_once(model, options, unused);
    return measured(std::move(model), std::move(flows));
  }

  static SolvedCase measured(TransportModel model, AssignmentResult flows) {
    Indicators totals = indicators(model, flows);
    IdVector<ClassId, Skims> skims = class_skims(model, flows);
    return {std::move(model), std::move(flows), std::move(totals), std::move(skims)};
  }
};

Appraisal appraise(const Study& study, const Scenario& scenario, const SolvedCase& base,
                   const SolvedCase& with) {
  const AppraisalSettings& settings = study.appraisal;
  std::vector<InvestmentTerms> investments;
  int opens = 0;
  Appraisal result;
  for (const auto& intervention : scenario.interventions) {
    const InterventionTerms& terms = intervention->terms();
    const int year = terms.opens != 0 ? terms.opens : study.year;
    opens = std::max(opens, year);
    result.capital_usd += terms.capital_usd;
    result.maintenance_usd_per_year += terms.maintenance_usd_per_year;
    investments.push_back({.capital_usd = terms.capital_usd,
                           .maintenance_usd_per_year = terms.maintenance_usd_per_year,
                           .construction_years = terms.construction_years,
                           .opens = year});
  }
  result.user_benefit_usd_per_year =
      settings.days_per_year *
      user_benefit_usd_per_day(base.model, base.skims, with.model, with.skims);
  result.co2_saved_t_per_year = settings.days_per_year * (base.totals.co2_t - with.totals.co2_t);
  result.discount_rate = settings.discount_rate;
  // Benefits are those of all interventions together, so they begin when the last one opens.
  const CostBenefitStream stream =
      cost_benefit_stream(investments, {.usd_per_year = result.user_benefit_usd_per_year,
                                        .modelled_year = study.year,
                                        .growth_per_year = settings.benefit_growth_per_year,
                                        .opens = opens != 0 ? opens : study.year,
                                        .years = settings.years});
  const std::vector<double> net = stream.net_usd();
  result.npv_usd = net_present_value(net, settings.discount_rate);
  result.eirr = internal_rates_of_return(net);
  if (const auto ratio = benefit_cost_ratio(stream, settings.discount_rate)) {
    result.benefit_cost_ratio = *ratio;
    result.has_benefit_cost_ratio = true;
  }
  return result;
}

std::vector<std::string> texts_of(const Scenario& scenario) {
  std::vector<std::string> texts;
  for (const auto& intervention : scenario.interventions) texts.push_back(intervention->text());
  return texts;
}

/// Features whose links or checkpoint differ between two drafts of the same data.
std::vector<FeatureRef> changed_features(const NetworkDraft& before, const NetworkDraft& after) {
  std::vector<FeatureRef> changed;
  for (std::size_t i = 0; i < before.links.size(); ++i) {
    const LinkAttributes& link = after.links[i].attributes;
    const bool differs = before.links[i].attributes != link ||
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

void warn_of_unassigned(const SolvedCase& solved, Progress& progress) {
  if (solved.totals.unassigned_tonnes <= 0.0) return;
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t k = 0; k < solved.model.classes.size(); ++k) {
    const Skims& skims = solved.skims[ClassId{k}];
    for (const OdEntry& entry : solved.model.vehicles_per_h[ClassId{k}].entries()) {
      if (std::isfinite(skims.cost[skims.cell(entry.origin, entry.destination)])) continue;
      pairs.emplace(entry.origin.index(), entry.destination.index());
    }
  }
  std::set<std::size_t> origins;
  for (const auto& [origin, destination] : pairs) origins.insert(origin);
  progress.warning(
      fmt::format("{:.1f} t/day have no way and are not assigned: {} from {}; no benefit or cost "
                  "is counted for "
                  "them",
                  solved.totals.unassigned_tonnes, counted(pairs.size(), "zone pair"),
                  counted(origins.size(), "zone")));
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

}  // namespace

std::vector<ScenarioSummary> run_study(const Study& study, const std::filesystem::path& out,
                                       Progress& progress, bool keep_going) {
  progress.stage(fmt::format("  reading {} and {}", study.network.generic_string(),
                             study.demand.generic_string()));
  BaseModel data = load_base_model(study);
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
      if (!keep_going) throw;
      progress.warning(e.what());
      left_out.insert(scenario.id);
    }
  }

  progress.stage(fmt::format("  {}", study.base.name));
  const Solver solver{study, *data.demand, progress};
  WarmSlot base_slot{.keep = true};
  const SolvedCase base = solver.solve(std::move(data.model), study.assignment, base_slot, nullptr);
  warn_of_unassigned(base, progress);
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
    TransportModel model = apply(scenario, base.model);
    const AssignmentOptions from_base =
        starting_from(study.assignment, base.model, base.flows, model);
    WarmSlot slot{.start = base_slot.kept};  // taken up where the scenario keeps the base's links
    SolvedCase with = solver.solve(std::move(model), from_base, slot, &base);
    warn_of_unassigned(with, progress);
    warn_of_queues(with, progress);
    std::optional<SolvedCase> base_beside;
    if (with.flows.paths != nullptr) {
      // Like with like: both states on all paths that either has. The base's own results stay.
      const CommonPathOptions common =
          on_common_paths(study.assignment, base.model, base.flows, with.model, with.flows);
      with = solver.solve_again(std::move(with.model), common.now);
      base_beside = solver.solve_again(base.model, common.before);
    }
    const Appraisal appraisal = appraise(study, scenario, base_beside ? *base_beside : base, with);
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
                            .diagnostics = &data.diagnostics,
                            .closure = std::move(closure),
                            .interventions = texts_of(scenario),
                            .changed = changed_features(base.model.draft, with.model.draft),
                            .inputs = data.inputs,
                            .assumptions = data.assumptions};
    write_results(results, study_folder / scenario.id);
    summaries.push_back(summary_of(study, scenario, with, study_folder / scenario.id));
    summaries.back().appraisal = appraisal;
  }
  return summaries;
}

}  // namespace landlink
