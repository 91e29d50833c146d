// How trips answer to their cost: the demand functions, and which parameters they bear.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "extensions.hpp"
#include "landlink/core/math.hpp"

namespace landlink {

std::string_view name_of(DemandForm form) {
  switch (form) {
    case DemandForm::fixed:
      return "fixed";
    case DemandForm::power:
      return "power";
    case DemandForm::exponential:
      return "exponential";
    case DemandForm::linear:
      return "linear";
  }
  return "unknown";
}

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// Demand at no cost, per unit of the reference: the curves end there.
double ratio_at_no_cost(DemandForm form, double elasticity) {
  switch (form) {
    case DemandForm::exponential:
      return math::exp(-elasticity);
    case DemandForm::linear:
      return 1.0 - elasticity;
    default:
      return kInfinite;
  }
}

}  // namespace

double most_demand_ratio(const ElasticDemand& elastic, double elasticity) {
  return std::min(elastic.most_share, ratio_at_no_cost(elastic.form, elasticity));
}

double demand_ratio(const ElasticDemand& elastic, double elasticity, double cost_ratio) {
  double ratio = 1.0;
  if (std::isinf(cost_ratio)) {
    ratio = 0.0;
  } else if (elastic.form == DemandForm::power) {
    // At no cost at all the curve is infinite.
    ratio = cost_ratio > 0.0 ? math::exp(elasticity * math::log(cost_ratio)) : kInfinite;
  } else if (elastic.form == DemandForm::exponential) {
    ratio = math::exp(elasticity * (cost_ratio - 1.0));
  } else if (elastic.form == DemandForm::linear) {
    ratio = 1.0 + elasticity * (cost_ratio - 1.0);
  }
  return std::min(std::max(ratio, elastic.least_share), most_demand_ratio(elastic, elasticity));
}

bool has_elastic_demand(const AssignmentProblem& problem) {
  return std::any_of(problem.classes.begin(), problem.classes.end(),
                     [](const UserClass& c) { return c.elastic.form != DemandForm::fixed; });
}

void check_elastic_demand(const AssignmentProblem& problem) {
  for (const UserClass& user_class : problem.classes) {
    const ElasticDemand& elastic = user_class.elastic;
    if (elastic.form == DemandForm::fixed) continue;
    const Place place{.feature = fmt::format("elastic demand of class '{}'", user_class.name)};
    const std::size_t cells = user_class.demand_per_h.cell_count();
    if (elastic.reference_cost.size() != cells || elastic.elasticity.size() != cells) {
      throw Error(place,
                  fmt::format("{} reference costs and {} elasticities for {} cells",
                              elastic.reference_cost.size(), elastic.elasticity.size(), cells));
    }
    const double floor = elastic.form == DemandForm::linear ? 0.0 : 1e-9;
    if (!(elastic.least_share >= floor && elastic.least_share < 1.0 && elastic.most_share > 1.0 &&
          std::isfinite(elastic.most_share))) {
      throw Error(place,
                  fmt::format("shares from {} to {}", elastic.least_share, elastic.most_share),
                  "give a least share below 1, above 0 unless the demand is linear, and a most "
                  "share above 1");
    }
    const std::vector<OdEntry> entries = user_class.demand_per_h.entries();
    for (std::size_t i = 0; i < cells; ++i) {
      if (entries[i].origin == entries[i].destination) continue;
      const auto pair = [&] {
        return fmt::format("zone {} to zone {}", entries[i].origin.index(),
                           entries[i].destination.index());
      };
      if (!(elastic.reference_cost[i] > 0.0) || std::isinf(elastic.reference_cost[i])) {
        throw Error(
            place, fmt::format("a reference cost of {} from {}", elastic.reference_cost[i], pair()),
            "give a finite cost above 0, that of a way between the two");
      }
      if (!(elastic.elasticity[i] < 0.0) || std::isinf(elastic.elasticity[i])) {
        throw Error(place,
                    fmt::format("an elasticity of {} from {}", elastic.elasticity[i], pair()),
                    "give a finite number below 0");
      }
    }
  }
}

}  // namespace landlink
