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

/// Figures of a day for the panel, each with its change against `base` where there is one.
std::vector<std::pair<std::string, std::string>> day_figures(const Indicators& now,
                                                             const Indicators* base);
/// "12.3 million USD at 9 %".
std::string worth_text(double npv_usd, double rate);

}  // namespace landlink::output
