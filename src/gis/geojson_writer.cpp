#include <cmath>
#include <string>
#include <string_view>

#include "json_text.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "layer_table.hpp"

namespace landlink {

namespace {

class Writer {
 public:
  explicit Writer(int decimals) : scale_(std::pow(10.0, decimals)) {}

  std::string text(const LayerTable& layer) {
    out_ = "{\n\"type\": \"FeatureCollection\",\n\"name\": ";
    string(layer.name);
    out_ += ",\n\"features\": [\n";
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
      row(layer, layer.rows[i]);
      out_ += i + 1 < layer.rows.size() ? ",\n" : "\n";
    }
    out_ += "]\n}\n";
    return std::move(out_);
  }

 private:
  void row(const LayerTable& layer, const LayerRow& row) {
    out_ += "{\"type\":\"Feature\",\"properties\":{";
    bool first = true;
    for (std::size_t f = 0; f < layer.fields.size(); ++f) {
      if (std::holds_alternative<std::monostate>(row.values[f])) continue;
      if (!first) out_ += ',';
      first = false;
      string(layer.fields[f].name);
      out_ += ':';
      value(row.values[f]);
    }
    out_ += "},\"geometry\":";
    geometry(row.geometry);
    out_ += '}';
  }

  void value(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) string(*text);
    if (const auto* whole = std::get_if<long long>(&value)) out_ += std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&value)) out_ += shortest_text(*real);
  }

  void string(std::string_view text) { gis::append_json_string(out_, text); }

  void coordinate(double degrees) {
    const double rounded = std::round(degrees * scale_) / scale_;
    out_ += shortest_text(rounded == 0.0 ? 0.0 : rounded);  // no "-0"
  }

  void position(LonLat at) {
    out_ += '[';
    coordinate(at.lon);
    out_ += ',';
    coordinate(at.lat);
    out_ += ']';
  }

  void positions(const Line& line) {
    out_ += '[';
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (i > 0) out_ += ',';
      position(line[i]);
    }
    out_ += ']';
  }

  void polygon(const std::vector<Line>& rings) {
    out_ += '[';
    for (std::size_t i = 0; i < rings.size(); ++i) {
      if (i > 0) out_ += ',';
      positions(rings[i]);
    }
    out_ += ']';
  }

  void geometry(const Geometry& geometry) {
    if (const auto* point = std::get_if<LonLat>(&geometry)) {
      out_ += "{\"type\":\"Point\",\"coordinates\":";
      position(*point);
    } else if (const auto* line = std::get_if<Line>(&geometry)) {
      out_ += "{\"type\":\"LineString\",\"coordinates\":";
      positions(*line);
    } else if (const auto* polygons = std::get_if<Polygons>(&geometry)) {
      out_ += "{\"type\":\"MultiPolygon\",\"coordinates\":[";
      for (std::size_t i = 0; i < polygons->size(); ++i) {
        if (i > 0) out_ += ',';
        polygon((*polygons)[i]);
      }
      out_ += ']';
    } else {
      out_ += "null";
      return;
    }
    out_ += '}';
  }

  double scale_;
  std::string out_;
};

}  // namespace

std::string geojson_text(const LayerTable& layer, int coordinate_decimals) {
  gis::check_table(layer);
  return Writer(coordinate_decimals).text(layer);
}

void write_geojson(const std::filesystem::path& path, const LayerTable& layer,
                   int coordinate_decimals) {
  write_file_atomically(path, geojson_text(layer, coordinate_decimals));
}

}  // namespace landlink
