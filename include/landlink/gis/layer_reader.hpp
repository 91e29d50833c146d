#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/feature.hpp"

namespace landlink {

/// What becomes of a MultiLineString.
enum class MultiLines {
  join,   ///< one line if its parts meet end to end; a gap is an error
  split,  ///< one feature per part, with the same attributes and fid
};

struct ReadLayerOptions {
  /// What every feature must be. With `none` any geometry, or none, is taken.
  GeometryType geometry = GeometryType::line;
  MultiLines multi_lines = MultiLines::join;
  /// Stands in for the CRS of a layer that has none, such as "EPSG:4326"; empty refuses the layer.
  std::string assume_crs = {};
  bool allow_empty = false;  ///< whether a layer may be without features
  /// Fields that must be there, whatever the values.
  std::vector<std::string> required_fields = {};
  /// Options for GDAL's driver, as "NAME=VALUE": "CONFIG_FILE=osmconf.ini" for OpenStreetMap.
  std::vector<std::string> open_options = {};
};

/// A layer read whole: its features in file order, in EPSG:4326, longitude first.
struct Layer {
  std::shared_ptr<const LayerHeader> header = {};
  std::vector<Feature> features = {};
};

/// Names of the layers of a file. Throws Error as read_layer does.
std::vector<std::string> layer_names(const std::filesystem::path& file,
                                     const std::vector<std::string>& open_options = {});

/// Reads one layer of a GeoPackage, GeoJSON, Shapefile, CSV, OpenStreetMap, FileGDB, FlatGeobuf or
/// XLSX file and reprojects it to longitude and latitude. Z and M are dropped.
///
/// An empty `layer` takes the only layer of the file. In a format with one layer a file, its name
/// is the file's.
///
/// Throws Error for a file that is no such thing, is damaged, or is of another format than its
/// extension says; for a layer or required field that is missing (naming the nearest one found),
/// and for a layer without CRS. A feature with a NULL, empty, non-finite or out-of-range geometry,
/// or one of another type, or text where its column holds numbers, is left out and goes to
/// `diagnostics` as an error, up to a thousand of them; so does a layer without features.
Layer read_layer(const std::filesystem::path& file, const std::string& layer,
                 const ReadLayerOptions& options, Diagnostics& diagnostics);

}  // namespace landlink
