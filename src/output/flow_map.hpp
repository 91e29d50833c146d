#pragma once

#include <string>
#include <vector>

#include "map_canvas.hpp"
#include "result_rows.hpp"

namespace landlink::output {

enum class MapTheme { flow, difference };

/// The words on a map.
struct MapText {
  std::string title = {};
  std::string subtitle = {};
  std::string attribution = {};
  /// Key figures: name and value, shown in a panel.
  std::vector<std::pair<std::string, std::string>> figures = {};
};

/// The words of a result's maps, also for its QGIS layouts.
MapText map_text(const ScenarioResults& results, MapTheme theme);

/// The part of the world that maps show: the provinces with a margin, or all links where there are
/// none. South-west and north-east corner.
std::pair<LonLat, LonLat> map_view(const ScenarioResults& results,
                                   const std::vector<LinkRow>& links);

/// A map as a picture of 1,600 x 2,000 pixels: bands per direction on the side of driving, as wide
/// as their t/day, coloured by volume over capacity or by the difference to the base; provinces,
/// towns, border posts, road numbers, legend, scale, title and sources.
std::string flow_map(const ScenarioResults& results, const std::vector<LinkRow>& links,
                     const std::vector<CheckpointRow>& checkpoints,
                     const std::vector<ZoneRow>& zones, MapTheme theme, MapCanvas::Format format);

}  // namespace landlink::output
