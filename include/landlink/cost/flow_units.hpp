#pragma once

#include "landlink/cost/cost_settings.hpp"
#include "landlink/cost/vehicle_type.hpp"

namespace landlink {

// The one way from demand to traffic and back. A day's road freight moves in
// `operating_h_per_day` hours (12 by default: a day's capacity is 10 to 16 times the hourly one),
// so an hourly flow here is that of an operating hour, not of a clock hour.

/// Loaded vehicles per operating hour that carry `tonnes_per_day`.
double vehicles_per_h(double tonnes_per_day, const VehicleType& vehicle,
                      const CostSettings& settings = {});
/// The inverse of vehicles_per_h.
double tonnes_per_day(double loaded_vehicles_per_h, const VehicleType& vehicle,
                      const CostSettings& settings = {});

double pcu_per_h(double loaded_vehicles_per_h, const VehicleType& vehicle);

/// Vehicles per day of an hourly flow on a road.
double vehicles_per_day(double flow_vehicles_per_h, const CostSettings& settings = {});

/// Mean arrivals per clock hour of the 24 of a day, as a checkpoint counts them.
double arrivals_per_clock_h(double flow_vehicles_per_h, const CostSettings& settings = {});

}  // namespace landlink
