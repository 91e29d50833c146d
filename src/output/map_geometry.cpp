#include "map_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace landlink::output {

MapFrame::MapFrame(LonLat south_west, LonLat north_east, const MapBox& box)
    : box_(box),
      middle_{(south_west.lon + north_east.lon) / 2.0, (south_west.lat + north_east.lat) / 2.0},
      cosine_(std::cos(middle_.lat * std::numbers::pi / 180.0)) {
  const double width = std::max(1e-6, (north_east.lon - south_west.lon) * cosine_);
  const double height = std::max(1e-6, north_east.lat - south_west.lat);
  px_per_degree_ = std::min(box.width / width, box.height / height);
}

MapPoint MapFrame::point(LonLat position) const {
  return {box_.x + box_.width / 2.0 + (position.lon - middle_.lon) * cosine_ * px_per_degree_,
          box_.y + box_.height / 2.0 - (position.lat - middle_.lat) * px_per_degree_};
}

LonLat MapFrame::position(MapPoint point) const {
  return {middle_.lon + (point.x - box_.x - box_.width / 2.0) / (cosine_ * px_per_degree_),
          middle_.lat - (point.y - box_.y - box_.height / 2.0) / px_per_degree_};
}

std::vector<MapPoint> MapFrame::line(const std::vector<LonLat>& line) const {
  std::vector<MapPoint> points;
  points.reserve(line.size());
  for (const LonLat& position : line) points.push_back(point(position));
  return points;
}

double MapFrame::km_per_px() const {
  const LonLat west = position({box_.x, box_.y + box_.height / 2.0});
  const LonLat east = position({box_.x + box_.width, box_.y + box_.height / 2.0});
  return geodesic_km(west, east) / box_.width;
}

bool MapFrame::shows(const std::vector<MapPoint>& line) const {
  if (line.empty()) return false;
  MapPoint low = line.front();
  MapPoint high = line.front();
  for (const MapPoint& point : line) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  return low.x <= box_.x + box_.width && high.x >= box_.x && low.y <= box_.y + box_.height &&
         high.y >= box_.y;
}

namespace {

double distance_to_segment(MapPoint p, MapPoint a, MapPoint b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  double t = square > 0.0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0.0;
  t = std::clamp(t, 0.0, 1.0);
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

}  // namespace

std::vector<MapPoint> simplified(const std::vector<MapPoint>& line, double tolerance_px) {
  if (line.size() < 3) return line;
  std::vector<char> keep(line.size(), 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double farthest = tolerance_px;
    std::size_t at = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double distance = distance_to_segment(line[i], line[first], line[last]);
      if (distance > farthest) {
        farthest = distance;
        at = i;
      }
    }
    if (at == first) continue;
    keep[at] = 1;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  std::vector<MapPoint> kept;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (keep[i] != 0) kept.push_back(line[i]);
  }
  return kept;
}

std::vector<MapPoint> moved_aside(const std::vector<MapPoint>& line, double distance_px) {
  // Unit normals of the segments, to the right of travel where y grows downward.
  std::vector<MapPoint> points;
  std::vector<MapPoint> normals;
  for (const MapPoint& point : line) {
    if (!points.empty()) {
      const double dx = point.x - points.back().x;
      const double dy = point.y - points.back().y;
      const double length = std::hypot(dx, dy);
      if (length == 0.0) continue;
      normals.push_back({-dy / length, dx / length});
    }
    points.push_back(point);
  }
  if (normals.empty()) return line;
  std::vector<MapPoint> moved;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const MapPoint before = normals[i == 0 ? 0 : i - 1];
    const MapPoint after = normals[std::min(i, normals.size() - 1)];
    MapPoint sum{before.x + after.x, before.y + after.y};
    const double square = sum.x * sum.x + sum.y * sum.y;
    // The mitre is sum * 2 / |sum|^2 long; a sharper turn than 120 degrees is cut short.
    const double scale = square > 1.0 ? 2.0 / square : (square > 0.0 ? 2.0 / std::sqrt(square) : 0);
    if (square == 0.0) sum = after;
    const double factor = square == 0.0 ? 1.0 : scale;
    moved.push_back(
        {points[i].x + distance_px * factor * sum.x, points[i].y + distance_px * factor * sum.y});
  }
  return moved;
}

double length_px(const std::vector<MapPoint>& line) {
  double length = 0.0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    length += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
  }
  return length;
}

MapPoint middle_of(const std::vector<MapPoint>& line) {
  double left = length_px(line) / 2.0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double step = std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    if (step > 0.0 && step >= left) {
      const double t = left / step;
      return {line[i].x + t * (line[i + 1].x - line[i].x),
              line[i].y + t * (line[i + 1].y - line[i].y)};
    }
    left -= step;
  }
  return line.back();
}

bool inside(const std::vector<std::vector<LonLat>>& rings, LonLat position) {
  bool odd = false;
  for (const auto& ring : rings) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      const LonLat& a = ring[i];
      const LonLat& b = ring[j];
      if ((a.lat > position.lat) == (b.lat > position.lat)) continue;
      if (position.lon < (b.lon - a.lon) * (position.lat - a.lat) / (b.lat - a.lat) + a.lon) {
        odd = !odd;
      }
    }
  }
  return odd;
}

}  // namespace landlink::output
