#include "landlink/cost/vehicle_type.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/cost/truck_running.hpp"

namespace landlink {

namespace {

/// A number of at least `low`, or above it if `open`; the complaint names the cell.
double bounded(const CsvRow& row, const char* column, double low, bool open = false) {
  const double value = row.number(column);
  if (value < low || (open && value == low)) {
    throw Error(row.place(column), fmt::format("a value of {}", shortest_text(value)),
                fmt::format("give a number {} {}", open ? "above" : "of at least", low));
  }
  return value;
}

VehicleType vehicle_of(const CsvRow& row) {
  VehicleType vehicle;
  vehicle.id = row.required_text("id");
  vehicle.name = row.required_text("name");
  vehicle.cost_curve = row.required_text("cost_curve");
  const auto curves = cost_curves();
  if (std::find(curves.begin(), curves.end(), vehicle.cost_curve) == curves.end()) {
    throw Error(row.place("cost_curve"), fmt::format("no cost curve '{}'", vehicle.cost_curve),
                name_remedy(vehicle.cost_curve, curves));
  }
  vehicle.payload_t = bounded(row, "payload_t", 0.0, true);
  vehicle.tare_t = bounded(row, "tare_t", 0.0, true);
  vehicle.axle_load_t = bounded(row, "axle_load_t", 0.0, true);
  vehicle.pce = bounded(row, "pce", 1.0);
  vehicle.empty_share = bounded(row, "empty_share", 0.0);
  if (vehicle.empty_share > 1.0) {
    throw Error(row.place("empty_share"),
                fmt::format("{} empty km per loaded km", shortest_text(vehicle.empty_share)),
                "give a share from 0 to 1");
  }
  vehicle.crew_usd_per_h = bounded(row, "crew_usd_per_h", 0.0);
  vehicle.co2_g_per_km = bounded(row, "co2_g_per_km", 0.0);
  if (!row.text("assumed").empty()) vehicle.assumed = split(row.text("assumed"), ';');
  return vehicle;
}

std::vector<VehicleType> vehicle_types_of(const CsvTable& table) {
  table.expect_columns(
      {"id", "name", "cost_curve", "payload_t", "tare_t", "axle_load_t", "pce", "empty_share",
       "crew_usd_per_h", "co2_g_per_km", "assumed", "source", "year", "confidence"},
      {"note"});
  std::vector<VehicleType> vehicles;
  for (std::size_t i = 0; i < table.size(); ++i) {
    VehicleType vehicle = vehicle_of(table.row(i));
    for (const VehicleType& other : vehicles) {
      if (other.id == vehicle.id) {
        throw Error(table.row(i).place("id"), fmt::format("vehicle '{}' stands twice", vehicle.id),
                    "give each vehicle type an id of its own");
      }
    }
    vehicles.push_back(std::move(vehicle));
  }
  return vehicles;
}

}  // namespace

std::vector<VehicleType> read_vehicle_types(const std::filesystem::path& path) {
  return vehicle_types_of(CsvTable::read(path));
}

std::vector<VehicleType> parse_vehicle_types(std::string_view text, const std::string& name) {
  return vehicle_types_of(CsvTable::parse(text, name));
}

}  // namespace landlink
