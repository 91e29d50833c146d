#include "projection.hpp"

#include <fmt/format.h>
#include <ogr_spatialref.h>

#include <array>
#include <cmath>
#include <string_view>

namespace landlink::gis {

namespace {

/// GeoPackage's srs_id 0 and -1 come as systems of these names.
bool is_undefined(const OGRSpatialReference* crs) {
  if (crs == nullptr || crs->IsEmpty()) return true;
  const char* name = crs->GetName();
  return name == nullptr || std::string_view(name).starts_with("Undefined ");
}

std::string name_of(const OGRSpatialReference& crs) {
  const char* authority = crs.GetAuthorityName(nullptr);
  const char* code = crs.GetAuthorityCode(nullptr);
  if (authority != nullptr && code != nullptr) return fmt::format("{}:{}", authority, code);
  return crs.GetName() == nullptr ? "unnamed" : crs.GetName();
}

}  // namespace

Projection::Projection(const OGRSpatialReference* layer_crs, const std::string& assume_crs,
                       const Place& place) {
  OGRSpatialReference source;
  if (!is_undefined(layer_crs)) {
    source = *layer_crs;
  } else if (assume_crs.empty()) {
    throw Error(place, "the layer has no coordinate reference system",
                "set it in QGIS (Layer > Set CRS of Layer, then export), or name it, such as "
                "EPSG:4326");
  } else if (source.SetFromUserInput(assume_crs.c_str(),
                                     OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
             OGRERR_NONE) {
    throw Error(place, fmt::format("'{}' is no coordinate reference system", assume_crs),
                "name it as EPSG:4326 or EPSG:32648");
  }
  source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRSpatialReference target;
  target.importFromEPSG(4326);
  target.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  name_ = name_of(source);
  from_plane_ = source.IsProjected() != 0;
  const std::array<const char*, 2> names_only{"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", nullptr};
  if (source.IsSame(&target, names_only.data()) != 0) return;
  transformation_.reset(OGRCreateCoordinateTransformation(&source, &target));
  if (transformation_ == nullptr) {
    throw Error(place, fmt::format("no way from {} to EPSG:4326", name_),
                "export the layer in EPSG:4326");
  }
}

Projection::~Projection() = default;

bool Projection::to_lonlat(double& x, double& y) const {
  if (transformation_ == nullptr) return true;
  return transformation_->Transform(1, &x, &y) != 0 && std::isfinite(x) && std::isfinite(y);
}

}  // namespace landlink::gis
