#include "landlink/gis/raster.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <array>
#include <cmath>

#include "dataset.hpp"
#include "gdal_errors.hpp"
#include "landlink/core/error.hpp"

namespace landlink {

namespace {
constexpr long long kMostCells = 100'000'000;
}

std::optional<double> Raster::value(LonLat position, int column_step, int row_step) const {
  const double column = std::floor((position.lon - west) / cell_lon) + column_step;
  const double row = std::floor((north - position.lat) / cell_lat) + row_step;
  if (!(column >= 0.0 && row >= 0.0 && column < static_cast<double>(columns) &&
        row < static_cast<double>(rows))) {
    return std::nullopt;
  }
  const float found =
      values[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
  if (!std::isfinite(found) || (no_data && found == *no_data)) return std::nullopt;
  return static_cast<double>(found);
}

Raster read_raster(const std::filesystem::path& file) {
  gis::GdalErrors errors;
  const gis::Dataset dataset = gis::open_geotiff(file, errors);
  const Place place{.file = file.string()};
  std::array<double, 6> transform{};
  const bool placed = dataset->GetGeoTransform(transform.data()) == CE_None;
  const OGRSpatialReference* crs = dataset->GetSpatialRef();
  if (!placed || crs == nullptr || crs->IsGeographic() == 0 || transform[2] != 0.0 ||
      transform[4] != 0.0 || transform[1] <= 0.0 || transform[5] >= 0.0) {
    throw Error(place, "the grid is not on longitude and latitude with north up",
                "export it in EPSG:4326 (gdalwarp -t_srs EPSG:4326)");
  }
  const int columns = dataset->GetRasterXSize();
  const int rows = dataset->GetRasterYSize();
  const long long cells = static_cast<long long>(columns) * rows;
  if (dataset->GetRasterCount() < 1 || cells > kMostCells) {
    throw Error(place,
                fmt::format("a grid of {} cells in {} bands", cells, dataset->GetRasterCount()),
                fmt::format("give one band of at most {} cells", kMostCells));
  }
  Raster raster{.columns = static_cast<std::size_t>(columns),
                .rows = static_cast<std::size_t>(rows),
                .west = transform[0],
                .north = transform[3],
                .cell_lon = transform[1],
                .cell_lat = -transform[5]};
  raster.values.resize(static_cast<std::size_t>(cells));
  GDALRasterBand* band = dataset->GetRasterBand(1);
  int has_no_data = 0;
  const double no_data = band->GetNoDataValue(&has_no_data);
  if (has_no_data != 0) raster.no_data = static_cast<float>(no_data);
  const CPLErr code = band->RasterIO(GF_Read, 0, 0, columns, rows, raster.values.data(), columns,
                                     rows, GDT_Float32, 0, 0, nullptr);
  if (code != CE_None || errors.failed()) {
    throw Error(place, "the grid cannot be read: " + errors.take("damaged"),
                "copy the file again from its source");
  }
  return raster;
}

}  // namespace landlink
