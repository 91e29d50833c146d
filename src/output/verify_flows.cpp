// What verify asks of flows: conservation, mass balance, pcu and delays.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/parallel.hpp"
#include "verify_parts.hpp"

namespace landlink::output {

void check_conservation(const WrittenRun& run, const Recomputed& found, Checks& checks) {
  double worst = 0.0;
  std::string where = "every class at every node";
  for (std::size_t k = 0; k < run.classes.size(); ++k) {
    const WrittenClass& each = run.classes[k];
    std::vector<CompensatedSum> surplus(run.graph.node_count());
    for (const LinkId link : run.graph.links()) {
      surplus[run.graph.tail(link).index()].add(each.volume_per_h[link.index()]);
      surplus[run.graph.head(link).index()].add(-each.volume_per_h[link.index()]);
    }
    const Skims& skims = found.skims[k];
    for (const OdEntry& cell : each.vehicles_per_h.entries()) {
      if (cell.origin == cell.destination ||
          !std::isfinite(skims.cost[skims.cell(cell.origin, cell.destination)])) {
        continue;
      }
      surplus[run.centroids[cell.origin.index()].index()].add(-cell.value);
      surplus[run.centroids[cell.destination.index()].index()].add(cell.value);
    }
    const double size = each.vehicles_per_h.total();
    for (std::size_t node = 0; node < surplus.size(); ++node) {
      const double share = relative(surplus[node].value(), size);
      if (std::abs(share) <= std::abs(worst)) continue;
      worst = share;
      where = fmt::format("worst: class {} at node {}", each.id, node);
    }
  }
  checks.add("conservation, share of a class's demand", worst, kRelative, where);
}

void check_volumes(const WrittenRun& run, const Recomputed& found, Checks& checks) {
  double negative = 0.0;
  double pcu = 0.0;
  double delay = 0.0;
  std::string where_pcu;
  std::string where_delay;
  for (std::size_t a = 0; a < run.volume_pcu_per_h.size(); ++a) {
    double sum = 0.0;
    for (const WrittenClass& each : run.classes) {
      negative = std::min(negative, each.volume_per_h[a]);
      sum += each.pce * each.volume_per_h[a];
    }
    const double share = std::abs(sum - run.volume_pcu_per_h[a]) / std::max(1.0, sum);
    if (share > pcu) {
      pcu = share;
      where_pcu = fmt::format("worst: link {}", a);
    }
    const double late =
        std::abs(found.delay_h[a] - run.delay_h[a]) / std::max(1e-3, std::abs(found.delay_h[a]));
    if (late > delay) {
      delay = late;
      where_delay = fmt::format("worst: link {}", a);
    }
  }
  checks.add("lowest volume, vehicles/h", negative, 0.0);
  checks.add("pcu of links against their classes", pcu, kRelative, where_pcu);
  checks.add("delays of links against their functions", delay, kRelative, where_delay);
}

void check_mass_balance(const WrittenRun& run, const Recomputed& found, double hours,
                        Checks& checks) {
  std::vector<char> is_centroid(run.graph.node_count(), 0);
  for (const NodeId node : run.centroids) is_centroid[node.index()] = 1;
  for (std::size_t c = 0; c < run.commodities.size(); ++c) {
    CompensatedSum within;
    CompensatedSum demand;
    for (const OdEntry& cell : run.commodities[c].demand_t_per_day.entries()) {
      demand.add(cell.value);
      if (cell.origin == cell.destination) within.add(cell.value);
    }
    CompensatedSum trips;
    CompensatedSum departed;
    CompensatedSum arrived;
    double unassigned = 0.0;
    for (std::size_t k = 0; k < run.classes.size(); ++k) {
      const WrittenClass& each = run.classes[k];
      if (each.commodity != c) continue;
      const double t_per_vehicle_h = each.payload_t * hours;
      for (const OdEntry& cell : each.vehicles_per_h.entries()) {
        trips.add(cell.value * t_per_vehicle_h);
      }
      unassigned += found.unassigned_per_h[k] * t_per_vehicle_h;
      for (const LinkId link : run.graph.links()) {
        const double t = each.volume_per_h[link.index()] * t_per_vehicle_h;
        if (is_centroid[run.graph.tail(link).index()] != 0) departed.add(t);
        if (is_centroid[run.graph.head(link).index()] != 0) arrived.add(t);
      }
    }
    const double carried = demand.value() - within.value() - unassigned;
    const double faults[] = {run.commodities[c].t_per_day - demand.value(),
                             trips.value() - demand.value(), departed.value() - carried,
                             arrived.value() - carried};
    double worst = 0.0;
    for (const double fault : faults) worst = std::max(worst, std::abs(fault));
    checks.add("mass balance: " + run.commodities[c].id, relative(worst, demand.value()), kRelative,
               fmt::format("{:.3f} t/day, {:.3f} carried between zones", demand.value(), carried));
  }
}

}  // namespace landlink::output
