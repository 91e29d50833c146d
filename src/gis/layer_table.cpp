#include "layer_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/error.hpp"

namespace landlink::gis {

namespace {

bool finite(LonLat p) { return std::isfinite(p.lon) && std::isfinite(p.lat); }

bool finite(const Line& line) {
  return std::all_of(line.begin(), line.end(), [](LonLat p) { return finite(p); });
}

bool finite(const Geometry& geometry) {
  if (const auto* point = std::get_if<LonLat>(&geometry)) return finite(*point);
  if (const auto* line = std::get_if<Line>(&geometry)) return finite(*line);
  if (const auto* polygons = std::get_if<Polygons>(&geometry)) {
    for (const std::vector<Line>& polygon : *polygons) {
      for (const Line& ring : polygon) {
        if (!finite(ring)) return false;
      }
    }
  }
  return true;
}

/// What is wrong with a value of a field; empty if nothing is.
std::string fault(const FieldValue& value, FieldType type) {
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (std::holds_alternative<std::string>(value)) {
    return type == FieldType::text ? std::string() : "text in a field of numbers";
  }
  if (type == FieldType::text) return "a number in a field of text";
  const auto* real = std::get_if<double>(&value);
  if (real != nullptr && type == FieldType::integer) return "a real in a field of integers";
  if (real != nullptr && !std::isfinite(*real)) return fmt::format("{} is not finite", *real);
  return {};
}

}  // namespace

void check_table(const LayerTable& layer) {
  for (std::size_t i = 0; i < layer.rows.size(); ++i) {
    const LayerRow& row = layer.rows[i];
    Place place{.layer = layer.name, .feature = fmt::format("#{}", i + 1)};
    std::string problem;
    const GeometryType type = type_of(row.geometry);
    if (row.values.size() != layer.fields.size()) {
      problem = fmt::format("{} values for {} fields", row.values.size(), layer.fields.size());
    } else if (type != GeometryType::none && type != layer.geometry) {
      problem = fmt::format("a {} in a layer of type {}", name_of(type), name_of(layer.geometry));
    } else if (!finite(row.geometry)) {
      problem = "a coordinate that is not finite";
    }
    for (std::size_t f = 0; problem.empty() && f < row.values.size(); ++f) {
      problem = fault(row.values[f], layer.fields[f].type);
      if (!problem.empty()) place.field = layer.fields[f].name;
    }
    if (!problem.empty()) {
      throw Error(place, "cannot be written: " + problem, "nothing was written",
                  ExitCode::internal);
    }
  }
}

}  // namespace landlink::gis
