#include "landlink/gis/network_copy.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/mode_schema.hpp"
#include "network_files.hpp"

namespace landlink {

namespace {

// Coordinates of the layers are written with five decimals; more would be kept.
constexpr int kDecimals = 7;

FieldType type_of_values(const std::vector<Feature>& features, const std::string& field) {
  bool real = false;
  bool any = false;
  for (const Feature& feature : features) {
    const FieldValue& value = feature.value(field);
    if (std::holds_alternative<std::string>(value)) return FieldType::text;
    real = real || std::holds_alternative<double>(value);
    any = any || !std::holds_alternative<std::monostate>(value);
  }
  if (!any) return FieldType::text;
  return real ? FieldType::real : FieldType::integer;
}

FieldValue as_type(const FieldValue& value, const Feature& feature, const std::string& field,
                   FieldType type) {
  if (std::holds_alternative<std::monostate>(value)) return value;
  if (type == FieldType::text) return feature.text(field);
  if (const auto* whole = std::get_if<long long>(&value);
      whole != nullptr && type == FieldType::real)
    return static_cast<double>(*whole);
  return value;
}

}  // namespace

const std::vector<std::string>& network_layer_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all{"roads",       "bridges", "corridors",
                                 "checkpoints", "zones",   "gateways"};
    for (const ModeSchema& schema : mode_schemas()) all.emplace_back(schema.layer);
    all.emplace_back("provinces");
    return all;
  }();
  return names;
}

GeometryType network_layer_geometry(const std::string& layer) {
  if (layer == "roads" || layer == "bridges" || layer == "corridors") return GeometryType::line;
  if (layer == "provinces") return GeometryType::polygon;
  for (const ModeSchema& schema : mode_schemas())
    if (schema.layer == layer) return schema.geometry;
  return GeometryType::point;
}

LayerTable table_of(const std::string& name, GeometryType geometry,
                    const std::vector<std::string>& fields, const std::vector<Feature>& features) {
  LayerTable table;
  table.name = name;
  table.geometry = geometry;
  for (const std::string& field : fields)
    table.fields.push_back({field, type_of_values(features, field)});
  for (const Feature& feature : features) {
    LayerRow row;
    row.geometry = feature.geometry();
    for (const FieldSchema& field : table.fields)
      row.values.push_back(as_type(feature.value(field.name), feature, field.name, field.type));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<LayerTable> copy_network(const std::filesystem::path& source) {
  gis::NetworkFiles files(source);
  Diagnostics diagnostics;
  std::vector<LayerTable> tables;
  for (const std::string& name : network_layer_names()) {
    if (!files.has(name)) continue;
    ReadLayerOptions options;
    options.geometry = network_layer_geometry(name);
    options.allow_empty = true;
    const Layer layer = files.read(name, options, diagnostics);
    diagnostics.stop_on_errors();
    tables.push_back(table_of(name, options.geometry, layer.header->fields, layer.features));
  }
  if (tables.empty())
    throw Error{{.file = source.string()},
                "no layer of a network",
                "name a folder or GeoPackage with layers roads, zones and so on"};
  static_cast<void>(files.inputs());  // throws if one changed meanwhile
  return tables;
}

void write_network(const std::filesystem::path& out, const std::vector<LayerTable>& layers) {
  if (out.extension() == ".gpkg") {
    write_geopackage(out, layers);
    return;
  }
  std::filesystem::create_directories(out);
  for (const LayerTable& layer : layers)
    write_geojson(out / (layer.name + ".geojson"), layer, kDecimals);
}

}  // namespace landlink
