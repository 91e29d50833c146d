#include "landlink/study/equilibrium_prices.hpp"

#include <limits>

#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/side_prices.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/network/link_mode.hpp"
#include "landlink/paths/skim.hpp"

namespace landlink {

namespace {

/// What the tonnes of one pair pay together.
struct Sums {
  Eigen::MatrixXd tonnes;
  Eigen::MatrixXd usd;
  Eigen::MatrixXd tonnes_by_truck;

  explicit Sums(std::size_t zones) {
    const auto size = static_cast<Eigen::Index>(zones);
    for (Eigen::MatrixXd* each : {&tonnes, &usd, &tonnes_by_truck}) {
      *each = Eigen::MatrixXd::Zero(size, size);
    }
  }

  void add(ZoneId origin, ZoneId destination, double t, double usd_per_t, double truck_share) {
    const auto i = static_cast<Eigen::Index>(origin.index());
    const auto j = static_cast<Eigen::Index>(destination.index());
    tonnes(i, j) += t;
    usd(i, j) += t * usd_per_t;
    tonnes_by_truck(i, j) += t * truck_share;
  }

  [[nodiscard]] EquilibriumPrices prices() const {
    const Eigen::Index size = tonnes.rows();
    EquilibriumPrices result{
        .usd_per_t = Eigen::MatrixXd::Constant(size, size, std::numeric_limits<double>::infinity()),
        .by_truck = Eigen::MatrixXd::Ones(size, size)};
    for (Eigen::Index cell = 0; cell < tonnes.size(); ++cell) {
      const double t = tonnes.data()[cell];
      if (!(t > 0.0)) continue;
      result.usd_per_t.data()[cell] = usd.data()[cell] / t;
      result.by_truck.data()[cell] = tonnes_by_truck.data()[cell] / t;
    }
    return result;
  }
};

/// By LinkId: whether it is of another mode than the road.
std::vector<double> other_modes_of(const Network& network) {
  std::vector<double> other;
  for (const LinkId link : network.graph().links()) {
    other.push_back(is_other_mode(network.link(link)) ? 1.0 : 0.0);
  }
  return other;
}

void add_paths(const PathFlows& paths, std::size_t user_class, double payload_t, double usd_per_t_h,
               const std::vector<double>& other_mode, Sums& sums) {
  for (const PathCell& cell : paths.cells[user_class]) {
    const PathPair& pair = paths.set.pairs()[cell.pair];
    const std::span<const double> flows = paths.flows(cell);
    double all = 0.0;
    double by_truck = 0.0;
    for (std::size_t i = 0; i < flows.size(); ++i) {
      all += flows[i];
      bool truck = true;
      for (const LinkId link : paths.set.links(paths.set.first_path(cell.pair) + i)) {
        truck = truck && other_mode[link.index()] == 0.0;
      }
      if (truck) by_truck += flows[i];
    }
    sums.add(pair.origin, pair.destination, cell.demand_per_h * payload_t,
             cell.expected_cost * usd_per_t_h, all > 0.0 ? by_truck / all : 1.0);
  }
}

void add_least_costs(const AssignmentProblem& problem, const OdMatrix& vehicles_per_h,
                     std::span<const double> cost_h, double payload_t, double usd_per_t_h,
                     const std::vector<double>& other_mode, Sums& sums) {
  const Skims skims = skim({.graph = *problem.graph,
                            .centroids = problem.centroids,
                            .cost = cost_h,
                            .closed_to_through = problem.closed_to_through,
                            .attributes = {other_mode}});
  for (const OdEntry& entry : vehicles_per_h.entries()) {
    if (entry.origin == entry.destination) continue;
    const std::size_t cell = skims.cell(entry.origin, entry.destination);
    sums.add(entry.origin, entry.destination, entry.value * payload_t,
             skims.cost[cell] * usd_per_t_h, skims.attributes[0][cell] > 0.0 ? 0.0 : 1.0);
  }
}

}  // namespace

std::vector<EquilibriumPrices> equilibrium_prices(const TransportModel& model,
                                                  const AssignmentResult& flows,
                                                  std::size_t commodities) {
  const std::vector<double> other_mode = other_modes_of(model.network);
  std::vector<Sums> sums(commodities, Sums(model.zones.size()));
  AssignmentProblem problem;
  std::vector<std::vector<double>> side;
  if (flows.paths == nullptr) {
    problem = assignment_problem(model);
    side = side_prices(problem, flows);
  }
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight = model.classes[ClassId{k}];
    if (freight.empty || freight.commodity.index() >= commodities) continue;
    const double payload_t = model.vehicles[freight.vehicle].payload_t;
    const double usd_per_t_h = freight.usd_per_vehicle_h / payload_t;
    Sums& of_commodity = sums[freight.commodity.index()];
    if (flows.paths != nullptr) {
      add_paths(*flows.paths, k, payload_t, usd_per_t_h, other_mode, of_commodity);
      continue;
    }
    const OdMatrix& trips = model.vehicles_per_h[ClassId{k}];
    if (trips.cell_count() == 0) continue;
    std::vector<double> cost_h = model.class_costs[ClassId{k}].constant_h;
    for (std::size_t i = 0; i < cost_h.size(); ++i) {
      cost_h[i] += flows.delay[i] + (side.empty() ? 0.0 : side[k][i]);
    }
    add_least_costs(problem, trips, cost_h, payload_t, usd_per_t_h, other_mode, of_commodity);
  }
  std::vector<EquilibriumPrices> result;
  for (const Sums& each : sums) result.push_back(each.prices());
  return result;
}

}  // namespace landlink
