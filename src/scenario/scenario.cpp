#include "landlink/scenario/scenario.hpp"

#include "landlink/cost/access.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/network/post_ways.hpp"

namespace landlink {

TransportModel apply(const Scenario& scenario, const TransportModel& base) {
  TransportModel model = base;
  for (const auto& intervention : scenario.interventions) intervention->apply(model);
  rebuild(model);
  return model;
}

void rebuild(TransportModel& model) {
  lay_post_ways(model.draft, !model.rights.rows.empty());
  model.network = Network(model.draft);
  model.delays = link_delays(model.network, model.cost_settings);
  model.class_costs = {};
  for (const FreightClass& freight_class : model.classes) {
    model.class_costs.push_back(
        class_link_costs(model.network, freight_class, model.vehicles[freight_class.vehicle],
                         model.demand.commodities[freight_class.commodity], model.cost_settings));
    restrict_to_rights(model.network, model.rights, freight_class,
                       model.demand.commodities[freight_class.commodity],
                       model.class_costs.raw().back());
  }
}

}  // namespace landlink
