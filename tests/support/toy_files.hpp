#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/file.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "support/temporary_folder.hpp"

namespace landlink::test {

inline const std::vector<std::string> kToyLayers{"roads", "bridges",  "corridors", "checkpoints",
                                                 "zones", "gateways", "airports",  "provinces"};

/// A copy of gis/toy that a test may spoil. Tests run in the root of the repository.
class ToyCopy {
 public:
  ToyCopy() {
    for (const std::string& layer : kToyLayers) {
      const std::string name = layer + ".geojson";
      std::filesystem::copy_file(std::filesystem::path("gis/toy") / name, folder_ / name);
    }
  }

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path file(const std::string& layer) const {
    return folder_ / (layer + ".geojson");
  }

  /// Replaces the first `from` in a layer's file, which must be there.
  ToyCopy& replace(const std::string& layer, std::string_view from, std::string_view to) {
    std::string text = read_text_file(file(layer));
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << layer << " has no " << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    folder_.write(layer + ".geojson", text);
    return *this;
  }

  /// Adds a gravel road, 5.6 km by its field, with these JSON coordinates; `more` are further
  /// properties, each with a comma behind it.
  ToyCopy& add_road(const std::string& id, const std::string& coordinates,
                    const std::string& more = {}) {
    return replace("roads", "\"features\": [\n",
                   "\"features\": [\n{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id +
                       "\",\"kind\":\"road\",\"length_km\":5.6,\"lanes\":2,\"surface\":\"gravel\","
                       "\"terrain\":\"flat\",\"iri_m_per_km\":9,\"speed_limit_kmh\":40,"
                       "\"capacity_pcu_per_h\":500,\"country\":\"LAO\",\"province\":\"LA-TN\","
                       "\"drive_side\":\"right\"," +
                       more +
                       "\"source\":\"test\"},\"geometry\":{\"type\":\"LineString\","
                       "\"coordinates\":" +
                       coordinates + "}},\n");
  }

  ToyCopy& remove(const std::string& layer) {
    std::filesystem::remove(file(layer));
    return *this;
  }

 private:
  TemporaryFolder folder_;
};

/// A layer as it was read, to be written in another format.
inline LayerTable table_of(const Layer& layer, GeometryType geometry) {
  LayerTable table{.name = layer.header->layer, .geometry = geometry};
  for (const std::string& field : layer.header->fields) {
    FieldType type = FieldType::integer;
    for (const Feature& feature : layer.features) {
      const FieldValue& value = feature.value(field);
      if (std::holds_alternative<double>(value)) type = FieldType::real;
      if (std::holds_alternative<std::string>(value)) type = FieldType::text;
    }
    table.fields.push_back({field, type});
  }
  for (const Feature& feature : layer.features) {
    LayerRow& row = table.rows.emplace_back();
    row.geometry = feature.geometry();
    for (const std::string& field : layer.header->fields)
      row.values.push_back(feature.value(field));
  }
  return table;
}

/// gis/toy as one GeoPackage.
inline void write_toy_geopackage(const std::filesystem::path& path) {
  Diagnostics diagnostics;
  std::vector<LayerTable> tables;
  for (const std::string& name : kToyLayers) {
    const Layer layer = read_layer(std::filesystem::path("gis/toy") / (name + ".geojson"), name,
                                   {.geometry = GeometryType::none}, diagnostics);
    tables.push_back(table_of(layer, type_of(layer.features.front().geometry())));
  }
  diagnostics.stop_on_errors();
  write_geopackage(path, tables);
}

}  // namespace landlink::test
