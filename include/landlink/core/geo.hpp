#pragma once

#include <compare>
#include <span>

namespace landlink {

/// A position on WGS 84, degrees.
struct LonLat {
  double lon = 0.0;
  double lat = 0.0;
  friend auto operator<=>(const LonLat&, const LonLat&) = default;
};

/// Length of the geodesic between two positions on the WGS 84 ellipsoid, km.
double geodesic_km(LonLat from, LonLat to);

/// Sum of the geodesics along a line, km; 0 for fewer than two positions.
double geodesic_length_km(std::span<const LonLat> line);

/// The point of the segment `a`-`b` that is nearest to `p`, and its place along it from 0 to 1.
/// Plane geometry on degrees scaled by cos(latitude): good to 1e-4 of distances under 50 km.
struct SegmentPoint {
  LonLat position;
  double fraction = 0.0;
};
SegmentPoint nearest_on_segment(LonLat p, LonLat a, LonLat b);

}  // namespace landlink
