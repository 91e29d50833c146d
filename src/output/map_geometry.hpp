#pragma once

#include <vector>

#include "landlink/core/geo.hpp"
#include "map_canvas.hpp"

namespace landlink::output {

/// From longitude and latitude to a picture: degrees of longitude are shortened by the cosine of
/// the middle latitude, so that distances there are true in both directions.
class MapFrame {
 public:
  /// Fits the view into the box, about its middle.
  MapFrame(LonLat south_west, LonLat north_east, const MapBox& box);

  [[nodiscard]] MapPoint point(LonLat position) const;
  [[nodiscard]] LonLat position(MapPoint point) const;
  [[nodiscard]] std::vector<MapPoint> line(const std::vector<LonLat>& line) const;
  [[nodiscard]] const MapBox& box() const { return box_; }
  [[nodiscard]] double km_per_px() const;
  /// Whether any part of the line's bounding box is in view.
  [[nodiscard]] bool shows(const std::vector<MapPoint>& line) const;

 private:
  MapBox box_;
  LonLat middle_;
  double cosine_;
  double px_per_degree_;
};

/// The line without vertices that lie within `tolerance_px` of the course of the others
/// (Douglas and Peucker 1973, Cartographica 10(2)).
std::vector<MapPoint> simplified(const std::vector<MapPoint>& line, double tolerance_px);

/// The line moved aside; positive is to the right of travel as seen on the picture. Corners are
/// mitred up to twice the distance.
std::vector<MapPoint> moved_aside(const std::vector<MapPoint>& line, double distance_px);

double length_px(const std::vector<MapPoint>& line);
/// The point half way along.
MapPoint middle_of(const std::vector<MapPoint>& line);

/// Even-odd rule over rings: whether a position is inside.
bool inside(const std::vector<std::vector<LonLat>>& rings, LonLat position);

}  // namespace landlink::output
