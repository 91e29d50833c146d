#include "landlink/gis/import/terrain.hpp"

#include <algorithm>
#include <limits>

namespace landlink::road_import {

namespace {

double relief_around(LonLat position, const Raster& relief) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (int column = -1; column <= 1; ++column) {
    for (int row = -1; row <= 1; ++row) {
      if (const auto metres = relief.value(position, column, row)) {
        low = std::min(low, *metres);
        high = std::max(high, *metres);
      }
    }
  }
  return high > low ? high - low : 0.0;
}

}  // namespace

Shape shape_of(const std::vector<LonLat>& line, const Raster& relief, double window_km) {
  Shape mean{0.0, 0.0};
  double total_km = 0.0;
  std::size_t start = 0;
  double so_far_km = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    so_far_km += geodesic_km(line[i - 1], line[i]);
    if (so_far_km < window_km && i + 1 < line.size()) continue;
    const double chord_km = geodesic_km(line[start], line[i]);
    // A loop has no chord to speak of; 3 is past every limit.
    const double sinuosity = chord_km * 3.0 > so_far_km ? so_far_km / chord_km : 3.0;
    mean.sinuosity += so_far_km * sinuosity;
    mean.relief_m += so_far_km * relief_around(line[(start + i) / 2], relief);
    total_km += so_far_km;
    start = i;
    so_far_km = 0.0;
  }
  if (total_km == 0.0) return {};
  return {mean.sinuosity / total_km, mean.relief_m / total_km};
}

Terrain terrain_of(const Shape& shape, const TerrainOptions& options) {
  if ((shape.sinuosity >= options.mountainous_sinuosity &&
       shape.relief_m >= options.mountainous_relief_m) ||
      shape.relief_m >= options.mountainous_relief_alone_m)
    return Terrain::mountainous;
  if (shape.sinuosity >= options.rolling_sinuosity || shape.relief_m >= options.rolling_relief_m)
    return Terrain::rolling;
  return Terrain::flat;
}

void classify_terrain(Roads& roads, const Raster& relief, const TerrainOptions& options) {
  for (Road& road : roads) {
    if (road.terrain) continue;
    Shape shape = shape_of(road.line, relief, options.window_km);
    if (road.length_factor != 1.0) shape.sinuosity = 1.0;
    road.terrain = road.kind == LinkKind::ferry ? Terrain::flat : terrain_of(shape, options);
  }
}

}  // namespace landlink::road_import
