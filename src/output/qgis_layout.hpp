#pragma once

#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "qgis_project.hpp"

namespace landlink::output {

/// A print layout, A4 upright: title, map of one theme, legend, scale bar and attribution.
struct LayoutContent {
  std::string name = {};
  std::string theme = {};
  std::string title = {};
  std::string subtitle = {};
  /// Layers in the legend: id and title, from the top.
  std::vector<std::pair<std::string, std::string>> legend = {};
};

void append_layout(pugi::xml_node layouts, const LayoutContent& content, const ProjectText& text);

}  // namespace landlink::output
