#include "landlink/output/desire_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "colour_classes.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "qgis_store.hpp"
#include "qgis_style.hpp"
#include "qgis_symbols.hpp"

namespace landlink {

namespace {

using output::LayerStyle;

constexpr output::Colour kInk{45, 45, 45};
constexpr output::Colour kPaper{255, 255, 255};
constexpr output::Colour kDomestic{40, 110, 160};
constexpr output::Colour kForeign{190, 80, 40};
constexpr output::Colour kTransit{110, 90, 160};
constexpr double kThinnestMm = 0.1;
constexpr double kWidestMm = 5.0;

/// All freight of one pair and direction.
struct Line {
  double tonnes = 0.0;
  double most = 0.0;  ///< of the commodity that it carries most
  std::size_t commodity = 0;
};

std::map<std::pair<ZoneId, ZoneId>, Line> lines_of(const FreightDemand& demand) {
  std::map<std::pair<ZoneId, ZoneId>, Line> lines;
  for (std::size_t c = 0; c < demand.commodities.size(); ++c) {
    for (const OdEntry& entry : demand.tonnes_per_day[CommodityId{c}].entries()) {
      if (entry.origin == entry.destination) continue;
      Line& line = lines[{entry.origin, entry.destination}];
      line.tonnes += entry.value;
      if (entry.value > line.most) {
        line.most = entry.value;
        line.commodity = c;
      }
    }
  }
  return lines;
}

const char* kind_of(const Zone& from, const Zone& to) {
  const int ends_in_laos = (from.country == kLaos ? 1 : 0) + (to.country == kLaos ? 1 : 0);
  return ends_in_laos == 2 ? "domestic" : ends_in_laos == 1 ? "foreign trade" : "transit";
}

LayerTable line_table(const FreightDemand& demand, const Zones& zones,
                      const DesireLineOptions& options) {
  LayerTable table{.name = "desire_lines",
                   .geometry = GeometryType::line,
                   .fields = {{"from_id", FieldType::text},
                              {"from_name", FieldType::text},
                              {"to_id", FieldType::text},
                              {"to_name", FieldType::text},
                              {"kind", FieldType::text},
                              {"t_day", FieldType::real},
                              {"back_t_day", FieldType::real},
                              {"commodity", FieldType::text},
                              {"share", FieldType::real}},
                   .description = "Freight demand in tonnes a day"};
  const auto lines = lines_of(demand);
  // Large flows last, so that they are drawn on top.
  std::vector<std::pair<double, std::pair<ZoneId, ZoneId>>> order;
  for (const auto& [pair, line] : lines) {
    if (line.tonnes >= options.least_t_per_day) order.emplace_back(line.tonnes, pair);
  }
  std::ranges::sort(order);
  for (const auto& [tonnes, pair] : order) {
    const Line& line = lines.at(pair);
    const Zone& from = zones[pair.first];
    const Zone& to = zones[pair.second];
    const auto back = lines.find({pair.second, pair.first});
    LayerRow& row = table.rows.emplace_back();
    row.geometry = std::vector<LonLat>{from.position, to.position};
    row.values = {from.id,
                  from.name,
                  to.id,
                  to.name,
                  std::string(kind_of(from, to)),
                  tonnes,
                  back == lines.end() ? 0.0 : back->second.tonnes,
                  demand.commodities[CommodityId{line.commodity}].name,
                  line.most / line.tonnes};
  }
  return table;
}

LayerTable zone_table(const FreightDemand& demand, const Zones& zones) {
  LayerTable table{.name = "zones",
                   .geometry = GeometryType::point,
                   .fields = {{"id", FieldType::text},
                              {"name", FieldType::text},
                              {"country", FieldType::text},
                              {"province", FieldType::text},
                              {"out_t_day", FieldType::real},
                              {"in_t_day", FieldType::real},
                              {"within_t_day", FieldType::real}}};
  std::vector<double> out(zones.size(), 0.0);
  std::vector<double> in(zones.size(), 0.0);
  std::vector<double> within(zones.size(), 0.0);
  for (const OdMatrix& matrix : demand.tonnes_per_day) {
    for (const OdEntry& entry : matrix.entries()) {
      if (entry.origin == entry.destination) {
        within[entry.origin.index()] += entry.value;
      } else {
        out[entry.origin.index()] += entry.value;
        in[entry.destination.index()] += entry.value;
      }
    }
  }
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const Zone& zone = zones[ZoneId{i}];
    table.rows.push_back(
        {zone.position,
         {zone.id, zone.name, zone.country.text(), zone.province, out[i], in[i], within[i]}});
  }
  return table;
}

double largest(const LayerTable& table, std::size_t field) {
  double size = 0.0;
  for (const LayerRow& row : table.rows) size = std::max(size, std::get<double>(row.values[field]));
  return size;
}

LayerStyle start_style(const std::string& name, const std::string& table, int geometry,
                       bool labels) {
  LayerStyle style{
      .name = name, .table = table, .is_default = true, .geometry = geometry, .labels = labels};
  pugi::xml_node root = style.document.append_child("qgis");
  root.append_attribute("version") = "3.22.16";
  root.append_attribute("styleCategories") = "AllStyleCategories";
  root.append_attribute("labelsEnabled") = labels ? "1" : "0";
  root.append_child("layerOpacity").text() = "0.8";
  root.append_child("layerGeometryType").text() = geometry;
  return style;
}

pugi::xml_node append_renderer(pugi::xml_node root, const char* type, const char* attribute) {
  pugi::xml_node renderer = root.append_child("renderer-v2");
  renderer.append_attribute("type") = type;
  renderer.append_attribute("symbollevels") = "0";
  renderer.append_attribute("forceraster") = "0";
  renderer.append_attribute("enableorderby") = "0";
  if (attribute != nullptr) renderer.append_attribute("attr") = attribute;
  return renderer;
}

LayerStyle line_style(const LayerTable& table) {
  LayerStyle style = start_style("Freight demand", table.name, 1, false);
  pugi::xml_node root = style.document.child("qgis");
  const std::string width =
      fmt::format("coalesce(scale_linear(\"t_day\", 0, {}, {}, {}), {})",
                  shortest_text(output::round_up(std::max(1.0, largest(table, 5)))),
                  shortest_text(kThinnestMm), shortest_text(kWidestMm), shortest_text(kThinnestMm));
  const output::Expressions band{{"offset", width + " / 2"}, {"outlineWidth", width}};
  pugi::xml_node renderer = append_renderer(root, "categorizedSymbol", "kind");
  pugi::xml_node categories = renderer.append_child("categories");
  pugi::xml_node symbols = renderer.append_child("symbols");
  const std::pair<const char*, output::Colour> kinds[] = {
      {"domestic", kDomestic}, {"foreign trade", kForeign}, {"transit", kTransit}};
  int number = 0;
  for (const auto& [kind, colour] : kinds) {
    pugi::xml_node category = categories.append_child("category");
    category.append_attribute("value") = kind;
    category.append_attribute("symbol") = std::to_string(number).c_str();
    category.append_attribute("label") = kind;
    category.append_attribute("render") = "true";
    output::append_symbol(symbols, "line", std::to_string(number++),
                          {output::simple_line(colour, 1.0, band)});
  }
  root.append_child("mapTip").text() =
      "<b>[% \"from_name\" %] to [% \"to_name\" %]</b><br>[% format_number(\"t_day\", 0) %] t/day, "
      "back [% format_number(\"back_t_day\", 0) %]<br>most of it [% \"commodity\" %] "
      "([% format_number(100 * \"share\", 0) %] %)";
  return style;
}

LayerStyle zone_style(const LayerTable& table) {
  LayerStyle style = start_style("Zones", table.name, 0, false);
  pugi::xml_node root = style.document.child("qgis");
  const double full =
      output::round_up(std::max(1.0, std::max(largest(table, 4), largest(table, 5))));
  const std::string size =
      fmt::format("coalesce(scale_linear(sqrt(\"out_t_day\" + \"in_t_day\"), 0, {}, 0.8, 5), 0.8)",
                  shortest_text(std::sqrt(2.0 * full)));
  pugi::xml_node renderer = append_renderer(root, "singleSymbol", nullptr);
  output::append_symbol(renderer.append_child("symbols"), "marker", "0",
                        {output::simple_marker("circle", kPaper, kInk, 2.0, {{"size", size}})});
  root.append_child("mapTip").text() =
      "<b>[% \"name\" %]</b><br>sends [% format_number(\"out_t_day\", 0) %] t/day, receives "
      "[% format_number(\"in_t_day\", 0) %] t/day";
  return style;
}

}  // namespace

void write_desire_lines(const std::filesystem::path& path, const FreightDemand& demand,
                        const Zones& zones, const DesireLineOptions& options) {
  const std::vector<LayerTable> layers{line_table(demand, zones, options),
                                       zone_table(demand, zones)};
  std::vector<LayerStyle> styles;
  styles.push_back(line_style(layers[0]));
  styles.push_back(zone_style(layers[1]));
  write_geopackage(path, layers, [&](const std::filesystem::path& file) {
    output::store_styles(file, styles);
  });
}

}  // namespace landlink
