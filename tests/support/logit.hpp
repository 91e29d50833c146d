#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "landlink/assign/assign.hpp"
#include "landlink/assign/path_set.hpp"

namespace landlink::test {

inline AssignmentOptions options_of(const std::string& algorithm, double theta,
                                    double residual = 1e-10) {
  AssignmentOptions options{.algorithm = algorithm, .relative_gap = residual};
  options.stochastic.theta = theta;
  return options;
}

/// sum |f - D P| / sum D from path flows, weights of paths and delays alone.
inline double residual_of(const AssignmentProblem& problem, const PathFlows& flows, double theta,
                          const std::vector<double>& delay) {
  double moved = 0.0;
  double demand = 0.0;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const UserClass& c = problem.classes[k];
    for (const PathCell& cell : flows.cells[k]) {
      const std::size_t first = flows.set.first_path(cell.pair);
      const auto own = flows.flows(cell);
      if (own.empty()) continue;
      std::vector<double> weight;
      double sum = 0.0;
      for (std::size_t i = 0; i < own.size(); ++i) {
        double cost = 0.0;
        for (const LinkId link : flows.set.links(first + i)) {
          cost += c.constant_cost[link.index()] + delay[link.index()];
        }
        weight.push_back(std::exp(flows.set.log_weight(first + i) - theta * c.choice_scale * cost));
        sum += weight.back();
      }
      for (std::size_t i = 0; i < own.size(); ++i) {
        moved += c.pce * std::abs(own[i] - cell.demand_per_h * weight[i] / sum);
      }
      demand += c.pce * cell.demand_per_h;
    }
  }
  return demand > 0.0 ? moved / demand : 0.0;
}

/// Delays that path flows cause, from the delay functions alone.
inline std::vector<double> delays_of(const AssignmentProblem& problem, const PathFlows& flows) {
  std::vector<double> volume(problem.graph->link_count(), 0.0);
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const std::vector<double> own = link_volumes(flows, k, volume.size());
    for (std::size_t i = 0; i < volume.size(); ++i) volume[i] += problem.classes[k].pce * own[i];
  }
  for (std::size_t i = 0; i < problem.preload_pcu_per_h.size(); ++i) {
    volume[i] += problem.preload_pcu_per_h[i];
  }
  std::vector<double> delay(volume.size());
  problem.delays->delays(volume, delay);
  return delay;
}

}  // namespace landlink::test
