#include "landlink/cost/classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/generalised_cost.hpp"

namespace landlink {

namespace {

/// The row of a type for a nationality and a seasonal load; nothing if the list has none.
std::optional<std::size_t> find_vehicle(const std::vector<VehicleType>& vehicles,
                                        const std::string& type, CountryCode nationality,
                                        const std::string& province) {
  std::optional<std::size_t> any;
  for (std::size_t i = 0; i < vehicles.size(); ++i) {
    const VehicleType& vehicle = vehicles[i];
    const std::string& its_type = vehicle.type.empty() ? vehicle.id : vehicle.type;
    if (its_type != type || vehicle.seasonal_province != province) continue;
    if (nationality.empty() || vehicle.nationality == nationality) return i;
    if (vehicle.nationality.empty() && !any) any = i;
  }
  return any;
}

/// The truck of a nationality that carries a commodity between two zones: at a seasonal load where
/// one of the provinces has it. The lighter load counts where both have.
std::size_t vehicle_between(const Commodity& commodity, const std::vector<VehicleType>& vehicles,
                            CountryCode nationality, const Zone& from, const Zone& to) {
  std::size_t vehicle = vehicle_index(commodity, vehicles, nationality);
  for (const std::string& province : {from.province, to.province}) {
    if (province.empty()) continue;
    const auto light = find_vehicle(vehicles, commodity.vehicle, nationality, province);
    if (light && vehicles[*light].payload_t < vehicles[vehicle].payload_t) vehicle = *light;
  }
  return vehicle;
}

std::string class_id(const Commodity& commodity, bool domestic, const VehicleType& vehicle) {
  std::string id = commodity.id + (domestic ? "-domestic" : "-international");
  if (!domestic && !vehicle.nationality.empty()) {
    std::string letters = vehicle.nationality.text();
    std::ranges::transform(letters, letters.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    id += "-" + letters;
  }
  if (!vehicle.seasonal_province.empty()) id += "-" + vehicle.seasonal_province;
  return id;
}

}  // namespace

std::size_t vehicle_index(const Commodity& commodity, const std::vector<VehicleType>& vehicles,
                          CountryCode nationality) {
  if (const auto found = find_vehicle(vehicles, commodity.vehicle, nationality, {})) return *found;
  std::vector<std::string> known;
  bool has_type = false;
  for (const VehicleType& vehicle : vehicles) {
    known.push_back(vehicle.type.empty() ? vehicle.id : vehicle.type);
    has_type = has_type || known.back() == commodity.vehicle;
  }
  if (has_type) {
    throw Error({.feature = commodity.id, .field = "vehicle"},
                fmt::format("no vehicle type '{}' of nationality {}", commodity.vehicle,
                            nationality.text()),
                "give vehicles.csv a row for it, or one without a nationality");
  }
  throw Error({.feature = commodity.id, .field = "vehicle"},
              fmt::format("no vehicle type '{}'", commodity.vehicle),
              name_remedy(commodity.vehicle, known));
}

ClassDemand make_classes(const FreightDemand& demand, const std::vector<VehicleType>& vehicles,
                         const Zones& zones, const CostSettings& settings,
                         const Carriers& carriers) {
  ClassDemand result;
  for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
    const Commodity& commodity = demand.commodities[CommodityId{c}];
    static_cast<void>(vehicle_index(commodity, vehicles));  // a type without freight is known too
    // By (international, place of the vehicle): domestic first, then in the vehicles' order.
    std::map<std::pair<bool, std::size_t>, std::vector<OdEntry>> entries;
    for (const OdEntry& entry : demand.tonnes_per_day[CommodityId{c}].entries()) {
      const Zone& from = zones[entry.origin];
      const Zone& to = zones[entry.destination];
      const bool domestic = from.country == kLaos && to.country == kLaos;
      for (const CarrierShare& carrier : carriers.shares(from.country, to.country)) {
        const std::size_t vehicle =
            vehicle_between(commodity, vehicles, carrier.nationality, from, to);
        entries[{!domestic, vehicle}].push_back(
            {entry.origin, entry.destination,
             vehicles_per_h(entry.value * carrier.share, vehicles[vehicle], settings)});
      }
    }
    for (auto& [key, trips] : entries) {
      const auto [international, vehicle] = key;
      result.classes.push_back(
          {.id = class_id(commodity, !international, vehicles[vehicle]),
           .commodity = CommodityId{c},
           .vehicle = vehicle,
           .nationality = vehicles[vehicle].nationality,
           .domestic = !international,
           .usd_per_vehicle_h = value_of_vehicle_h(vehicles[vehicle], commodity)});
      result.vehicles_per_h.push_back({zones.size(), std::move(trips)});
    }
  }
  return result;
}

}  // namespace landlink
