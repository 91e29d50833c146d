#include <cmath>
#include <vector>

#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/side_prices.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"

namespace landlink {

IdVector<ClassId, Skims> class_skims(const TransportModel& model, const AssignmentResult& flows) {
  const AssignmentProblem problem = assignment_problem(model);
  IdVector<ClassId, Skims> skims;
  const std::vector<std::vector<double>> prices = side_prices(problem, flows);
  std::vector<double> cost(model.network.link_count());
  for (std::size_t k = 0; k < model.class_costs.size(); ++k) {
    const ClassLinkCosts& costs = model.class_costs[ClassId{k}];
    for (std::size_t i = 0; i < cost.size(); ++i) {
      cost[i] = costs.constant_h[i] + flows.delay[i] + (prices.empty() ? 0.0 : prices[k][i]);
    }
    skims.push_back(skim({.graph = model.network.graph(),
                          .centroids = problem.centroids,
                          .cost = cost,
                          .closed_to_through = problem.closed_to_through}));
    if (flows.paths == nullptr) continue;
    // Where choice is by logit, the cost of a trip is what is expected of the best way.
    for (const PathCell& cell : flows.paths->cells[k]) {
      const PathPair& pair = flows.paths->set.pairs()[cell.pair];
      Skims& own = skims[ClassId{k}];
      own.cost[own.cell(pair.origin, pair.destination)] = cell.expected_cost;
    }
  }
  return skims;
}

double user_benefit_usd_per_day(const TransportModel& base,
                                const IdVector<ClassId, Skims>& base_skims,
                                const TransportModel& scenario,
                                const IdVector<ClassId, Skims>& scenario_skims) {
  CompensatedSum benefit_usd;
  for (std::size_t k = 0; k < base.classes.size(); ++k) {
    const ClassId id{k};
    const double usd_per_h = base.classes[id].usd_per_vehicle_h;
    const auto add = [&](const OdMatrix& demand) {
      for (const OdEntry& entry : demand.entries()) {
        if (entry.origin == entry.destination) continue;
        const std::size_t cell = base_skims[id].cell(entry.origin, entry.destination);
        const double saved_h = base_skims[id].cost[cell] - scenario_skims[id].cost[cell];
        if (!std::isfinite(saved_h)) continue;
        // Half of this matrix, and half of the other: 0.5 (T0 + T1)(C0 - C1).
        benefit_usd.add(0.5 * vehicles_per_day(entry.value, base.cost_settings) * saved_h *
                        usd_per_h);
      }
    };
    add(base.vehicles_per_h[id]);
    add(scenario.vehicles_per_h[id]);
  }
  return benefit_usd.value();
}

}  // namespace landlink
