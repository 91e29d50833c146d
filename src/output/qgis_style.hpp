#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "result_layers.hpp"

namespace landlink::output {

/// How a layer is drawn in QGIS.
struct LayerStyle {
  std::string name = {};   ///< such as "Freight flow"
  std::string table = {};  ///< layer of the GeoPackage
  bool is_default = false;
  int geometry = 1;  ///< QGIS's number: 0 point, 1 line, 2 polygon
  bool labels = false;
  pugi::xml_document document = {};  ///< `<qgis>` with the style's elements
};

/// The text of a style as QGIS keeps it in `layer_styles`.
std::string qml_text(const LayerStyle& style);

/// The styles of every layer, the default one of each table first. `links` has "Freight flow"
/// (width by t/day on the side of driving, colour by volume over capacity) and, where it has
/// differences, "Difference to base".
std::vector<LayerStyle> layer_styles(const std::vector<ResultLayer>& layers);

inline constexpr const char* kFlowStyle = "Freight flow";
inline constexpr const char* kDifferenceStyle = "Difference to base";

}  // namespace landlink::output
