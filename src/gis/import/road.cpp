#include "landlink/gis/import/road.hpp"

#include <algorithm>

namespace landlink::road_import {

void measure(Roads& roads) {
  for (Road& road : roads) road.length_km = geodesic_length_km(road.line) * road.length_factor;
}

void mark_assumed(Road& road, const std::string& field) {
  if (std::find(road.assumed.begin(), road.assumed.end(), field) == road.assumed.end())
    road.assumed.push_back(field);
}

}  // namespace landlink::road_import
