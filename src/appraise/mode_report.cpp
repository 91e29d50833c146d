#include "landlink/appraise/mode_report.hpp"

#include <array>
#include <map>
#include <string>
#include <tuple>

#include "landlink/assign/path_set.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/network/link_mode.hpp"

namespace landlink {

namespace {

constexpr double kGramsPerTonne = 1e6;
constexpr std::array kModes{LinkKind::road, LinkKind::rail, LinkKind::waterway, LinkKind::air};

std::size_t place_of_mode(const LinkAttributes& link) {
  const LinkKind mode = mode_of(link);
  for (std::size_t m = 0; m < kModes.size(); ++m) {
    if (kModes[m] == mode) return m;
  }
  return 0;
}

/// What a path does by one mode, for one vehicle.
struct Haul {
  bool used = false;
  double km = 0.0;
  double km_in_laos = 0.0;
  double money_usd = 0.0;
  double time_h = 0.0;
  double co2_g = 0.0;
};

struct Sums {
  CompensatedSum tonnes, lifted, tonne_km, tonne_km_in_laos, money, tonne_h, co2;
};

std::array<Haul, kModes.size()> hauls_of(const TransportModel& model, const AssignmentResult& flows,
                                         ClassId id, std::span<const LinkId> path) {
  const FreightClass& freight_class = model.classes[id];
  const VehicleType& vehicle = model.vehicles[freight_class.vehicle];
  const ClassLinkCosts& costs = model.class_costs[id];
  std::array<Haul, kModes.size()> hauls;
  for (const LinkId link : path) {
    const LinkAttributes& attributes = model.network.link(link);
    Haul& haul = hauls[place_of_mode(attributes)];
    haul.used = true;
    haul.km += attributes.length_km;
    if (attributes.country == kLaos) haul.km_in_laos += attributes.length_km;
    haul.money_usd += costs.money_usd[link.index()];
    haul.time_h += costs.time_h[link.index()] + flows.delay[link.index()];
    haul.co2_g += co2_g(attributes, freight_class, vehicle, model.cost_settings, model.mode_tables);
  }
  return hauls;
}

std::size_t main_mode(const std::array<Haul, kModes.size()>& hauls) {
  std::size_t best = 0;
  for (std::size_t m = 1; m < kModes.size(); ++m) {
    if (hauls[m].used && (best == 0 || hauls[m].km > hauls[best].km)) best = m;
  }
  return best;
}

}  // namespace

std::string_view name_of(FreightDirection direction) {
  constexpr std::array<std::string_view, 4> kNames{"domestic", "import", "export", "transit"};
  return kNames[static_cast<std::size_t>(direction)];
}

FreightDirection direction_of(const Zone& origin, const Zone& destination) {
  const bool from_laos = origin.country == kLaos;
  const bool to_laos = destination.country == kLaos;
  if (from_laos && to_laos) return FreightDirection::domestic;
  if (to_laos) return FreightDirection::import;
  return from_laos ? FreightDirection::export_ : FreightDirection::transit;
}

std::vector<ModeUse> mode_report(const TransportModel& model, const AssignmentResult& flows,
                                 const PathFlows& paths) {
  std::map<std::tuple<std::size_t, CommodityId, FreightDirection>, Sums> sums;
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const ClassId id{k};
    const FreightClass& freight_class = model.classes[id];
    if (freight_class.empty) continue;
    const VehicleType& vehicle = model.vehicles[freight_class.vehicle];
    for (const PathCell& cell : paths.cells[k]) {
      const PathPair& pair = paths.set.pairs()[cell.pair];
      const FreightDirection direction =
          direction_of(model.zones[pair.origin], model.zones[pair.destination]);
      const std::span<const double> own = paths.flows(cell);
      for (std::size_t i = 0; i < own.size(); ++i) {
        if (own[i] == 0.0) continue;
        const double vehicles = vehicles_per_day(own[i], model.cost_settings);
        const double tonnes = vehicles * vehicle.payload_t;
        const auto hauls =
            hauls_of(model, flows, id, paths.set.links(paths.set.first_path(cell.pair) + i));
        const std::size_t main = main_mode(hauls);
        for (std::size_t m = 0; m < kModes.size(); ++m) {
          const Haul& haul = hauls[m];
          if (!haul.used && m != main) continue;
          Sums& to = sums[{m, freight_class.commodity, direction}];
          if (m == main) to.tonnes.add(tonnes);
          to.lifted.add(tonnes);
          to.tonne_km.add(tonnes * haul.km);
          to.tonne_km_in_laos.add(tonnes * haul.km_in_laos);
          to.money.add(vehicles * haul.money_usd);
          to.tonne_h.add(tonnes * haul.time_h);
          to.co2.add(vehicles * haul.co2_g / kGramsPerTonne);
        }
      }
    }
  }
  std::vector<ModeUse> result;
  for (const auto& [key, each] : sums) {
    const auto& [mode, commodity, direction] = key;
    result.push_back({.mode = kModes[mode],
                      .commodity = commodity,
                      .direction = direction,
                      .tonnes = each.tonnes.value(),
                      .lifted_tonnes = each.lifted.value(),
                      .tonne_km = each.tonne_km.value(),
                      .tonne_km_in_laos = each.tonne_km_in_laos.value(),
                      .money_usd = each.money.value(),
                      .tonne_h = each.tonne_h.value(),
                      .co2_t = each.co2.value()});
  }
  return result;
}

std::vector<TerminalUse> terminal_report(const TransportModel& model,
                                         const AssignmentResult& flows) {
  struct Handled {
    CompensatedSum loaded, unloaded, passed;
  };
  std::map<std::tuple<std::string, std::string, std::string_view>, Handled> terminals;
  for (const LinkId id : model.network.graph().links()) {
    const LinkAttributes& link = model.network.link(id);
    if (link.kind != LinkKind::transfer || !is_other_mode(link)) continue;
    // "TNL/1435" is a transfer at TNL.
    const std::string place = link.source.id.substr(0, link.source.id.rfind('/'));
    Handled& to = terminals[{link.source.layer, place, name_of(link.mode)}];
    CompensatedSum& sum = link.transfer == Transfer::load     ? to.loaded
                          : link.transfer == Transfer::unload ? to.unloaded
                                                              : to.passed;
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      const VehicleType& vehicle = model.vehicles[model.classes[ClassId{k}].vehicle];
      sum.add(tonnes_per_day(flows.volume_per_h[k][id.index()], vehicle, model.cost_settings));
    }
  }
  std::vector<TerminalUse> result;
  for (const auto& [key, each] : terminals) {
    const auto& [layer, place, mode] = key;
    result.push_back({.source = {.layer = layer, .id = place},
                      .mode = mode,
                      .loaded_t = each.loaded.value(),
                      .unloaded_t = each.unloaded.value(),
                      .passed_t = each.passed.value()});
  }
  return result;
}

}  // namespace landlink
