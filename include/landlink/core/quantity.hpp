#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "landlink/core/error.hpp"

namespace landlink {

/// The value of a quantity written as text, in `unit`: "240 million USD" in USD is 240e6,
/// "45 min" in h is 0.75, "1.5 million USD/year" in USD/year is 1.5e6.
///
/// The text is a decimal number, optionally thousand, million or billion, and a unit: products (-)
/// and quotients (/) of s, min, h, day, week; month, year; mm, m, km; kg, t, kt, Mt; l; ha; USD;
/// pcu, vehicle (truck, veh), lane, %. Calendar time (year, month) and clock time do not convert
/// into each other. Throws Error at `place` for anything else, saying what to write.
double quantity_in(std::string_view text, std::string_view unit, const Place& place);

/// Whether a unit is known and measures the same as another: "km" and "m", not "pcu/h" and
/// "pcu/h/lane".
bool is_convertible(std::string_view from, std::string_view to);

/// The unit of a quantity's text, after its number: "pcu/h/lane" of "1800 pcu/h/lane".
std::string unit_of(std::string_view text);

/// A key whose name ends in its unit, such as capital_usd or speed_limit_kmh, without it: what the
/// same setting is called where its value is a text with a unit. Nothing where it has none.
struct KeyUnit {
  std::string stem = {};  ///< "capital"
  std::string unit = {};  ///< "USD"
};
std::optional<KeyUnit> key_unit(std::string_view key);

}  // namespace landlink
