#pragma once

#include <string>
#include <vector>

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/feature.hpp"
#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// A zone of layer `zones` or `gateways`.
struct ZoneSite {
  std::string id = {};
  std::string name = {};
  CountryCode country = {};
  std::string province = {};
  /// `town`, `port`, `city`, `border town`, `plant`, `mine`, `economic zone` or `dry port`
  std::string kind = {};
  LonLat position = {};
  double population = 0.0;
  double attraction_weight = 1.0;
  std::string source = {};
  std::string assumed = {};
};

/// A town that may become a zone.
struct Town {
  std::string name = {};
  LonLat position = {};
  double population = 0.0;  ///< of the town itself; 0 where it was not counted
  std::string source = {};
};

/// A province with its count of people, all of whom its zones share.
struct ProvinceCount {
  std::string code = {};  ///< ISO 3166-2
  std::string name = {};
  std::string capital = {};
  LonLat capital_position = {};
  double population = 0.0;
  std::string source = {};
};

/// code, name, capital, lon, lat, population, source; one row a province.
std::vector<ProvinceCount> read_province_counts(const CsvTable& table);

struct ZoneOptions {
  double uncounted_population = 5000.0;  ///< assumed of a district town without a count
  double same_place_km = 10.0;           ///< nearer towns of a province are one
  double access_km = 50.0;               ///< further from a road a town is no zone
};

/// A zone per town: the province's capital stands for all that its other towns do not. Towns
/// without access or too near to a larger one add their people to the capital; reported as
/// `no_access` and `same_place`.
std::vector<ZoneSite> make_zones(const std::vector<Town>& places,
                                 const std::vector<ProvinceCount>& counts, const Areas& provinces,
                                 const Roads& roads, const ZoneOptions& options,
                                 RepairReport& report);

/// Plants, mines, economic zones and dry ports of the home country that are zones of their own:
/// id, name, kind, lon, lat, attraction_weight, source, assumed, note. They have no people; their
/// province is that of their position. Throws Error for one outside every province.
std::vector<ZoneSite> read_plants(const CsvTable& table, const Areas& provinces);

/// id, name, country, kind, lon, lat, population, attraction_weight, source, assumed.
std::vector<ZoneSite> read_gateways(const CsvTable& table);

}  // namespace landlink::road_import
