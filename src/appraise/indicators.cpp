#include <cmath>

#include "landlink/appraise/measure.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/network/link_mode.hpp"

namespace landlink {

namespace {

constexpr double kGramsPerTonne = 1e6;
constexpr double kKilogramsPerTonne = 1e3;

/// Kilometres per kilometre of a class, and how many of them are without a load: an empty class is
/// all of that kind, and a loaded one stands for its share of empty ones unless they are in
/// traffic.
double empty_km_per_km(const FreightClass& freight_class, const VehicleType& vehicle) {
  if (freight_class.empty) return 1.0;
  return vehicle.empties_in_traffic ? 0.0 : vehicle.empty_share;
}

/// Running sums of what trucks do on the roads of a province.
struct RoadSums {
  CompensatedSum tonne_km;
  CompensatedSum vehicle_km;
  CompensatedSum empty_km;
  CompensatedSum co2_t;

  [[nodiscard]] RoadUse use(double fuel_l_per_t_co2) const {
    return {.tonne_km = tonne_km.value(),
            .vehicle_km = vehicle_km.value(),
            .empty_km = empty_km.value(),
            .fuel_l = co2_t.value() * fuel_l_per_t_co2,
            .co2_t = co2_t.value()};
  }
};

/// Running sums of all classes on all links.
struct Sums {
  CompensatedSum tonne_km;
  CompensatedSum tonne_km_in_laos;
  CompensatedSum vehicle_km;
  CompensatedSum empty_km;
  CompensatedSum vehicle_h;
  CompensatedSum border_h;
  CompensatedSum money_usd;
  CompensatedSum generalised_usd;
  CompensatedSum co2_t;
  CompensatedSum truck_co2_t;
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
    if (freight_class.empty) continue;
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
  std::map<std::string, RoadSums> by_province;
  const double fuel_l_per_t_co2 = kKilogramsPerTonne / model.cost_settings.kg_co2_per_l_diesel;
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
      const double co2_t =
          vehicles / kGramsPerTonne *
          co2_g(link, freight_class, vehicle, model.cost_settings, model.mode_tables);
      sums.tonne_km.add(tonne_km);
      sums.money_usd.add(vehicles * costs.money_usd[i]);
      sums.generalised_usd.add(vehicles *
                               (costs.money_usd[i] + time_h * freight_class.usd_per_vehicle_h));
      sums.co2_t.add(co2_t);
      if (link.country == kLaos) {
        sums.tonne_km_in_laos.add(tonne_km);
        result.tonne_km_by_province[link.province] += tonne_km;
      }
      if (is_other_mode(link)) continue;
      const double loaded_km = freight_class.empty ? 0.0 : vehicles * link.length_km;
      const double empty_km = vehicles * link.length_km * empty_km_per_km(freight_class, vehicle);
      if (link.country == kLaos) {
        RoadSums& road = by_province[link.province];
        road.tonne_km.add(tonne_km);
        road.vehicle_km.add(loaded_km + empty_km);
        road.empty_km.add(empty_km);
        road.co2_t.add(co2_t);
      }
      sums.truck_co2_t.add(co2_t);
      sums.vehicle_km.add(vehicles * link.length_km);
      sums.empty_km.add(empty_km);
      sums.vehicle_h.add(vehicles * time_h);
      if (link.kind == LinkKind::border) sums.border_h.add(vehicles * time_h);
    }
  }
  result.tonne_km = sums.tonne_km.value();
  result.tonne_km_in_laos = sums.tonne_km_in_laos.value();
  result.vehicle_km = sums.vehicle_km.value();
  result.vehicle_h = sums.vehicle_h.value();
  result.border_h = sums.border_h.value();
  result.money_usd = sums.money_usd.value();
  result.generalised_usd = sums.generalised_usd.value();
  result.empty_km = sums.empty_km.value();
  result.co2_t = sums.co2_t.value();
  result.fuel_l = sums.truck_co2_t.value() * fuel_l_per_t_co2;
  for (const auto& [province, road] : by_province) {
    result.use_by_province[province] = road.use(fuel_l_per_t_co2);
  }
  return result;
}

}  // namespace landlink
