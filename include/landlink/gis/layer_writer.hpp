#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "landlink/gis/feature.hpp"

namespace landlink {

enum class FieldType { integer, real, text };

struct FieldSchema {
  std::string name;
  FieldType type;
};

/// One feature to be written: `values` in the order of the schema's fields, each NULL or of the
/// field's type (an integer may stand in a real field).
struct LayerRow {
  Geometry geometry = {};
  std::vector<FieldValue> values = {};
};

/// A layer to be written, in EPSG:4326.
struct LayerTable {
  std::string name = {};
  GeometryType geometry = GeometryType::line;
  std::vector<FieldSchema> fields = {};
  std::vector<LayerRow> rows = {};
  std::string description = {};
};

/// GeoJSON with one feature a line, keys in the order of the schema, NULL values left out, and
/// coordinates rounded to `coordinate_decimals` (6 is 0.1 m).
std::string geojson_text(const LayerTable& layer, int coordinate_decimals = 6);

/// Writes geojson_text to a temporary name and renames it.
/// Throws Error for rows that do not fit the schema or numbers that are not finite, and with exit
/// code 4 when the disk refuses.
void write_geojson(const std::filesystem::path& path, const LayerTable& layer,
                   int coordinate_decimals = 6);

/// Writes layers to a GeoPackage under a temporary name, calls `finish` with that name when the
/// file is closed (to add styles by SQL, say), and renames it to `path`. Layers of type `none`
/// become attribute tables. The feature table has the columns `fid` and `geom` besides the fields,
/// fids from 1 in row order, and a spatial index.
///
/// Equal layers give equal bytes: times inside the file are a constant.
/// Errors as write_geojson; nothing is left behind.
void write_geopackage(const std::filesystem::path& path, std::span<const LayerTable> layers,
                      const std::function<void(const std::filesystem::path&)>& finish = {});

}  // namespace landlink
