#include "qgis_project.hpp"

#include <algorithm>
#include <sstream>

#include "landlink/core/text.hpp"
#include "qgis_layout.hpp"
#include "qgis_symbols.hpp"

namespace landlink::output {

namespace {

// QGIS looks a reference system up by its own number: 3452 is EPSG:4326.
void append_wgs84(pugi::xml_node parent) {
  pugi::xml_node system = parent.append_child("spatialrefsys");
  system.append_child("proj4").text() = "+proj=longlat +datum=WGS84 +no_defs";
  system.append_child("srsid").text() = "3452";
  system.append_child("srid").text() = "4326";
  system.append_child("authid").text() = "EPSG:4326";
  system.append_child("description").text() = "WGS 84";
  system.append_child("projectionacronym").text() = "longlat";
  system.append_child("ellipsoidacronym").text() = "EPSG:7030";
  system.append_child("geographicflag").text() = "true";
}

const char* wkb_name(GeometryType type) {
  switch (type) {
    case GeometryType::point:
      return "Point";
    case GeometryType::line:
      return "LineString";
    case GeometryType::polygon:
      return "MultiPolygon";
    case GeometryType::none:
      return "NoGeometry";
  }
  return "NoGeometry";
}

const char* geometry_name(GeometryType type) {
  switch (type) {
    case GeometryType::point:
      return "Point";
    case GeometryType::line:
      return "Line";
    case GeometryType::polygon:
      return "Polygon";
    case GeometryType::none:
      return "No geometry";
  }
  return "No geometry";
}

/// A layer of the project: from the top of the legend to the bottom.
struct ProjectLayer {
  const ResultLayer* layer;
  const LayerStyle* style;
  std::string title;
  bool visible;
};

std::string source_of(const ProjectText& text, const ProjectLayer& layer) {
  return "./" + text.data_file + "|layername=" + layer.style->table;
}

std::vector<ProjectLayer> layers_from_top(const std::vector<ResultLayer>& layers,
                                          const std::vector<LayerStyle>& styles) {
  std::vector<ProjectLayer> ordered;
  const auto take = [&](const std::string& table, bool visible) {
    for (const LayerStyle& style : styles) {
      if (style.table != table) continue;
      const auto layer =
          std::find_if(layers.begin(), layers.end(),
                       [&](const ResultLayer& candidate) { return candidate.table.name == table; });
      const bool is_difference = style.name == kDifferenceStyle;
      ordered.push_back(
          {&*layer, &style, is_difference ? style.name : layer->title, visible && !is_difference});
    }
  };
  take("issues", false);
  take("checkpoints", true);
  take("zones", true);
  take("airports", false);
  take("links", true);
  take("access", false);
  take("provinces", true);
  return ordered;
}

void append_map_layer(pugi::xml_node parent, const ProjectText& text, const ProjectLayer& layer) {
  pugi::xml_node element = parent.append_child("maplayer");
  const pugi::xml_node style = layer.style->document.child("qgis");
  for (const pugi::xml_attribute& attribute : style.attributes()) {
    if (std::string(attribute.name()) == "version") continue;
    element.append_attribute(attribute.name()) = attribute.value();
  }
  const GeometryType type = layer.layer->table.geometry;
  element.append_attribute("type") = "vector";
  element.append_attribute("geometry") = geometry_name(type);
  element.append_attribute("wkbType") = wkb_name(type);
  element.append_child("id").text() = project_layer_id(*layer.style).c_str();
  element.append_child("datasource").text() = source_of(text, layer).c_str();
  element.append_child("layername").text() = layer.title.c_str();
  append_wgs84(element.append_child("srs"));
  pugi::xml_node provider = element.append_child("provider");
  provider.append_attribute("encoding") = "UTF-8";
  provider.text() = "ogr";
  for (const pugi::xml_node& child : style.children()) {
    if (std::string(child.name()) != "layerGeometryType") element.append_copy(child);
  }
}

void append_tree_layer(pugi::xml_node tree, const ProjectText& text, const ProjectLayer& layer) {
  pugi::xml_node element = tree.append_child("layer-tree-layer");
  element.append_attribute("id") = project_layer_id(*layer.style).c_str();
  element.append_attribute("name") = layer.title.c_str();
  element.append_attribute("source") = source_of(text, layer).c_str();
  element.append_attribute("providerKey") = "ogr";
  element.append_attribute("checked") = layer.visible ? "Qt::Checked" : "Qt::Unchecked";
  element.append_attribute("expanded") = layer.style->table == "links" ? "1" : "0";
  element.append_child("customproperties");
}

void append_property(pugi::xml_node properties, const char* group, const char* key,
                     const char* type, const char* value) {
  pugi::xml_node parent = properties.child(group);
  if (!parent) parent = properties.append_child(group);
  pugi::xml_node element = parent.append_child(key);
  element.append_attribute("type") = type;
  element.text() = value;
}

bool in_theme(const ProjectLayer& layer, const std::string& theme) {
  if (layer.style->table == "links") return layer.style->name == theme;
  return layer.visible;
}

void append_theme(pugi::xml_node themes, const std::string& name,
                  const std::vector<ProjectLayer>& layers) {
  pugi::xml_node theme = themes.append_child("visibility-preset");
  theme.append_attribute("name") = name.c_str();
  for (const ProjectLayer& layer : layers) {
    if (!in_theme(layer, name)) continue;
    pugi::xml_node element = theme.append_child("layer");
    element.append_attribute("id") = project_layer_id(*layer.style).c_str();
    element.append_attribute("style") = "default";
    element.append_attribute("visible") = "1";
    element.append_attribute("expanded") = "1";
  }
}

LayoutContent layout_of(const std::string& theme, const ProjectText& text,
                        const std::vector<ProjectLayer>& layers) {
  LayoutContent content{
      .name = theme, .theme = theme, .title = text.title, .subtitle = text.subtitle};
  if (theme == kDifferenceStyle) content.subtitle = "Difference to base. " + text.subtitle;
  for (const ProjectLayer& layer : layers) {
    if (!in_theme(layer, theme) || layer.style->table == "provinces") continue;
    std::string title = layer.title;
    if (layer.style->table == "checkpoints") title = "Border posts: use of capacity";
    if (layer.style->name == kFlowStyle) title = "Roads: volume over capacity (width: t/day)";
    if (layer.style->name == kDifferenceStyle) title = "Roads: more or less freight (t/day)";
    content.legend.emplace_back(project_layer_id(*layer.style), title);
  }
  return content;
}

}  // namespace

std::string project_layer_id(const LayerStyle& style) {
  // QGIS takes the id's first part for the layer's name and drops short ones.
  std::string id = style.table + "_" + field_name(style.name) + "_landlink_result_layer";
  std::transform(id.begin(), id.end(), id.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return id;
}

std::string project_xml(const ProjectText& text, const std::vector<ResultLayer>& layers,
                        const std::vector<LayerStyle>& styles) {
  const std::vector<ProjectLayer> ordered = layers_from_top(layers, styles);
  pugi::xml_document document;
  pugi::xml_node root = document.append_child("qgis");
  root.append_attribute("projectname") = text.title.c_str();
  root.append_attribute("version") = "3.22.16";
  root.append_child("homePath").append_attribute("path") = "";
  root.append_child("title").text() = text.title.c_str();
  append_wgs84(root.append_child("projectCrs"));

  pugi::xml_node tree = root.append_child("layer-tree-group");
  tree.append_child("customproperties");
  for (const ProjectLayer& layer : ordered) append_tree_layer(tree, text, layer);

  pugi::xml_node map_layers = root.append_child("projectlayers");
  for (const ProjectLayer& layer : ordered) append_map_layer(map_layers, text, layer);
  pugi::xml_node order = root.append_child("layerorder");
  for (const ProjectLayer& layer : ordered) {
    order.append_child("layer").append_attribute("id") = project_layer_id(*layer.style).c_str();
  }

  pugi::xml_node properties = root.append_child("properties");
  append_property(properties, "SpatialRefSys", "ProjectionsEnabled", "int", "1");
  append_property(properties, "Paths", "Absolute", "bool", "false");
  append_property(properties, "Measure", "Ellipsoid", "QString", "EPSG:7030");
  append_property(properties, "Measurement", "DistanceUnits", "QString", "km");
  append_property(properties, "Measurement", "AreaUnits", "QString", "km2");
  append_property(properties, "Gui", "CanvasColorRedPart", "int", "236");
  append_property(properties, "Gui", "CanvasColorGreenPart", "int", "239");
  append_property(properties, "Gui", "CanvasColorBluePart", "int", "241");

  std::vector<std::string> themes;
  for (const LayerStyle& style : styles) {
    if (style.table == "links") themes.push_back(style.name);
  }
  pugi::xml_node presets = root.append_child("visibility-presets");
  for (const std::string& theme : themes) append_theme(presets, theme, ordered);
  pugi::xml_node layouts = root.append_child("Layouts");
  for (const std::string& theme : themes) {
    append_layout(layouts, layout_of(theme, text, ordered), text);
  }

  pugi::xml_node view = root.append_child("ProjectViewSettings").append_child("DefaultViewExtent");
  view.append_attribute("xmin") = shortest_text(text.south_west.lon).c_str();
  view.append_attribute("ymin") = shortest_text(text.south_west.lat).c_str();
  view.append_attribute("xmax") = shortest_text(text.north_east.lon).c_str();
  view.append_attribute("ymax") = shortest_text(text.north_east.lat).c_str();
  append_wgs84(view);
  // Older readers take the first view from here.
  pugi::xml_node canvas = root.append_child("mapcanvas");
  canvas.append_attribute("name") = "theMapCanvas";
  canvas.append_child("units").text() = "degrees";
  pugi::xml_node extent = canvas.append_child("extent");
  extent.append_child("xmin").text() = shortest_text(text.south_west.lon).c_str();
  extent.append_child("ymin").text() = shortest_text(text.south_west.lat).c_str();
  extent.append_child("xmax").text() = shortest_text(text.north_east.lon).c_str();
  extent.append_child("ymax").text() = shortest_text(text.north_east.lat).c_str();
  append_wgs84(canvas.append_child("destinationsrs"));

  std::ostringstream stream;
  stream << "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";
  document.save(stream, " ", pugi::format_default | pugi::format_no_declaration);
  return stream.str();
}

}  // namespace landlink::output
