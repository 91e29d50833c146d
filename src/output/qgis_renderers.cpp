#include "qgis_renderers.hpp"

#include "landlink/core/text.hpp"

namespace landlink::output {

namespace {

pugi::xml_node append_renderer(pugi::xml_node root, const char* type) {
  pugi::xml_node renderer = root.append_child("renderer-v2");
  renderer.append_attribute("type") = type;
  renderer.append_attribute("symbollevels") = "0";
  renderer.append_attribute("forceraster") = "0";
  renderer.append_attribute("enableorderby") = "0";
  return renderer;
}

}  // namespace

void append_labels(pugi::xml_node root, const Labels& labels) {
  pugi::xml_node labeling = root.append_child("labeling");
  labeling.append_attribute("type") = "simple";
  pugi::xml_node settings = labeling.append_child("settings");
  pugi::xml_node text = settings.append_child("text-style");
  text.append_attribute("fieldName") = labels.expression.c_str();
  text.append_attribute("isExpression") = "1";
  text.append_attribute("fontFamily") = "DejaVu Sans";
  text.append_attribute("fontWeight") = "50";  // without it QGIS takes the thinnest face
  text.append_attribute("fontItalic") = labels.italic ? "1" : "0";
  text.append_attribute("fontSize") = shortest_text(labels.points).c_str();
  text.append_attribute("fontSizeUnit") = "Point";
  text.append_attribute("textColor") = colour_text(labels.colour).c_str();
  text.append_attribute("textOpacity") = "1";
  pugi::xml_node halo = text.append_child("text-buffer");
  halo.append_attribute("bufferDraw") = "1";
  halo.append_attribute("bufferSize") = "0.8";
  halo.append_attribute("bufferSizeUnits") = "MM";
  halo.append_attribute("bufferColor") = colour_text(kPaper).c_str();
  halo.append_attribute("bufferOpacity") = "0.85";
  halo.append_attribute("bufferJoinStyle") = "128";
  settings.append_child("text-format");
  pugi::xml_node placement = settings.append_child("placement");
  placement.append_attribute("placement") = labels.placement;
  placement.append_attribute("placementFlags") = "10";
  placement.append_attribute("dist") = "0.8";
  placement.append_attribute("distUnits") = "MM";
  placement.append_attribute("priority") = labels.priority;
  placement.append_attribute("predefinedPositionOrder") = "TR,TL,BR,BL,R,L,TSR,BSR";
  pugi::xml_node rendering = settings.append_child("rendering");
  rendering.append_attribute("drawLabels") = "1";
  rendering.append_attribute("obstacle") = "1";
  rendering.append_attribute("minFeatureSize") = shortest_text(labels.smallest_mm).c_str();
  if (!labels.priority_of_each.empty()) {
    append_expressions(settings, {{"Priority", labels.priority_of_each}}, "dd_properties");
  }
}

void append_single(pugi::xml_node root, const std::string& type,
                   const std::vector<SymbolLayer>& symbol) {
  pugi::xml_node renderer = append_renderer(root, "singleSymbol");
  append_symbol(renderer.append_child("symbols"), type, "0", symbol);
}

void append_graduated(pugi::xml_node root, const std::string& attribute, const std::string& type,
                      const std::vector<ColourClass>& classes,
                      const std::vector<std::vector<SymbolLayer>>& symbols,
                      const std::string& order_by) {
  pugi::xml_node renderer = append_renderer(root, "graduatedSymbol");
  renderer.append_attribute("attr") = attribute.c_str();
  renderer.append_attribute("graduatedMethod") = "GraduatedColor";
  renderer.attribute("enableorderby") = "1";
  pugi::xml_node ranges = renderer.append_child("ranges");
  pugi::xml_node symbol_list = renderer.append_child("symbols");
  for (std::size_t i = 0; i < classes.size(); ++i) {
    pugi::xml_node range = ranges.append_child("range");
    range.append_attribute("symbol") = std::to_string(i).c_str();
    range.append_attribute("lower") = shortest_text(classes[i].low).c_str();
    range.append_attribute("upper") = shortest_text(classes[i].high).c_str();
    range.append_attribute("label") = classes[i].label.c_str();
    range.append_attribute("render") = "true";
    append_symbol(symbol_list, type, std::to_string(i), symbols[i]);
  }
  renderer.append_child("classificationMethod").append_attribute("id") = "Custom";
  // Small flows first, so that the large ones lie on top where bands meet.
  pugi::xml_node clause = renderer.append_child("orderby").append_child("orderByClause");
  clause.append_attribute("asc") = "1";
  clause.append_attribute("nullsFirst") = "1";
  clause.text() = order_by.c_str();
}

void append_categories(pugi::xml_node root, const std::string& attribute, const std::string& type,
                       const std::vector<Category>& categories) {
  pugi::xml_node renderer = append_renderer(root, "categorizedSymbol");
  renderer.append_attribute("attr") = attribute.c_str();
  pugi::xml_node list = renderer.append_child("categories");
  pugi::xml_node symbols = renderer.append_child("symbols");
  for (std::size_t i = 0; i < categories.size(); ++i) {
    pugi::xml_node category = list.append_child("category");
    category.append_attribute("value") = categories[i].value.c_str();
    category.append_attribute("symbol") = std::to_string(i).c_str();
    category.append_attribute("label") = categories[i].label.c_str();
    category.append_attribute("render") = "true";
    append_symbol(symbols, type, std::to_string(i), categories[i].symbol);
  }
}

}  // namespace landlink::output
