#pragma once

#include "landlink/cost/freight_class.hpp"
#include "landlink/demand/freight_demand.hpp"
#include "landlink/network/access_rights.hpp"
#include "landlink/network/network.hpp"

namespace landlink {

/// Whether a commodity may use lanes kept for perishables: it loses value with time.
bool is_perishable(const Commodity& commodity);

/// Closes to a class (infinite constant, time and money) what it has no right to:
/// - lanes kept for perishables, unless its commodity is one;
/// - driving on at a post in its own truck, unless AccessRights::may_cross; its freight then
///   changes trucks in the yard, or goes another way;
/// - for a domestic class of foreign trucks without the right of cabotage, every link.
void restrict_to_rights(const Network& network, const AccessRights& rights,
                        const FreightClass& freight_class, const Commodity& commodity,
                        ClassLinkCosts& costs);

}  // namespace landlink
