#pragma once

#include <algorithm>
#include <vector>

#include "flow_map.hpp"
#include "map_geometry.hpp"

namespace landlink::output {

inline constexpr Colour kChangedMark{255, 214, 51};

/// How wide and in which colour bands are drawn.
struct BandScale {
  double full_t_per_day = 0.0;  ///< drawn `widest_px` wide
  double thinnest_px = 1.0;
  double widest_px = 1.0;
  std::vector<ColourClass> classes = {};

  [[nodiscard]] double width_px(double t_per_day) const {
    return full_t_per_day > 0.0 ? std::max(thinnest_px, widest_px * t_per_day / full_t_per_day)
                                : thinnest_px;
  }
};

// Each draws a panel into the map's box and returns where.
MapBox draw_legend(MapCanvas& canvas, const BandScale& scale, MapTheme theme, const MapBox& box,
                   const std::string& changed_label);
MapBox draw_figures(MapCanvas& canvas, const MapText& text, const MapBox& box);
MapBox draw_scale_bar(MapCanvas& canvas, const MapFrame& frame);

}  // namespace landlink::output
