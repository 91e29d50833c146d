#include "landlink/appraise/permits.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "landlink/cost/flow_units.hpp"
#include "landlink/network/post_ways.hpp"

namespace landlink {

namespace {

std::string name_of_quota(const AccessRight& right) {
  return fmt::format("permits of {} in {}", right.vehicle.text(), right.country.text());
}

/// Classes of the quota's trucks, on the ways by which they enter the country in their own.
std::vector<SideTerm> terms_of(const TransportModel& model, const AccessRight& right) {
  std::vector<SideTerm> terms;
  for (const LinkId link : model.network.graph().links()) {
    if (model.network.link(link).post_way != PostWay::own_truck) continue;
    if (crossing_countries(model.network, link).to != right.country) continue;
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      const FreightClass& freight = model.classes[ClassId{k}];
      if (freight.nationality == right.vehicle && !freight.domestic) {
        terms.push_back({.user_class = k, .link = link});
      }
    }
  }
  return terms;
}

}  // namespace

std::vector<SideConstraint> permit_constraints(const TransportModel& model) {
  std::vector<SideConstraint> constraints;
  for (const AccessRight& right : model.rights.rows) {
    if (!right.may_drive || !right.quota_per_day) continue;
    std::vector<SideTerm> terms = terms_of(model, right);
    if (terms.empty()) continue;
    constraints.push_back({.name = name_of_quota(right),
                           .terms = std::move(terms),
                           .limit = *right.quota_per_day / model.cost_settings.operating_h_per_day,
                           .unit = "permits"});
  }
  return constraints;
}

CountryCode permit_holder(const TransportModel& model, const SideConstraint& constraint) {
  for (const AccessRight& right : model.rights.rows) {
    if (right.may_drive && right.quota_per_day && constraint.name == name_of_quota(right)) {
      return right.vehicle;
    }
  }
  return {};
}

std::vector<PermitReport> permit_reports(const TransportModel& model,
                                         const AssignmentProblem& problem,
                                         const AssignmentResult& flows) {
  std::vector<PermitReport> reports;
  for (const AccessRight& right : model.rights.rows) {
    if (!right.may_drive || !right.quota_per_day) continue;
    const auto& all = problem.side_constraints;
    const auto found = std::find_if(all.begin(), all.end(), [&](const SideConstraint& constraint) {
      return constraint.name == name_of_quota(right);
    });
    if (found == all.end()) continue;
    const auto place = static_cast<std::size_t>(found - all.begin());
    const SideConstraintState& state = flows.side_constraints[place];
    double used_per_h = 0.0;
    double usd = 0.0;
    for (const SideTerm& term : found->terms) {
      const double flow = flows.volume_per_h[term.user_class][term.link.index()];
      used_per_h += flow;
      usd += flow * model.classes[ClassId{term.user_class}].usd_per_vehicle_h;
    }
    reports.push_back({.vehicle = right.vehicle,
                       .country = right.country,
                       .permits_per_day = *right.quota_per_day,
                       .used_per_day = vehicles_per_day(used_per_h, model.cost_settings),
                       .worth_h = state.multiplier,
                       .worth_usd = used_per_h > 0.0 ? state.multiplier * usd / used_per_h : 0.0});
  }
  return reports;
}

}  // namespace landlink
