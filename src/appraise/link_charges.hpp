#pragma once

#include "landlink/scenario/transport_model.hpp"

namespace landlink {

constexpr double kGramsPerTonne = 1e6;

/// What a vehicle pays on a link besides running: by part, and to whom.
struct LinkCharges {
  double tolls_usd = 0.0;
  double fees_usd = 0.0;
  double fuel_tax_usd = 0.0;
  double carbon_usd = 0.0;
};

LinkCharges charges(const TransportModel& model, const LinkAttributes& link,
                    const VehicleType& vehicle);

inline const VehicleType& vehicle_of(const TransportModel& model, ClassId id) {
  return model.vehicles[model.classes[id].vehicle];
}

}  // namespace landlink
