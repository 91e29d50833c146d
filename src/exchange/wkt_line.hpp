#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/geo.hpp"

namespace landlink {

/// "LINESTRING (x y, x y)", each number the shortest text that reads back the same.
std::string wkt_line(const std::vector<LonLat>& line);

/// The positions of a WKT LINESTRING, Z and M dropped; nothing for any other text.
std::optional<std::vector<LonLat>> parse_wkt_line(std::string_view text);

}  // namespace landlink
