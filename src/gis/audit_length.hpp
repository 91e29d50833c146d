#pragma once

#include <optional>
#include <string>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/feature.hpp"

namespace landlink::gis {

/// What is wrong with a length that a feature states.
struct LengthFinding {
  Severity severity = Severity::warning;
  const char* code = "";
  std::string problem = {};
  std::string remedy = {};
};

/// Compares a stated length with the distance of the line's ends and with the line as drawn. A
/// schematic line only joins places: a road may well be longer, which is noted, not warned of, up
/// to what no road's bends explain.
std::optional<LengthFinding> length_finding(const Line& line, double length_km,
                                            bool schematic = false);

}  // namespace landlink::gis
