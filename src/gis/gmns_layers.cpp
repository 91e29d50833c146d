#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/diagnostics.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/gmns.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/network_copy.hpp"
#include "place_index.hpp"

namespace landlink {

namespace fs = std::filesystem;

namespace {

// Our own columns in link.csv: the layer that a row belongs to; its other fields go by their names.
constexpr const char* kLayerColumn = "landlink_layer";
constexpr const char* kFeatureColumn = "landlink_id";
const std::string kColumnPrefix = "landlink_";
constexpr const char* kBackSuffix = ":back";
constexpr double kSameNode_km = 0.001;  // as the reader of networks has it

/// The name of our field as a column: with a prefix where the specification has one of that name.
std::string column_of(const std::string& field) {
  const bool taken =
      std::find(kGmnsLinkColumns.begin(), kGmnsLinkColumns.end(), field) != kGmnsLinkColumns.end();
  return taken ? kColumnPrefix + field : field;
}

std::string field_of(const std::string& column) {
  const bool prefixed =
      column.starts_with(kColumnPrefix) && column_of(column.substr(kColumnPrefix.size())) == column;
  return prefixed ? column.substr(kColumnPrefix.size()) : column;
}

bool is_link_layer(const std::string& name) {
  return name == "roads" || name == "bridges" || name == "corridors";
}

std::string text_of(const FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<long long>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return shortest_text(*real);
  return {};
}

/// A row of a layer with its values by name.
class Row {
 public:
  Row(const LayerTable& layer, const LayerRow& row) : layer_(layer), row_(row) {}
  [[nodiscard]] std::string text(std::string_view field) const {
    for (std::size_t f = 0; f < layer_.fields.size(); ++f)
      if (layer_.fields[f].name == field) return text_of(row_.values[f]);
    return {};
  }
  [[nodiscard]] std::optional<double> number(std::string_view field) const {
    return parse_number(text(field));
  }
  [[nodiscard]] const Line& line() const { return std::get<Line>(row_.geometry); }

 private:
  const LayerTable& layer_;
  const LayerRow& row_;
};

class Exporter {
 public:
  explicit Exporter(const std::vector<LayerTable>& layers) : layers_(layers) {
    network_.extra_columns = {kLayerColumn, kFeatureColumn};
    for (const LayerTable& layer : layers)
      if (is_link_layer(layer.name))
        for (const FieldSchema& field : layer.fields) add_column(field.name);
  }

  GmnsNetwork run(const std::string& name) {
    network_.name = name;
    network_.uses = {{"truck", 1.0, 2.5, "freight vehicle: the PCU of a rigid truck on flat roads"},
                     {"all", 1.0, 1.0, "every motor vehicle"}};
    number_nodes();
    for (const LayerTable& layer : layers_)
      if (is_link_layer(layer.name)) add_links(layer);
    add_zones();
    return std::move(network_);
  }

 private:
  void add_column(const std::string& field) {
    // The specification has these under its own names.
    if (field == "id" || field == "name") return;
    auto& columns = network_.extra_columns;
    const std::string column = column_of(field);
    if (std::find(columns.begin(), columns.end(), column) == columns.end())
      columns.push_back(column);
  }

  /// Ends within a metre are one node, as the reader of networks has it.
  void number_nodes() {
    std::vector<LonLat> ends;
    for (const LayerTable& layer : layers_) {
      if (!is_link_layer(layer.name)) continue;
      for (const LayerRow& row : layer.rows) {
        const Line& line = std::get<Line>(row.geometry);
        ends.push_back(line.front());
        ends.push_back(line.back());
      }
    }
    const std::vector<std::size_t> group = gis::merge_within(ends, kSameNode_km);
    std::vector<std::size_t> number(ends.size(), 0);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      std::size_t& node = number[group[i]];
      if (node == 0) {
        const LonLat at = ends[group[i]];
        network_.nodes.push_back({.id = std::to_string(network_.nodes.size() + 1),
                                  .x = at.lon,
                                  .y = at.lat,
                                  .node_type = "junction"});
        node = network_.nodes.size();
      }
      node_of_end_.push_back(std::to_string(node));
    }
  }

