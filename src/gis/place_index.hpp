#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "landlink/core/geo.hpp"

namespace landlink::gis {

/// Positions kept by cells of a small grid, to find those within a metre or so of another.
class PlaceIndex {
 public:
  /// Calls for at most `reach_km` will be made, which sets the size of cells.
  explicit PlaceIndex(double reach_km);

  /// Numbers positions from 0 in the order added.
  std::size_t add(LonLat position);
  [[nodiscard]] const std::vector<LonLat>& positions() const { return positions_; }
  /// Numbers of the positions within `reach_km`, nearest first, ties by number.
  [[nodiscard]] std::vector<std::size_t> within(LonLat position, double reach_km) const;

 private:
  [[nodiscard]] std::pair<long long, long long> cell_of(LonLat position) const;

  double reach_km_;
  double cell_degrees_;
  std::vector<LonLat> positions_;
  std::map<std::pair<long long, long long>, std::vector<std::size_t>> cells_;
};

/// For each position the lowest number among those that are chained to it by steps of at most
/// `tolerance_km`. Depends on the order of positions only by the numbers.
std::vector<std::size_t> merge_within(const std::vector<LonLat>& positions, double tolerance_km);

}  // namespace landlink::gis
