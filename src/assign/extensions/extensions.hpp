#pragma once

#include <functional>

#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"

// What goes beyond fixed demand, shared delays and free capacity is solved around the algorithms:
// each of these turns a problem into plainer ones, and gives them to `solve`.

namespace landlink {

using Solve = std::function<AssignmentResult(const AssignmentProblem&, const AssignmentOptions&,
                                             const Observer&)>;

/// A problem with side constraints, by multipliers. Throws Error where no flows can keep them all.
AssignmentResult solve_side_constrained(const AssignmentProblem& problem,
                                        const AssignmentOptions& options, const Observer& observer,
                                        const Solve& solve);

/// A problem with elastic demand, through the excess-demand transformation. Throws Error for
/// demand that names no demand function.
AssignmentResult solve_elastic(const AssignmentProblem& problem, const AssignmentOptions& options,
                               const Observer& observer, const Solve& solve);
[[nodiscard]] bool has_elastic_demand(const AssignmentProblem& problem);
void check_elastic_demand(const AssignmentProblem& problem);
/// The most that a demand function lets travel, per unit of the reference.
double most_demand_ratio(const ElasticDemand& elastic, double elasticity);

/// A problem whose pce varies by link, by diagonalisation.
AssignmentResult solve_asymmetric(const AssignmentProblem& problem,
                                  const AssignmentOptions& options, const Observer& observer,
                                  const Solve& solve);
[[nodiscard]] bool has_link_pce(const AssignmentProblem& problem);

/// By link: pcu that a pcu of the classes' own pce counts there at these volumes; 1 where there is
/// no volume.
std::vector<double> pce_ratio(const AssignmentProblem& problem,
                              const std::vector<std::vector<double>>& volume_per_h);

/// Judges `result.volume_per_h` on its own: fills total cost, cost on shortest paths, gap,
/// objective (0 where there is none), volumes in pcu and delays. Fixed demand, no side constraints
/// (prices belong into the constants).
void certify_volumes(const AssignmentProblem& problem, const AssignmentOptions& options,
                     AssignmentResult& result);

/// Numbers the iterations of one inner run after another in one history, within one limit.
class ChainedRuns {
 public:
  /// `options` and `observer` must outlive this.
  ChainedRuns(const AssignmentOptions& options, const Observer& observer, Solve solve)
      : options_(&options), observer_(&observer), solve_(std::move(solve)) {}

  /// Runs to `relative_gap`, with at most `most_iterations` of those that are left.
  AssignmentResult run(const AssignmentProblem& problem, double relative_gap, int most_iterations);

  [[nodiscard]] int iterations_left() const {
    return options_->max_iterations - static_cast<int>(history_.size());
  }
  [[nodiscard]] std::vector<IterationSummary> take_history() { return std::move(history_); }

 private:
  const AssignmentOptions* options_;
  const Observer* observer_;
  Solve solve_;
  std::vector<IterationSummary> history_ = {};
};

}  // namespace landlink
