#pragma once

#include <filesystem>
#include <string>

namespace landlink::gis {

/// A format that may be read, by the extension of its files.
struct SourceFormat {
  const char* extension;  ///< lower case, with its dot
  const char* driver;     ///< GDAL's name of it
  const char* title;      ///< as in "is not a GeoPackage"
  bool one_layer;         ///< the layer is named by the file
};

/// Checks that `file` may be handed to GDAL, before GDAL sees it: an allowed extension, a regular
/// file (a folder for .gdb), nothing virtual, all parts of a Shapefile, text in UTF-8, a sound
/// GeoPackage. Throws Error that says what is wrong otherwise.
const SourceFormat& check_source_file(const std::filesystem::path& file);

/// The file must exist and be regular; no pipes, folders, loops of links or virtual names.
void check_regular_file(const std::filesystem::path& file);

}  // namespace landlink::gis
