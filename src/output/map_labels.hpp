#pragma once

#include <optional>
#include <string>
#include <vector>

#include "map_canvas.hpp"

namespace landlink::output {

/// Finds places for labels: none over another, over a symbol or over a reserved box, and as little
/// as possible over bands. First come, first served: offer the important ones first.
class LabelPlacer {
 public:
  LabelPlacer(MapBox frame, double cell_px = 6.0);

  /// Takes a box for a symbol, a legend, a label.
  void reserve(const MapBox& box) { taken_.push_back(box); }
  /// Marks what lies under a drawn line as better left free.
  void avoid(const std::vector<MapPoint>& line, double width_px);

  [[nodiscard]] bool is_free(const MapBox& box) const;

  /// A box of the given size beside a point, at one of eight places around it, `gap` away; nothing
  /// when all are taken. The box is then reserved.
  std::optional<MapBox> beside(MapPoint point, double width, double height, double gap);
  /// A box centred on the point.
  std::optional<MapBox> over(MapPoint point, double width, double height);

 private:
  [[nodiscard]] int covered_cells(const MapBox& box) const;

  MapBox frame_;
  double cell_px_;
  std::size_t columns_;
  std::size_t rows_;
  std::vector<char> covered_;
  std::vector<MapBox> taken_;
};

}  // namespace landlink::output
