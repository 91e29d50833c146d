#pragma once

#include <string>
#include <utility>
#include <vector>

#include "landlink/gis/import/road.hpp"

// Roads drawn in a test. At latitude 18 a degree of longitude is 105.9 km and one of latitude
// 110.7 km.

namespace landlink::road_import {

inline Road road(const std::string& id, std::vector<LonLat> line, CountryCode country = kLaos) {
  Road r;
  r.id = id;
  r.line = std::move(line);
  r.highway = "primary";
  r.country = country;
  r.length_km = geodesic_length_km(r.line);
  return r;
}

inline std::vector<std::string> ids(const Roads& roads) {
  std::vector<std::string> names;
  for (const Road& r : roads) names.push_back(r.id);
  return names;
}

}  // namespace landlink::road_import
