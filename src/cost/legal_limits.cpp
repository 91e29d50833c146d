#include "landlink/cost/legal_limits.hpp"

#include <fmt/format.h>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/text.hpp"

namespace landlink {

namespace {

double positive(const CsvRow& row, const char* column) {
  const double value = row.number(column);
  if (value > 0.0) return value;
  throw Error(row.place(column), fmt::format("a value of {}", shortest_text(value)),
              "give a number above 0");
}

int month(const CsvRow& row, const char* column) {
  const long long value = row.integer(column);
  if (value >= 1 && value <= 12) return static_cast<int>(value);
  throw Error(row.place(column), fmt::format("the month {}", value), "give 1 to 12");
}

std::vector<LegalLimit> limits_of(const CsvTable& table) {
  table.expect_columns(
      {"country", "axles", "max_gross_t", "max_axle_t", "source", "year", "confidence"}, {"basis"});
  std::vector<LegalLimit> limits;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    LegalLimit limit{
        .country = CountryCode{row.required_text("country")},
        .axles = row.text("axles").empty() ? 0 : static_cast<int>(row.integer("axles")),
        .max_gross_t = positive(row, "max_gross_t"),
        .max_axle_t = positive(row, "max_axle_t")};
    if (limit.country.empty()) {
      throw Error(row.place("country"),
                  fmt::format("no country '{}'", printable(row.text("country"))),
                  "write three letters such as LAO");
    }
    for (const LegalLimit& other : limits) {
      if (other.country != limit.country || other.axles != limit.axles) continue;
      throw Error(row.place(),
                  fmt::format("{} with {} axles stands twice", limit.country.text(), limit.axles),
                  "give each country and number of axles one row");
    }
    limits.push_back(limit);
  }
  return limits;
}

std::vector<SeasonalLoading> loading_of(const CsvTable& table) {
  table.expect_columns({"province", "first_month", "last_month", "above_gross_t", "load_factor",
                        "source", "year", "confidence"},
                       {"basis"});
  std::vector<SeasonalLoading> rules;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    rules.push_back({.province = row.required_text("province"),
                     .first_month = month(row, "first_month"),
                     .last_month = month(row, "last_month"),
                     .above_gross_t = row.number("above_gross_t"),
                     .load_factor = positive(row, "load_factor")});
    if (rules.back().load_factor > 1.0) {
      throw Error(row.place("load_factor"),
                  fmt::format("a load factor of {}", shortest_text(rules.back().load_factor)),
                  "give a share above 0 and at most 1");
    }
    for (std::size_t other = 0; other + 1 < rules.size(); ++other) {
      if (rules[other].province != rules.back().province) continue;
      throw Error(row.place("province"), rules.back().province + " stands twice",
                  "give each province one season");
    }
  }
  return rules;
}

}  // namespace

bool SeasonalLoading::holds_in(int month) const {
  if (first_month <= last_month) return first_month <= month && month <= last_month;
  return month >= first_month || (month >= 1 && month <= last_month);
}

std::vector<LegalLimit> read_legal_limits(const std::filesystem::path& path) {
  return limits_of(CsvTable::read(path));
}

std::vector<LegalLimit> parse_legal_limits(std::string_view text, const std::string& name) {
  return limits_of(CsvTable::parse(text, name));
}

std::vector<SeasonalLoading> read_seasonal_loading(const std::filesystem::path& path) {
  return loading_of(CsvTable::read(path));
}

std::vector<SeasonalLoading> parse_seasonal_loading(std::string_view text,
                                                    const std::string& name) {
  return loading_of(CsvTable::parse(text, name));
}

std::vector<VehicleType> with_seasonal_loading(std::vector<VehicleType> vehicles,
                                               const std::vector<SeasonalLoading>& rules,
                                               int month) {
  const std::size_t ordinary = vehicles.size();
  for (const SeasonalLoading& rule : rules) {
    if (month == 0 || !rule.holds_in(month)) continue;
    for (std::size_t i = 0; i < ordinary; ++i) {
      if (vehicles[i].gross_t <= rule.above_gross_t) continue;
      VehicleType light = vehicles[i];
      light.id += "-" + rule.province;
      light.seasonal_province = rule.province;
      light.payload_t *= rule.load_factor;
      // The legal load falls by the same share as the average one.
      const double legal_load_t = light.gross_t - light.tare_t;
      light.axle_load_t *=
          (light.tare_t + rule.load_factor * legal_load_t) / (light.tare_t + legal_load_t);
      light.gross_t = light.tare_t + rule.load_factor * legal_load_t;
      vehicles.push_back(std::move(light));
    }
  }
  return vehicles;
}

void bar_by_limits(std::vector<VehicleType>& vehicles, const std::vector<LegalLimit>& limits) {
  for (VehicleType& vehicle : vehicles) {
    vehicle.barred_in.clear();
    for (const LegalLimit& limit : limits) {
      if (limit.axles != 0 && limit.axles != vehicle.axles) continue;
      bool has_own = false;
      for (const LegalLimit& other : limits) {
        has_own = has_own || (other.country == limit.country && other.axles == vehicle.axles &&
                              vehicle.axles != 0);
      }
      if (limit.axles == 0 && has_own) continue;
      if (vehicle.gross_t > limit.max_gross_t || vehicle.axle_load_t > limit.max_axle_t) {
        vehicle.barred_in.push_back(limit.country);
      }
    }
  }
}

}  // namespace landlink
