#include "source_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "geopackage_check.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "zip_check.hpp"

namespace landlink::gis {

namespace fs = std::filesystem;

namespace {

constexpr std::array kFormats{
    SourceFormat{".gpkg", "GPKG", "a GeoPackage", false},
    SourceFormat{".geojson", "GeoJSON", "GeoJSON", true},
    SourceFormat{".json", "GeoJSON", "GeoJSON", true},
    SourceFormat{".shp", "ESRI Shapefile", "a Shapefile", true},
    SourceFormat{".csv", "CSV", "a CSV table", true},
    SourceFormat{".pbf", "OSM", "an OpenStreetMap extract", false},
    SourceFormat{".osm", "OSM", "an OpenStreetMap extract", false},
    SourceFormat{".gdb", "OpenFileGDB", "a FileGDB folder", false},
    SourceFormat{".fgb", "FlatGeobuf", "FlatGeobuf", true},
    SourceFormat{".xlsx", "XLSX", "an XLSX workbook", false},
};

constexpr const char* kFormatRemedy =
    "export the layer as a GeoPackage (.gpkg) or GeoJSON (.geojson); .shp, .csv, .pbf, .osm, "
    ".gdb, .fgb and .xlsx are read too";

std::string lower_extension(const fs::path& file) {
  std::string extension = file.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return extension;
}

[[noreturn]] void refuse(const fs::path& file, std::string problem, std::string remedy) {
  throw Error({.file = file.string()}, std::move(problem), std::move(remedy));
}

const SourceFormat& format_of(const fs::path& file) {
  const std::string extension = lower_extension(file);
  for (const SourceFormat& format : kFormats) {
    if (extension == format.extension) return format;
  }
  if (extension == ".zip" || extension == ".gz" || extension == ".shz" || extension == ".tar") {
    refuse(file, "archives are not read", "unpack it and name the file inside");
  }
  refuse(file, fmt::format("files of type '{}' are not read", printable(extension)), kFormatRemedy);
}

void check_shapefile_parts(const fs::path& file) {
  for (const char* part : {".shx", ".dbf", ".prj"}) {
    fs::path lower = file;
    fs::path upper = file;
    lower.replace_extension(part);
    std::string capital = part;
    for (char& c : capital) c = c == '.' ? c : static_cast<char>(c - 32);
    upper.replace_extension(capital);
    if (fs::exists(lower) || fs::exists(upper)) continue;
    refuse(file, fmt::format("its part {} is missing", lower.filename().string()),
           "copy all parts of the Shapefile (.shp, .shx, .dbf, .prj) into one folder");
  }
}

/// GDAL would guess another separator from the first line, and with it take 1,5 for text.
void check_separator(const fs::path& file, std::string_view header) {
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    if (quoted || (c != ';' && c != '\t' && c != '|')) continue;
    throw Error(
        {.file = file.string(), .line = 1},
        fmt::format("columns parted by '{}'", c == '\t' ? std::string("tab") : std::string(1, c)),
        "save the table with commas between columns and points in numbers");
  }
}

void check_text(const fs::path& file, bool is_table) {
  std::string bytes = read_text_file(file);
  if (trim(bytes).empty()) refuse(file, "the file is empty", "name a file with features");
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  int line = 1;
  std::size_t begin = 0;
  while (begin < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view text(bytes.data() + begin, end - begin);
    const bool has_nul = text.find('\0') != std::string_view::npos;
    if (utf16 || has_nul || !is_utf8(text)) {
      throw Error({.file = file.string(), .line = line},
                  has_nul && !utf16 ? "a NUL byte" : "the text is not UTF-8",
                  "save the file as UTF-8 text");
    }
    if (is_table && line == 1) check_separator(file, text);
    begin = end + 1;
    ++line;
  }
}

}  // namespace

void check_regular_file(const fs::path& file) {
  if (file.string().starts_with("/vsi")) {
    refuse(file, "virtual files are not read", "name a file on disk");
  }
  std::error_code code;
  const fs::file_status status = fs::status(file, code);
  if (code == std::errc::too_many_symbolic_link_levels) {
    refuse(file, "a loop of symbolic links", "name the file itself");
  }
  if (!fs::exists(status)) refuse(file, "no such file", "check the path");
  if (!fs::is_regular_file(status)) {
    refuse(file, fs::is_directory(status) ? "a folder, not a file" : "not a regular file",
           "name a file");
  }
  if (fs::file_size(file) == 0) refuse(file, "the file is empty", "name a file with features");
}

const SourceFormat& check_source_file(const fs::path& file) {
  std::error_code code;
  if (fs::is_directory(file, code) && lower_extension(file) != ".gdb") {
    refuse(
        file, "a folder, not a file",
        "name a file in it, or a folder of layers (roads.geojson, zones.geojson, ...) or of GMNS "
        "(node.csv, link.csv)");
  }
  const SourceFormat& format = format_of(file);
  const std::string_view driver = format.driver;
  if (driver == "OpenFileGDB") {
    if (file.string().starts_with("/vsi")) {
      refuse(file, "virtual files are not read", "name a folder on disk");
    }
    if (!fs::is_directory(file)) refuse(file, "no such FileGDB folder", "check the path");
    return format;
  }
  check_regular_file(file);
  if (driver == "GPKG") check_geopackage(file);
  if (driver == "XLSX") check_zip(file);
  if (driver == "GeoJSON" || driver == "CSV") check_text(file, driver == "CSV");
  if (driver == "ESRI Shapefile") check_shapefile_parts(file);
  return format;
}

}  // namespace landlink::gis
