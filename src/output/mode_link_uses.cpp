#include "mode_link_uses.hpp"

#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/network/link_mode.hpp"

namespace landlink::output {

namespace {

constexpr double kGramsPerTonne = 1e6;

struct Sums {
  CompensatedSum lifted, tonne_km, tonne_km_in_laos, money, tonne_h, co2;
};

}  // namespace

std::map<LinkUseKey, ModeUse> mode_uses_of_links(const TransportModel& model,
                                                 const AssignmentResult& flows) {
  std::map<LinkUseKey, Sums> sums;
  std::vector<char> is_centroid(model.network.node_count(), 0);
  for (const NodeId node : model.centroids) is_centroid[node.index()] = 1;
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight = model.classes[ClassId{k}];
    if (freight.empty) continue;
    const VehicleType& vehicle = model.vehicles[freight.vehicle];
    const ClassLinkCosts& costs = model.class_costs[ClassId{k}];
    for (const LinkId id : model.network.graph().links()) {
      const std::size_t i = id.index();
      if (flows.volume_per_h[k][i] == 0.0) continue;
      const LinkAttributes& link = model.network.link(id);
      const double vehicles = vehicles_per_day(flows.volume_per_h[k][i], model.cost_settings);
      const double tonnes = vehicles * vehicle.payload_t;
      Sums& to = sums[{mode_of(link), freight.commodity, freight.domestic}];
      const bool begins = is_other_mode(link) ? link.transfer == Transfer::load
                                              : is_centroid[model.network.tail(id).index()] != 0;
      if (begins) to.lifted.add(tonnes);
      to.tonne_km.add(tonnes * link.length_km);
      if (link.country == kLaos) to.tonne_km_in_laos.add(tonnes * link.length_km);
      to.money.add(vehicles * costs.money_usd[i]);
      to.tonne_h.add(tonnes * (costs.time_h[i] + flows.delay[i]));
      to.co2.add(vehicles / kGramsPerTonne *
                 co2_g(link, freight, vehicle, model.cost_settings, model.mode_tables));
    }
  }
  std::map<LinkUseKey, ModeUse> uses;
  for (const auto& [key, each] : sums) {
    uses.emplace(key, ModeUse{.mode = std::get<0>(key),
                              .commodity = std::get<1>(key),
                              .lifted_tonnes = each.lifted.value(),
                              .tonne_km = each.tonne_km.value(),
                              .tonne_km_in_laos = each.tonne_km_in_laos.value(),
                              .money_usd = each.money.value(),
                              .tonne_h = each.tonne_h.value(),
                              .co2_t = each.co2.value()});
  }
  return uses;
}

}  // namespace landlink::output
