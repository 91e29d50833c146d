#include "landlink/assign/convergence.hpp"

#include <algorithm>
#include <limits>

namespace landlink {

namespace {
constexpr double kStallProgress = 0.999;
}  // namespace

std::string_view name_of(GapKind kind) {
  switch (kind) {
    case GapKind::relative:
      return "relative";
    case GapKind::variational_inequality:
      return "variational inequality";
  }
  return "unknown";
}

std::string_view name_of(StopReason reason) {
  switch (reason) {
    case StopReason::converged:
      return "converged";
    case StopReason::iteration_limit:
      return "iteration limit";
    case StopReason::stalled:
      return "stalled";
    case StopReason::stopped_by_observer:
      return "stopped by observer";
  }
  return "unknown";
}

double relative_gap(double total_cost, double shortest_path_cost) {
  return total_cost > 0.0 ? std::max(0.0, (total_cost - shortest_path_cost) / total_cost) : 0.0;
}

Convergence::Convergence(const AssignmentOptions& options, const Observer& observer,
                         AssignmentResult& result, int stall_window)
    : options_(&options),
      observer_(&observer),
      result_(&result),
      stall_window_(stall_window),
      best_gap_(std::numeric_limits<double>::infinity()),
      best_gap_at_check_(std::numeric_limits<double>::infinity()) {}

void Convergence::restart() {
  best_gap_ = std::numeric_limits<double>::infinity();
  best_gap_at_check_ = best_gap_;
}

bool Convergence::stalled() {
  if (iteration_ % stall_window_ != 0) return false;
  const bool progress = best_gap_ < kStallProgress * best_gap_at_check_;
  best_gap_at_check_ = best_gap_;
  return !progress;
}

std::optional<StopReason> Convergence::record(const ClassCosts& costs,
                                              std::span<const double> class_volume,
                                              double shortest_path_cost, double step_size) {
  result_->total_cost = costs.total_cost(class_volume);
  result_->shortest_path_cost = shortest_path_cost;
  result_->relative_gap = relative_gap(result_->total_cost, shortest_path_cost);
  result_->objective = costs.objective(class_volume);
  return conclude({.relative_gap = result_->relative_gap,
                   .objective = result_->objective,
                   .total_cost = result_->total_cost,
                   .step_size = step_size});
}

std::optional<StopReason> Convergence::record(const FixedPointState& state) {
  result_->total_cost = state.total_cost;
  result_->residual = state.residual;
  result_->objective = state.objective;
  return conclude({.residual = state.residual,
                   .stochastic = true,
                   .objective = state.objective,
                   .total_cost = state.total_cost,
                   .step_size = state.step_size});
}

std::optional<StopReason> Convergence::conclude(IterationSummary summary) {
  summary.iteration = ++iteration_;
  summary.cpu_s = static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC;
  result_->history.push_back(summary);
  const double measure = summary.convergence_measure();
  best_gap_ = std::min(best_gap_, measure);

  const bool stop_asked = *observer_ && (*observer_)(summary) == Continue::no;
  if (measure <= options_->relative_gap) return StopReason::converged;
  if (stop_asked) return StopReason::stopped_by_observer;
  if (iteration_ >= options_->max_iterations) return StopReason::iteration_limit;
  if (stalled()) return StopReason::stalled;
  return {};
}

void store_volumes(const AssignmentProblem& problem, const ClassCosts& costs,
                   std::span<const double> class_volume, AssignmentResult& result) {
  const std::size_t links = problem.graph->link_count();
  result.volume_per_h.clear();
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const std::span<const double> pcu = class_volume.subspan(k * links, links);
    std::vector<double> vehicles(pcu.begin(), pcu.end());
    for (double& volume : vehicles) volume /= problem.classes[k].pce;
    result.volume_per_h.push_back(std::move(vehicles));
  }
  result.volume_pcu_per_h.assign(costs.total_volume().begin(), costs.total_volume().end());
  result.delay.assign(costs.delay().begin(), costs.delay().end());
}

}  // namespace landlink
