#pragma once

#include <memory>
#include <string>

#include "landlink/core/error.hpp"

class OGRSpatialReference;
class OGRCoordinateTransformation;

namespace landlink::gis {

/// From a layer's coordinate reference system to EPSG:4326, longitude first.
class Projection {
 public:
  /// `layer_crs` is what GDAL says of the layer, null or "undefined" where it has none; then
  /// `assume_crs` stands in. Throws Error at `place` where both are missing or the system cannot
  /// be brought to EPSG:4326.
  Projection(const OGRSpatialReference* layer_crs, const std::string& assume_crs,
             const Place& place);
  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;
  ~Projection();

  /// Changes x and y to longitude and latitude; false where the system does not reach.
  bool to_lonlat(double& x, double& y) const;
  /// Whether x and y are metres or the like and no degrees.
  [[nodiscard]] bool from_plane() const { return from_plane_; }
  /// As "EPSG:32648" or the system's name.
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::unique_ptr<OGRCoordinateTransformation> transformation_;  ///< null where none is needed
  bool from_plane_ = false;
  std::string name_;
};

}  // namespace landlink::gis
