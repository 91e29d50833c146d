#include <cmath>

#include "landlink/appraise/measure.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"

namespace landlink {

namespace {

constexpr double kGramsPerTonne = 1e6;

/// Running sums of one class on all links.
struct Sums {
  CompensatedSum tonne_km;
  CompensatedSum tonne_km_in_laos;
  CompensatedSum vehicle_km;
  CompensatedSum vehicle_h;
  CompensatedSum border_h;
  CompensatedSum money_usd;
  CompensatedSum generalised_usd;
  CompensatedSum co2_t;
};

double intrazonal(const OdMatrix& matrix) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < matrix.zone_count(); ++i) sum.add(matrix.at(ZoneId{i}, ZoneId{i}));
  return sum.value();
}

void add_tonnes(const TransportModel& model, const AssignmentResult& flows,
                Indicators& indicators) {
  CompensatedSum tonnes;
  CompensatedSum unassigned;
  CompensatedSum staying;
  CompensatedSum vehicles;
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight_class = model.classes[ClassId{k}];
    const VehicleType& vehicle = model.vehicles[freight_class.vehicle];
    const OdMatrix& demand = model.vehicles_per_h[ClassId{k}];
    const double intrazonal_per_h = intrazonal(demand);
    const double assigned_per_h = demand.total() - intrazonal_per_h - flows.unassigned_per_h[k];
    staying.add(tonnes_per_day(intrazonal_per_h, vehicle, model.cost_settings));
    const double assigned_t = tonnes_per_day(assigned_per_h, vehicle, model.cost_settings);
    vehicles.add(vehicles_per_day(assigned_per_h, model.cost_settings));
    tonnes.add(assigned_t);
    unassigned.add(tonnes_per_day(flows.unassigned_per_h[k], vehicle, model.cost_settings));
    indicators.tonnes_by_commodity[model.demand.commodities[freight_class.commodity].id] +=
        assigned_t;
  }
  indicators.tonnes = tonnes.value();
  indicators.intrazonal_tonnes = staying.value();
  indicators.vehicles = vehicles.value();
  indicators.unassigned_tonnes = unassigned.value();
}

}  // namespace

Indicators indicators(const TransportModel& model, const AssignmentResult& flows) {
  Indicators result;
  add_tonnes(model, flows, result);
  Sums sums;
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight_class = model.classes[ClassId{k}];
    const VehicleType& vehicle = model.vehicles[freight_class.vehicle];
    const ClassLinkCosts& costs = model.class_costs[ClassId{k}];
    for (const LinkId id : model.network.graph().links()) {
      const std::size_t i = id.index();
      const double flow_per_h = flows.volume_per_h[k][i];
      if (flow_per_h == 0.0) continue;
      const LinkAttributes& link = model.network.link(id);
      const double vehicles = vehicles_per_day(flow_per_h, model.cost_settings);
      const double time_h = costs.time_h[i] + flows.delay[i];
      const double tonne_km = vehicles * vehicle.payload_t * link.length_km;
      sums.tonne_km.add(tonne_km);
      if (link.country == kLaos) {
        sums.tonne_km_in_laos.add(tonne_km);
        result.tonne_km_by_province[link.province] += tonne_km;
      }
      sums.vehicle_km.add(vehicles * link.length_km);
      sums.vehicle_h.add(vehicles * time_h);
      if (link.kind == LinkKind::border) sums.border_h.add(vehicles * time_h);
      sums.money_usd.add(vehicles * costs.money_usd[i]);
      sums.generalised_usd.add(vehicles *
                               (costs.money_usd[i] + time_h * freight_class.usd_per_vehicle_h));
      sums.co2_t.add(vehicles * link.length_km * (1.0 + vehicle.empty_share) *
                     vehicle.co2_g_per_km / kGramsPerTonne);
    }
  }
  result.tonne_km = sums.tonne_km.value();
  result.tonne_km_in_laos = sums.tonne_km_in_laos.value();
  result.vehicle_km = sums.vehicle_km.value();
  result.vehicle_h = sums.vehicle_h.value();
  result.border_h = sums.border_h.value();
  result.money_usd = sums.money_usd.value();
  result.generalised_usd = sums.generalised_usd.value();
  result.co2_t = sums.co2_t.value();
  return result;
}

}  // namespace landlink
