#include "landlink/cost/classes.hpp"

#include <fmt/format.h>

#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/generalised_cost.hpp"

namespace landlink {

std::size_t vehicle_index(const Commodity& commodity, const std::vector<VehicleType>& vehicles) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < vehicles.size(); ++i) {
    if (vehicles[i].id == commodity.vehicle) return i;
    ids.push_back(vehicles[i].id);
  }
  throw Error({.feature = commodity.id, .field = "vehicle"},
              fmt::format("no vehicle type '{}'", commodity.vehicle),
              name_remedy(commodity.vehicle, ids));
}

ClassDemand make_classes(const FreightDemand& demand, const std::vector<VehicleType>& vehicles,
                         const Zones& zones, const CostSettings& settings) {
  ClassDemand result;
  for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
    const Commodity& commodity = demand.commodities[CommodityId{c}];
    const std::size_t vehicle = vehicle_index(commodity, vehicles);
    std::vector<OdEntry> entries[2];  // international, domestic
    for (OdEntry entry : demand.tonnes_per_day[CommodityId{c}].entries()) {
      const bool domestic =
          zones[entry.origin].country == kLaos && zones[entry.destination].country == kLaos;
      entry.value = vehicles_per_h(entry.value, vehicles[vehicle], settings);
      entries[domestic ? 1 : 0].push_back(entry);
    }
    for (const bool domestic : {true, false}) {
      if (entries[domestic ? 1 : 0].empty()) continue;
      result.classes.push_back(
          {.id = commodity.id + (domestic ? "-domestic" : "-international"),
           .commodity = CommodityId{c},
           .vehicle = vehicle,
           .domestic = domestic,
           .usd_per_vehicle_h = value_of_vehicle_h(vehicles[vehicle], commodity)});
      result.vehicles_per_h.push_back({zones.size(), std::move(entries[domestic ? 1 : 0])});
    }
  }
  return result;
}

}  // namespace landlink
