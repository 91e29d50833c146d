#pragma once

#include <ctime>
#include <optional>
#include <span>

#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/result.hpp"

namespace landlink {

/// What a stochastic algorithm knows of its flows after an iteration.
struct FixedPointState {
  double residual = 0.0;  ///< AssignmentResult::residual
  double objective = 0.0;
  double total_cost = 0.0;
  double step_size = 0.0;
};

/// Watches a run: states its gap after each iteration and says when to stop.
class Convergence {
 public:
  /// `result` receives the history; all must outlive this. A run has stalled when its least gap
  /// has fallen by less than a thousandth in `stall_window` iterations.
  Convergence(const AssignmentOptions& options, const Observer& observer, AssignmentResult& result,
              int stall_window = 500);

  /// Records an iteration from the costs at `class_volume` and the cost of the whole demand on the
  /// shortest paths at those costs. Returns why to stop, or nothing to go on: the gap is reached,
  /// the observer says no, the iterations are used up, or the run has stalled.
  std::optional<StopReason> record(const ClassCosts& costs, std::span<const double> class_volume,
                                   double shortest_path_cost, double step_size);
  /// The same of a stochastic algorithm, by its residual.
  std::optional<StopReason> record(const FixedPointState& state);

  /// What is being solved has changed: progress is measured anew.
  void restart();

  [[nodiscard]] int iteration() const { return iteration_; }  ///< recorded so far

 private:
  std::optional<StopReason> conclude(IterationSummary summary);
  [[nodiscard]] bool stalled();

  const AssignmentOptions* options_;
  const Observer* observer_;
  AssignmentResult* result_;
  int stall_window_;
  int iteration_ = 0;
  double best_gap_;
  double best_gap_at_check_;
  std::clock_t start_ = std::clock();
};

/// (total - shortest) / total; zero where there is no cost at all, and never below zero by
/// rounding.
double relative_gap(double total_cost, double shortest_path_cost);

/// AssignmentResult::conservation of a result's volumes. What a class sends between zones that no
/// path joins is left out; which pairs these are is found anew where the result says that there are
/// some.
double conservation_error(const AssignmentProblem& problem, const AssignmentResult& result);

/// Fills what a result says about volumes: by class in vehicles, in all, and delays.
void store_volumes(const AssignmentProblem& problem, const ClassCosts& costs,
                   std::span<const double> class_volume, AssignmentResult& result);

}  // namespace landlink
