#include "recomputed.hpp"

#include <cmath>

#include "landlink/core/parallel.hpp"

namespace landlink::output {

Recomputed recompute(const WrittenRun& run) {
  const std::size_t links = run.graph.link_count();
  const LinkDelays delays(run.delay_specs);
  std::vector<double> with_background(links);
  for (std::size_t a = 0; a < links; ++a) {
    double volume = 0.0;
    for (const WrittenClass& each : run.classes) volume += each.pce * each.volume_per_h[a];
    with_background[a] = volume + run.background_pcu_per_h[a];
  }
  Recomputed result;
  result.delay_h.resize(links);
  delays.delays(with_background, result.delay_h);
  std::vector<double> upper(links);
  std::vector<double> lower(links);
  delays.integrals(with_background, upper);
  delays.integrals(run.background_pcu_per_h, lower);
  CompensatedSum objective;
  CompensatedSum total;
  CompensatedSum shortest;
  for (std::size_t a = 0; a < links; ++a) objective.add(upper[a] - lower[a]);
  for (const WrittenClass& each : run.classes) {
    std::vector<double> cost(links);
    for (std::size_t a = 0; a < links; ++a) {
      cost[a] = each.constant_h[a] + result.delay_h[a] + each.price_h[a];
      if (each.volume_per_h[a] == 0.0) continue;
      objective.add(each.pce * each.volume_per_h[a] * each.constant_h[a]);
      total.add(each.pce * each.volume_per_h[a] * cost[a]);
    }
    result.skims.push_back(skim({.graph = run.graph,
                                 .centroids = run.centroids,
                                 .cost = cost,
                                 .closed_to_through = run.closed_to_through}));
    const Skims& skims = result.skims.back();
    CompensatedSum unassigned;
    for (const OdEntry& cell : each.vehicles_per_h.entries()) {
      if (cell.origin == cell.destination) continue;
      const double path = skims.cost[skims.cell(cell.origin, cell.destination)];
      if (std::isfinite(path))
        shortest.add(each.pce * cell.value * path);
      else
        unassigned.add(cell.value);
    }
    result.unassigned_per_h.push_back(unassigned.value());
  }
  result.objective = objective.value();
  result.total_cost = total.value();
  result.shortest_path_cost = shortest.value();
  return result;
}

}  // namespace landlink::output
