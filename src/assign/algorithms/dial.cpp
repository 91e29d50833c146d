// Logit on all reasonable paths, by links (Dial 1971), with congestion.
#include <vector>

#include "../stochastic/fixed_point.hpp"
#include "../stochastic/link_logit.hpp"
#include "../stochastic/path_equilibrium.hpp"
#include "landlink/assign/choice_set.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/link_choice.hpp"

namespace landlink {

AssignmentResult solve_dial(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Observer& observer) {
  AssignmentResult result;
  result.stochastic = true;
  constexpr int kStallWindow = 60;
  Convergence convergence(options, observer, result, kStallWindow);
  std::vector<double> volume(problem.classes.size() * problem.graph->link_count(), 0.0);
  ClassCosts costs(problem);
  costs.update(volume);
  LinkLogit logit(problem, costs.class_cost(), class_thetas(problem, options), options.blocks);
  FixedPoint point(problem, costs, logit);
  point.start();
  for (;;) {
    double residual = point.residual();
    constexpr double kNear = 0.1;
    if (residual > options.relative_gap && residual < kNear) {
      residual = point.polish(options.relative_gap).value_or(residual);
    }
    logit.class_volumes(volume);
    costs.update(volume);
    const auto stop =
        convergence.record({.residual = residual,
                            .objective = costs.objective(volume) + logit.entropy_cost(),
                            .total_cost = costs.total_cost(volume),
                            .step_size = point.step_size()});
    if (stop) {
      result.stop = *stop;
      break;
    }
    if (!point.step()) {
      result.stop = StopReason::stalled;
      break;
    }
  }
  // What a verifier does: a loading at the costs of the volumes.
  logit.class_volumes(volume);
  costs.update(volume);
  std::vector<double> total(problem.graph->link_count());
  logit.load(costs.delay(), total);
  result.residual = logit.residual_of(volume);
  result.objective = costs.objective(volume) + logit.entropy_cost();
  result.total_cost = costs.total_cost(volume);
  const LeastCosts least = add_least_cost_paths(problem, costs.class_cost(), nullptr);
  result.shortest_path_cost = least.cost;
  result.relative_gap = relative_gap(result.total_cost, least.cost);
  result.unassigned_per_h = logit.unassigned();
  store_volumes(problem, costs, volume, result);
  return result;
}

LinkChoiceCheck check_link_choice(const AssignmentProblem& problem,
                                  const AssignmentOptions& options,
                                  std::span<const double> class_volume) {
  ClassCosts costs(problem);
  costs.update(std::vector<double>(class_volume.size(), 0.0));
  LinkLogit logit(problem, costs.class_cost(), class_thetas(problem, options), options.blocks);
  costs.update(class_volume);
  std::vector<double> total(problem.graph->link_count());
  logit.load(costs.delay(), total);
  return {.residual = logit.residual_of(class_volume),
          .objective = costs.objective(class_volume) + logit.entropy_cost()};
}

}  // namespace landlink
