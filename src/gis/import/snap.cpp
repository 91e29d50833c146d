#include "landlink/gis/import/snap.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "landlink/gis/import/road_index.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

namespace {

struct LooseEnd {
  std::size_t road;
  bool at_start;
};

LonLat& end_of(Road& road, bool at_start) {
  return at_start ? road.line.front() : road.line.back();
}

// A move may leave a line without length: a stub shorter than the tolerance.
void drop_stubs(Roads& roads, RepairReport& report) {
  for (Road& road : roads)
    road.line.erase(std::unique(road.line.begin(), road.line.end()), road.line.end());
  std::erase_if(roads, [&](const Road& road) {
    if (road.line.size() >= 2) return false;
    report.add({"snap", "stub_dropped", road.id, 0.0, road.line.front(), "shorter than the snap"});
    return true;
  });
}

}  // namespace

void snap_to_ends(Roads& roads, double tolerance_km, RepairReport& report) {
  PositionMap<int> uses = position_uses(roads);
  const Roads before = roads;
  const RoadIndex index(before);
  for (std::size_t r = 0; r < roads.size(); ++r) {
    for (const bool at_start : {true, false}) {
      LonLat& end = end_of(roads[r], at_start);
      if (uses.at(end) != 1) continue;
      const LonLat from = end;
      // Nearest end, as ends are by now, of the roads around.
      std::optional<std::pair<double, LonLat>> nearest;
      std::size_t target = r;
      for (const std::size_t other : index.roads_within(from, 2.0 * tolerance_km)) {
        if (other == r) continue;
        for (const LonLat to : {roads[other].line.front(), roads[other].line.back()}) {
          const double km = geodesic_km(from, to);
          if (km > tolerance_km || (nearest && km >= nearest->first)) continue;
          nearest = {km, to};
          target = other;
        }
      }
      if (!nearest) continue;
      report.add({"snap", "end_to_node", roads[r].id, nearest->first, from,
                  "to an end of " + roads[target].id});
      uses[from] = 0;
      ++uses[nearest->second];
      end = nearest->second;
    }
  }
  drop_stubs(roads, report);
}

void snap_to_segments(Roads& roads, double tolerance_km, RepairReport& report) {
  const PositionMap<int> uses = position_uses(roads);
  const Roads before = roads;
  const RoadIndex index(before);
  std::vector<RoadPoint> points;
  std::vector<LooseEnd> ends;
  for (std::size_t r = 0; r < roads.size(); ++r) {
    for (const bool at_start : {true, false}) {
      const LonLat end = end_of(roads[r], at_start);
      if (uses.at(end) != 1) continue;
      const auto found = index.nearest(end, tolerance_km,
                                       [&](const Road&, std::size_t other) { return other != r; });
      if (!found) continue;
      points.push_back(*found);
      ends.push_back({r, at_start});
      report.add({"snap", "end_to_segment", roads[r].id, found->distance_km, end,
                  "onto " + roads[found->road].id});
    }
  }
  const std::vector<LonLat> landed = insert_positions(roads, points);
  for (std::size_t i = 0; i < landed.size(); ++i)
    end_of(roads[ends[i].road], ends[i].at_start) = landed[i];
  drop_stubs(roads, report);
}

}  // namespace landlink::road_import
