#pragma once

#include <string>
#include <vector>

namespace landlink {

/// A truck at a legal loading, by body and size; docs/model.md sections 1 to 3.
struct VehicleType {
  std::string id = {};
  std::string name = {};
  std::string cost_curve = {};  ///< "heavy_truck" or "articulated": HDM-4 curves by terrain
  double payload_t = 0.0;       ///< average load of a loaded trip
  double tare_t = 0.0;
  double axle_load_t = 0.0;     ///< heaviest axle, loaded
  double pce = 1.0;
  double empty_share = 0.0;     ///< empty km per loaded km
  double co2_g_per_km = 860.0;
  std::vector<std::string> assumed = {};  ///< fields that no source gives
};

}  // namespace landlink
