#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "qgis_style.hpp"

namespace landlink::output {

/// A zip archive with one file, as bytes; the same bytes for the same text.
std::string zip_archive(const std::string& name, const std::string& text);

/// Adds the styles to a GeoPackage in table `layer_styles`, as QGIS itself would keep them.
/// Throws Error (exit code 4) when the file cannot be changed.
void store_styles(const std::filesystem::path& geopackage, const std::vector<LayerStyle>& styles);

/// Adds the styles to a GeoPackage in table `layer_styles` and the zipped project in table
/// `qgis_projects`, as QGIS itself would keep them, with a fixed time. No project where the archive is
/// empty.
/// Throws Error (exit code 4) when the file cannot be changed.
void store_in_geopackage(const std::filesystem::path& geopackage,
                         const std::vector<LayerStyle>& styles, const std::string& project_name,
                         const std::string& project_archive);

}  // namespace landlink::output
