#include "case_solver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "common_paths.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/mode_paths.hpp"
#include "landlink/appraise/truck_trips.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/core/text.hpp"
#include "landlink/study/demand_response.hpp"

namespace landlink {

/// Paths by each mode are looked for unless those to start from have them.
AssignmentResult CaseSolver::assign_once(const TransportModel& model,
                                         const AssignmentOptions& options, WarmSlot& slot,
                                         bool has_modes) const {
  AssignmentOptions by_mode = options;
  if (!has_modes) {
    by_mode.stochastic.extra_paths = mode_paths(model, options.stochastic.choice_set.max_detour);
  }
  return assign(assignment_problem(model), by_mode, slot, [&](const auto& summary) {
    progress_->iteration(summary);
    return Continue::yes;
  });
}

/// Where empty trucks are to follow, the first equilibrium need only tell how many trucks there
/// are.
AssignmentOptions CaseSolver::first_options(const TransportModel& model,
                                            AssignmentOptions options) const {
  constexpr double kRough = 1e-3;
  const bool is_first = study_->response.response == DemandResponse::none &&
                        is_stochastic(options.algorithm) && !model.mode_tables.services.empty();
  if (is_first) options.relative_gap = std::max(options.relative_gap, kRough);
  return options;
}

/// Empty trips are those of the trucks that drive: what goes by another mode causes none. Trips
/// and equilibrium are found in turn until the former stay.
void CaseSolver::let_empties_follow(TransportModel& model, AssignmentResult& flows,
                                    const AssignmentOptions& options) const {
  if (flows.paths == nullptr || model.mode_tables.services.empty()) return;
  constexpr int kMostRounds = 20;
  double change = 0.0;
  for (int round = 0; round < kMostRounds; ++round) {
    FollowingEmpties empties = following_empties(model, truck_trips(model, *flows.paths));
    change = empties.change;
    const bool stay = change <= study_->response.tolerance;
    if (stay && flows.converged() && flows.convergence_measure() <= options.relative_gap) return;
    if (!stay) model.vehicles_per_h = std::move(empties.vehicles_per_h);
    WarmSlot unused;
    flows = assign_once(model, starting_from(options, model, flows, model), unused, true);
    if (!flows.converged()) return;
  }
  progress_->warning(
      fmt::format("empty trips still change by {:.2e} after {} assignments", change, kMostRounds));
}

/// The equilibrium of a case with the demand that answers to it; `base` is null for the base.
CaseSolver::Equilibrium CaseSolver::find(TransportModel model, const AssignmentOptions& options,
                                         WarmSlot& slot, const SolvedCase* base) const {
  std::optional<SolvedReference> reference;
  if (base != nullptr) reference.emplace(SolvedReference{base->model, base->flows});
  const SolvedReference* beside = reference ? &*reference : nullptr;
  const bool keeps = slot.keep;
  slot.keep = keeps || answers(study_->response, beside);
  AnsweredDemand answered =
      answer(std::move(model), *demand_, study_->response, beside, first_options(model, options),
             [&](const TransportModel& now, const AssignmentOptions& round, bool warm) {
               AssignmentResult flows = assign_once(now, round, slot, warm);
               if (slot.kept != nullptr) slot.start = slot.kept;  // of the next round
               return flows;
             });
  if (!keeps) slot.kept = nullptr;
  let_empties_follow(answered.model, answered.flows, options);
  Equilibrium found{std::move(answered.model), std::move(answered.flows)};
  if (answers(study_->response, beside)) found.agreement = answered.agreement;
  return found;
}

SolvedCase CaseSolver::solve(TransportModel model, WarmSlot& slot) const {
  SolvedCase solved = measured(find(std::move(model), study_->assignment, slot, nullptr));
  judge_demand(solved, nullptr);
  return solved;
}

/// The equilibrium of a case with the demand that it has, to be compared with another.
SolvedCase CaseSolver::solve_again(TransportModel model, const AssignmentOptions& options,
                                   const TransportModel& beside) const {
  WarmSlot unused;
  AssignmentResult flows = assign_once(model, options, unused, true);
  return measured({std::move(model), std::move(flows)}, &beside);
}

/// Says how far the demand of a case as it stands is from its answer to the costs of that case,
/// and marks the case where that is too far.
void CaseSolver::judge_demand(SolvedCase& solved, const SolvedCase* base) const {
  std::optional<SolvedReference> reference;
  if (base != nullptr) reference.emplace(SolvedReference{base->model, base->flows});
  const SolvedReference* beside = reference ? &*reference : nullptr;
  if (!answers(study_->response, beside)) return;
  DemandAgreement& agreement = *solved.agreement;  // with the rounds that it took
  agreement.residual =
      response_residual(solved.model, solved.flows, *demand_, study_->response, beside);
  agreement.converged = agreement.residual <= study_->response.tolerance;
  if (agreement.converged) return;
  progress_->warning(fmt::format(
      "demand still differs from demand at its own costs by {:.2e} after {}", agreement.residual,
      counted(static_cast<std::size_t>(agreement.rounds), "assignment")));
  solved.flows.stop = StopReason::iteration_limit;
}

SolvedPair CaseSolver::solve_beside(TransportModel model, const SolvedCase& base,
                                    std::shared_ptr<const WarmStart> start) const {
  const AssignmentOptions from_base =
      starting_from(study_->assignment, base.model, base.flows, model);
  WarmSlot slot{.start = std::move(start)};  // taken up where the case keeps the base's links
  Equilibrium with = find(std::move(model), from_base, slot, &base);
  const std::optional<DemandAgreement> agreement = with.agreement;
  SolvedPair pair;
  if (with.flows.paths == nullptr) {
    pair.with = measured(std::move(with), &base.model);
  } else {
    const CommonPathOptions common =
        on_common_paths(study_->assignment, base.model, base.flows, with.model, with.flows);
    pair.with = solve_again(std::move(with.model), common.now, base.model);
    pair.base_beside = solve_again(base.model, common.before, pair.with.model);
  }
  pair.with.agreement = agreement;
  judge_demand(pair.with, pair.base_beside ? &*pair.base_beside : &base);
  return pair;
}

/// `beside` is what the case is compared with, where that is known.
SolvedCase CaseSolver::measured(Equilibrium found, const TransportModel* beside) const {
  auto& [model, flows, agreement] = found;
  Indicators totals = indicators(model, flows);
  IdVector<ClassId, OdCosts> costs = od_costs(model, flows, beside);
  AccessReport access = access_report(model, flows, services(model, *layers_));
  return {.model = std::move(model),
          .flows = std::move(flows),
          .totals = std::move(totals),
          .costs = std::move(costs),
          .access = std::move(access),
          .agreement = agreement};
}

}  // namespace landlink
