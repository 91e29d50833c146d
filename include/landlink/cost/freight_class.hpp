#pragma once

#include <string>
#include <vector>

#include "landlink/core/id.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

/// A user class of the assignment: one commodity, carried by one vehicle type under one right of
/// access.
struct FreightClass {
  std::string id = {};  ///< such as "fuel-domestic" or "fuel-international-tha"
  CommodityId commodity = {};
  std::size_t vehicle = 0;       ///< place in the model's list of vehicle types
  CountryCode nationality = {};  ///< of the vehicle: who may drive where; empty for any
  bool domestic = false;  ///< between two Lao zones: keeps to links in Laos (cabotage, and no
                          ///< border crossed twice)
  bool empty = false;     ///< trucks on their way to the next load: no cargo, no tonnes
  double usd_per_vehicle_h = 0.0;  ///< value of one hour of a vehicle's time with its load
};

/// What one class pays and takes on each link, by LinkId, before delays; per loaded vehicle.
struct ClassLinkCosts {
  std::vector<double> time_h = {};      ///< free flow, with fixed times
  std::vector<double> money_usd = {};   ///< operating cost, tolls and fees
  std::vector<double> constant_h = {};  ///< time_h + money_usd / usd_per_vehicle_h; infinite where
                                        ///< the class may not go
};

}  // namespace landlink
