#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "landlink/gis/feature.hpp"

namespace landlink::gis {

/// Lines by cells of a coarse grid, to find the one nearest to a point.
class SegmentIndex {
 public:
  /// Numbers lines from 0 in the order added; keeps the pointer.
  void add(const Line& line);

  struct Nearest {
    std::size_t line = 0;
    LonLat position = {};
    double distance_km = 0.0;
  };
  /// The nearest place on any line but those in `apart`, within `reach_km` (at most 5).
  [[nodiscard]] std::optional<Nearest> nearest(LonLat from, double reach_km,
                                               const std::vector<std::size_t>& apart) const;

 private:
  std::vector<const Line*> lines_;
  /// Cell -> (line, segment): each segment in every cell that its box touches.
  std::map<std::pair<int, int>, std::vector<std::pair<std::size_t, std::size_t>>> cells_;
};

}  // namespace landlink::gis
