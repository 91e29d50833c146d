#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace landlink::road_import {

/// What a number measures, and so which units may stand behind it. The project's own unit of each:
/// none, km/h, t, km, min, m/km (roughness), pcu/h, USD.
enum class Dimension { count, speed, mass, length, duration, roughness, flow, money };

/// Names of the units of a dimension, the project's own first; empty for a count.
std::vector<std::string> unit_names(Dimension dimension);

/// The value in the project's unit of text such as "80", "80 km/h", "50 mph", "11 t", "12 ft" or
/// "3500 kg". Digits with an optional point; a unit behind them counts before `unit`, which is
/// that of plain numbers (empty: the project's own). Of several values joined by ';' the least is
/// taken, as the one that holds everywhere. Nothing for text that is no such quantity, below zero
/// or with a unit of another dimension; no comma is taken for a point.
std::optional<double> parse_quantity(std::string_view text, Dimension dimension,
                                     std::string_view unit = {});

}  // namespace landlink::road_import
