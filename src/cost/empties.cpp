#include "landlink/cost/empties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>

#include "landlink/core/error.hpp"

namespace landlink {

namespace {

void check_share(double return_share) {
  if (return_share >= 0.0 && return_share <= 1.0) return;
  throw Error({.field = "empty_share"}, fmt::format("a return share of {}", return_share),
              "give a share from 0 to 1");
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// The truck without its load.
VehicleType unloaded(const VehicleType& loaded, const std::string& id,
                     const CostSettings& settings) {
  VehicleType empty = loaded;
  empty.id = id;
  empty.type = id;
  empty.name = "Empty: " + loaded.name;
  empty.axle_load_t = loaded.gross_t > 0.0 ? loaded.axle_load_t * loaded.tare_t / loaded.gross_t
                                           : loaded.axle_load_t;
  empty.gross_t = loaded.tare_t;
  empty.payload_t = 0.0;
  empty.empty_share = 0.0;
  empty.cost_share = settings.empty_cost_share;
  empty.co2_g_per_km = loaded.co2_g_per_km * settings.empty_cost_share;
  empty.barred_in.clear();
  empty.seasonal_province.clear();
  return empty;
}

}  // namespace

OdMatrix empty_vehicles(const OdMatrix& loaded_vehicles, double return_share) {
  check_share(return_share);
  std::vector<OdEntry> entries;
  for (const OdEntry& trip : loaded_vehicles.entries()) {
    if (trip.origin == trip.destination) continue;
    entries.push_back({trip.destination, trip.origin, return_share * trip.value});
  }
  return {loaded_vehicles.zone_count(), std::move(entries)};
}

void add_empty_classes(ClassDemand& demand, std::vector<VehicleType>& vehicles, CommodityId none,
                       const CostSettings& settings) {
  struct Group {
    std::size_t like = 0;  ///< vehicle of its first loaded class
    std::vector<OdEntry> trips = {};
    std::size_t zones = 0;
  };
  // Trucks of one curve, pce and nationality cost the same without a load.
  std::map<std::tuple<bool, CountryCode, std::string, double>, Group> groups;
  for (std::size_t k = 0; k < demand.classes.size(); ++k) {
    const FreightClass& loaded = demand.classes[ClassId{k}];
    const VehicleType& vehicle = vehicles[loaded.vehicle];
    const OdMatrix trips = empty_vehicles(demand.vehicles_per_h[ClassId{k}], vehicle.empty_share);
    if (trips.cell_count() == 0) continue;
    const auto [group, is_new] = groups.try_emplace(
        {!loaded.domestic, vehicle.nationality, vehicle.cost_curve, vehicle.pce}, Group{});
    if (is_new) group->second = {.like = loaded.vehicle, .zones = trips.zone_count()};
    const std::vector<OdEntry> entries = trips.entries();
    group->second.trips.insert(group->second.trips.end(), entries.begin(), entries.end());
  }
  for (VehicleType& vehicle : vehicles) vehicle.empties_in_traffic = true;
  std::map<std::string, int> used;
  for (auto& [key, group] : groups) {
    const auto& [international, nationality, curve, pce] = key;
    std::string id = "empty-" + curve + (international ? "-international" : "-domestic");
    if (international && !nationality.empty()) id += "-" + lower(nationality.text());
    if (const int again = used[id]++; again > 0) id += "-" + std::to_string(again + 1);
    vehicles.push_back(unloaded(vehicles[group.like], id, settings));
    demand.classes.push_back({.id = id,
                              .commodity = none,
                              .vehicle = vehicles.size() - 1,
                              .nationality = nationality,
                              .domestic = !international,
                              .empty = true,
                              .usd_per_vehicle_h = settings.empty_usd_per_h});
    demand.vehicles_per_h.push_back({group.zones, std::move(group.trips)});
  }
}

}  // namespace landlink
