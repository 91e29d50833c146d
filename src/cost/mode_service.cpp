#include "landlink/cost/mode_service.hpp"

#include <fmt/format.h>

#include <array>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

double not_negative(const CsvRow& row, const char* column) {
  const double value = row.number(column);
  if (value < 0.0) {
    throw Error(row.place(column), fmt::format("a value of {}", shortest_text(value)),
                "give a number of at least 0");
  }
  return value;
}

LinkKind kind_of(const CsvRow& row) {
  const std::string& text = row.required_text("mode");
  const auto kind = parse_link_kind(text);
  for (const LinkKind known : {LinkKind::rail, LinkKind::waterway, LinkKind::air}) {
    if (kind == known) return known;
  }
  throw Error(row.place("mode"), fmt::format("no mode '{}' beside the truck", text),
              "give rail, waterway or air");
}

[[noreturn]] void stands_twice(const CsvRow& row, const char* column, const std::string& what) {
  throw Error(row.place(column), fmt::format("{} stands twice", what), "keep one of the two rows");
}

std::vector<ModeService> services_of(const CsvTable& table) {
  table.expect_columns(
      {"mode", "wait_h", "usd_per_t", "co2_g_per_t_km", "assumed", "source", "year", "confidence"},
      {"note"});
  std::vector<ModeService> services;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    ModeService service{.kind = kind_of(row),
                        .wait_h = not_negative(row, "wait_h"),
                        .usd_per_t = not_negative(row, "usd_per_t"),
                        .co2_g_per_t_km = not_negative(row, "co2_g_per_t_km")};
    if (!row.text("assumed").empty()) service.assumed = split(row.text("assumed"), ';');
    for (const ModeService& other : services) {
      if (other.kind == service.kind) stands_twice(row, "mode", row.text("mode"));
    }
    services.push_back(std::move(service));
  }
  return services;
}

std::vector<ModeAccess> access_rows_of(const CsvTable& table, const ModeTables& tables) {
  table.expect_columns({"commodity", "mode", "constant_usd_per_t", "source", "year", "confidence"},
                       {"note"});
  std::vector<ModeAccess> rows;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    ModeAccess access{.commodity = row.required_text("commodity"),
                      .kind = kind_of(row),
                      .constant_usd_per_t = row.number("constant_usd_per_t")};
    if (tables.service(access.kind) == nullptr) {
      throw Error(row.place("mode"), fmt::format("modes.csv has no row '{}'", row.text("mode")),
                  "add the mode there or delete this row");
    }
    for (const ModeAccess& other : rows) {
      if (other.commodity == access.commodity && other.kind == access.kind) {
        stands_twice(row, "commodity",
                     fmt::format("'{}' by {}", access.commodity, row.text("mode")));
      }
    }
    rows.push_back(std::move(access));
  }
  return rows;
}

}  // namespace

const ModeAccess* ModeTables::access_of(std::string_view commodity, LinkKind kind) const {
  for (const ModeAccess& row : access) {
    if (row.commodity == commodity && row.kind == kind) return &row;
  }
  return nullptr;
}

const ModeService* ModeTables::service(LinkKind kind) const {
  for (const ModeService& row : services) {
    if (row.kind == kind) return &row;
  }
  return nullptr;
}

ModeTables read_mode_tables(const std::filesystem::path& folder) {
  ModeTables tables;
  if (!std::filesystem::exists(folder / "modes.csv")) return tables;
  tables.services = services_of(CsvTable::read(folder / "modes.csv"));
  tables.access = access_rows_of(CsvTable::read(folder / "mode_access.csv"), tables);
  tables.files = {folder / "modes.csv", folder / "mode_access.csv"};
  return tables;
}

ModeTables parse_mode_tables(std::string_view modes, const std::string& modes_name,
                             std::string_view access, const std::string& access_name) {
  ModeTables tables;
  tables.services = services_of(CsvTable::parse(modes, modes_name));
  tables.access = access_rows_of(CsvTable::parse(access, access_name), tables);
  return tables;
}

}  // namespace landlink
