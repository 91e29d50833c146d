#include "landlink/cost/access.hpp"

#include <limits>

#include "landlink/network/post_ways.hpp"

namespace landlink {

namespace {

bool is_closed_to(const Network& network, LinkId link, const AccessRights& rights,
                  CountryCode nationality, bool perishable) {
  switch (network.link(link).post_way) {
    case PostWay::priority_lane:
      return !perishable;
    case PostWay::own_truck: {
      const CrossingCountries crossing = crossing_countries(network, link);
      return !rights.may_cross(nationality, crossing.from, crossing.to);
    }
    case PostWay::none:
    case PostWay::general_lane:
    case PostWay::transload:
      return false;
  }
  return false;
}

}  // namespace

bool is_perishable(const Commodity& commodity) { return commodity.decay_per_day > 0.0; }

void restrict_to_rights(const Network& network, const AccessRights& rights,
                        const FreightClass& freight_class, const Commodity& commodity,
                        ClassLinkCosts& costs) {
  const CountryCode nationality = freight_class.nationality;
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  const bool no_cabotage = freight_class.domestic && !rights.rows.empty() &&
                           !rights.may_carry_within(nationality, kLaos);
  const bool perishable = is_perishable(commodity);
  for (std::size_t i = 0; i < network.link_count(); ++i) {
    if (!no_cabotage && !is_closed_to(network, LinkId{i}, rights, nationality, perishable)) {
      continue;
    }
    costs.time_h[i] = costs.money_usd[i] = costs.constant_h[i] = kInfinite;
  }
}

}  // namespace landlink
