#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/network/link.hpp"

namespace landlink {

/// A truck at a legal loading, of a nationality; docs/model.md sections 1 to 3.
struct VehicleType {
  std::string id = {};
  std::string type = {};  ///< body and size, as commodities name it; `id` where the table has none
  CountryCode nationality = {};  ///< where it is registered: access rights; empty for any
  std::string name = {};
  std::string body = {};        ///< flatbed, tanker, reefer, container, livestock, bulk, box
  std::string cost_curve = {};  ///< "heavy_truck" or "articulated": HDM-4 curves by terrain
  double payload_t = 0.0;       ///< average load of a loaded trip
  double tare_t = 0.0;
  int axles = 0;             ///< 0 where the table does not say
  double axle_load_t = 0.0;  ///< heaviest axle, loaded
  double gross_t = 0.0;      ///< weight at its legal loading; payload + tare where not given
  double pce = 1.0;
  double empty_share = 0.0;  ///< empty km per loaded km
  /// Its empty trips are a class of their own, so that a loaded trip does not pay for them too.
  bool empties_in_traffic = false;
  double crew_usd_per_h = 0.0;  ///< while standing; the cost curves hold the crew of running hours
  double co2_g_per_km = 860.0;
  double cost_share = 1.0;  ///< operating cost over that of the curve; below 1 without a load
  std::vector<std::string> assumed = {};  ///< fields that no source gives
  /// Countries whose limits its weight exceeds: it may not go there (bar_by_limits).
  std::vector<CountryCode> barred_in = {};
  /// Province whose seasonal limit its load keeps (ISO 3166-2); empty at the ordinary load.
  std::string seasonal_province = {};
};

/// The table vehicles.csv of a demand folder: one row per vehicle type, in its order.
///
/// Columns: id, name, cost_curve, payload_t, tare_t, axle_load_t, pce, empty_share,
/// crew_usd_per_h, co2_g_per_km, source, year, confidence, assumed (field names joined by ';') and
/// optionally type, nationality (ISO 3166-1 alpha-3), body, axles, gross_t and note. A type has one
/// row per nationality. Faults go to one Error naming file, line and column.
std::vector<VehicleType> read_vehicle_types(const std::filesystem::path& path);
/// The same from text; `name` stands for the file in complaints.
std::vector<VehicleType> parse_vehicle_types(std::string_view text, const std::string& name);

}  // namespace landlink
