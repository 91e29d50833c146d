#include "landlink/scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "landlink/cost/access.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/network/post_ways.hpp"

namespace landlink {

namespace {

void apply_one(const Intervention& intervention, const Scenario& scenario, TransportModel& model) {
  try {
    intervention.apply(model);
  } catch (const Error& e) {
    throw Error(
        e.place(),
        fmt::format("scenario '{}': {}: {}", scenario.name, intervention.terms().id, e.problem()),
        e.remedy(), e.exit_code());
  }
}

}  // namespace

TransportModel apply(const Scenario& scenario, const TransportModel& base) {
  TransportModel model = base;
  for (const auto& intervention : scenario.interventions) apply_one(*intervention, scenario, model);
  rebuild(model);
  return model;
}

void put_in_order(std::vector<std::shared_ptr<const Intervention>>& interventions) {
  // An insertion sort by pairs: "both state an order" and "both state a year" is no total order,
  // and whoever states neither keeps its place in the file against its neighbours.
  const auto before = [](const InterventionTerms& a, const InterventionTerms& b) {
    if (a.order != 0 && b.order != 0 && a.order != b.order) return a.order < b.order;
    return a.opens != 0 && b.opens != 0 && a.opens < b.opens;
  };
  for (std::size_t i = 1; i < interventions.size(); ++i) {
    for (std::size_t j = i; j > 0; --j) {
      if (!before(interventions[j]->terms(), interventions[j - 1]->terms())) break;
      std::swap(interventions[j], interventions[j - 1]);
    }
  }
}

Supernetwork network_of_all_modes(const TransportModel& model) {
  if (model.mode_tables.services.empty()) return {.draft = model.draft};
  SupernetworkOptions options = model.supernetwork;
  options.rail &= model.mode_tables.service(LinkKind::rail) != nullptr;
  options.waterway &= model.mode_tables.service(LinkKind::waterway) != nullptr;
  options.air &= model.mode_tables.service(LinkKind::air) != nullptr;
  return with_other_modes(model.draft, model.other_modes, options);
}

void rebuild(TransportModel& model) {
  lay_post_ways(model.draft, !model.rights.rows.empty());
  model.network = Network(network_of_all_modes(model).draft);
  model.delays = link_delays(model.network, model.cost_settings);
  model.class_costs = {};
  for (const FreightClass& freight_class : model.classes) {
    model.class_costs.push_back(class_link_costs(
        model.network, freight_class, model.vehicles[freight_class.vehicle],
        model.demand.commodities[freight_class.commodity], model.cost_settings, model.mode_tables));
    restrict_to_rights(model.network, model.rights, freight_class,
                       model.demand.commodities[freight_class.commodity],
                       model.class_costs.raw().back());
  }
}

}  // namespace landlink
