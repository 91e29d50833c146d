#pragma once

#include <functional>
#include <string>

#include "landlink/core/error.hpp"
#include "landlink/network/link.hpp"

namespace landlink::gis {

/// The file that holds a layer of the network.
using FileOfLayer = std::function<std::string(const std::string& layer)>;

/// Where a feature is, for a message.
inline Place place_of(const FileOfLayer& file_of, const FeatureRef& source) {
  Place place;
  place.file = file_of(source.layer);
  place.layer = source.layer;
  place.feature = source.id;
  return place;
}

}  // namespace landlink::gis
