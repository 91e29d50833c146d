#include "map_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace landlink::output {

LabelPlacer::LabelPlacer(MapBox frame, double cell_px)
    : frame_(frame),
      cell_px_(cell_px),
      columns_(static_cast<std::size_t>(frame.width / cell_px) + 1),
      rows_(static_cast<std::size_t>(frame.height / cell_px) + 1),
      covered_(columns_ * rows_, 0) {}

void LabelPlacer::avoid(const std::vector<MapPoint>& line, double width_px) {
  const auto mark = [&](MapPoint point) {
    const int reach = static_cast<int>(width_px / 2.0 / cell_px_);
    const int column = static_cast<int>(std::floor((point.x - frame_.x) / cell_px_));
    const int row = static_cast<int>(std::floor((point.y - frame_.y) / cell_px_));
    for (int r = row - reach; r <= row + reach; ++r) {
      for (int c = column - reach; c <= column + reach; ++c) {
        if (r < 0 || c < 0 || r >= static_cast<int>(rows_) || c >= static_cast<int>(columns_)) {
          continue;
        }
        covered_[static_cast<std::size_t>(r) * columns_ + static_cast<std::size_t>(c)] = 1;
      }
    }
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const MapPoint a = line[i];
    const MapPoint b = line[i + 1];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    // A line that runs far outside the frame is not followed step by step.
    if (length > 4.0 * (frame_.width + frame_.height)) continue;
    const int steps = std::max(1, static_cast<int>(length / cell_px_));
    for (int s = 0; s <= steps; ++s) {
      const double t = static_cast<double>(s) / steps;
      mark({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
    }
  }
}

bool LabelPlacer::is_free(const MapBox& box) const {
  if (box.x < frame_.x || box.y < frame_.y || box.x + box.width > frame_.x + frame_.width ||
      box.y + box.height > frame_.y + frame_.height) {
    return false;
  }
  return std::none_of(taken_.begin(), taken_.end(),
                      [&](const MapBox& other) { return box.overlaps(other); });
}

int LabelPlacer::covered_cells(const MapBox& box) const {
  int count = 0;
  const auto first_column = static_cast<std::size_t>(std::max(0.0, (box.x - frame_.x) / cell_px_));
  const auto first_row = static_cast<std::size_t>(std::max(0.0, (box.y - frame_.y) / cell_px_));
  const auto last_column =
      static_cast<std::size_t>(std::max(0.0, (box.x + box.width - frame_.x) / cell_px_));
  const auto last_row =
      static_cast<std::size_t>(std::max(0.0, (box.y + box.height - frame_.y) / cell_px_));
  for (std::size_t r = first_row; r <= std::min(last_row, rows_ - 1); ++r) {
    for (std::size_t c = first_column; c <= std::min(last_column, columns_ - 1); ++c) {
      count += covered_[r * columns_ + c];
    }
  }
  return count;
}

std::optional<MapBox> LabelPlacer::beside(MapPoint point, double width, double height, double gap) {
  // Where readers look first: right above, right, right below, then left, above, below.
  const double right = point.x + gap;
  const double left = point.x - gap - width;
  const double middle_x = point.x - width / 2.0;
  const double middle_y = point.y - height / 2.0;
  const double above = point.y - gap - height;
  const double below = point.y + gap;
  const std::array<MapPoint, 8> places{{{right, point.y - height},
                                        {right, middle_y},
                                        {right, point.y},
                                        {left, point.y - height},
                                        {left, middle_y},
                                        {left, point.y},
                                        {middle_x, above},
                                        {middle_x, below}}};
  std::optional<MapBox> best;
  int fewest = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const MapBox box{places[i].x, places[i].y, width, height};
    if (!is_free(box)) continue;
    // A place later in the list must save more than it loses.
    const int cost = 2 * covered_cells(box) + static_cast<int>(i);
    if (best && cost >= fewest) continue;
    best = box;
    fewest = cost;
  }
  if (best) reserve(best->grown(2.0));
  return best;
}

std::optional<MapBox> LabelPlacer::over(MapPoint point, double width, double height) {
  const MapBox box{point.x - width / 2.0, point.y - height / 2.0, width, height};
  if (!is_free(box)) return std::nullopt;
  reserve(box.grown(2.0));
  return box;
}

}  // namespace landlink::output
