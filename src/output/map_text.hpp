#pragma once

#include <string>
#include <utility>
#include <vector>

#include "landlink/output/scenario_results.hpp"

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

}  // namespace landlink::output
