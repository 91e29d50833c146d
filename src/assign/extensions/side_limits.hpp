#pragma once

#include <span>
#include <vector>

#include "landlink/assign/problem.hpp"

namespace landlink {

/// Of violation and complementarity, relative: what counts as keeping a limit.
constexpr double kLimitTolerance = 1e-6;

/// What differences from a limit are relative to: the limit, or at a limit of nothing `value`,
/// what the flows take of it without a price.
double limit_scale(const SideConstraint& constraint, double value);

/// How a constraint stands; `total_cost` includes prices.
SideConstraintState limit_state(const SideConstraint& constraint, double scale, double value,
                                double multiplier, double total_cost);

/// The larger of violation and complementarity.
double worst_of(const SideConstraintState& state);

/// Throws Error where the multipliers prove that no flows keep all constraints: prices at which
/// even the cheapest flows take more than the limits are worth (Farkas' lemma). `values` are what
/// flows take now, for the message.
void refuse_impossible_limits(const AssignmentProblem& problem, std::span<const double> multipliers,
                              std::span<const double> values);

}  // namespace landlink
