#pragma once

#include <vector>

#include "landlink/cost/cost_settings.hpp"
#include "landlink/cost/freight_class.hpp"
#include "landlink/cost/vehicle_type.hpp"
#include "landlink/demand/freight_demand.hpp"
#include "landlink/demand/zone.hpp"

namespace landlink {

/// The user classes of a demand and what each sends.
struct ClassDemand {
  IdVector<ClassId, FreightClass> classes = {};
  /// Loaded vehicles per operating hour, zones x zones.
  IdVector<ClassId, OdMatrix> vehicles_per_h = {};
};

/// Place in the list of the vehicle type that carries a commodity. Throws Error with the nearest
/// name if the list has none.
std::size_t vehicle_index(const Commodity& commodity, const std::vector<VehicleType>& vehicles);

/// Splits each commodity into "<commodity>-domestic", between two zones of Laos, and
/// "<commodity>-international", all else, by the vehicle type that its table names; a class
/// without demand is left out. Classes are in the order of the commodities, domestic first.
///
/// The tonnes per day of all classes of a commodity add up to its matrix.
/// Throws Error for a commodity whose vehicle type is not in the list, with the nearest name.
ClassDemand make_classes(const FreightDemand& demand, const std::vector<VehicleType>& vehicles,
                         const Zones& zones, const CostSettings& settings = {});

}  // namespace landlink
