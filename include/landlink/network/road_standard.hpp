#pragma once

#include "landlink/network/link.hpp"

namespace landlink {

/// What a road of a given build carries where no source says more; docs/model.md section 4.
/// All values are defaults by judgement and count as assumed.
struct RoadStandard {
  double capacity_pcu_per_h = 0.0;  ///< per direction
  double bpr_b = 0.0;
  double bpr_power = 0.0;
};

/// `lanes` counts both directions (the one direction if `oneway`); `terrain` lowers the capacity by
/// the published ratio of truck equivalents (2.5 flat, 2.88 rolling, 3.25 mountainous).
RoadStandard road_standard(double lanes, bool oneway, Surface surface, Terrain terrain);

bool is_paved(Surface surface);

}  // namespace landlink
