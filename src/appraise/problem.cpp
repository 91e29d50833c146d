#include "landlink/appraise/capacity_constraints.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/permits.hpp"

namespace landlink {

double choice_load_t(const TransportModel& model, const VehicleType& vehicle) {
  if (vehicle.payload_t > 0.0) return vehicle.payload_t;
  double sum_t = 0.0;
  double count = 0.0;
  for (const VehicleType& other : model.vehicles) {
    if (other.payload_t <= 0.0 || other.cost_curve != vehicle.cost_curve) continue;
    sum_t += other.payload_t;
    count += 1.0;
  }
  return count > 0.0 ? sum_t / count : 1.0;
}

AssignmentProblem assignment_problem(const TransportModel& model) {
  const Graph& graph = model.network.graph();
  AssignmentProblem problem;
  problem.graph = &graph;
  problem.delays = &model.delays;
  problem.centroids = model.centroids.raw();
  problem.closed_to_through.assign(graph.node_count(), 0);
  for (const NodeId node : problem.centroids) problem.closed_to_through[node.index()] = 1;
  problem.preload_pcu_per_h.reserve(graph.link_count());
  for (const LinkId link : graph.links()) {
    problem.preload_pcu_per_h.push_back(model.network.link(link).background_pcu_per_h);
    problem.overlap_measure.push_back(model.network.link(link).length_km);
  }
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const ClassId id{k};
    const FreightClass& freight = model.classes[id];
    const VehicleType& vehicle = model.vehicles[freight.vehicle];
    // Theta is per USD/t; an hour of the vehicle costs each of its tonnes so much.
    problem.classes.push_back(
        {.name = freight.id,
         .pce = vehicle.pce,
         .constant_cost = model.class_costs[id].constant_h,
         .demand_per_h = model.vehicles_per_h[id],
         .choice_scale = freight.usd_per_vehicle_h / choice_load_t(model, vehicle)});
  }
  problem.side_constraints = permit_constraints(model);
  for (SideConstraint& capacity : capacity_constraints(model)) {
    problem.side_constraints.push_back(std::move(capacity));
  }
  return problem;
}

}  // namespace landlink
