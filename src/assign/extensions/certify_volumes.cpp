#include <algorithm>

#include "extensions.hpp"
#include "landlink/assign/class_costs.hpp"
#include "landlink/assign/convergence.hpp"
#include "landlink/assign/loader.hpp"

namespace landlink {

bool has_link_pce(const AssignmentProblem& problem) {
  return std::any_of(problem.classes.begin(), problem.classes.end(),
                     [](const UserClass& c) { return !c.link_pce.empty(); });
}

std::vector<double> pce_ratio(const AssignmentProblem& problem,
                              const std::vector<std::vector<double>>& volume_per_h) {
  std::vector<double> ratio(problem.graph->link_count(), 1.0);
  for (std::size_t i = 0; i < ratio.size(); ++i) {
    double own = 0.0;
    double here = 0.0;
    for (std::size_t k = 0; k < problem.classes.size(); ++k) {
      const UserClass& user_class = problem.classes[k];
      own += volume_per_h[k][i] * user_class.pce;
      here += volume_per_h[k][i] *
              (user_class.link_pce.empty() ? user_class.pce : user_class.link_pce[i]);
    }
    if (own > 0.0) ratio[i] = here / own;
  }
  return ratio;
}

void certify_volumes(const AssignmentProblem& problem, const AssignmentOptions& options,
                     AssignmentResult& result) {
  const bool asymmetric = has_link_pce(problem);
  AssignmentProblem scaled = problem;
  LinkDelays delays;
  std::vector<double> ratio;
  if (asymmetric) {
    ratio = pce_ratio(problem, result.volume_per_h);
    delays = problem.delays->scaled(ratio);
    scaled.delays = &delays;
    for (std::size_t i = 0; i < scaled.preload_pcu_per_h.size(); ++i) {
      scaled.preload_pcu_per_h[i] /= ratio[i];
    }
  }
  std::vector<double> class_volume;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    for (const double volume : result.volume_per_h[k]) {
      class_volume.push_back(volume * problem.classes[k].pce);
    }
  }
  ClassCosts costs(scaled);
  costs.update(class_volume);
  std::vector<double> loaded(class_volume.size());
  Loader loader(scaled, options.blocks);
  result.shortest_path_cost = loader.load(costs.class_cost(), loaded);
  result.total_cost = costs.total_cost(class_volume);
  result.relative_gap = relative_gap(result.total_cost, result.shortest_path_cost);
  result.objective = asymmetric ? 0.0 : costs.objective(class_volume);
  result.volume_pcu_per_h.assign(costs.total_volume().begin(), costs.total_volume().end());
  for (std::size_t i = 0; i < ratio.size(); ++i) result.volume_pcu_per_h[i] *= ratio[i];
  result.delay.assign(costs.delay().begin(), costs.delay().end());
}

}  // namespace landlink
