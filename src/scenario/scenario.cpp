#include "landlink/scenario/scenario.hpp"

#include "landlink/cost/generalised_cost.hpp"

namespace landlink {

TransportModel apply(const Scenario& scenario, const TransportModel& base) {
  TransportModel model = base;
  for (const auto& intervention : scenario.interventions) intervention->apply(model);
  rebuild(model);
  return model;
}

void rebuild(TransportModel& model) {
  model.network = Network(model.draft);
  model.delays = link_delays(model.network, model.cost_settings);
  model.class_costs = {};
  for (const FreightClass& freight_class : model.classes) {
    model.class_costs.push_back(
        class_link_costs(model.network, freight_class, model.vehicles[freight_class.vehicle],
                         model.demand.commodities[freight_class.commodity], model.cost_settings));
  }
}

}  // namespace landlink
