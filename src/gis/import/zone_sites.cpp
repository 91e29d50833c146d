#include "landlink/gis/import/zone_sites.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "landlink/gis/import/corridors.hpp"
#include "landlink/gis/import/road_index.hpp"

namespace landlink::road_import {

std::vector<ProvinceCount> read_province_counts(const CsvTable& table) {
  table.expect_columns({"code", "name", "capital", "lon", "lat", "population", "source"});
  std::vector<ProvinceCount> counts;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    counts.push_back({row.required_text("code"), row.required_text("name"),
                      row.required_text("capital"), LonLat{row.number("lon"), row.number("lat")},
                      row.number("population"), row.required_text("source")});
  }
  return counts;
}

std::vector<ZoneSite> make_zones(const std::vector<Town>& places,
                                 const std::vector<ProvinceCount>& counts, const Areas& provinces,
                                 const Roads& roads, const ZoneOptions& options,
                                 RepairReport& report) {
  const RoadIndex index(roads, 0.1);
  const auto any_road = [](const Road& road, std::size_t) {
    return road.country == kLaos && road.kind != LinkKind::ferry;
  };
  std::map<std::string, std::vector<Town>> towns_of;  // largest first
  for (const Town& place : places) towns_of[provinces.code_at(place.position)].push_back(place);

  std::vector<ZoneSite> zones;
  for (const ProvinceCount& count : counts) {
    ZoneSite capital{.id = count.code + "-" + slug(count.capital),
                     .name = count.capital,
                     .country = kLaos,
                     .province = count.code,
                     .kind = "town",
                     .position = count.capital_position,
                     .population = count.population,
                     .source = count.source};
    std::vector<Town>& towns = towns_of[count.code];
    std::stable_sort(towns.begin(), towns.end(),
                     [](const Town& a, const Town& b) { return a.population > b.population; });
    std::vector<ZoneSite> others;
    for (const Town& town : towns) {
      const auto near = [&](const ZoneSite& zone) {
        return geodesic_km(zone.position, town.position) < options.same_place_km;
      };
      if (near(capital)) continue;  // the capital itself, or part of it
      if (std::any_of(others.begin(), others.end(), near)) {
        report.add({"zones", "same_place", town.name, 0.0, town.position, count.name});
        continue;
      }
      if (!index.nearest(town.position, options.access_km, any_road)) {
        report.add({"zones", "no_access", town.name, 0.0, town.position, count.name});
        continue;
      }
      ZoneSite zone{.id = count.code + "-" + slug(town.name),
                    .name = town.name,
                    .country = kLaos,
                    .province = count.code,
                    .kind = "town",
                    .position = town.position,
                    .population = town.population,
                    .source = town.source};
      if (zone.population == 0.0) {
        zone.population = options.uncounted_population;
        zone.assumed = "population";
      }
      capital.population -= zone.population;
      others.push_back(std::move(zone));
    }
    if (capital.population <= 0.0)
      throw Error{{.feature = count.code},
                  "the towns of " + count.name + " have more people than the province",
                  "correct the counts in the table of provinces"};
    zones.push_back(std::move(capital));
    zones.insert(zones.end(), others.begin(), others.end());
  }
  return zones;
}

std::vector<ZoneSite> read_plants(const CsvTable& table, const Areas& provinces) {
  table.expect_columns(
      {"id", "name", "kind", "lon", "lat", "attraction_weight", "source", "assumed"}, {"note"});
  std::vector<ZoneSite> plants;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    ZoneSite plant{.id = row.required_text("id"),
                   .name = row.required_text("name"),
                   .country = kLaos,
                   .kind = row.required_text("kind"),
                   .position = {row.number("lon"), row.number("lat")},
                   .attraction_weight = row.number("attraction_weight"),
                   .source = row.required_text("source"),
                   .assumed = row.text("assumed")};
    plant.province = provinces.code_at(plant.position);
    if (plant.province.empty()) {
      throw Error(row.place("lon"), plant.name + " lies in no province",
                  "give a position inside the country");
    }
    plants.push_back(std::move(plant));
  }
  return plants;
}

std::vector<ZoneSite> read_gateways(const CsvTable& table) {
  table.expect_columns({"id", "name", "country", "kind", "lon", "lat", "population",
                        "attraction_weight", "source", "assumed"});
  std::vector<ZoneSite> gateways;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    gateways.push_back({.id = row.required_text("id"),
                        .name = row.required_text("name"),
                        .country = CountryCode{row.required_text("country")},
                        .kind = row.required_text("kind"),
                        .position = {row.number("lon"), row.number("lat")},
                        .population = row.number("population"),
                        .attraction_weight = row.number("attraction_weight"),
                        .source = row.required_text("source"),
                        .assumed = row.text("assumed")});
  }
  return gateways;
}

}  // namespace landlink::road_import
