#include "landlink/gis/import/road.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace landlink::road_import {

void measure(Roads& roads) {
  for (Road& road : roads) road.length_km = geodesic_length_km(road.line) * road.length_factor;
}

void number_pieces(Roads& roads) {
  std::map<std::string, int> seen;
  std::set<std::string> taken;
  for (const Road& road : roads) taken.insert(road.id);
  for (const char* layer : {"roads", "bridges", "corridors"}) {
    for (Road& road : roads) {
      if (road.layer != layer) continue;
      int& count = seen[road.id];
      if (++count == 1) continue;
      std::string name;
      // A source may have an id of its own that looks like a number given here.
      while (taken.contains(name = road.id + "." + std::to_string(count))) ++count;
      taken.insert(name);
      road.id = std::move(name);
    }
  }
}

void mark_assumed(Road& road, const std::string& field) {
  if (std::find(road.assumed.begin(), road.assumed.end(), field) == road.assumed.end())
    road.assumed.push_back(field);
}

}  // namespace landlink::road_import
