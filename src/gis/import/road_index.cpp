#include "landlink/gis/import/road_index.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "least_distance.hpp"

namespace landlink::road_import {

namespace {

constexpr double kKmPerDegree = 110.57;         // of latitude at the equator, the smallest there is
constexpr std::int64_t kCellsAround = 1 << 20;  // more than cells around the globe

double rounded(double degrees) { return std::round(degrees / 1e-7) * 1e-7; }

}  // namespace

RoadIndex::RoadIndex(const Roads& roads, double cell_degrees)
    : roads_(roads), cell_degrees_(cell_degrees) {
  for (std::size_t r = 0; r < roads.size(); ++r) {
    const auto& line = roads[r].line;
    for (std::size_t s = 0; s + 1 < line.size(); ++s) {
      // A long segment takes the cells of the pieces it is cut into, box by box, so that a straight
      // corridor of 100 km does not fill a square of cells.
      const double extent = std::max(std::abs(line[s + 1].lon - line[s].lon),
                                     std::abs(line[s + 1].lat - line[s].lat));
      const int parts = 1 + static_cast<int>(extent / cell_degrees_);
      for (int part = 0; part < parts; ++part) {
        const auto at = [&](int k) {
          const double t = static_cast<double>(k) / parts;
          return LonLat{line[s].lon + t * (line[s + 1].lon - line[s].lon),
                        line[s].lat + t * (line[s + 1].lat - line[s].lat)};
        };
        const LonLat a = at(part);
        const LonLat b = at(part + 1);
        for (auto x = column(std::min(a.lon, b.lon)); x <= column(std::max(a.lon, b.lon)); ++x)
          for (auto y = row(std::min(a.lat, b.lat)); y <= row(std::max(a.lat, b.lat)); ++y)
            entries_.push_back({x * kCellsAround + y, static_cast<std::uint32_t>(r),
                                static_cast<std::uint32_t>(s)});
      }
    }
  }
  std::sort(entries_.begin(), entries_.end());
  entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
}

std::int64_t RoadIndex::column(double lon) const {
  return static_cast<std::int64_t>(std::floor((lon + 180.0) / cell_degrees_));
}

std::int64_t RoadIndex::row(double lat) const {
  return static_cast<std::int64_t>(std::floor((lat + 90.0) / cell_degrees_));
}

template <class Visit>
void RoadIndex::visit_around(LonLat position, double within_km, Visit visit) const {
  const double lat_reach = within_km / kKmPerDegree;
  const double cosine = std::max(0.01, std::cos(position.lat * std::numbers::pi / 180.0));
  const double lon_reach = lat_reach / cosine;
  for (auto x = column(position.lon - lon_reach); x <= column(position.lon + lon_reach); ++x) {
    const auto low = x * kCellsAround + row(position.lat - lat_reach);
    const auto high = x * kCellsAround + row(position.lat + lat_reach);
    const auto first = std::lower_bound(entries_.begin(), entries_.end(), Entry{low, 0, 0});
    for (auto entry = first; entry != entries_.end() && entry->cell <= high; ++entry)
      visit(std::size_t{entry->road}, std::size_t{entry->segment});
  }
}

std::optional<RoadPoint> RoadIndex::nearest(LonLat position, double within_km,
                                            const Filter& filter) const {
  std::optional<RoadPoint> best;
  visit_around(position, within_km, [&](std::size_t r, std::size_t segment) {
    const Road& road = roads_[r];
    const SegmentPoint point =
        nearest_on_segment(position, road.line[segment], road.line[segment + 1]);
    if (least_km(position, point.position) > (best ? best->distance_km : within_km)) return;
    if (!filter(road, r)) return;
    const double distance_km = geodesic_km(position, point.position);
    if (distance_km > within_km) return;
    const bool better = !best || distance_km < best->distance_km ||
                        (distance_km == best->distance_km &&
                         std::pair{r, segment} < std::pair{best->road, best->segment});
    if (better) best = RoadPoint{r, segment, point.position, distance_km};
  });
  return best;
}

std::vector<std::size_t> RoadIndex::roads_within(LonLat position, double within_km) const {
  std::vector<std::size_t> found;
  visit_around(position, within_km, [&](std::size_t r, std::size_t) { found.push_back(r); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<LonLat> insert_positions(Roads& roads, std::vector<RoadPoint> points, double merge_km) {
  std::vector<LonLat> landed(points.size());
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // From the far end of each line to its start, so that segment numbers stay true.
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const RoadPoint& p = points[a];
    const RoadPoint& q = points[b];
    if (p.road != q.road) return p.road < q.road;
    if (p.segment != q.segment) return p.segment > q.segment;
    const LonLat start = roads[p.road].line[p.segment];
    const double p_km = geodesic_km(start, p.position);
    const double q_km = geodesic_km(start, q.position);
    return p_km != q_km ? p_km > q_km : a < b;
  });
  for (const std::size_t index : order) {
    const RoadPoint& point = points[index];
    auto& line = roads[point.road].line;
    const LonLat position{rounded(point.position.lon), rounded(point.position.lat)};
    const LonLat start = line[point.segment];
    const LonLat end = line[point.segment + 1];
    const double to_start_km = geodesic_km(position, start);
    const double to_end_km = geodesic_km(position, end);
    if (std::min(to_start_km, to_end_km) <= merge_km) {
      landed[index] = to_start_km <= to_end_km ? start : end;
      continue;
    }
    line.insert(line.begin() + static_cast<std::ptrdiff_t>(point.segment) + 1, position);
    landed[index] = position;
  }
  return landed;
}

}  // namespace landlink::road_import
