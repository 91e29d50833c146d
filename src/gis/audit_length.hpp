#pragma once

#include <optional>
#include <string>

#include "landlink/gis/feature.hpp"

namespace landlink::gis {

/// What is wrong with a length that a feature states.
struct LengthFinding {
  const char* code = "";
  std::string problem = {};
  std::string remedy = {};
};

/// Compares a stated length with the distance of the line's ends and with the line as drawn.
std::optional<LengthFinding> length_finding(const Line& line, double length_km);

}  // namespace landlink::gis
