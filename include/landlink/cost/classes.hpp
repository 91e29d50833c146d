#pragma once

#include <vector>

#include "landlink/cost/carriers.hpp"
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

/// Place in the list of the row of a commodity's vehicle type for a nationality, at its ordinary
/// load: the row of that nationality or, without one, that of any. With no nationality given, the
/// first row of the type. Throws Error with the nearest type if the list has none.
std::size_t vehicle_index(const Commodity& commodity, const std::vector<VehicleType>& vehicles,
                          CountryCode nationality = {});

/// Splits each commodity into "<commodity>-domestic", between two zones of Laos, and
/// "<commodity>-international", all else, by the vehicle type that its table names and by the
/// nationality of the trucks that carry it ("fuel-international-tha"); a class without demand is
/// left out. Where `vehicles` holds one at a province's seasonal load, freight to, from and within
/// that province goes in it ("fuel-domestic-LA-VT"). Classes are in the order of the commodities,
/// domestic first, then in that of the vehicles.
///
/// The tonnes per day of all classes of a commodity add up to its matrix.
/// Throws Error for a commodity whose vehicle type is not in the list, with the nearest name.
ClassDemand make_classes(const FreightDemand& demand, const std::vector<VehicleType>& vehicles,
                         const Zones& zones, const CostSettings& settings = {},
                         const Carriers& carriers = {});

}  // namespace landlink
