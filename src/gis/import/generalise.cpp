#include "landlink/gis/import/generalise.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace landlink::road_import {

namespace {

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
  std::set<std::vector<LonLat>> drawn;
  for (Road& road : roads) {
    double tolerance = tolerance_km;
    std::vector<LonLat> line = rounded(generalised(road.line, tolerance), decimals);
    // Carriageways side by side must not fall onto one line.
    for (int halvings = 0; halvings < 8 && !drawn.insert(drawing(line)).second; ++halvings) {
      tolerance /= 2.0;
      line = rounded(generalised(road.line, tolerance), decimals);
    }
    road.line = std::move(line);
  }
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
