#include "dataset.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <array>
#include <mutex>
#include <string_view>

#include "gdal_errors.hpp"
#include "landlink/core/error.hpp"
#include "source_file.hpp"

namespace landlink::gis {

namespace fs = std::filesystem;

void CloseDataset::operator()(GDALDataset* dataset) const { GDALClose(dataset); }

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] {
    // No file of the user's is written beside the input, and no plugin reaches for the network.
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    CPLSetConfigOption("OGR_SQLITE_LOAD_EXTENSIONS", nullptr);
    GDALAllRegister();
  });
}

VectorFile open_vector(const fs::path& file, const std::vector<std::string>& open_options,
                       GdalErrors& errors) {
  register_drivers();
  const SourceFormat& format = check_source_file(file);
  const std::array<const char*, 2> drivers{format.driver, nullptr};
  CPLStringList options;
  const std::string_view driver = format.driver;
  if (driver == "GPKG") {
    options.AddNameValue("LIST_ALL_TABLES", "NO");
    options.AddNameValue("IMMUTABLE", "YES");
  }
  if (driver == "GeoJSON") options.AddNameValue("DATE_AS_STRING", "YES");
  if (driver == "CSV") {
    options.AddNameValue("GEOM_POSSIBLE_NAMES", "WKT,wkt,geometry,geom");
    options.AddNameValue("X_POSSIBLE_NAMES", "lon,longitude,x_coord");
    options.AddNameValue("Y_POSSIBLE_NAMES", "lat,latitude,y_coord");
  }
  for (const std::string& option : open_options) options.AddString(option.c_str());
  // Absolute, so that no name can be taken for a connection text.
  const std::string path = fs::absolute(file).string();
  Dataset dataset(static_cast<GDALDataset*>(GDALOpenEx(
      path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), options.List(), nullptr)));
  if (dataset == nullptr) {
    throw Error(
        {.file = file.string()},
        fmt::format("cannot be read as {}: {}", format.title, errors.take("not understood")),
        "export it again from its source, as a GeoPackage or GeoJSON");
  }
  return {std::move(dataset), &format};
}

Dataset open_geotiff(const fs::path& file, GdalErrors& errors) {
  register_drivers();
  check_regular_file(file);
  const std::array<const char*, 2> drivers{"GTiff", nullptr};
  const std::string path = fs::absolute(file).string();
  Dataset dataset(static_cast<GDALDataset*>(GDALOpenEx(
      path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr)));
  if (dataset == nullptr) {
    throw Error({.file = file.string()},
                "cannot be read as a GeoTIFF: " + errors.take("not understood"),
                "export the grid as a GeoTIFF in EPSG:4326");
  }
  return dataset;
}

}  // namespace landlink::gis
