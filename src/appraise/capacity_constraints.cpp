#include "landlink/appraise/capacity_constraints.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "landlink/cost/flow_units.hpp"

namespace landlink {

namespace {

/// Adds what each class that may use a link takes of a limit there: tonnes a day per vehicle/h.
void add_terms(const TransportModel& model, LinkId link, SideConstraint& constraint) {
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const ClassId id{k};
    if (!std::isfinite(model.class_costs[id].constant_h[link.index()])) continue;
    const VehicleType& vehicle = model.vehicles[model.classes[id].vehicle];
    constraint.terms.push_back({.user_class = k,
                                .link = link,
                                .coefficient = tonnes_per_day(1.0, vehicle, model.cost_settings)});
  }
}

}  // namespace

std::vector<SideConstraint> capacity_constraints(const TransportModel& model) {
  const Network& network = model.network;
  std::vector<SideConstraint> constraints;
  IdVector<FacilityId, SideConstraint> facilities;
  for (const Facility& facility : network.facilities()) {
    facilities.push_back(
        {.name = fmt::format("{} {}: handling", facility.source.layer, facility.name),
         .limit = facility.capacity_t_per_day,
         .unit = "t/day"});
  }
  for (const LinkId id : network.graph().links()) {
    const LinkAttributes& link = network.link(id);
    if (link.facility.valid()) add_terms(model, id, facilities[link.facility]);
    if (!std::isfinite(link.capacity_t_per_day)) continue;
    SideConstraint line{.name = fmt::format("{} {} {}", link.source.layer, link.source.id,
                                            link.source.forward ? "forward" : "backward"),
                        .limit = link.capacity_t_per_day,
                        .unit = "t/day"};
    add_terms(model, id, line);
    if (!line.terms.empty()) constraints.push_back(std::move(line));
  }
  for (SideConstraint& facility : facilities.raw()) {
    if (!facility.terms.empty()) constraints.push_back(std::move(facility));
  }
  return constraints;
}

}  // namespace landlink
