#include "qgis_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "landlink/core/text.hpp"
#include "qgis_renderers.hpp"

namespace landlink::output {

namespace {

constexpr Colour kQuiet{130, 130, 130};

// Bands are 0.3 to 6 mm wide and lie 0.25 mm off the road's line, on the side of driving.
constexpr double kThinnestMm = 0.3;
constexpr double kWidestMm = 6.0;
constexpr double kGapMm = 0.25;

/// The elements that every style has.
LayerStyle start_style(const ResultLayer& layer, const std::string& name, bool is_default,
                       bool labels) {
  LayerStyle style{
      .name = name, .table = layer.table.name, .is_default = is_default, .labels = labels};
  style.geometry = layer.table.geometry == GeometryType::point  ? 0
                   : layer.table.geometry == GeometryType::line ? 1
                                                                : 2;
  pugi::xml_node root = style.document.append_child("qgis");
  root.append_attribute("version") = "3.22.16";
  root.append_attribute("styleCategories") = "AllStyleCategories";
  root.append_attribute("labelsEnabled") = labels ? "1" : "0";
  root.append_attribute("hasScaleBasedVisibilityFlag") = "0";
  root.append_attribute("minScale") = "100000000";
  root.append_attribute("maxScale") = "0";
  pugi::xml_node flags = root.append_child("flags");
  for (const char* flag : {"Identifiable", "Removable", "Searchable"}) {
    flags.append_child(flag).text() = "1";
  }
  pugi::xml_node aliases = root.append_child("aliases");
  for (std::size_t i = 0; i < layer.aliases.size(); ++i) {
    pugi::xml_node alias = aliases.append_child("alias");
    // The table's fid is field 0 to QGIS.
    alias.append_attribute("index") = static_cast<int>(i + 1);
    alias.append_attribute("field") = layer.table.fields[i].name.c_str();
    alias.append_attribute("name") = layer.aliases[i].c_str();
  }
  root.append_child("layerOpacity").text() = "1";
  root.append_child("blendMode").text() = "0";
  root.append_child("layerGeometryType").text() = style.geometry;
  return style;
}

void set_map_tip(LayerStyle& style, const std::string& html) {
  style.document.child("qgis").append_child("mapTip").text() = html.c_str();
}

double largest(const std::vector<double>& values) {
  double size = 0.0;
  for (const double value : values) size = std::max(size, std::abs(value));
  return size;
}

/// Width of the band and its offset to the side of driving; positive is right of travel.
Expressions band_expressions(const std::string& size, double full) {
  const std::string width =
      fmt::format("coalesce(scale_linear({}, 0, {}, {}, {}), {})", size, shortest_text(full),
                  shortest_text(kThinnestMm), shortest_text(kWidestMm), shortest_text(kThinnestMm));
  const std::string offset = fmt::format("if(\"drive_side\" = 'left', -1, 1) * ({} / 2 + {})",
                                         width, shortest_text(kGapMm));
  return {{"offset", offset}, {"outlineWidth", width}};
}

/// A wide band cannot follow each bend of a mountain road: its course is simplified by a sixth of
/// its width on the map, in degrees. Some renderings know no scale: then that of all Laos.
std::string smoothed_course(const std::string& width_mm) {
  // 1 mm at scale 1 : S is S / 1000 m, of which 111,000 make a degree.
  return fmt::format("simplify($geometry, ({}) / 6 * coalesce(@map_scale, 4500000) / 1.11e8)",
                     width_mm);
}

/// A band with an arrow along travel, shown from 1 : 1,500,000 on bands wide enough for it.
std::vector<SymbolLayer> band_symbol(Colour colour, const Expressions& band, double full,
                                     const std::string& size) {
  const std::string arrow =
      fmt::format("if(@map_scale < 1500000 and {} > {}, 1.8, 0)", size, shortest_text(full / 50.0));
  SymbolLayer arrows{
      .type = "MarkerLine",
      .properties = {{"placement", "centralpoint"},
                     {"rotate", "1"},
                     {"offset", "0"},
                     {"offset_unit", "MM"}},
      .expressions = {band.front()},
      .inner_type = "marker",
      .inner = {simple_marker("filled_arrowhead", kPaper, kInk, 1.8, {{"size", arrow}})}};
  const std::string& width = band.back().second;
  SymbolLayer course{.type = "GeometryGenerator",
                     .properties = {{"SymbolType", "Line"},
                                    {"geometryModifier", smoothed_course(width)},
                                    {"units", "MapUnit"}},
                     .inner_type = "line",
                     .inner = {simple_line(colour, 1.0, band)}};
  return {std::move(course), std::move(arrows)};
}

constexpr const char* kLinkTip =
    "<b>[% \"road\" %] [% \"name\" %]</b> ([% \"kind\" %], [% \"direction\" %])<br>"
    "[% format_number(\"t_day\", 0) %] t/day in [% format_number(\"veh_day\", 0) %] trucks"
    "<br>volume over capacity [% format_number(\"v_c\", 2) %]<br>"
    "[% format_number(\"length_km\", 1) %] km, [% format_number(\"speed_kmh\", 0) %] km/h, "
    "[% format_number(\"cost_usd_t\", 2) %] USD/t";

LayerStyle flow_style(const ResultLayer& layer) {
  LayerStyle style = start_style(layer, kFlowStyle, true, true);
  const std::vector<double> tonnes = layer.numbers("t_day");
  const double full = round_up(std::max(largest(tonnes), largest(layer.numbers("base_t_day"))));
  const std::vector<ColourClass> classes = load_classes(layer.numbers("v_c"));
  const Expressions band = band_expressions("\"t_day\"", full);
  std::vector<std::vector<SymbolLayer>> symbols;
  for (const ColourClass& each : classes) {
    symbols.push_back(band_symbol(each.colour, band, full, "\"t_day\""));
  }
  pugi::xml_node root = style.document.child("qgis");
  append_graduated(root, "v_c", "line", classes, symbols, "\"t_day\"");
  append_labels(root,
                {.expression = fmt::format("case when \"t_day\" > {} then concat(\"road\", ' ', "
                                           "format_number(\"t_day\", 0), ' t/day') end",
                                           shortest_text(full / 50.0)),
                 .points = 6.0,
                 .placement = 2,
                 .smallest_mm = 14.0,
                 .priority = 3});
  set_map_tip(style, kLinkTip);
  return style;
}

LayerStyle difference_style(const ResultLayer& layer) {
  LayerStyle style = start_style(layer, kDifferenceStyle, false, true);
  const std::vector<double> differences = layer.numbers("diff_t_day");
  const double full = round_up(largest(differences));
  const std::vector<ColourClass> classes = difference_classes(differences);
  const Expressions band = band_expressions("abs(\"diff_t_day\")", full);
  std::vector<std::vector<SymbolLayer>> symbols;
  for (const ColourClass& each : classes) {
    symbols.push_back(band_symbol(each.colour, band, full, "abs(\"diff_t_day\")"));
  }
  pugi::xml_node root = style.document.child("qgis");
  append_graduated(root, "diff_t_day", "line", classes, symbols, "abs(\"diff_t_day\")");
  append_labels(root, {.expression = fmt::format(
                           "case when abs(\"diff_t_day\") > {} then concat(\"road\", ' ', "
                           "if(\"diff_t_day\" > 0, '+', ''), "
                           "format_number(\"diff_t_day\", 0), ' t/day') end",
                           shortest_text(full / 50.0)),
                       .points = 6.0,
                       .placement = 2,
                       .smallest_mm = 14.0,
                       .priority = 3});
  set_map_tip(style,
              "<b>[% \"road\" %] [% \"name\" %]</b> ([% \"status\" %])<br>"
              "base [% format_number(\"base_t_day\", 0) %] t/day, now "
              "[% format_number(\"t_day\", 0) %] t/day<br>difference "
              "[% format_number(\"diff_t_day\", 0) %] t/day, "
              "[% format_number(60 * \"diff_time_h\", 1) %] min");
  return style;
}

/// "closed" under the name of a post that no freight may cross: at any scale where the scenario
/// took its freight away, else from a middle scale on. Then trucks and their time, where there are
/// any.
std::string checkpoint_label(const ResultLayer& layer) {
  const auto& fields = layer.table.fields;
  const bool has_base =
      std::ranges::find(fields, "base_veh_day", &FieldSchema::name) != fields.end();
  return fmt::format(
      "case when \"status\" = 'closed' and ({}@map_scale < 2500000) then "
      "concat(\"name\", '\\n', 'closed') "
      "when @map_scale < 2500000 and \"veh_day\" >= 0.5 then "
      "concat(\"name\", '\\n', format_number(\"veh_day\", 0), ' trucks/day, ', "
      "format_number(\"cpmm1_h\", 1), ' h') "
      "when \"veh_day\" > 0 or @map_scale < 1500000 then \"name\" end",
      has_base ? "\"base_veh_day\" > 0 or " : "");
}

LayerStyle checkpoint_style(const ResultLayer& layer) {
  LayerStyle style = start_style(layer, "Border posts", true, true);
  const double full = round_up(largest(layer.numbers("veh_day")));
  const std::vector<ColourClass> classes = load_classes(layer.numbers("use"));
  // A closed post is a cross, whatever its class.
  const std::string shape = "if(\"status\" = 'closed', 'cross2', 'diamond')";
  const std::string size = fmt::format(
      "if(\"status\" = 'closed', 3, "
      "coalesce(scale_linear(sqrt(\"veh_day\"), 0, {}, 2, 6), 2))",
      shortest_text(std::sqrt(full)));
  std::vector<std::vector<SymbolLayer>> symbols;
  for (const ColourClass& each : classes) {
    symbols.push_back(
        {simple_marker("diamond", each.colour, kInk, 3.0, {{"name", shape}, {"size", size}})});
  }
  pugi::xml_node root = style.document.child("qgis");
  append_graduated(root, "use", "marker", classes, symbols, "\"veh_day\"");
  append_labels(root, {.expression = checkpoint_label(layer),
                       .points = 6.5,
                       .colour = {90, 30, 90},
                       .placement = 6,
                       .priority = 7,
                       .priority_of_each = "if(\"status\" = 'closed', 10, 7)"});
  set_map_tip(
      style,
      "<b>[% \"name\" %] – [% \"name_other\" %]</b> ([% \"country_other\" %])<br>"
      "[% format_number(\"veh_day\", 0) %] trucks/day, "
      "[% format_number(100 * \"use\", 0) %] % of capacity<br>wait "
      "[% format_number(\"wait_h\", 2) %] h, whole crossing "
      "[% format_number(\"crossing_h\", 2) %] h<br>"
      "19 of 20 wait at most [% format_number(\"p95_wait_h\", 1) %] h; longest queue "
      "[% format_number(\"queue\", 0) %], overnight [% format_number(\"overnight\", 0) %] "
      "trucks<br>cost at the post [% format_number(\"cpmm2_usd\", 0) %] USD/truck, official "
      "charges [% format_number(\"fees_usd_day\", 0) %] USD/day<br>would save a day: one "
      "more lane [% format_number(\"lane_saves_usd\", 0) %], one more hour "
      "[% format_number(\"hour_saves_usd\", 0) %], single-stop "
      "[% format_number(\"single_saves_usd\", 0) %] USD");
  return style;
}

LayerStyle zone_style(const ResultLayer& layer) {
  LayerStyle style = start_style(layer, "Freight of zones", true, true);
  const double full = round_up(largest(layer.numbers("t_day")));
  const std::string size =
      fmt::format("coalesce(scale_linear(sqrt(\"t_day\"), 0, {}, 1.2, 5), 1.2)",
                  shortest_text(std::sqrt(full)));
  pugi::xml_node root = style.document.child("qgis");
  append_categories(root, "in_laos", "marker",
                    {{"1", "Town", {simple_marker("circle", kPaper, kInk, 2.0, {{"size", size}})}},
                     {"0",
                      "Gateway abroad",
                      {simple_marker("square", {225, 225, 225}, kQuiet, 2.0, {{"size", size}})}}});
  append_labels(root, {.expression = "\"name\"", .points = 7.0, .placement = 6, .priority = 8});
  set_map_tip(style,
              "<b>[% \"name\" %]</b><br>sends [% format_number(\"out_t_day\", 0) %] t/day, "
              "receives [% format_number(\"in_t_day\", 0) %] t/day");
  return style;
}

LayerStyle province_style(const ResultLayer& layer) {
  LayerStyle style = start_style(layer, "Provinces", true, true);
  pugi::xml_node root = style.document.child("qgis");
  append_single(root, "fill", {simple_fill({250, 247, 238}, {190, 180, 160}, 0.25)});
  append_labels(root, {.expression = "upper(\"name\")",
                       .points = 6.0,
                       .colour = {165, 155, 135},
                       .placement = 1,
                       .priority = 1});
  set_map_tip(style, "<b>[% \"name\" %]</b><br>[% format_number(\"t_km_day\", 0) %] t-km/day");
  return style;
}

LayerStyle issue_style(const ResultLayer& layer) {
  LayerStyle style = start_style(layer, "Issues", true, false);
  append_categories(style.document.child("qgis"), "severity", "marker",
                    {{"error", "Error", {simple_marker("cross_fill", {178, 24, 43}, kInk, 3.0)}},
                     {"warning", "Warning", {simple_marker("triangle", {240, 180, 60}, kInk, 2.6)}},
                     {"note", "Note", {simple_marker("circle", {103, 169, 207}, kInk, 1.6)}}});
  set_map_tip(style,
              "<b>[% \"code\" %]</b> [% \"source_layer\" %] [% \"feature\" %]<br>"
              "[% \"problem\" %]<br><i>[% \"remedy\" %]</i>");
  return style;
}

}  // namespace

std::string qml_text(const LayerStyle& style) {
  std::ostringstream stream;
  stream << "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n";
  style.document.save(stream, " ", pugi::format_default | pugi::format_no_declaration);
  return stream.str();
}

std::vector<LayerStyle> layer_styles(const std::vector<ResultLayer>& layers) {
  std::vector<LayerStyle> styles;
  for (const ResultLayer& layer : layers) {
    const std::string& name = layer.table.name;
    if (name == "links") {
      styles.push_back(flow_style(layer));
      if (!layer.numbers("diff_t_day").empty()) styles.push_back(difference_style(layer));
    } else if (name == "access") {
      styles.push_back(start_style(layer, "Access", true, false));
      SymbolLayer line = simple_line(kQuiet, 0.2);
      line.properties[3] = {"line_style", "dot"};
      append_single(styles.back().document.child("qgis"), "line", {line});
    } else if (name == "checkpoints") {
      styles.push_back(checkpoint_style(layer));
    } else if (name == "zones") {
      styles.push_back(zone_style(layer));
    } else if (name == "airports") {
      styles.push_back(start_style(layer, "Airports", true, true));
      pugi::xml_node root = styles.back().document.child("qgis");
      append_single(root, "marker", {simple_marker("star", {90, 120, 160}, kPaper, 2.8)});
      append_labels(root, {.expression = "\"name\"",
                           .points = 6.0,
                           .colour = {70, 95, 130},
                           .placement = 6,
                           .priority = 2,
                           .italic = true});
    } else if (name == "provinces") {
      styles.push_back(province_style(layer));
    } else if (name == "issues") {
      styles.push_back(issue_style(layer));
    }
  }
  return styles;
}

}  // namespace landlink::output
