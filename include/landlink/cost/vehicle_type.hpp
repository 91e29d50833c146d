#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace landlink {

/// A truck at a legal loading, by body and size; docs/model.md sections 1 to 3.
struct VehicleType {
  std::string id = {};
  std::string name = {};
  std::string cost_curve = {};  ///< "heavy_truck" or "articulated": HDM-4 curves by terrain
  double payload_t = 0.0;       ///< average load of a loaded trip
  double tare_t = 0.0;
  double axle_load_t = 0.0;  ///< heaviest axle, loaded
  double pce = 1.0;
  double empty_share = 0.0;     ///< empty km per loaded km
  double crew_usd_per_h = 0.0;  ///< while standing; the cost curves hold the crew of running hours
  double co2_g_per_km = 860.0;
  std::vector<std::string> assumed = {};  ///< fields that no source gives
};

/// The table vehicles.csv of a demand folder: one row per vehicle type, in its order.
///
/// Columns: id, name, cost_curve, payload_t, tare_t, axle_load_t, pce, empty_share,
/// crew_usd_per_h, co2_g_per_km, source, year, confidence, assumed (field names joined by ';') and
/// optionally note. Faults go to one Error naming file, line and column.
std::vector<VehicleType> read_vehicle_types(const std::filesystem::path& path);
/// The same from text; `name` stands for the file in complaints.
std::vector<VehicleType> parse_vehicle_types(std::string_view text, const std::string& name);

}  // namespace landlink
