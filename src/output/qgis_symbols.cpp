#include "qgis_symbols.hpp"

#include <fmt/format.h>

#include "landlink/core/text.hpp"

namespace landlink::output {

namespace {

pugi::xml_node append_option(pugi::xml_node parent, const char* type, const std::string& name,
                             const std::string& value) {
  pugi::xml_node option = parent.append_child("Option");
  option.append_attribute("type") = type;
  option.append_attribute("name") = name.c_str();
  option.append_attribute("value") = value.c_str();
  return option;
}

pugi::xml_node append_map(pugi::xml_node parent, const char* name = nullptr) {
  pugi::xml_node map = parent.append_child("Option");
  map.append_attribute("type") = "Map";
  if (name != nullptr) map.append_attribute("name") = name;
  return map;
}

}  // namespace

std::string colour_text(Colour colour, int alpha) {
  return fmt::format("{},{},{},{}", colour.red, colour.green, colour.blue, alpha);
}

void append_options(pugi::xml_node parent, const Properties& properties) {
  const pugi::xml_node map = append_map(parent);
  for (const auto& [name, value] : properties) append_option(map, "QString", name, value);
}

void append_expressions(pugi::xml_node parent, const Expressions& expressions,
                        const char* element) {
  pugi::xml_node map = append_map(parent.append_child(element));
  append_option(map, "QString", "name", "");
  if (expressions.empty()) {
    map.append_child("Option").append_attribute("name") = "properties";
  } else {
    pugi::xml_node properties = append_map(map, "properties");
    for (const auto& [name, expression] : expressions) {
      pugi::xml_node property = append_map(properties, name.c_str());
      append_option(property, "bool", "active", "true");
      append_option(property, "QString", "expression", expression);
      append_option(property, "int", "type", "3");  // QGIS's number for an expression
    }
  }
  append_option(map, "QString", "type", "collection");
}

void append_symbol(pugi::xml_node parent, const std::string& type, const std::string& name,
                   const std::vector<SymbolLayer>& layers) {
  pugi::xml_node symbol = parent.append_child("symbol");
  symbol.append_attribute("type") = type.c_str();
  symbol.append_attribute("name") = name.c_str();
  symbol.append_attribute("alpha") = "1";
  symbol.append_attribute("clip_to_extent") = "1";
  symbol.append_attribute("force_rhr") = "0";
  append_expressions(symbol, {});
  int index = 0;
  for (const SymbolLayer& layer : layers) {
    pugi::xml_node element = symbol.append_child("layer");
    element.append_attribute("class") = layer.type.c_str();
    element.append_attribute("enabled") = "1";
    element.append_attribute("locked") = "0";
    element.append_attribute("pass") = "0";
    append_options(element, layer.properties);
    append_expressions(element, layer.expressions);
    if (!layer.inner.empty()) {
      append_symbol(element, layer.inner_type, fmt::format("@{}@{}", name, index), layer.inner);
    }
    ++index;
  }
}

SymbolLayer simple_line(Colour colour, double width_mm, const Expressions& expressions) {
  return {.type = "SimpleLine",
          .properties = {{"capstyle", "flat"},
                         {"joinstyle", "round"},
                         {"line_color", colour_text(colour)},
                         {"line_style", "solid"},
                         {"line_width", shortest_text(width_mm)},
                         {"line_width_unit", "MM"},
                         {"offset", "0"},
                         {"offset_unit", "MM"},
                         {"use_custom_dash", "0"}},
          .expressions = expressions};
}

SymbolLayer simple_marker(const std::string& shape, Colour colour, Colour outline, double size_mm,
                          const Expressions& expressions) {
  return {.type = "SimpleMarker",
          .properties = {{"angle", "0"},
                         {"color", colour_text(colour)},
                         {"horizontal_anchor_point", "1"},
                         {"joinstyle", "miter"},
                         {"name", shape},
                         {"offset", "0,0"},
                         {"outline_color", colour_text(outline)},
                         {"outline_style", "solid"},
                         {"outline_width", "0.25"},
                         {"outline_width_unit", "MM"},
                         {"scale_method", "diameter"},
                         {"size", shortest_text(size_mm)},
                         {"size_unit", "MM"},
                         {"vertical_anchor_point", "1"}},
          .expressions = expressions};
}

SymbolLayer simple_fill(Colour colour, Colour outline, double outline_mm) {
  return {.type = "SimpleFill",
          .properties = {{"color", colour_text(colour)},
                         {"joinstyle", "round"},
                         {"outline_color", colour_text(outline)},
                         {"outline_style", "solid"},
                         {"outline_width", shortest_text(outline_mm)},
                         {"outline_width_unit", "MM"},
                         {"style", "solid"}}};
}

}  // namespace landlink::output
