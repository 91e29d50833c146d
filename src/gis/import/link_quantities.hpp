#pragma once

#include <optional>
#include <vector>

#include "landlink/gis/import/quantity.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// A number that a road may have from its source: our name of the field, the tag that
/// OpenStreetMap has for it (empty for none), what it measures and where it is kept.
struct LinkQuantity {
  const char* field;
  const char* tag;
  Dimension dimension;
  std::optional<double> Road::*member;
};

/// All of them but `length_km`, which belongs to the line.
const std::vector<LinkQuantity>& link_quantities();

}  // namespace landlink::road_import
