#pragma once

#include <span>
#include <string>
#include <string_view>

#include "landlink/cost/cost_settings.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

/// What a truck feels of a road.
struct RoadState {
  Surface surface = Surface::dbst;
  Terrain terrain = Terrain::flat;
  double iri_m_per_km = 4.0;
  double speed_limit_kmh = 80.0;
};

/// A truck in free flow.
struct TruckRunning {
  double speed_kmh = 0.0;
  double voc_usd_per_km = 0.0;  ///< vehicle operating cost with crew, without overhead
};

/// Names of the cost curves that a VehicleType may refer to.
std::span<const std::string> cost_curves();

/// Free-flow speed and operating cost of a truck on a road.
///
/// Cubics in roughness, f = a0 + a1 IRI + a2 IRI^2 + a3 IRI^3, by vehicle and terrain, derived from
/// HDM-4 runs for two-lane roads of 7 m (roads-cba-py, Vietnam). They are not monotone, so from IRI
/// 2 upward speed is their running minimum and cost their running maximum; IRI is clamped to 2-16
/// on paved and 2-25 on unpaved surfaces. Speed is then multiplied by the terrain's factor, capped
/// by the speed limit and, on gravel and earth, multiplied by the unpaved factor.
///
/// Speed never rises and cost never falls with roughness. Throws Error for an unknown curve, with
/// the nearest name.
TruckRunning speed_and_voc(std::string_view curve, const RoadState& road,
                           const CostSettings& settings = {});

}  // namespace landlink
