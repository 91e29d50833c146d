#include "landlink/gis/import/quantity.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "landlink/core/text.hpp"

namespace landlink::road_import {

namespace {

struct Unit {
  Dimension dimension;
  const char* name;  ///< lower case
  double factor;     ///< to the project's own unit
};

// The first of each dimension is the project's own. Mile, foot, inch, pound and short ton are the
// international ones: 1,609.344 m, 0.3048 m, 25.4 mm, 0.45359237 kg, 2,000 lb; knot 1,852 m/h.
constexpr std::array kUnits{
    Unit{Dimension::speed, "km/h", 1.0},
    Unit{Dimension::speed, "kmh", 1.0},
    Unit{Dimension::speed, "kph", 1.0},
    Unit{Dimension::speed, "mph", 1.609344},
    Unit{Dimension::speed, "m/s", 3.6},
    Unit{Dimension::speed, "knots", 1.852},
    Unit{Dimension::mass, "t", 1.0},
    Unit{Dimension::mass, "ton", 1.0},
    Unit{Dimension::mass, "tons", 1.0},
    Unit{Dimension::mass, "tonne", 1.0},
    Unit{Dimension::mass, "tonnes", 1.0},
    Unit{Dimension::mass, "kg", 0.001},
    Unit{Dimension::mass, "lbs", 0.00045359237},
    Unit{Dimension::mass, "lb", 0.00045359237},
    Unit{Dimension::mass, "st", 0.90718474},
    Unit{Dimension::length, "km", 1.0},
    Unit{Dimension::length, "m", 0.001},
    Unit{Dimension::length, "mi", 1.609344},
    Unit{Dimension::length, "miles", 1.609344},
    Unit{Dimension::length, "ft", 0.0003048},
    Unit{Dimension::duration, "min", 1.0},
    Unit{Dimension::duration, "h", 60.0},
    Unit{Dimension::duration, "s", 1.0 / 60.0},
    Unit{Dimension::roughness, "m/km", 1.0},
    Unit{Dimension::roughness, "mm/m", 1.0},
    Unit{Dimension::roughness, "in/mi", 0.0254 / 1.609344},
    Unit{Dimension::flow, "pcu/h", 1.0},
    Unit{Dimension::money, "usd", 1.0},
};

const Unit* find_unit(Dimension dimension, std::string_view name) {
  const std::string wanted = folded(name);
  const auto* found = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& unit) {
    return unit.dimension == dimension && wanted == unit.name;
  });
  return found == kUnits.end() ? nullptr : found;
}

std::optional<double> single_quantity(std::string_view text, Dimension dimension,
                                      std::string_view unit) {
  std::size_t length = 0;
  while (length < text.size() &&
         (std::isdigit(static_cast<unsigned char>(text[length])) != 0 || text[length] == '.'))
    ++length;
  const std::optional<double> number = parse_number(text.substr(0, length));
  if (!number) return std::nullopt;
  const std::string behind = trim(text.substr(length));
  const std::string_view name = behind.empty() ? unit : std::string_view(behind);
  if (name.empty()) return number;
  const Unit* found = find_unit(dimension, name);
  if (found == nullptr) return std::nullopt;
  return *number * found->factor;
}

}  // namespace

std::vector<std::string> unit_names(Dimension dimension) {
  std::vector<std::string> names;
  for (const Unit& unit : kUnits)
    if (unit.dimension == dimension) names.emplace_back(unit.name);
  return names;
}

std::optional<double> parse_quantity(std::string_view text, Dimension dimension,
                                     std::string_view unit) {
  std::optional<double> least;
  for (const std::string& part : split(text, ';')) {
    const std::optional<double> value = single_quantity(trim(part), dimension, unit);
    if (!value) return std::nullopt;
    least = std::min(least.value_or(*value), *value);
  }
  return least;
}

}  // namespace landlink::road_import
