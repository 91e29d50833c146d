#pragma once

#include <filesystem>

#include "landlink/core/diagnostics.hpp"

namespace landlink {

/// Writes what was found in data as a GeoPackage that opens in QGIS by colour of severity: layer
/// `issues` with those that have a place on the map, and the table `issues_without_place` where
/// there are others. Fields: severity, code, file, source_layer, feature, field, problem, remedy.
/// Throws Error (exit code 4) when the disk refuses; nothing is left behind.
void write_issues(const std::filesystem::path& file, const Diagnostics& diagnostics);

}  // namespace landlink
