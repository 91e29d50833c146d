#pragma once

#include "landlink/demand/zone.hpp"

namespace landlink {

/// Three towns of Laos and two places in Thailand.
inline Zones small_zones() {
  const CountryCode thailand("THA");
  Zones zones;
  zones.push_back({.id = "vte",
                   .name = "Vientiane",
                   .country = kLaos,
                   .province = "LA-VT",
                   .population = 800.0});
  zones.push_back({.id = "vgv",
                   .name = "Vang Vieng",
                   .country = kLaos,
                   .province = "LA-VI",
                   .population = 100.0});
  zones.push_back({.id = "phh",
                   .name = "Phonhong",
                   .country = kLaos,
                   .province = "LA-VI",
                   .population = 300.0});
  zones.push_back({.id = "bkk", .name = "Bangkok", .country = thailand, .attraction_weight = 3.0});
  zones.push_back(
      {.id = "lcb", .name = "Laem Chabang", .country = thailand, .attraction_weight = 1.0});
  return zones;
}

}  // namespace landlink
