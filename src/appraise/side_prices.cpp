#include "landlink/appraise/side_prices.hpp"

namespace landlink {

std::vector<std::vector<double>> side_prices(const AssignmentProblem& problem,
                                             const AssignmentResult& flows) {
  std::vector<std::vector<double>> prices;
  if (flows.side_constraints.empty()) return prices;
  prices.assign(problem.classes.size(), std::vector<double>(problem.graph->link_count(), 0.0));
  for (std::size_t c = 0; c < flows.side_constraints.size(); ++c) {
    const double multiplier = flows.side_constraints[c].multiplier;
    if (multiplier == 0.0) continue;
    for (const SideTerm& term : problem.side_constraints[c].terms) {
      prices[term.user_class][term.link.index()] += multiplier * term.coefficient;
    }
  }
  return prices;
}

}  // namespace landlink
