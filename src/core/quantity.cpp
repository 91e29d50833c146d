#include "landlink/core/quantity.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "landlink/core/text.hpp"

namespace landlink {

namespace {

/// What a unit measures, as powers of the base units below, and its size in them.
enum BaseUnit { length, clock_time, calendar_time, mass, volume, area, money, vehicle, pcu, lane };
constexpr std::size_t kBaseUnits = 10;
struct UnitSize {
  double factor = 1.0;
  std::array<int, kBaseUnits> power = {};
};

struct NamedUnit {
  std::string_view name;
  int base;  ///< -1: a plain number
  double factor;
};

// Base units: m, h, year, t, l, ha, USD, vehicle, pcu, lane.
constexpr std::array kUnits{
    NamedUnit{"mm", length, 1e-3},
    NamedUnit{"m", length, 1.0},
    NamedUnit{"km", length, 1e3},
    NamedUnit{"s", clock_time, 1.0 / 3600.0},
    NamedUnit{"min", clock_time, 1.0 / 60.0},
    NamedUnit{"h", clock_time, 1.0},
    NamedUnit{"day", clock_time, 24.0},
    NamedUnit{"week", clock_time, 168.0},
    NamedUnit{"month", calendar_time, 1.0 / 12.0},
    NamedUnit{"year", calendar_time, 1.0},
    NamedUnit{"g", mass, 1e-6},
    NamedUnit{"kg", mass, 1e-3},
    NamedUnit{"t", mass, 1.0},
    NamedUnit{"kt", mass, 1e3},
    NamedUnit{"Mt", mass, 1e6},
    NamedUnit{"l", volume, 1.0},
    NamedUnit{"ha", area, 1.0},
    NamedUnit{"USD", money, 1.0},
    NamedUnit{"vehicle", vehicle, 1.0},
    NamedUnit{"pcu", pcu, 1.0},
    NamedUnit{"lane", lane, 1.0},
    NamedUnit{"%", -1, 0.01},
};

struct Alias {
  std::string_view name;
  std::string_view unit;
};
constexpr std::array kAliases{
    Alias{"usd", "USD"},
    Alias{"tonne", "t"},
    Alias{"tonnes", "t"},
    Alias{"hour", "h"},
    Alias{"hours", "h"},
    Alias{"minute", "min"},
    Alias{"minutes", "min"},
    Alias{"days", "day"},
    Alias{"weeks", "week"},
    Alias{"months", "month"},
    Alias{"years", "year"},
    Alias{"lanes", "lane"},
    Alias{"veh", "vehicle"},
    Alias{"truck", "vehicle"},
    Alias{"trucks", "vehicle"},
    Alias{"vehicles", "vehicle"},
    Alias{"litre", "l"},
    Alias{"litres", "l"},
    Alias{"L", "l"},
};

const NamedUnit* find_unit(std::string_view name) {
  for (const Alias& alias : kAliases) {
    if (alias.name == name) name = alias.unit;
  }
  for (const NamedUnit& unit : kUnits) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

/// The size of "pcu/h/lane" and the like, or the part that is no unit.
struct UnitReading {
  UnitSize size = {};
  std::string unknown = {};
};

UnitReading read_unit(std::string_view text) {
  UnitReading reading;
  int sign = 1;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find_first_of("/-", start);
    const std::string_view name = text.substr(start, end - start);
    const NamedUnit* unit = find_unit(name);
    if (unit == nullptr) {
      reading.unknown = std::string(name);
      return reading;
    }
    reading.size.factor *= sign > 0 ? unit->factor : 1.0 / unit->factor;
    if (unit->base >= 0) reading.size.power[static_cast<std::size_t>(unit->base)] += sign;
    if (end == std::string_view::npos) return reading;
    // A quotient stays one: pcu/h/lane and USD/t-km divide by all that follows the stroke.
    if (text[end] == '/') sign = -1;
    start = end + 1;
  }
}

std::string known_units() {
  std::string list;
  for (const NamedUnit& unit : kUnits) list += (list.empty() ? "" : ", ") + std::string(unit.name);
  return list;
}

/// A quantity in its three words: number, multiplier (1 where there is none) and unit.
struct Words {
  std::string number = {};
  double multiplier = 1.0;
  std::string unit = {};
};

Words words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string& word : split(text, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  Words result;
  if (words.empty()) return result;
  result.number = words[0];
  std::size_t next = 1;
  if (words.size() == 1 && words[0].ends_with('%')) {
    result.number.pop_back();
    result.unit = "%";
    return result;
  }
  if (next < words.size()) {
    if (words[next] == "thousand") result.multiplier = 1e3;
    if (words[next] == "million") result.multiplier = 1e6;
    if (words[next] == "billion") result.multiplier = 1e9;
    if (result.multiplier != 1.0) ++next;
  }
  for (; next < words.size(); ++next) result.unit += (result.unit.empty() ? "" : " ") + words[next];
  return result;
}

}  // namespace

double quantity_in(std::string_view text, std::string_view unit, const Place& place) {
  const Words words = words_of(text);
  const std::string shown = printable(text);
  const std::string pattern = fmt::format(
      "write a number, a space and a unit, as \"240 million USD\" or \"45 min\"; "
      "this is in {}",
      unit);
  const auto number = parse_number(words.number);
  if (!number) {
    throw Error(place,
                words.number.find(',') != std::string::npos
                    ? fmt::format("'{}': a comma in a number", shown)
                    : fmt::format("'{}' is no number with a unit", shown),
                pattern);
  }
  if (words.unit.empty()) throw Error(place, fmt::format("'{}' has no unit", shown), pattern);
  const UnitReading from = read_unit(words.unit);
  if (!from.unknown.empty() || words.unit.find(' ') != std::string::npos) {
    throw Error(place, fmt::format("'{}': unknown unit '{}'", shown, printable(words.unit)),
                fmt::format("this is in {}; units: {}", unit, known_units()));
  }
  const UnitReading to = read_unit(unit);
  if (from.size.power != to.size.power) {
    throw Error(place, fmt::format("'{}' is not in {}", shown, unit),
                fmt::format("give it in {} or a unit that converts to it", unit));
  }
  const double value = *number * words.multiplier * (from.size.factor / to.size.factor);
  if (!std::isfinite(value)) throw Error(place, fmt::format("'{}' is too large", shown), pattern);
  return value;
}

bool is_convertible(std::string_view from, std::string_view to) {
  const UnitReading a = read_unit(from);
  const UnitReading b = read_unit(to);
  return a.unknown.empty() && b.unknown.empty() && a.size.power == b.size.power;
}

std::string unit_of(std::string_view text) { return words_of(text).unit; }

std::optional<KeyUnit> key_unit(std::string_view key) {
  for (std::size_t at = key.find('_'); at != std::string_view::npos; at = key.find('_', at + 1)) {
    std::string unit;
    for (const std::string& word : split(key.substr(at + 1), '_')) {
      if (word == "per") {
        unit += '/';
      } else {
        unit += word == "usd" ? "USD" : word == "kmh" ? "km/h" : word;
      }
    }
    if (at > 0 && read_unit(unit).unknown.empty())
      return KeyUnit{std::string(key.substr(0, at)), unit};
  }
  return std::nullopt;
}

}  // namespace landlink
