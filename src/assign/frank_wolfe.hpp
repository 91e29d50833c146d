#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "landlink/assign/assign.hpp"

namespace landlink {

/// What a direction rule may look at. Class volumes run over classes x links, totals over links;
/// all pcu/h.
struct DirectionContext {
  std::span<const double> volume;  ///< where the algorithm stands, by class
  std::span<const double> total;   ///< the same over classes
  std::span<const double> loaded;  ///< all-or-nothing at the costs there, by class
  std::span<const double> total_loaded;
  std::span<const double> curvature;  ///< by link: weighted slope of the delay at `total`
  double previous_step = 0.0;         ///< 0 at the first iteration
  int iteration = 0;                  ///< from 1
};

/// What distinguishes the members of the Frank-Wolfe family: where to go next, and how far.
class DirectionRule {
 public:
  virtual ~DirectionRule() = default;
  /// Sets feasible class volumes to move towards.
  virtual void choose_target(const DirectionContext& context, std::span<double> target) = 0;
  /// The step, where the rule fixes it; nothing asks for an exact line search.
  [[nodiscard]] virtual std::optional<double> fixed_step(int /*iteration*/) const { return {}; }
  /// The target was not downhill: forget what the next one would build on. The frame goes towards
  /// the all-or-nothing volumes `loaded` instead.
  virtual void restart(std::span<const double> /*loaded*/) {}
};

/// The frame that the family shares: load all-or-nothing, certify the volumes held by those very
/// shortest paths, choose a target, find the step, move.
AssignmentResult solve_by_directions(const AssignmentProblem& problem,
                                     const AssignmentOptions& options, const Observer& observer,
                                     DirectionRule& rule);

// The rules, one file each in algorithms/.
AssignmentResult solve_msa(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer);
AssignmentResult solve_fw(const AssignmentProblem& problem, const AssignmentOptions& options,
                          const Observer& observer);
AssignmentResult solve_cfw(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer);
AssignmentResult solve_bfw(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer);
AssignmentResult solve_gp(const AssignmentProblem& problem, const AssignmentOptions& options,
                          const Observer& observer);
AssignmentResult solve_bush(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Observer& observer);
/// The same from the slot's start, leaving what the slot asks for; null: cold.
struct WarmSlot;
AssignmentResult solve_bush_from(const AssignmentProblem& problem, const AssignmentOptions& options,
                                 const Observer& observer, WarmSlot* slot);

}  // namespace landlink
