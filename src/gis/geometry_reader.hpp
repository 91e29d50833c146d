#pragma once

#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/gis/feature.hpp"
#include "landlink/gis/layer_reader.hpp"

class OGRGeometry;

namespace landlink::gis {

class Projection;

/// GDAL's geometry as ours, in longitude and latitude: one, or with MultiLines::split one per
/// part. `geometry` may be null. Throws Error at `place` for a geometry that is missing, empty, of
/// another type than `wanted`, not finite or out of range, or a MultiLineString with a gap.
std::vector<Geometry> read_geometry(const OGRGeometry* geometry, GeometryType wanted,
                                    MultiLines multi_lines, const Projection& projection,
                                    const Place& place);

}  // namespace landlink::gis
