#include "landlink/study/demand_response.hpp"

#include <cmath>
#include <utility>

#include "landlink/core/damped_step.hpp"
#include "landlink/core/math.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/scenario/scenario.hpp"

namespace landlink {

namespace {

/// a + share (b - a), by commodity and pair. Commodities beyond those of `b` stay.
FreightDemand between(const FreightDemand& a, const FreightDemand& b, double share) {
  FreightDemand result = a;
  for (std::size_t c = 0; c < b.tonnes_per_day.size(); ++c) {
    const CommodityId id{c};
    const Eigen::MatrixXd from = a.tonnes_per_day[id].dense();
    const Eigen::MatrixXd to = b.tonnes_per_day[id].dense();
    result.tonnes_per_day[id] = OdMatrix(Eigen::MatrixXd(from + share * (to - from)));
  }
  return result;
}

/// The demand without the commodity of empty trucks, which make_user_classes adds anew.
FreightDemand loaded_part(const TransportModel& model, std::size_t commodities) {
  FreightDemand demand;
  demand.year = model.demand.year;
  demand.assumptions = model.demand.assumptions;
  for (std::size_t c = 0; c < commodities; ++c) {
    demand.commodities.push_back(model.demand.commodities[CommodityId{c}]);
    demand.tonnes_per_day.push_back(model.demand.tonnes_per_day[CommodityId{c}]);
  }
  return demand;
}

/// Puts classes in the order of `ids`, with no trips where a class has none; others go to the end.
void keep_classes(TransportModel& model, const IdVector<ClassId, FreightClass>& order,
                  const std::vector<VehicleType>& vehicles) {
  IdVector<ClassId, FreightClass> classes;
  IdVector<ClassId, OdMatrix> trips;
  std::vector<char> taken(model.classes.size(), 0);
  for (const FreightClass& wanted : order) {
    OdMatrix its_trips(model.zones.size());
    FreightClass its_class = wanted;
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      if (model.classes[ClassId{k}].id != wanted.id) continue;
      its_class = model.classes[ClassId{k}];
      its_trips = model.vehicles_per_h[ClassId{k}];
      taken[k] = 1;
    }
    if (its_trips.cell_count() == 0) {
      // Its place among the vehicles may be another's by now.
      its_class.vehicle = model.vehicles.size();
      model.vehicles.push_back(vehicles[wanted.vehicle]);
    }
    classes.push_back(std::move(its_class));
    trips.push_back(std::move(its_trips));
  }
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    if (taken[k] != 0) continue;
    classes.push_back(model.classes[ClassId{k}]);
    trips.push_back(model.vehicles_per_h[ClassId{k}]);
  }
  model.classes = std::move(classes);
  model.vehicles_per_h = std::move(trips);
}

/// Tonnes of the reference times (price / reference price)^elasticity.
FreightDemand elastic_answer(const FreightDemand& reference, const Zones& zones,
                             const std::vector<DemandSkims>& before,
                             const std::vector<DemandSkims>& now) {
  FreightDemand result = reference;
  for (std::size_t c = 0; c < now.size(); ++c) {
    const CommodityId id{c};
    const double elasticity = reference.commodities[id].elasticity;
    if (elasticity == 0.0) continue;
    std::vector<OdEntry> entries = reference.tonnes_per_day[id].entries();
    for (OdEntry& entry : entries) {
      if (entry.origin == entry.destination) continue;
      const bool domestic =
          zones[entry.origin].country == kLaos && zones[entry.destination].country == kLaos;
      const auto cell = [&](const DemandSkims& skims) {
        return (domestic ? skims.domestic : skims.international)(entry.origin.index(),
                                                                 entry.destination.index());
      };
      const double ratio = cell(now[c]) / cell(before[c]);
      // Pairs that lose or gain their only way keep their tonnes: these show as unassigned.
      if (std::isfinite(ratio) && ratio > 0.0) entry.value *= math::pow(ratio, elasticity);
    }
    result.tonnes_per_day[id] = OdMatrix(zones.size(), std::move(entries));
  }
  return result;
}

}  // namespace

double relative_difference(const FreightDemand& a, const FreightDemand& b) {
  CompensatedSum difference;
  CompensatedSum total;
  for (std::size_t c = 0; c < b.tonnes_per_day.size(); ++c) {
    const CommodityId id{c};
    total.add(a.tonnes_per_day[id].total());
    difference.add((a.tonnes_per_day[id].dense() - b.tonnes_per_day[id].dense()).cwiseAbs().sum());
  }
  return total.value() > 0.0 ? difference.value() / total.value() : 0.0;
}

AnsweredDemand answer(TransportModel model, DemandModel& demand, const DemandSettings& settings,
                      const SolvedReference* reference, const SolveModel& solve) {
  AnsweredDemand result;
  const std::size_t commodities = demand.tables().commodities.size();
  const bool is_fixed = settings.response == DemandResponse::none ||
                        (settings.response == DemandResponse::elastic && reference == nullptr);
  const IdVector<ClassId, FreightClass> order = model.classes;
  const std::vector<VehicleType> vehicles = model.vehicles;
  std::vector<DemandSkims> before;
  FreightDemand reference_demand;
  if (!is_fixed && settings.response == DemandResponse::elastic) {
    before = demand.prices(reference->model, reference->flows.delay);
    reference_demand = loaded_part(reference->model, commodities);
  }
  DampedStep step(1.0);
  while (true) {
    result.flows = solve(model);
    ++result.rounds;
    if (is_fixed) break;
    const FreightDemand now = loaded_part(model, commodities);
    const FreightDemand wanted = settings.response == DemandResponse::combined
                                     ? demand.distribute(model, result.flows.delay)
                                     : elastic_answer(reference_demand, model.zones, before,
                                                      demand.prices(model, result.flows.delay));
    result.residual = relative_difference(now, wanted);
    result.converged = result.residual <= settings.tolerance;
    if (result.converged || result.rounds >= settings.max_rounds) break;
    make_user_classes(model, between(now, wanted, step.at(result.residual)));
    keep_classes(model, order, vehicles);
    rebuild(model);
  }
  result.model = std::move(model);
  return result;
}

}  // namespace landlink
