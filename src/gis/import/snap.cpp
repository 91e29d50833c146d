#include "landlink/gis/import/snap.hpp"

#include <algorithm>

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

}  // namespace

void snap_loose_ends(Roads& roads, double tolerance_km, RepairReport& report) {
  std::map<LonLat, int> uses = position_uses(roads);
  const Roads before = roads;
  const RoadIndex index(before);

  std::vector<RoadPoint> inner_points;  // places on segments, inserted when all are known
  std::vector<LooseEnd> inner_ends;
  std::vector<LonLat> inner_from;
  for (std::size_t r = 0; r < roads.size(); ++r) {
    for (const bool at_start : {true, false}) {
      LonLat& end = end_of(roads[r], at_start);
      if (uses.at(end) != 1) continue;
      const auto found = index.nearest(end, tolerance_km,
                                       [&](const Road&, std::size_t other) { return other != r; });
      if (!found) continue;
      // An end of the road found, as it is by now, before a place in its midst.
      Road& target = roads[found->road];
      const LonLat start = target.line.front();
      const LonLat finish = target.line.back();
      const double start_km = geodesic_km(end, start);
      const double finish_km = geodesic_km(end, finish);
      if (std::min(start_km, finish_km) <= tolerance_km) {
        const LonLat to = start_km <= finish_km ? start : finish;
        report.add({"snap", "end_to_node", roads[r].id, std::min(start_km, finish_km), end,
                    "to an end of " + target.id});
        ++uses[to];
        uses[end] = 0;
        end = to;
      } else {
        inner_points.push_back(*found);
        inner_ends.push_back({r, at_start});
        inner_from.push_back(end);
        uses[end] = 2;  // spoken for
      }
    }
  }
  const std::vector<LonLat> landed = insert_positions(roads, inner_points);
  for (std::size_t i = 0; i < landed.size(); ++i) {
    report.add({"snap", "end_to_segment", roads[inner_ends[i].road].id, inner_points[i].distance_km,
                inner_from[i], "onto " + roads[inner_points[i].road].id});
    end_of(roads[inner_ends[i].road], inner_ends[i].at_start) = landed[i];
  }
  // A move may leave a line without length: a stub shorter than the tolerance.
  for (Road& road : roads)
    road.line.erase(std::unique(road.line.begin(), road.line.end()), road.line.end());
  std::erase_if(roads, [&](const Road& road) {
    if (road.line.size() >= 2) return false;
    report.add({"snap", "stub_dropped", road.id, 0.0, road.line.front(), "shorter than the snap"});
    return true;
  });
}

}  // namespace landlink::road_import
