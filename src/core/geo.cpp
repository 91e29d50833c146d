#include "landlink/core/geo.hpp"

#include <geodesic.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace landlink {

namespace {

constexpr double kWgs84SemiMajor_m = 6378137.0;
constexpr double kWgs84Flattening = 1.0 / 298.257223563;

const geod_geodesic& wgs84() {
  static const geod_geodesic ellipsoid = [] {
    geod_geodesic g;
    geod_init(&g, kWgs84SemiMajor_m, kWgs84Flattening);
    return g;
  }();
  return ellipsoid;
}

}  // namespace

double geodesic_km(LonLat from, LonLat to) {
  double distance_m = 0.0;
  geod_inverse(&wgs84(), from.lat, from.lon, to.lat, to.lon, &distance_m, nullptr, nullptr);
  return distance_m / 1000.0;
}

double geodesic_length_km(std::span<const LonLat> line) {
  double length_km = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) length_km += geodesic_km(line[i - 1], line[i]);
  return length_km;
}

SegmentPoint nearest_on_segment(LonLat p, LonLat a, LonLat b) {
  const double scale = std::cos(p.lat * std::numbers::pi / 180.0);
  const double ab_x = (b.lon - a.lon) * scale;
  const double ab_y = b.lat - a.lat;
  const double ap_x = (p.lon - a.lon) * scale;
  const double ap_y = p.lat - a.lat;
  const double length_squared = ab_x * ab_x + ab_y * ab_y;
  if (length_squared == 0.0) return {a, 0.0};
  const double t = std::clamp((ap_x * ab_x + ap_y * ab_y) / length_squared, 0.0, 1.0);
  return {{a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)}, t};
}

}  // namespace landlink
