#include "landlink/gis/import/connect.hpp"

#include <algorithm>
#include <numeric>

#include "landlink/gis/import/road_index.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

namespace {

struct Gap {
  double length_km;
  LonLat end;
  std::size_t road;  // that ends here
  RoadPoint to;
};

bool stays_in_one_country(const Areas& countries, LonLat a, LonLat b) {
  if (countries.empty()) return true;
  const std::string country = countries.code_at(a);
  constexpr int kSamples = 10;
  for (int i = 1; i <= kSamples; ++i) {
    const double t = static_cast<double>(i) / kSamples;
    if (countries.code_at({a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)}) != country)
      return false;
  }
  return true;
}

Road connector(const Road& like, LonLat from, LonLat to) {
  Road link = like;
  link.id = "gap-" + like.id;
  link.kind = LinkKind::connector;
  link.oneway = false;
  link.line = {from, to};
  link.length_factor = 1.0;
  return link;
}

// A road that forks off at a sharp angle and ends soon is near to the other without a gap between:
// so many gaps from its end they must not have met.
constexpr double kForkGaps = 5.0;

// Whether two roads share a position within `within_km` of `place`.
bool meet_around(const Road& a, const Road& b, LonLat place, double within_km) {
  return std::any_of(a.line.begin(), a.line.end(), [&](LonLat position) {
    return std::find(b.line.begin(), b.line.end(), position) != b.line.end() &&
           geodesic_km(position, place) <= within_km;
  });
}

std::vector<Gap> gaps_between_components(const Roads& roads, double gap_km) {
  const std::vector<std::size_t> component = components(roads);
  const std::map<LonLat, int> uses = position_uses(roads);
  const RoadIndex index(roads);
  std::vector<Gap> gaps;
  for (std::size_t r = 0; r < roads.size(); ++r) {
    for (const LonLat end : {roads[r].line.front(), roads[r].line.back()}) {
      if (uses.at(end) != 1) continue;
      const auto found = index.nearest(end, gap_km, [&](const Road&, std::size_t other) {
        return component[other] != component[r];
      });
      if (found) gaps.push_back({found->distance_km, end, r, *found});
    }
  }
  std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) {
    return a.length_km != b.length_km ? a.length_km < b.length_km : a.end < b.end;
  });
  return gaps;
}

}  // namespace

void close_gaps(Roads& roads, const Areas& countries, const ConnectOptions& options,
                RepairReport& report) {
  std::vector<LonLat> refused;  // ends whose gap leads over a border, each reported once
  for (bool closed_one = true; closed_one;) {
    closed_one = false;
    for (const Gap& gap : gaps_between_components(roads, options.gap_km)) {
      if (!stays_in_one_country(countries, gap.end, gap.to.position)) {
        if (std::find(refused.begin(), refused.end(), gap.end) == refused.end()) {
          refused.push_back(gap.end);
          report.add({"connect", "gap_left_at_border", roads[gap.road].id, gap.length_km, gap.end,
                      "nearest road is " + roads[gap.to.road].id + " over a border"});
        }
        continue;
      }
      const std::string target = roads[gap.to.road].id;
      const LonLat to = insert_positions(roads, {gap.to}).front();
      Road link = connector(roads[gap.road], gap.end, to);
      report.add({"connect", "gap_closed", link.id, gap.length_km, gap.end,
                  "from the end of " + roads[gap.road].id + " to " + target});
      roads.push_back(std::move(link));
      closed_one = true;
      break;  // components have changed
    }
  }
}

void join_loose_pairs(Roads& roads, const Areas& countries, double gap_km, RepairReport& report) {
  std::map<LonLat, int> uses = position_uses(roads);
  const Roads before = roads;
  const RoadIndex index(before);
  for (std::size_t r = 0; r < before.size(); ++r) {
    for (const LonLat end : {before[r].line.front(), before[r].line.back()}) {
      if (uses.at(end) != 1) continue;
      for (const std::size_t other : index.roads_within(end, gap_km)) {
        if (other <= r) continue;  // each pair once
        for (const LonLat to : {before[other].line.front(), before[other].line.back()}) {
          const double km = geodesic_km(end, to);
          if (uses.at(to) != 1 || uses.at(end) != 1 || km > gap_km ||
              !stays_in_one_country(countries, end, to))
            continue;
          report.add({"connect", "loose_pair_joined", "gap-" + before[r].id, km, end,
                      "from the end of " + before[r].id + " to the end of " + before[other].id});
          roads.push_back(connector(before[r], end, to));
          uses[end] = uses[to] = 2;
        }
      }
    }
  }
}

void join_near_ends(Roads& roads, const Areas& countries, const Breaks& breaks, double gap_km,
                    RepairReport& report) {
  const std::map<LonLat, int> uses = position_uses(roads);
  const Roads before = roads;
  const RoadIndex index(before);
  std::vector<RoadPoint> points;
  std::vector<Road> links;
  for (std::size_t r = 0; r < before.size(); ++r) {
    const Road& road = before[r];
    // A stub ends near the road that it leaves; drop_stubs deals with it.
    if (road.kind == LinkKind::ferry || geodesic_length_km(road.line) <= gap_km) continue;
    for (const LonLat end : {road.line.front(), road.line.back()}) {
      if (uses.at(end) != 1 || breaks.contains(end)) continue;
      const auto found = index.nearest(end, gap_km, [&](const Road& other, std::size_t o) {
        return o != r && other.kind != LinkKind::ferry && other.country == road.country &&
               !meet_around(road, other, end, kForkGaps * gap_km);
      });
      if (!found || !stays_in_one_country(countries, end, found->position)) continue;
      report.add({"connect", "near_end_joined", "gap-" + road.id, found->distance_km, end,
                  "from the end of " + road.id + " onto " + before[found->road].id});
      points.push_back(*found);
      links.push_back(connector(road, end, end));
    }
  }
  const std::vector<LonLat> landed = insert_positions(roads, points);
  for (std::size_t i = 0; i < links.size(); ++i) {
    links[i].line.back() = landed[i];
    roads.push_back(std::move(links[i]));
  }
}

}  // namespace landlink::road_import