  void add_links(const LayerTable& layer) {
    for (const LayerRow& values : layer.rows) {
      const Row row(layer, values);
      const std::string from = node_of_end_[next_end_++];
      const std::string to = node_of_end_[next_end_++];
      const bool oneway = row.text("oneway") == "1";
      GmnsLink link;
      link.id = layer.name + "/" + row.text("id");
      link.name = row.text("name");
      link.from = from;
      link.to = to;
      link.line = row.line();
      link.length_km = row.number("length_km");
      link.facility_type = row.text("highway").empty() ? row.text("kind") : row.text("highway");
      link.free_speed_kmh = row.number("speed_limit_kmh");
      if (const auto lanes = row.number("lanes"))
        link.lanes = std::max(1.0, std::floor(*lanes / (oneway ? 1.0 : 2.0)));
      if (const auto capacity = row.number("capacity_pcu_per_h"))
        link.capacity_pce_per_h_lane = *capacity / link.lanes.value_or(1.0);
      link.allowed_uses = "all";
      link.toll = row.number("toll_usd");
      link.extra = {layer.name, row.text("id")};
      for (std::size_t c = 2; c < network_.extra_columns.size(); ++c)
        link.extra.push_back(row.text(field_of(network_.extra_columns[c])));
      if (oneway) {
        network_.links.push_back(std::move(link));
        continue;
      }
      GmnsLink back = link;
      network_.links.push_back(std::move(link));
      back.id += kBackSuffix;
      std::swap(back.from, back.to);
      std::reverse(back.line.begin(), back.line.end());
      network_.links.push_back(std::move(back));
    }
  }

  /// Each zone is at the nearest node that has no zone yet.
  void add_zones() {
    for (const LayerTable& layer : layers_) {
      if (layer.name != "zones" && layer.name != "gateways") continue;
      for (const LayerRow& values : layer.rows) {
        const Row row(layer, values);
        network_.zones.push_back({.id = row.text("id"), .name = row.text("name")});
        const LonLat at = std::get<LonLat>(values.geometry);
        GmnsNode* nearest = nullptr;
        double nearest_km = std::numeric_limits<double>::infinity();
        for (GmnsNode& node : network_.nodes) {
          if (!node.zone_id.empty()) continue;
          const double km = geodesic_km(at, {node.x, node.y});
          if (km >= nearest_km) continue;
          nearest_km = km;
          nearest = &node;
        }
        if (nearest != nullptr) nearest->zone_id = row.text("id");
      }
    }
  }

