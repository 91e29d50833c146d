#include "place_index.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace landlink::gis {

namespace {
constexpr double kKmPerDegree = 110.5;  // of latitude, at least: 110.57 at the equator
constexpr double kSteepestLatitude = 89.0;
}  // namespace

PlaceIndex::PlaceIndex(double reach_km)
    : reach_km_(reach_km), cell_degrees_(reach_km / kKmPerDegree) {}

std::pair<long long, long long> PlaceIndex::cell_of(LonLat position) const {
  return {static_cast<long long>(std::floor(position.lon / cell_degrees_)),
          static_cast<long long>(std::floor(position.lat / cell_degrees_))};
}

std::size_t PlaceIndex::add(LonLat position) {
  cells_[cell_of(position)].push_back(positions_.size());
  positions_.push_back(position);
  return positions_.size() - 1;
}

std::vector<std::size_t> PlaceIndex::within(LonLat position, double reach_km) const {
  const auto [column, row] = cell_of(position);
  const double latitude = std::min(std::abs(position.lat) + cell_degrees_, kSteepestLatitude);
  const double cosine = std::cos(latitude * std::numbers::pi / 180.0);
  const auto rows = static_cast<long long>(std::ceil(reach_km / reach_km_));
  const auto columns = static_cast<long long>(std::ceil(reach_km / reach_km_ / cosine));
  std::vector<std::pair<double, std::size_t>> found;
  for (long long c = column - columns; c <= column + columns; ++c) {
    const auto end = cells_.upper_bound({c, row + rows});
    for (auto it = cells_.lower_bound({c, row - rows}); it != end; ++it) {
      for (const std::size_t number : it->second) {
        const double distance_km = geodesic_km(position, positions_[number]);
        if (distance_km <= reach_km) found.emplace_back(distance_km, number);
      }
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<std::size_t> numbers;
  numbers.reserve(found.size());
  for (const auto& [distance_km, number] : found) numbers.push_back(number);
  return numbers;
}

std::vector<std::size_t> merge_within(const std::vector<LonLat>& positions, double tolerance_km) {
  PlaceIndex index(tolerance_km);
  for (const LonLat position : positions) index.add(position);
  std::vector<std::size_t> group(positions.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  const auto root_of = [&group](std::size_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  for (std::size_t i = 0; i < positions.size(); ++i) {
    for (const std::size_t other : index.within(positions[i], tolerance_km)) {
      const std::size_t a = root_of(i);
      const std::size_t b = root_of(other);
      group[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::size_t i = 0; i < positions.size(); ++i) group[i] = root_of(i);
  return group;
}

}  // namespace landlink::gis
