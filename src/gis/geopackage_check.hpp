#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace landlink::gis {

/// Checks that a .gpkg file is a sound SQLite database that no other program is writing, that its
/// listed layers are tables and no views (a view can run for ever), and what SQLite's own
/// quick_check says within a few seconds. Opens read-only and writes nothing.
/// Throws Error naming the file otherwise.
void check_geopackage(const std::filesystem::path& file);

/// Features of a table whose value does not fit its column, such as text in a REAL column, which
/// GDAL would read as zero: by fid, the first such column and a description.
struct MisfitValue {
  std::string field;
  std::string problem;
};
std::map<long long, MisfitValue> misfit_values(const std::filesystem::path& file,
                                               const std::string& table);

}  // namespace landlink::gis