  const std::vector<LayerTable>& layers_;
  GmnsNetwork network_;
  std::vector<std::string> node_of_end_;
  std::size_t next_end_ = 0;
};

std::string position_text(LonLat at) { return shortest_text(at.lon) + " " + shortest_text(at.lat); }

std::string wkt_of(const Geometry& geometry) {
  if (const auto* point = std::get_if<LonLat>(&geometry))
    return "POINT (" + position_text(*point) + ")";
  if (const auto* line = std::get_if<Line>(&geometry)) {
    std::string positions;
    for (const LonLat at : *line) positions += (positions.empty() ? "" : ",") + position_text(at);
    return "LINESTRING (" + positions + ")";
  }
  const auto* polygons = std::get_if<Polygons>(&geometry);
  if (polygons == nullptr) return {};
  std::string text;
  for (const auto& rings : *polygons) {
    std::string polygon;
    for (const Line& ring : rings) {
      std::string positions;
      for (const LonLat at : ring) positions += (positions.empty() ? "" : ",") + position_text(at);
      polygon += (polygon.empty() ? "(" : ",(") + positions + ")";
    }
    text += (text.empty() ? "(" : ",(") + polygon + ")";
  }
  return "MULTIPOLYGON (" + text + ")";
}

std::string layer_csv(const LayerTable& layer) {
  std::string text = "WKT";
  for (const FieldSchema& field : layer.fields) text += "," + csv_cell(field.name);
  text += '\n';
  for (const LayerRow& row : layer.rows) {
    text += csv_cell(wkt_of(row.geometry));
    for (const FieldValue& value : row.values) text += "," + csv_cell(text_of(value));
    text += '\n';
  }
  return text;
}

/// A cell as csv_cell guarded it against spreadsheets.
std::string unguarded(const std::string& cell) {
  const bool guarded = cell.size() > 1 && cell[0] == '\'' &&
                       std::string_view("=+-@").find(cell[1]) != std::string_view::npos;
  return guarded ? cell.substr(1) : cell;
}

/// Text as the number that all values of a field are.
void type_fields(LayerTable& layer) {
  for (std::size_t f = 0; f < layer.fields.size(); ++f) {
    bool whole = true;
    bool real = true;
    bool any = false;
    for (const LayerRow& row : layer.rows) {
      const std::string text = text_of(row.values[f]);
      if (text.empty()) continue;
      any = true;
      whole = whole && parse_integer(text).has_value();
      real = real && parse_number(text).has_value() && shortest_text(*parse_number(text)) == text;
    }
    // A road number or an id is text even where all of them are digits.
    const std::string& name = layer.fields[f].name;
    const bool is_name =
        name == "id" || name == "road" || name == "name" || name == "opened" || name == "closed";
    if (!any || is_name || (!whole && !real)) continue;
    layer.fields[f].type = whole ? FieldType::integer : FieldType::real;
    for (LayerRow& row : layer.rows) {
      const std::string text = text_of(row.values[f]);
      if (text.empty()) continue;
      row.values[f] = whole ? FieldValue{*parse_integer(text)} : FieldValue{*parse_number(text)};
    }
  }
}

FieldValue value_or_null(std::string text) {
  return text.empty() ? FieldValue{} : FieldValue{std::move(text)};
}

std::vector<LayerTable> link_layers(const GmnsNetwork& network) {
  std::map<std::string, LayerTable> layers;
  for (const char* name : {"roads", "bridges", "corridors"}) {
    LayerTable& layer = layers[name];
    layer.name = name;
    layer.geometry = GeometryType::line;
    layer.fields = {{"id", FieldType::text}, {"name", FieldType::text}};
    for (std::size_t c = 2; c < network.extra_columns.size(); ++c)
      layer.fields.push_back({field_of(network.extra_columns[c]), FieldType::text});
  }
  for (const GmnsLink& link : network.links) {
    if (link.id.ends_with(kBackSuffix)) continue;
    const auto layer = layers.find(link.extra[0]);
    if (layer == layers.end())
      throw Error{{.file = "link.csv", .feature = link.id, .field = kLayerColumn},
                  "'" + printable(link.extra[0]) + "' is no layer of links",
                  "write roads, bridges or corridors"};
    LayerRow row{link.line, {unguarded(link.extra[1]), value_or_null(unguarded(link.name))}};
    for (std::size_t c = 2; c < link.extra.size(); ++c)
      row.values.push_back(value_or_null(unguarded(link.extra[c])));
    layer->second.rows.push_back(std::move(row));
  }
  std::vector<LayerTable> result;
  for (const char* name : {"roads", "bridges", "corridors"}) {
    type_fields(layers[name]);
    result.push_back(std::move(layers[name]));
  }
  return result;
}

}  // namespace

void export_gmns(const fs::path& source, const fs::path& folder) {
  const std::vector<LayerTable> layers = copy_network(source);
  write_gmns(folder, Exporter(layers).run(source.stem().string()));
  for (const LayerTable& layer : layers)
    if (!is_link_layer(layer.name))
      write_file_atomically(folder / ("landlink_" + layer.name + ".csv"), layer_csv(layer));
}

std::vector<LayerTable> restore_gmns(const fs::path& folder) {
  const GmnsNetwork network = read_gmns(folder);
  if (network.extra_columns.size() < 2 || network.extra_columns[0] != kLayerColumn) return {};
  std::vector<LayerTable> layers = link_layers(network);
  for (const std::string& name : network_layer_names()) {
    if (is_link_layer(name)) continue;
    const fs::path file = folder / ("landlink_" + name + ".csv");
    const GeometryType geometry = network_layer_geometry(name);
    if (!fs::exists(file)) continue;
    Diagnostics diagnostics;
    ReadLayerOptions options;
    options.geometry = geometry;
    options.assume_crs = "EPSG:4326";
    options.allow_empty = true;
    const Layer layer = read_layer(file, "", options, diagnostics);
    diagnostics.stop_on_errors();
    std::vector<std::string> fields = layer.header->fields;
    std::erase(fields, "WKT");
    LayerTable table = table_of(name, geometry, fields, layer.features);
    for (LayerRow& row : table.rows)
      for (FieldValue& value : row.values)
        if (auto* text = std::get_if<std::string>(&value)) value = value_or_null(unguarded(*text));
    type_fields(table);
    layers.push_back(std::move(table));
  }
  return layers;
}

}  // namespace landlink
