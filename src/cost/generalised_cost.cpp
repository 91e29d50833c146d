#include "landlink/cost/generalised_cost.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "landlink/core/error.hpp"
#include "landlink/cost/crossing.hpp"
#include "landlink/cost/truck_running.hpp"
#include "landlink/network/link_mode.hpp"
#include "mode_passage.hpp"

namespace landlink {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Hours and dollars of one loaded vehicle on one link.
struct Passage {
  double running_h = 0.0;
  double standing_h = 0.0;
  double money_usd = 0.0;
};

bool is_truck_link(LinkKind kind) {
  switch (kind) {
    case LinkKind::road:
    case LinkKind::bridge:
    case LinkKind::ferry:
    case LinkKind::border:
    case LinkKind::connector:
      return true;
    case LinkKind::transfer:  // but for the ways to a crossing: see may_use
    case LinkKind::rail:
    case LinkKind::waterway:
    case LinkKind::air:
      return false;
  }
  return false;
}

bool may_use(const LinkAttributes& link, const FreightClass& freight_class,
             const VehicleType& vehicle) {
  const bool way_to_post =
      link.post_way == PostWay::own_truck || link.post_way == PostWay::transload;
  if (!is_truck_link(link.kind) && !way_to_post) return false;
  if (link.axle_limit_t < vehicle.axle_load_t || link.max_gross_t < vehicle.gross_t) return false;
  if (std::ranges::find(vehicle.barred_in, link.country) != vehicle.barred_in.end()) return false;
  if (!freight_class.domestic) return true;
  if (link.kind == LinkKind::border || way_to_post) return false;
  if (link.kind == LinkKind::connector && link.country.empty()) return true;
  return link.country == kLaos;
}

Passage border_passage(const BorderCheckpoint& checkpoint, PostWay way) {
  const Lanes which = way == PostWay::priority_lane ? Lanes::priority : Lanes::general;
  return {.standing_h = crossing_standing_h(checkpoint, which),
          .money_usd = crossing_usd(checkpoint)};
}

Passage road_passage(const LinkAttributes& link, const VehicleType& vehicle,
                     const CostSettings& settings) {
  const TruckRunning running = speed_and_voc(vehicle.cost_curve,
                                             {.surface = link.surface,
                                              .terrain = link.terrain,
                                              .iri_m_per_km = link.iri_m_per_km,
                                              .speed_limit_kmh = link.speed_limit_kmh},
                                             settings);
  const double empty_way =
      vehicle.empties_in_traffic ? 0.0 : vehicle.empty_share * settings.empty_cost_share;
  return {.running_h = link.length_km / running.speed_kmh,
          .money_usd = running.voc_usd_per_km * vehicle.cost_share * link.length_km *
                           (1.0 + settings.overhead) * (1.0 + empty_way) +
                       settings.usd_per_t_co2 * vehicle.co2_g_per_km * 1e-6 * link.length_km +
                       fuel_tax_usd_per_km(vehicle, settings) * link.length_km};
}

Passage passage(const Network& network, const LinkAttributes& link, const VehicleType& vehicle,
                const CostSettings& settings) {
  Passage result;
  if (link.post_way == PostWay::transload) {
    const TransloadYard& yard = network.checkpoints()[link.checkpoint].yard;
    result = {.standing_h = yard.time_h, .money_usd = yard.fee_usd};
  } else if (link.post_way == PostWay::own_truck) {
    result = {};
  } else if (link.kind == LinkKind::border && link.checkpoint.valid()) {
    result = border_passage(network.checkpoints()[link.checkpoint], link.post_way);
  } else if (link.kind == LinkKind::ferry) {
    result.standing_h = link.length_km / link.speed_limit_kmh;
  } else if (link.length_km > 0.0) {
    result = road_passage(link, vehicle, settings);
  }
  result.standing_h += link.fixed_time_h;
  result.money_usd += link.toll_usd + vehicle.crew_usd_per_h * result.standing_h;
  return result;
}

/// Fills the costs of link `i`, one of another mode than the road.
void set_other_mode(const LinkAttributes& link, const FreightClass& freight_class,
                    const VehicleType& vehicle, const Commodity& commodity,
                    const CostSettings& settings, const ModeTables& modes, std::size_t i,
                    ClassLinkCosts& costs) {
  const bool abroad = freight_class.domestic && link.country != kLaos;
  if (freight_class.empty || abroad || !may_use_mode(link, commodity.id, modes)) {
    costs.time_h[i] = costs.money_usd[i] = costs.constant_h[i] = kInfinite;
    return;
  }
  const ModePassage on_link = mode_passage(link, commodity.id, vehicle.payload_t, modes, settings);
  costs.time_h[i] = on_link.time_h;
  costs.money_usd[i] = on_link.money_usd;
  costs.constant_h[i] = on_link.time_h + (on_link.money_usd + on_link.constant_usd) /
                                             value_of_vehicle_h(vehicle, commodity);
}

}  // namespace

