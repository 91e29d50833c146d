#pragma once

#include <string>
#include <vector>

#include "qgis_style.hpp"

namespace landlink::output {

/// What a project needs to know besides layers and styles.
struct ProjectText {
  std::string name = {};   ///< of the project, and of the `.qgs` in its archive
  std::string title = {};  ///< of the print layouts
  std::string subtitle = {};
  std::string attribution = {};
  std::string data_file = {};  ///< the GeoPackage, beside the project
  LonLat south_west = {};      ///< the first view
  LonLat north_east = {};
};

/// A QGIS project as XML: a map layer per table, "Freight flow" and "Difference to base" both from
/// `links`, map themes and print layouts of the same two names.
std::string project_xml(const ProjectText& text, const std::vector<ResultLayer>& layers,
                        const std::vector<LayerStyle>& styles);

/// `<maplayer>` ids by the layer's table and style, the same in every run.
std::string project_layer_id(const LayerStyle& style);

}  // namespace landlink::output
