#include "landlink/appraise/scarcity_rents.hpp"

#include <algorithm>

#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/permits.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"

namespace landlink {

DayRents day_rents(const TransportModel& model, const AssignmentResult& flows) {
  const bool any = std::any_of(flows.side_constraints.begin(), flows.side_constraints.end(),
                               [](const auto& state) { return state.multiplier != 0.0; });
  if (!any) return {};
  const AssignmentProblem problem = assignment_problem(model);
  const bool freight_pays_way_back = !model.mode_tables.services.empty();
  std::map<std::string, std::vector<CompensatedSum>> sums;
  for (std::size_t c = 0; c < flows.side_constraints.size(); ++c) {
    const double multiplier_h = flows.side_constraints[c].multiplier;
    if (multiplier_h == 0.0) continue;
    const SideConstraint& limit = problem.side_constraints[c];
    const CountryCode holder = permit_holder(model, limit);
    for (const SideTerm& term : limit.terms) {
      const FreightClass& freight = model.classes[ClassId{term.user_class}];
      if (freight.empty && freight_pays_way_back) continue;
      const double vehicles = vehicles_per_day(
          flows.volume_per_h[term.user_class][term.link.index()], model.cost_settings);
      if (vehicles == 0.0) continue;
      const CountryCode country = holder.empty() ? model.network.link(term.link).country : holder;
      auto [place, is_new] =
          sums.try_emplace(country.empty() ? std::string("world") : country.text());
      if (is_new) place->second.resize(model.classes.size());
      place->second[term.user_class].add(multiplier_h * term.coefficient * vehicles *
                                         freight.usd_per_vehicle_h);
    }
  }
  DayRents rents;
  for (const auto& [country, by_class] : sums) {
    for (const CompensatedSum& sum : by_class) rents[country].push_back(sum.value());
  }
  return rents;
}

}  // namespace landlink