double fuel_tax_usd_per_km(const VehicleType& vehicle, const CostSettings& settings) {
  constexpr double kGramsPerKg = 1000.0;
  const double empty_way =
      vehicle.empties_in_traffic ? 0.0 : vehicle.empty_share * settings.empty_cost_share;
  return settings.fuel_tax_usd_per_l * vehicle.co2_g_per_km / kGramsPerKg /
         settings.kg_co2_per_l_diesel * (1.0 + empty_way);
}

double value_of_vehicle_h(const VehicleType& vehicle, const Commodity& commodity) {
  const double value = vehicle.payload_t * (commodity.time_usd_per_t_h +
                                            commodity.usd_per_t * commodity.decay_per_day / 24.0);
  if (!(value > 0.0)) {
    throw Error(
        {.feature = commodity.id, .field = "time_usd_per_t_h"},
        fmt::format("an hour of a {} with {} is worth {} USD", vehicle.name, commodity.name, value),
        "give the commodity a value of time and the vehicle a payload above 0");
  }
  return value;
}

ClassLinkCosts class_link_costs(const Network& network, const FreightClass& freight_class,
                                const VehicleType& vehicle, const Commodity& commodity,
                                const CostSettings& settings, const ModeTables& modes) {
  // An empty class has no cargo to derive it from.
  const double usd_per_vehicle_h = freight_class.empty ? freight_class.usd_per_vehicle_h
                                                       : value_of_vehicle_h(vehicle, commodity);
  const std::size_t links = network.link_count();
  ClassLinkCosts costs;
  costs.time_h.resize(links);
  costs.money_usd.resize(links);
  costs.constant_h.resize(links);
  for (std::size_t i = 0; i < links; ++i) {
    const LinkAttributes& link = network.link(LinkId{i});
    if (is_other_mode(link)) {
      set_other_mode(link, freight_class, vehicle, commodity, settings, modes, i, costs);
      continue;
    }
    if (!may_use(link, freight_class, vehicle)) {
      costs.time_h[i] = costs.money_usd[i] = costs.constant_h[i] = kInfinite;
      continue;
    }
    const Passage on_link = passage(network, link, vehicle, settings);
    costs.time_h[i] = on_link.running_h + on_link.standing_h;
    costs.money_usd[i] = on_link.money_usd;
    const double weighed_usd =
        costs.money_usd[i] +
        way_back_usd(network, LinkId{i}, freight_class, vehicle, settings, modes);
    costs.constant_h[i] = costs.time_h[i] + weighed_usd / usd_per_vehicle_h;
  }
  return costs;
}

double way_back_usd(const Network& network, LinkId id, const FreightClass& freight_class,
                    const VehicleType& vehicle, const CostSettings& settings,
                    const ModeTables& modes) {
  const LinkAttributes& link = network.link(id);
  const bool weighs = !modes.services.empty() && vehicle.empties_in_traffic && !freight_class.empty;
  if (!weighs || is_other_mode(link)) return 0.0;
  VehicleType empty = vehicle;
  empty.cost_share = settings.empty_cost_share;
  empty.co2_g_per_km *= settings.empty_cost_share;
  const Passage back = passage(network, link, empty, settings);
  return vehicle.empty_share *
         (back.money_usd + settings.empty_usd_per_h * (back.running_h + back.standing_h));
}

double co2_g(const LinkAttributes& link, const FreightClass& freight_class,
             const VehicleType& vehicle, const CostSettings& settings, const ModeTables& modes) {
  if (is_other_mode(link)) {
    const ModeService* service = link.kind == LinkKind::transfer ? nullptr : modes.service(link.kind);
    return service == nullptr ? 0.0
                              : vehicle.payload_t * link.length_km * service->co2_g_per_t_km;
  }
  const bool stands_for_empties = !freight_class.empty && !vehicle.empties_in_traffic;
  const double empty_way =
      stands_for_empties ? vehicle.empty_share * settings.empty_cost_share : 0.0;
  return link.length_km * (1.0 + empty_way) * vehicle.co2_g_per_km;
}

}  // namespace landlink
