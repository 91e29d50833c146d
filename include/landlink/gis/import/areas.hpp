#pragma once

#include <string>
#include <vector>

#include "landlink/gis/feature.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// An area with a code: a country (ISO 3166-1 alpha-3) or a province (ISO 3166-2).
struct Area {
  std::string code = {};
  std::string name = {};
  Polygons polygons = {};
};

/// Answers in which area a position lies; areas do not overlap.
class Areas {
 public:
  Areas() = default;
  explicit Areas(std::vector<Area> areas);

  [[nodiscard]] bool empty() const { return areas_.empty(); }
  [[nodiscard]] const std::vector<Area>& all() const { return areas_; }
  /// The code of the area that holds the position; empty outside all of them.
  [[nodiscard]] std::string code_at(LonLat position) const;
  /// The code of the area that holds most of the line, by length; positions outside all areas
  /// count for none. Empty where no part of the line is in an area.
  [[nodiscard]] std::string code_of(const std::vector<LonLat>& line) const;
  /// The code of the area whose outline is nearest; empty if there is no area.
  [[nodiscard]] std::string nearest_code(LonLat position) const;

 private:
  struct Box {
    double west, south, east, north;
  };
  std::vector<Area> areas_;
  std::vector<Box> boxes_;
};

/// Sets `country` where it is empty, by the country that holds most of the road; a road in no
/// country takes `home`. Sets `province` of the roads in `home`.
void place_roads(Roads& roads, const Areas& countries, const Areas& provinces, CountryCode home);

/// Cuts roads where the province changes along them, at the nearest position of the line, unless
/// a piece would be shorter than `shortest_km`.
Roads split_at_provinces(const Roads& roads, const Areas& provinces, double shortest_km);

}  // namespace landlink::road_import
