#include "landlink/cost/flow_units.hpp"

namespace landlink {

double vehicles_per_h(double tonnes_per_day, const VehicleType& vehicle,
                      const CostSettings& settings) {
  return tonnes_per_day / (vehicle.payload_t * settings.operating_h_per_day);
}

double tonnes_per_day(double loaded_vehicles_per_h, const VehicleType& vehicle,
                      const CostSettings& settings) {
  return loaded_vehicles_per_h * (vehicle.payload_t * settings.operating_h_per_day);
}

double pcu_per_h(double loaded_vehicles_per_h, const VehicleType& vehicle) {
  return loaded_vehicles_per_h * vehicle.pce;
}

double vehicles_per_day(double flow_vehicles_per_h, const CostSettings& settings) {
  return flow_vehicles_per_h * settings.operating_h_per_day;
}

double arrivals_per_clock_h(double flow_vehicles_per_h, const CostSettings& settings) {
  return vehicles_per_day(flow_vehicles_per_h, settings) / 24.0;
}

}  // namespace landlink
