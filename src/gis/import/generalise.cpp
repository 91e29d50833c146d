#include "landlink/gis/import/generalise.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace landlink::road_import {

namespace {

// The finest tolerance is the first over 2 to this: 0.3 m of 75 m.
constexpr int kMostHalvings = 8;

// A line whichever way it is drawn.
std::vector<LonLat> drawing(std::vector<LonLat> line) {
  if (line.back() < line.front()) std::reverse(line.begin(), line.end());
  return line;
}

}  // namespace

std::vector<LonLat> generalised(const std::vector<LonLat>& line, double tolerance_km) {
  if (line.size() < 3) return line;
  std::vector<bool> kept(line.size());
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double furthest_km = tolerance_km;
    std::size_t furthest = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const LonLat on_chord = nearest_on_segment(line[i], line[first], line[last]).position;
      const double km = geodesic_km(line[i], on_chord);
      if (km > furthest_km) {
        furthest_km = km;
        furthest = i;
      }
    }
    if (furthest == 0) continue;
    kept[furthest] = true;
    open.emplace_back(first, furthest);
    open.emplace_back(furthest, last);
  }
  std::vector<LonLat> result;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (kept[i]) result.push_back(line[i]);
  return result;
}

LonLat rounded(LonLat position, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return {std::round(position.lon * scale) / scale, std::round(position.lat * scale) / scale};
}

std::vector<LonLat> rounded(const std::vector<LonLat>& line, int decimals) {
  std::vector<LonLat> result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const LonLat position = rounded(line[i], decimals);
    const bool last = i + 1 == line.size();
    if (result.empty() || position != result.back() || (last && result.size() < 2))
      result.push_back(position);
  }
  return result;
}

void generalise(Roads& roads, double tolerance_km, int decimals) {
  std::map<std::vector<LonLat>, std::size_t> drawn;  // by road that has the drawing
  std::vector<std::vector<LonLat>> lines(roads.size());
  // The first drawing, from coarse to fine, that no road has yet.
  const auto draw = [&](std::size_t r) {
    double tolerance = tolerance_km;
    for (int halvings = 0; halvings <= kMostHalvings; ++halvings, tolerance /= 2.0) {
      lines[r] = rounded(generalised(roads[r].line, tolerance), decimals);
      if (drawn.emplace(drawing(lines[r]), r).second) return true;
    }
    return false;
  };
  for (std::size_t r = 0; r < roads.size(); ++r) {
    // Carriageways side by side and the halves of a loop must not fall onto one line.
    if (draw(r)) continue;
    // This one is as straight as its drawing: the road that has it already bends aside instead.
    const auto held = drawn.find(drawing(lines[r]));
    const std::size_t other = held->second;
    const std::vector<LonLat> before = lines[other];
    held->second = r;
    if (!draw(other)) lines[other] = before;  // the same road drawn twice
  }
  for (std::size_t r = 0; r < roads.size(); ++r) roads[r].line = std::move(lines[r]);
}

Polygons generalised(const Polygons& polygons, double tolerance_km, int decimals) {
  constexpr std::size_t kSmallestRing = 4;  // a triangle, closed
  Polygons result;
  for (const auto& rings : polygons) {
    std::vector<Line> kept;
    for (const Line& ring : rings) {
      // A closed ring has no chord: cut it in two at the position furthest from its start.
      const auto furthest = std::max_element(ring.begin(), ring.end(), [&](LonLat a, LonLat b) {
        return geodesic_km(ring.front(), a) < geodesic_km(ring.front(), b);
      });
      const Line there = generalised(Line(ring.begin(), furthest + 1), tolerance_km);
      const Line back = generalised(Line(furthest, ring.end()), tolerance_km);
      Line whole = there;
      whole.insert(whole.end(), back.begin() + 1, back.end());
      whole = rounded(whole, decimals);
      if (whole.size() >= kSmallestRing) {
        kept.push_back(std::move(whole));
      } else if (kept.empty()) {
        break;  // the outer ring is gone, and its holes with it
      }
    }
    if (!kept.empty()) result.push_back(std::move(kept));
  }
  return result;
}

}  // namespace landlink::road_import
