#pragma once

#include <optional>

#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/recipe.hpp"

namespace landlink::road_import {

/// Reads the areas of a layer; none where there is no source. Without a named field of codes, the
/// one that common boundary data have is taken: code, iso3, iso_a3, adm0_a3, shapeGroup, iso, id
/// (in any case). Throws Error where the layer has none of them.
Areas read_areas(const std::optional<AreaSource>& source);

}  // namespace landlink::road_import
