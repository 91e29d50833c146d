#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace landlink::output {

/// SHA-256 of each table of a GeoPackage that holds data or styles, over its columns' names and
/// all values in row order. It survives QGIS, which changes bytes of every GeoPackage that it
/// opens, but no changed cell. Throws Error for a file that is no GeoPackage.
std::map<std::string, std::string> geopackage_digests(const std::filesystem::path& path);

/// Sum of a numeric column of a layer.
double geopackage_sum(const std::filesystem::path& path, const std::string& table,
                      const std::string& column);

}  // namespace landlink::output
