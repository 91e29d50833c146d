#pragma once

#include <string>

#include "landlink/core/geo.hpp"
#include "landlink/core/id.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

/// Where freight starts and ends.
struct Zone {
  std::string id = {};  ///< the feature's id in layer `zones`
  std::string name = {};
  LonLat position = {};
  CountryCode country = {};
  std::string province = {};  ///< ISO 3166-2 in Laos; empty abroad
  double population = 0.0;    ///< persons that the zone stands for
  double attraction_weight =
      1.0;  ///< share weight among the zones of its country (gateways abroad)
};

using Zones = IdVector<ZoneId, Zone>;

}  // namespace landlink
