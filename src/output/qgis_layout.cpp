#include "qgis_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/file.hpp"
#include "landlink/core/geo.hpp"
#include "landlink/core/text.hpp"
#include "qgis_symbols.hpp"

namespace landlink::output {

namespace {

constexpr double kPageWidthMm = 210.0;
constexpr double kPageHeightMm = 297.0;
constexpr double kMarginMm = 10.0;

// QGIS's numbers for kinds of layout items.
enum ItemType { kPage = 65638, kMap = 65639, kLabel = 65641, kLegend = 65642, kScaleBar = 65646 };

struct Box {
  double x, y, width, height;
};

/// A stable identifier in the form that QGIS gives its items.
std::string uuid_of(const std::string& name) {
  const std::string hex = sha256_of_text(name);
  return fmt::format("{{{}-{}-{}-{}-{}}}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                     hex.substr(16, 4), hex.substr(20, 12));
}

void append_rgb(pugi::xml_node item, const char* element, int level) {
  pugi::xml_node colour = item.append_child(element);
  colour.append_attribute("red") = level;
  colour.append_attribute("green") = level;
  colour.append_attribute("blue") = level;
  colour.append_attribute("alpha") = 255;
}

pugi::xml_node append_item(pugi::xml_node parent, ItemType type, const std::string& uuid,
                           const Box& box, int z, bool frame, bool background) {
  pugi::xml_node item = parent.append_child("LayoutItem");
  item.append_attribute("type") = static_cast<int>(type);
  item.append_attribute("uuid") = uuid.c_str();
  item.append_attribute("templateUuid") = uuid.c_str();
  const std::string position = shortest_text(box.x) + "," + shortest_text(box.y) + ",mm";
  const std::string size = shortest_text(box.width) + "," + shortest_text(box.height) + ",mm";
  item.append_attribute("position") = position.c_str();
  item.append_attribute("positionOnPage") = position.c_str();
  item.append_attribute("size") = size.c_str();
  item.append_attribute("zValue") = z;
  item.append_attribute("visibility") = "1";
  item.append_attribute("opacity") = "1";
  item.append_attribute("referencePoint") = "0";
  item.append_attribute("frame") = frame ? "true" : "false";
  item.append_attribute("outlineWidthM") = "0.2,mm";
  item.append_attribute("background") = background ? "true" : "false";
  append_rgb(item, "FrameColor", 90);
  append_rgb(item, "BackgroundColor", 255);
  return item;
}

void append_font(pugi::xml_node parent, double points, bool bold) {
  pugi::xml_node style = parent.append_child("text-style");
  style.append_attribute("fontFamily") = "DejaVu Sans";
  style.append_attribute("fontSize") = shortest_text(points).c_str();
  style.append_attribute("fontSizeUnit") = "Point";
  style.append_attribute("fontWeight") = bold ? "75" : "50";
  style.append_attribute("namedStyle") = bold ? "Bold" : "Book";
  style.append_attribute("textColor") = "40,40,40,255";
  style.append_attribute("textOpacity") = "1";
}

void append_label(pugi::xml_node layout, const std::string& uuid, const Box& box,
                  const std::string& text, double points, bool bold) {
  pugi::xml_node item = append_item(layout, kLabel, uuid, box, 10, false, false);
  item.append_attribute("labelText") = text.c_str();
  item.append_attribute("htmlState") = "0";
  item.append_attribute("halign") = "1";
  item.append_attribute("valign") = "128";
  item.append_attribute("marginX") = "0";
  item.append_attribute("marginY") = "0";
  // QGIS 3.22 reads a label's font from LabelFont, later ones from text-style.
  pugi::xml_node font = item.append_child("LabelFont");
  font.append_attribute("description") =
      fmt::format("DejaVu Sans,{},-1,5,{},0,0,0,0,0", points, bold ? 75 : 50).c_str();
  append_font(item, points, bold);
}

void append_map(pugi::xml_node layout, const std::string& uuid, const Box& box,
                const LayoutContent& content, const ProjectText& text) {
  pugi::xml_node map = append_item(layout, kMap, uuid, box, 1, true, true);
  map.remove_child("BackgroundColor");
  append_rgb(map, "BackgroundColor", 237);
  map.append_attribute("followPreset") = "true";
  map.append_attribute("followPresetName") = content.theme.c_str();
  map.append_attribute("keepLayerSet") = "false";
  map.append_attribute("drawCanvasItems") = "true";
  map.append_attribute("mapRotation") = "0";
  // The view grows to the shape of the box, about its middle.
  const double width = text.north_east.lon - text.south_west.lon;
  const double height = text.north_east.lat - text.south_west.lat;
  const double degrees_per_mm = std::max(width / box.width, height / box.height);
  const double lon = (text.north_east.lon + text.south_west.lon) / 2.0;
  const double lat = (text.north_east.lat + text.south_west.lat) / 2.0;
  pugi::xml_node extent = map.append_child("Extent");
  const auto bound = [&](const char* name, double value) {
    extent.append_attribute(name) = shortest_text(value).c_str();
  };
  bound("xmin", lon - degrees_per_mm * box.width / 2.0);
  bound("ymin", lat - degrees_per_mm * box.height / 2.0);
  bound("xmax", lon + degrees_per_mm * box.width / 2.0);
  bound("ymax", lat + degrees_per_mm * box.height / 2.0);
}

void append_legend(pugi::xml_node layout, const std::string& uuid, const std::string& map_uuid,
                   const Box& box, const LayoutContent& content) {
  pugi::xml_node legend = append_item(layout, kLegend, uuid, box, 5, true, true);
  // The box is as tall as its content: hold it by its lower left corner.
  legend.attribute("referencePoint") = "6";
  legend.append_attribute("title") = "Legend";
  legend.append_attribute("map_uuid") = map_uuid.c_str();
  legend.append_attribute("resizeToContents") = "1";
  legend.append_attribute("columnCount") = "1";
  legend.append_attribute("symbolWidth") = "6";
  legend.append_attribute("symbolHeight") = "3";
  legend.append_attribute("boxSpace") = "2";
  legend.append_attribute("fontColor") = "#282828";
  pugi::xml_node styles = legend.append_child("styles");
  const auto style = [&](const char* name, int points, double top) {
    pugi::xml_node element = styles.append_child("style");
    element.append_attribute("name") = name;
    element.append_attribute("alignment") = "1";
    element.append_attribute("marginTop") = shortest_text(top).c_str();
    element.append_child("styleFont").append_attribute("description") =
        fmt::format("DejaVu Sans,{},-1,5,50,0,0,0,0,0", points).c_str();
  };
  style("title", 10, 0.0);
  style("group", 8, 2.0);
  style("subgroup", 8, 2.0);
  style("symbol", 7, 1.0);
  style("symbolLabel", 7, 1.0);
  pugi::xml_node tree = legend.append_child("layer-tree-group");
  tree.append_child("customproperties");
  for (const auto& [id, title] : content.legend) {
    pugi::xml_node layer = tree.append_child("layer-tree-layer");
    layer.append_attribute("id") = id.c_str();
    layer.append_attribute("name") = title.c_str();
    layer.append_attribute("checked") = "Qt::Checked";
    layer.append_attribute("expanded") = "1";
    append_options(layer.append_child("customproperties"), {{"legend/title-label", title}});
  }
}

void append_scale_bar(pugi::xml_node layout, const std::string& uuid, const std::string& map_uuid,
                      const Box& box, double width_mm, const ProjectText& text) {
  const double middle = (text.north_east.lat + text.south_west.lat) / 2.0;
  const double km_per_mm =
      geodesic_km({text.south_west.lon, middle}, {text.north_east.lon, middle}) / width_mm;
  // Two segments of a round length, about 20 mm each.
  const double segment_km = round_up(10.0 * km_per_mm);
  pugi::xml_node bar = append_item(layout, kScaleBar, uuid, box, 6, false, false);
  bar.append_attribute("mapUuid") = map_uuid.c_str();
  bar.append_attribute("style") = "Single Box";
  bar.append_attribute("unitType") = "km";
  bar.append_attribute("unitLabel") = "km";
  bar.append_attribute("numUnitsPerSegment") = shortest_text(segment_km).c_str();
  bar.append_attribute("numMapUnitsPerScaleBarUnit") = "1";
  bar.append_attribute("numSegments") = "2";
  bar.append_attribute("numSegmentsLeft") = "0";
  bar.append_attribute("segmentSizeMode") = "0";
  bar.append_attribute("segmentMillimeters") = shortest_text(segment_km / km_per_mm).c_str();
  bar.append_attribute("height") = "2";
  bar.append_attribute("labelBarSpace") = "1.5";
  bar.append_attribute("boxContentSpace") = "1";
  bar.append_attribute("outlineWidth") = "0.2";
  bar.append_attribute("alignment") = "0";
  append_font(bar, 7.0, false);
  for (const auto& [element, colour] : {std::pair{"fillSymbol1", Colour{60, 60, 60}},
                                        std::pair{"fillSymbol2", Colour{255, 255, 255}}}) {
    append_symbol(bar.append_child(element), "fill", "", {simple_fill(colour, {60, 60, 60}, 0.2)});
  }
  append_symbol(bar.append_child("lineSymbol"), "line", "", {simple_line({60, 60, 60}, 0.2)});
}

}  // namespace

void append_layout(pugi::xml_node layouts, const LayoutContent& content, const ProjectText& text) {
  pugi::xml_node layout = layouts.append_child("Layout");
  layout.append_attribute("name") = content.name.c_str();
  layout.append_attribute("units") = "mm";
  layout.append_attribute("printResolution") = "200";
  const std::string key = text.name + "/" + content.name + "/";

  pugi::xml_node pages = layout.append_child("PageCollection");
  append_symbol(pages, "fill", "", {simple_fill({255, 255, 255}, {255, 255, 255}, 0.0)});
  append_item(pages, kPage, uuid_of(key + "page"), {0.0, 0.0, kPageWidthMm, kPageHeightMm}, 0,
              false, true);

  const Box map{kMarginMm, 28.0, kPageWidthMm - 2.0 * kMarginMm, 252.0};
  const std::string map_uuid = uuid_of(key + "map");
  append_label(layout, uuid_of(key + "title"), {kMarginMm, 9.0, map.width, 9.0}, content.title,
               15.0, true);
  append_label(layout, uuid_of(key + "subtitle"), {kMarginMm, 18.0, map.width, 7.0},
               content.subtitle, 8.5, false);
  append_map(layout, map_uuid, map, content, text);
  append_legend(layout, uuid_of(key + "legend"), map_uuid, {13.0, 277.0, 60.0, 80.0}, content);
  append_scale_bar(layout, uuid_of(key + "scale bar"), map_uuid, {120.0, 266.0, 60.0, 10.0},
                   map.width, text);
  append_label(layout, uuid_of(key + "attribution"), {kMarginMm, 281.0, map.width, 6.0},
               text.attribution, 6.5, false);
}

}  // namespace landlink::output
