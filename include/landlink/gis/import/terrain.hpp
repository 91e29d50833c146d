#pragma once

#include "landlink/gis/import/road.hpp"
#include "landlink/gis/raster.hpp"

namespace landlink::road_import {

/// Limits between the classes of terrain; made for 5' relief, a finer one needs its own.
struct TerrainOptions {
  double window_km = 5.0;
  double mountainous_sinuosity = 1.30;  ///< together with mountainous_relief_m
  double mountainous_relief_m = 120.0;
  double mountainous_relief_alone_m = 420.0;
  double rolling_sinuosity = 1.12;
  double rolling_relief_m = 150.0;
};

/// How a line runs: means over windows along it, weighted by their length.
struct Shape {
  double sinuosity = 1.0;  ///< length over chord
  double relief_m = 0.0;   ///< range of elevation in the 3 x 3 cells around a window's middle
};
Shape shape_of(const std::vector<LonLat>& line, const Raster& relief, double window_km);

Terrain terrain_of(const Shape& shape, const TerrainOptions& options);

/// Sets the terrain of roads that have none. Drawn lines and corridors are too straight to judge
/// by, so for them relief alone decides.
void classify_terrain(Roads& roads, const Raster& relief, const TerrainOptions& options);

}  // namespace landlink::road_import
