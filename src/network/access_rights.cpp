#include "landlink/network/access_rights.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"

namespace landlink {

namespace {

bool yes_or_no(const CsvRow& row, std::string_view column) {
  const std::string& word = row.required_text(column);
  if (word == "yes") return true;
  if (word == "no") return false;
  throw Error(row.place(column), fmt::format("'{}'", word), "write yes or no");
}

CountryCode country(const CsvRow& row, std::string_view column) {
  const CountryCode code{row.required_text(column)};
  if (code.empty()) {
    throw Error(row.place(column), fmt::format("'{}' is no country", row.text(column)),
                "write an ISO 3166-1 alpha-3 code such as VNM");
  }
  return code;
}

AccessRight read_row(const CsvRow& row) {
  AccessRight right;
  right.vehicle = country(row, "vehicle_country");
  right.country = country(row, "in_country");
  const std::string& word = row.required_text("right");
  if (word != "yes" && word != "no" && word != "permit") {
    throw Error(row.place("right"), fmt::format("'{}'", word), "write yes, permit or no");
  }
  right.may_drive = word != "no";
  right.quota_per_day = row.optional_number("permits_per_day");
  if (right.quota_per_day && (word != "permit" || *right.quota_per_day < 0.0)) {
    throw Error(row.place("permits_per_day"), fmt::format("{} permits", *right.quota_per_day),
                "give zero or more, where right is permit");
  }
  right.cabotage = yes_or_no(row, "cabotage");
  right.source = row.required_text("source");
  right.assumed = row.required_text("confidence") == "assumed";
  return right;
}

AccessRights rights_of(const CsvTable& table) {
  table.expect_columns({"vehicle_country", "in_country", "right", "permits_per_day", "cabotage",
                        "source", "year", "confidence"},
                       {"note"});
  AccessRights rights;
  for (std::size_t i = 0; i < table.size(); ++i) {
    AccessRight right = read_row(table.row(i));
    if (right.vehicle == right.country) {
      throw Error(table.row(i).place("in_country"), "a country's trucks in itself",
                  "delete the row: they may always drive there");
    }
    if (rights.find(right.vehicle, right.country) != nullptr) {
      throw Error(table.row(i).place("in_country"),
                  fmt::format("trucks of {} in {} stand in two rows", right.vehicle.text(),
                              right.country.text()),
                  "keep one of them");
    }
    rights.rows.push_back(std::move(right));
  }
  return rights;
}

}  // namespace

const AccessRight* AccessRights::find(CountryCode vehicle, CountryCode country) const {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const AccessRight& right) {
    return right.vehicle == vehicle && right.country == country;
  });
  return row == rows.end() ? nullptr : &*row;
}

bool AccessRights::may_drive(CountryCode vehicle, CountryCode country) const {
  if (vehicle.empty() || vehicle == country) return true;
  const AccessRight* right = find(vehicle, country);
  return right == nullptr || right->may_drive;
}

bool AccessRights::may_carry_within(CountryCode vehicle, CountryCode country) const {
  if (vehicle.empty() || vehicle == country) return true;
  const AccessRight* right = find(vehicle, country);
  return right != nullptr && right->may_drive && right->cabotage;
}

CountryCode AccessRights::carrier_in(CountryCode vehicle, CountryCode country) const {
  return may_drive(vehicle, country) ? vehicle : country;
}

bool AccessRights::may_cross(CountryCode vehicle, CountryCode from, CountryCode to) const {
  return may_drive(carrier_in(vehicle, from), to);
}

AccessRight& AccessRights::at(CountryCode vehicle, CountryCode country) {
  for (AccessRight& right : rows) {
    if (right.vehicle == vehicle && right.country == country) return right;
  }
  rows.push_back({.vehicle = vehicle, .country = country});
  return rows.back();
}

AccessRights read_access_rights(const std::filesystem::path& path) {
  return rights_of(CsvTable::read(path));
}

AccessRights parse_access_rights(std::string_view text, const std::string& name) {
  return rights_of(CsvTable::parse(text, name));
}

}  // namespace landlink
