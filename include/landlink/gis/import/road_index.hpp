#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// A place on a road: on segment `segment` (from its position of that number to the next).
struct RoadPoint {
  std::size_t road = 0;
  std::size_t segment = 0;
  LonLat position = {};
  double distance_km = 0.0;  ///< from the position that was looked for
};

/// Finds the nearest place on any road, by a grid of cells that hold the segments crossing them.
/// It keeps a reference to `roads`, whose lines must not change while it is in use.
class RoadIndex {
 public:
  explicit RoadIndex(const Roads& roads, double cell_degrees = 0.02);

  using Filter = std::function<bool(const Road&, std::size_t road)>;

  /// The nearest place within `within_km` on roads that `filter` lets through; ties go to the
  /// earlier road and segment.
  [[nodiscard]] std::optional<RoadPoint> nearest(LonLat position, double within_km,
                                                 const Filter& filter) const;
  /// Roads with a segment in the cells around `position`: all within `within_km`, and some more;
  /// in order of number.
  [[nodiscard]] std::vector<std::size_t> roads_within(LonLat position, double within_km) const;

 private:
  struct Entry {
    std::int64_t cell;
    std::uint32_t road;
    std::uint32_t segment;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  template <class Visit>
  void visit_around(LonLat position, double within_km, Visit visit) const;
  [[nodiscard]] std::int64_t column(double lon) const;
  [[nodiscard]] std::int64_t row(double lat) const;

  const Roads& roads_;
  double cell_degrees_;
  std::vector<Entry> entries_;  ///< sorted
};

/// Puts positions into the lines that they were found on, so that other roads can meet them there.
/// Points nearer than `merge_km` to a position of the segment take that position instead.
/// Returns where each point came to lie, in the order given.
std::vector<LonLat> insert_positions(Roads& roads, std::vector<RoadPoint> points,
                                     double merge_km = 0.001);

}  // namespace landlink::road_import
