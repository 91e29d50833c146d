#include "field_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "landlink/core/text.hpp"

namespace landlink::gis {

std::optional<LonLat> marker_of(const Geometry& geometry) {
  if (const auto* point = std::get_if<LonLat>(&geometry)) return *point;
  const auto* line = std::get_if<Line>(&geometry);
  if (line != nullptr && !line->empty()) return (*line)[line->size() / 2];
  const auto* polygons = std::get_if<Polygons>(&geometry);
  if (polygons != nullptr && !polygons->empty() && !polygons->front().empty() &&
      !polygons->front().front().empty()) {
    return polygons->front().front().front();
  }
  return std::nullopt;
}

void FieldReader::fault(std::string_view field, std::string code, std::string problem,
                        std::string remedy) {
  sound_ = false;
  diagnostics_.add({Severity::error, std::move(code), feature_.place(field), std::move(problem),
                    std::move(remedy), marker_of(feature_.geometry())});
}

void FieldReader::warn(std::string_view field, std::string code, std::string problem,
                       std::string remedy) {
  diagnostics_.add({Severity::warning, std::move(code), feature_.place(field), std::move(problem),
                    std::move(remedy), marker_of(feature_.geometry())});
}

std::string FieldReader::text(std::string_view field) { return feature_.text(field); }

std::string FieldReader::required_text(std::string_view field) {
  try {
    return feature_.required_text(field);
  } catch (const Error& e) {
    fault(field, "missing_value", e.problem(), e.remedy());
    return {};
  }
}

std::optional<double> FieldReader::number(std::string_view field) {
  try {
    return feature_.number(field);
  } catch (const Error& e) {
    fault(field, "bad_number", e.problem(), e.remedy());
    return std::nullopt;
  }
}

double FieldReader::positive(std::string_view field, const std::string& remedy) {
  const std::optional<double> value = number(field);
  if (value && *value > 0.0) return *value;
  if (value) {
    fault(field, "not_positive", fmt::format("{} is not above zero", shortest_text(*value)),
          remedy);
  }
  return 1.0;
}

double FieldReader::required_not_negative(std::string_view field) {
  const std::optional<double> value = number(field);
  if (value && *value >= 0.0) return *value;
  if (value) {
    fault(field, "negative", fmt::format("{} is below zero", shortest_text(*value)),
          "give zero or more");
  }
  return 0.0;
}

double FieldReader::not_negative(std::string_view field, double otherwise) {
  return feature_.has_value(field) ? required_not_negative(field) : otherwise;
}

double FieldReader::optional_positive(std::string_view field, double otherwise) {
  return feature_.has_value(field) ? positive(field) : otherwise;
}

bool FieldReader::flag(std::string_view field) {
  const std::string value = feature_.text(field);
  if (value.empty() || value == "0") return false;
  if (value != "1") {
    fault(field, "bad_flag", fmt::format("'{}' is neither 0 nor 1", printable(value)),
          "write 1 for yes and 0 for no");
  }
  return true;
}

CountryCode FieldReader::country(std::string_view field) {
  const std::string value = required_text(field);
  const bool letters =
      std::all_of(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!value.empty() && (value.size() != 3 || !letters)) {
    fault(field, "bad_country", fmt::format("'{}' is no country code", printable(value)),
          "write three capitals as ISO 3166-1, such as LAO, THA or VNM");
  }
  return CountryCode(value);
}

std::string FieldReader::province(std::string_view field, CountryCode country, bool required) {
  const std::string value = feature_.text(field);
  if (country != kLaos || (value.empty() && !required)) return {};
  if (!value.starts_with("LA-") || value.size() < 4) {
    fault(field, "bad_province",
          value.empty() ? "a feature in Laos without its province"
                        : fmt::format("'{}' is no Lao province code", printable(value)),
          "write it as ISO 3166-2, such as LA-SV");
  }
  return value;
}

int FieldReader::date(std::string_view field) {
  const std::string value = feature_.text(field);
  if (value.empty()) return 0;
  const auto digits = [&value](std::size_t from, std::size_t count) {
    const std::string part = value.substr(from, count);
    const bool all =
        std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    return all && part.size() == count ? std::stoi(part) : -1;
  };
  const bool whole = value.size() == 10 && value[4] == '-' && value[7] == '-';
  const int year = value.size() == 4 || whole ? digits(0, 4) : -1;
  const int month = whole ? digits(5, 2) : 1;
  const int day = whole ? digits(8, 2) : 1;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
    fault(field, "bad_date", fmt::format("'{}' is no date", printable(value)),
          "write YYYY or YYYY-MM-DD");
    return 0;
  }
  return (year * 12 + month - 1) * 31 + day;
}

bool FieldReader::open_in(int year) {
  const int opened = date("opened");
  const int closed = date("closed");
  if (opened != 0 && closed != 0 && closed <= opened) {
    fault("closed", "closed_before_opened",
          fmt::format("closed {}, not after it opened {}", feature_.text("closed"),
                      feature_.text("opened")),
          "mend one of the dates");
  }
  const int at = (year * 12 + 11) * 31 + 31;  // 31 December
  return opened <= at && (closed == 0 || closed > at);
}

Months FieldReader::months(std::string_view field) {
  const std::string value = feature_.text(field);
  if (const auto months = parse_months(value)) return *months;
  fault(field, "bad_months", fmt::format("'{}' names no months", printable(value)),
        "write months 1 to 12 and spans of them, such as '6-11' or '1;2;12'");
  return {};
}

std::vector<std::string> FieldReader::list(std::string_view field) {
  std::vector<std::string> entries;
  for (const std::string& entry : split(feature_.text(field), ';')) {
    if (!trim(entry).empty()) entries.push_back(trim(entry));
  }
  return entries;
}

void FieldReader::unknown_word(std::string_view field, const std::string& name,
                               const std::vector<std::string>& words) {
  fault(field, "unknown_word", fmt::format("'{}' is not known", printable(name)),
        name_remedy(name, words));
}

}  // namespace landlink::gis
