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

CountryCode nationality_of(const CsvRow& row) {
  const std::string& text = row.text("nationality");
  const CountryCode country{text};
  if (text.empty() || !country.empty()) return country;
  throw Error(row.place("nationality"), fmt::format("no country '{}'", printable(text)),
              "write three letters such as LAO, or nothing for any nationality");
}

/// What the columns say that a table may leave out.
void take_optional(const CsvTable& table, const CsvRow& row, VehicleType& vehicle) {
  if (table.has_column("type")) vehicle.type = row.text("type");
  if (vehicle.type.empty()) vehicle.type = vehicle.id;
  if (table.has_column("nationality")) vehicle.nationality = nationality_of(row);
  if (table.has_column("body")) vehicle.body = row.text("body");
  if (table.has_column("axles")) vehicle.axles = static_cast<int>(bounded(row, "axles", 2.0));
  vehicle.gross_t = vehicle.payload_t + vehicle.tare_t;
  if (table.has_column("gross_t")) {
    // The average load may be below the legal one, never above.
    vehicle.gross_t = bounded(row, "gross_t", vehicle.gross_t);
  }
}

VehicleType vehicle_of(const CsvTable& table, const CsvRow& row) {
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
  take_optional(table, row, vehicle);
  if (!row.text("assumed").empty()) vehicle.assumed = split(row.text("assumed"), ';');
  return vehicle;
}

std::vector<VehicleType> vehicle_types_of(const CsvTable& table) {
  table.expect_columns(
      {"id", "name", "cost_curve", "payload_t", "tare_t", "axle_load_t", "pce", "empty_share",
       "crew_usd_per_h", "co2_g_per_km", "assumed", "source", "year", "confidence"},
      {"type", "nationality", "body", "axles", "gross_t", "note"});
  std::vector<VehicleType> vehicles;
  for (std::size_t i = 0; i < table.size(); ++i) {
    VehicleType vehicle = vehicle_of(table, table.row(i));
    for (const VehicleType& other : vehicles) {
      if (other.id == vehicle.id) {
        throw Error(table.row(i).place("id"), fmt::format("vehicle '{}' stands twice", vehicle.id),
                    "give each vehicle type an id of its own");
      }
      if (other.type == vehicle.type && other.nationality == vehicle.nationality) {
        throw Error(table.row(i).place("nationality"),
                    fmt::format("type '{}' of nationality '{}' stands twice", vehicle.type,
                                vehicle.nationality.text()),
                    "give each type one row per nationality");
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
