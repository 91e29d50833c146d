#include "landlink/demand/build_demand.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "landlink/core/text.hpp"
#include "landlink/demand/gravity.hpp"

namespace landlink {

namespace {

constexpr std::array<double, 12> kDaysOfMonth = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr double kDaysOfYear = 365.0;

/// Days' worth of a year's tonnes per day: 1/365, or the month's share over its days.
double share_of_a_day(const DemandTables& tables, const std::string& commodity, int month) {
  if (month == 0) return 1.0 / kDaysOfYear;
  const auto index = static_cast<std::size_t>(month - 1);
  for (const SeasonRow& season : tables.seasons) {
    if (season.commodity == commodity) return season.share[index] / kDaysOfMonth[index];
  }
  return 1.0 / kDaysOfYear;
}

/// Skims ready for gravity: square, and with the cost of staying in a zone on the diagonal.
Eigen::MatrixXd with_own_costs(Eigen::MatrixXd cost, std::size_t zones) {
  const auto size = static_cast<Eigen::Index>(zones);
  if (cost.rows() != size || cost.cols() != size) {
    throw Error({}, fmt::format("a skim of {} x {} for {} zones", cost.rows(), cost.cols(), zones),
                "give a square skim with one row per zone");
  }
  for (Eigen::Index i = 0; i < size; ++i) {
    double nearest = std::numeric_limits<double>::infinity();
    for (Eigen::Index j = 0; j < size; ++j) {
      if (j != i) nearest = std::min({nearest, cost(i, j), cost(j, i)});
    }
    cost(i, i) = 0.5 * nearest;
  }
  return cost;
}

bool all_in_laos(const Eigen::VectorXd& shares, const Zones& zones) {
  for (Eigen::Index i = 0; i < shares.size(); ++i) {
    if (shares[i] > 0.0 && zones[ZoneId{static_cast<std::size_t>(i)}].country != kLaos) {
      return false;
    }
  }
  return true;
}

Eigen::MatrixXd distribute(const FlowRow& flow, const Commodity& commodity, const Zones& zones,
                           const DemandSkims& skims, double tonnes_per_day) {
  const auto place = [&flow](const char* column) {
    Place cell = flow.provenance.place;
    cell.field = column;
    return cell;
  };
  const Eigen::VectorXd origins = zone_shares(flow.origins, zones, place("origins"));
  const Eigen::VectorXd destinations = zone_shares(flow.destinations, zones, place("destinations"));
  const bool domestic = all_in_laos(origins, zones) && all_in_laos(destinations, zones);
  const Eigen::MatrixXd& cost = domestic ? skims.domestic : skims.international;
  const Deterrence form{.beta_per_usd_t = commodity.beta_per_usd_t};
  BalanceOptions options;
  options.zone_name = [&zones](ZoneId zone) {
    return fmt::format("{} ({})", zones[zone].id, zones[zone].name);
  };
  try {
    switch (flow.totals) {
      case FlowTotals::both:
        return gravity(cost, tonnes_per_day * origins, tonnes_per_day * destinations, form,
                       options);
      case FlowTotals::origins:
        return gravity_by_origin(cost, tonnes_per_day * origins, destinations, form, options);
      case FlowTotals::destinations:
        return gravity_by_destination(cost, origins, tonnes_per_day * destinations, form, options);
    }
  } catch (const Error& error) {
    throw Error(flow.provenance.place,
                fmt::format("{} of {}: {}", commodity.name, flow.what, error.problem()),
                error.remedy());
  }
  return {};
}

void add_assumptions(const DemandTables& tables, FreightDemand& demand) {
  const auto say = [&demand](const Provenance& provenance, const std::string& what,
                             const std::string& text) {
    demand.assumptions.push_back(
        fmt::format("{}:{}: {}: {}",
                    provenance.place.file.substr(provenance.place.file.find_last_of("/\\") + 1),
                    provenance.place.line, what, text));
  };
  for (const FlowRow& flow : tables.flows) {
    const std::string what = fmt::format("{} {} of {} t in {}", flow.commodity, flow.what,
                                         shortest_text(flow.tonnes_per_year), flow.provenance.year);
    if (flow.provenance.confidence == Confidence::assumed) {
      say(flow.provenance, what,
          "assumed" + (flow.provenance.basis.empty() ? "" : ", " + flow.provenance.basis));
    }
    if (!flow.provenance.conflict.empty()) {
      say(flow.provenance, what, "sources disagree, " + flow.provenance.conflict);
    }
  }
  for (const GrowthPeriod& period : tables.growth) {
    if (period.provenance.confidence != Confidence::assumed) continue;
    say(period.provenance,
        fmt::format("growth of {} by {} a year from {} to {}", period.commodity,
                    shortest_text(period.per_year), period.from_year, period.to_year),
        "assumed");
  }
}

/// What stays in its zone is in the matrices but never on a road: say how much.
void add_intrazonal_shares(FreightDemand& demand) {
  for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
    const OdMatrix& tonnes = demand.tonnes_per_day[CommodityId{c}];
    double own = 0.0;
    for (std::size_t i = 0; i < tonnes.zone_count(); ++i) own += tonnes.at(ZoneId{i}, ZoneId{i});
    if (own == 0.0) continue;
    demand.assumptions.push_back(
        fmt::format("{}: {:.0f} of {:.0f} t/day stay within their zones and are not on the network",
                    demand.commodities[CommodityId{c}].name, own, tonnes.total()));
  }
}

}  // namespace

FreightDemand build_demand(const DemandTables& tables, const Zones& zones,
                           const SkimsOfCommodity& skims, int year, int month) {
  if (month < 0 || month > 12) {
    throw Error({.field = "month"}, fmt::format("the month {}", month),
                "give 1 to 12, or 0 for the mean day of the year");
  }
  FreightDemand demand;
  demand.year = year;
  for (const Commodity& commodity : tables.commodities) {
    const auto size = static_cast<Eigen::Index>(zones.size());
    Eigen::MatrixXd tonnes = Eigen::MatrixXd::Zero(size, size);
    DemandSkims costs = skims(commodity);
    costs.domestic = with_own_costs(std::move(costs.domestic), zones.size());
    costs.international = with_own_costs(std::move(costs.international), zones.size());
    for (const FlowRow& flow : tables.flows) {
      if (flow.commodity != commodity.id || flow.tonnes_per_year == 0.0) continue;
      const double tonnes_per_day =
          flow.tonnes_per_year * growth_factor(tables, commodity.id, flow.provenance.year, year) *
          share_of_a_day(tables, commodity.id, month);
      tonnes += distribute(flow, commodity, zones, costs, tonnes_per_day);
    }
    demand.commodities.push_back(commodity);
    demand.tonnes_per_day.push_back(OdMatrix(tonnes));
  }
  add_assumptions(tables, demand);
  add_intrazonal_shares(demand);
  return demand;
}

FreightDemand build_demand(const DemandTables& tables, const Zones& zones, const DemandSkims& skims,
                           int year, int month) {
  return build_demand(
      tables, zones, [&skims](const Commodity&) { return skims; }, year, month);
}

}  // namespace landlink
