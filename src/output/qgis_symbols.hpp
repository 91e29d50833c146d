#pragma once

#include <pugixml.hpp>
#include <string>
#include <utility>
#include <vector>

#include "colour_classes.hpp"

namespace landlink::output {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// Data-defined properties: QGIS's name of the property and the expression.
using Expressions = std::vector<std::pair<std::string, std::string>>;

/// "r,g,b,a" as QGIS writes colours.
std::string colour_text(Colour colour, int alpha = 255);

/// `<Option type="Map">` with text options.
void append_options(pugi::xml_node parent, const Properties& properties);
/// `<data_defined_properties>`.
void append_expressions(pugi::xml_node parent, const Expressions& expressions,
                        const char* element = "data_defined_properties");

/// One layer of a symbol, by QGIS's class: SimpleLine, SimpleMarker, SimpleFill.
struct SymbolLayer {
  std::string type = {};
  Properties properties = {};
  Expressions expressions = {};
  /// The symbol within: the marker of a MarkerLine, the line of a GeometryGenerator.
  std::string inner_type = {};
  std::vector<SymbolLayer> inner = {};
};

/// `<symbol type= name=>` with its layers, drawn first to last. `type` is line, marker or fill.
void append_symbol(pugi::xml_node parent, const std::string& type, const std::string& name,
                   const std::vector<SymbolLayer>& layers);

SymbolLayer simple_line(Colour colour, double width_mm, const Expressions& expressions = {});
SymbolLayer simple_marker(const std::string& shape, Colour colour, Colour outline, double size_mm,
                          const Expressions& expressions = {});
SymbolLayer simple_fill(Colour colour, Colour outline, double outline_mm);

}  // namespace landlink::output
