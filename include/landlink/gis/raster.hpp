#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "landlink/core/geo.hpp"

namespace landlink {

/// A grid of values on longitude and latitude, rows from north to south.
struct Raster {
  std::size_t columns = 0;
  std::size_t rows = 0;
  double west = 0.0;   ///< longitude of the outer edge of the first column
  double north = 0.0;  ///< latitude of the outer edge of the first row
  double cell_lon = 0.0;
  double cell_lat = 0.0;           ///< height of a cell, above zero
  std::vector<float> values = {};  ///< row by row
  std::optional<float> no_data = {};

  /// The value of the cell `column_step` east and `row_step` south of the one that holds
  /// `position`; nothing outside the grid or where there is no data.
  [[nodiscard]] std::optional<double> value(LonLat position, int column_step = 0,
                                            int row_step = 0) const;
};

/// The first band of a GeoTIFF in EPSG:4326, north up, of at most 100 million cells.
/// Throws Error for anything else.
Raster read_raster(const std::filesystem::path& file);

}  // namespace landlink
