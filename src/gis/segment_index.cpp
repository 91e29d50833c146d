#include "segment_index.hpp"

#include <algorithm>
#include <cmath>

namespace landlink::gis {

namespace {

constexpr double kCell_degrees = 0.05;  // 5.5 km of latitude; 4.6 km of longitude at 34 degrees

int cell(double degrees) { return static_cast<int>(std::floor(degrees / kCell_degrees)); }

}  // namespace

void SegmentIndex::add(const Line& line) {
  const std::size_t number = lines_.size();
  lines_.push_back(&line);
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto [west, east] = std::minmax(line[i - 1].lon, line[i].lon);
    const auto [south, north] = std::minmax(line[i - 1].lat, line[i].lat);
    // A segment of 100 km may touch 20 x 20 cells and cross 40; the rest costs little.
    for (int c = cell(west); c <= cell(east); ++c) {
      for (int r = cell(south); r <= cell(north); ++r) cells_[{c, r}].emplace_back(number, i);
    }
  }
}

std::optional<SegmentIndex::Nearest> SegmentIndex::nearest(
    LonLat from, double reach_km, const std::vector<std::size_t>& apart) const {
  std::optional<Nearest> best;
  for (int c = cell(from.lon) - 1; c <= cell(from.lon) + 1; ++c) {
    for (int r = cell(from.lat) - 1; r <= cell(from.lat) + 1; ++r) {
      const auto found = cells_.find({c, r});
      if (found == cells_.end()) continue;
      for (const auto& [number, i] : found->second) {
        if (std::find(apart.begin(), apart.end(), number) != apart.end()) continue;
        const Line& line = *lines_[number];
        const LonLat at = nearest_on_segment(from, line[i - 1], line[i]).position;
        const double distance_km = geodesic_km(from, at);
        if (distance_km > reach_km || (best && distance_km >= best->distance_km)) continue;
        best = Nearest{number, at, distance_km};
      }
    }
  }
  return best;
}

}  // namespace landlink::gis
