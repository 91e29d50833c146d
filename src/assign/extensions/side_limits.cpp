// Side constraints as such, whatever the equilibrium: what is none, how one stands, and which no
// flows can keep.
#include "side_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "landlink/assign/choice_set.hpp"

namespace landlink {

void check_side_constraints(const AssignmentProblem& problem) {
  for (const SideConstraint& constraint : problem.side_constraints) {
    const Place place{.feature = fmt::format("side constraint '{}'", constraint.name)};
    if (!(constraint.limit >= 0.0) || std::isinf(constraint.limit)) {
      throw Error(place, fmt::format("a limit of {}", constraint.limit),
                  "give a finite limit of at least 0");
    }
    std::set<std::pair<std::size_t, LinkId>> met;
    for (const SideTerm& term : constraint.terms) {
      if (term.user_class >= problem.classes.size() || !term.link.valid() ||
          term.link.index() >= problem.graph->link_count()) {
        throw Error(place, "a term of a class or a link that the problem does not have",
                    "name classes and links of the problem");
      }
      if (!(term.coefficient > 0.0) || std::isinf(term.coefficient)) {
        throw Error(place, fmt::format("a coefficient of {}", term.coefficient),
                    "give a finite one above 0, or leave the term out");
      }
      if (!met.emplace(term.user_class, term.link).second) {
        throw Error(place, "the same class and link twice", "add the coefficients up in one term");
      }
    }
  }
}

double limit_scale(const SideConstraint& constraint, double value) {
  if (constraint.limit > 0.0) return constraint.limit;
  return value > 0.0 ? value : 1.0;
}

SideConstraintState limit_state(const SideConstraint& constraint, double scale, double value,
                                double multiplier, double total_cost) {
  const double excess = value - constraint.limit;
  SideConstraintState state{.value = value, .multiplier = multiplier};
  state.violation = std::max(0.0, excess) / scale;
  if (total_cost > 0.0) {
    state.complementarity =
        std::min(std::max(0.0, -excess) / scale, multiplier * scale / total_cost);
  }
  return state;
}

double worst_of(const SideConstraintState& state) {
  return std::max(state.violation, state.complementarity);
}

void refuse_impossible_limits(const AssignmentProblem& problem, std::span<const double> multipliers,
                              std::span<const double> values) {
  const std::vector<SideConstraint>& constraints = problem.side_constraints;
  std::vector<double> cost;
  double worth = 0.0;
  std::size_t worst = 0;
  for (std::size_t c = 0; c < constraints.size(); ++c) {
    worth += multipliers[c] * constraints[c].limit;
    if (values[c] - constraints[c].limit > values[worst] - constraints[worst].limit) worst = c;
  }
  double largest = 0.0;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const std::size_t first = cost.size();
    for (const double constant : problem.classes[k].constant_cost) {
      cost.push_back(std::isfinite(constant) ? 0.0 : std::numeric_limits<double>::infinity());
    }
    for (std::size_t c = 0; c < constraints.size(); ++c) {
      for (const SideTerm& term : constraints[c].terms) {
        if (term.user_class != k) continue;
        double& at = cost[first + term.link.index()];
        at += multipliers[c] * term.coefficient / problem.classes[k].pce;
        if (std::isfinite(at)) largest = std::max(largest, at);
      }
    }
  }
  if (largest == 0.0) return;
  const double least = add_least_cost_paths(problem, cost, nullptr).cost;
  if (least <= worth * (1.0 + kLimitTolerance)) return;
  const SideConstraint& constraint = constraints[worst];
  const bool alone = constraints.size() == 1;
  throw Error({.feature = fmt::format("side constraint '{}'", constraint.name)},
              fmt::format("demand cannot keep {}: {:.6g} {} an hour where the limit is {:.6g}",
                          alone ? "it" : "all side constraints together", values[worst],
                          constraint.unit, constraint.limit),
              "raise the limit, open other ways, or lower the demand");
}

}  // namespace landlink
