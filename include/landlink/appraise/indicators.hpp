#pragma once

#include <map>
#include <string>
#include <vector>

namespace landlink {

/// What trucks do on the roads of one province in a day.
struct RoadUse {
  double tonne_km = 0.0;
  double vehicle_km = 0.0;  ///< loaded and empty
  double empty_km = 0.0;    ///< part of vehicle_km without a load
  double fuel_l = 0.0;
  double co2_t = 0.0;
};

/// Totals of one assignment, per day. Sums run over links and classes.
struct Indicators {
  double tonnes = 0.0;             ///< carried between zones
  double intrazonal_tonnes = 0.0;  ///< that stay in their zone, never on the network
  double unassigned_tonnes = 0.0;  ///< between zones that have no way
  double vehicles = 0.0;           ///< loaded trips
  double tonne_km = 0.0;
  double vehicle_km = 0.0;  ///< of trucks, loaded and empty
  double empty_km = 0.0;    ///< part of vehicle_km without a load
  double vehicle_h = 0.0;   ///< of trucks
  double border_h = 0.0;    ///< part of vehicle_h spent at checkpoints
  double money_usd = 0.0;   ///< operating cost, tolls, fees, tariffs and handling
  double generalised_usd = 0.0;  ///< money + time at each class's value
  double co2_t = 0.0;            ///< of all modes
  double fuel_l = 0.0;           ///< of trucks
  double tonne_km_in_laos = 0.0;
  std::map<std::string, double> tonnes_by_commodity = {};
  std::map<std::string, double> tonne_km_by_province = {};
  std::map<std::string, RoadUse> use_by_province = {};  ///< of links in Laos
};

}  // namespace landlink
