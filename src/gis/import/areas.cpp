#include "landlink/gis/import/areas.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace landlink::road_import {

namespace {

// Even-odd rule: holes and outer rings alike, so the order of rings does not matter.
bool inside(const Polygons& polygons, LonLat p) {
  bool in = false;
  for (const auto& rings : polygons) {
    for (const Line& ring : rings) {
      for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const LonLat a = ring[i];
        const LonLat b = ring[j];
        if ((a.lat > p.lat) != (b.lat > p.lat) &&
            p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon)
          in = !in;
      }
    }
  }
  return in;
}

}  // namespace

Areas::Areas(std::vector<Area> areas) : areas_(std::move(areas)) {
  for (const Area& area : areas_) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    Box box{kFar, kFar, -kFar, -kFar};
    for (const auto& rings : area.polygons) {
      for (const Line& ring : rings) {
        for (const LonLat p : ring) {
          box.west = std::min(box.west, p.lon);
          box.east = std::max(box.east, p.lon);
          box.south = std::min(box.south, p.lat);
          box.north = std::max(box.north, p.lat);
        }
      }
    }
    boxes_.push_back(box);
  }
}

std::string Areas::code_at(LonLat position) const {
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    const Box& box = boxes_[i];
    if (position.lon < box.west || position.lon > box.east || position.lat < box.south ||
        position.lat > box.north)
      continue;
    if (inside(areas_[i].polygons, position)) return areas_[i].code;
  }
  return {};
}

std::string Areas::code_of(const std::vector<LonLat>& line) const {
  if (areas_.empty()) return {};
  std::map<std::string, double> km_in;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const LonLat a = line[i - 1];
    const LonLat b = line[i];
    const LonLat middle{(a.lon + b.lon) / 2.0, (a.lat + b.lat) / 2.0};
    km_in[code_at(middle)] += geodesic_km(a, b);
  }
  km_in.erase("");
  const auto most = std::max_element(
      km_in.begin(), km_in.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == km_in.end() ? std::string() : most->first;
}

std::string Areas::nearest_code(LonLat position) const {
  std::string nearest;
  double nearest_km = std::numeric_limits<double>::infinity();
  for (const Area& area : areas_) {
    for (const auto& rings : area.polygons) {
      for (const Line& ring : rings) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
          const LonLat on_ring = nearest_on_segment(position, ring[i - 1], ring[i]).position;
          const double km = geodesic_km(position, on_ring);
          if (km >= nearest_km) continue;
          nearest_km = km;
          nearest = area.code;
        }
      }
    }
  }
  return nearest;
}

void place_roads(Roads& roads, const Areas& countries, const Areas& provinces, CountryCode home) {
  for (Road& road : roads) {
    if (road.country.empty()) road.country = CountryCode{countries.code_of(road.line)};
    if (road.country.empty()) road.country = home;
    if (road.country != home || !road.province.empty()) continue;
    road.province = provinces.code_of(road.line);
    // Simplified outlines leave out strips of river bank.
    if (road.province.empty()) road.province = provinces.nearest_code(road.line.front());
  }
}

Roads split_at_provinces(const Roads& roads, const Areas& provinces, double shortest_km) {
  if (provinces.empty()) return roads;
  Roads pieces;
  for (const Road& road : roads) {
    std::vector<double> along_km{0.0};
    for (std::size_t i = 1; i < road.line.size(); ++i)
      along_km.push_back(along_km.back() + geodesic_km(road.line[i - 1], road.line[i]));
    std::vector<std::size_t> cuts;
    std::string current = provinces.code_at(road.line.front());
    for (std::size_t i = 1; i + 1 < road.line.size(); ++i) {
      const std::string code = provinces.code_at(road.line[i]);
      if (code == current || code.empty()) continue;
      const double since_km = along_km[i] - (cuts.empty() ? 0.0 : along_km[cuts.back()]);
      if (!current.empty() && since_km >= shortest_km &&
          along_km.back() - along_km[i] >= shortest_km)
        cuts.push_back(i);
      current = code;
    }
    cuts.push_back(road.line.size() - 1);
    std::size_t from = 0;
    for (std::size_t c = 0; c < cuts.size(); ++c) {
      Road piece = road;
      piece.line.assign(road.line.begin() + static_cast<std::ptrdiff_t>(from),
                        road.line.begin() + static_cast<std::ptrdiff_t>(cuts[c]) + 1);
      from = cuts[c];
      pieces.push_back(std::move(piece));
    }
  }
  return pieces;
}

}  // namespace landlink::road_import
