#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "landlink/core/geo.hpp"

namespace landlink::road_import {

/// A distance that geodesic_km is never below, for a twentieth of its time: what is farther than
/// the best found so far need not be measured. On the plane at the latitude nearer to the pole,
/// less one in a hundred for the ellipsoid and for ways that bend towards the pole (0.5 % at 20
/// degrees of longitude and 70 of latitude); beyond these by latitude alone.
inline double least_km(LonLat a, LonLat b) {
  constexpr double kKmPerDegree = 110.57;  // of latitude at the equator, the smallest there is
  constexpr double kSafe = 0.99;
  const double north_km = std::abs(a.lat - b.lat) * kKmPerDegree;
  const double turn = std::abs(a.lon - b.lon);
  const double poleward = std::max(std::abs(a.lat), std::abs(b.lat));
  if (turn > 20.0 || poleward > 70.0) return north_km;
  const double east_km = turn * kKmPerDegree * std::cos(poleward * std::numbers::pi / 180.0);
  return kSafe * std::sqrt(north_km * north_km + east_km * east_km);
}

}  // namespace landlink::road_import
