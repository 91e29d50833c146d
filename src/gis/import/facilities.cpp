#include "landlink/gis/import/facilities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "landlink/gis/import/topology.hpp"
#include "landlink/network/supernetwork.hpp"

namespace landlink::road_import {

namespace {

std::string text_in(const LayerTable& layer, const LayerRow& row, std::string_view field) {
  for (std::size_t f = 0; f < layer.fields.size(); ++f)
    if (layer.fields[f].name == field)
      if (const auto* text = std::get_if<std::string>(&row.values[f])) return *text;
  return {};
}

/// Whether trucks come to a place to load or unload.
bool takes_trucks(const LayerTable& layer, const LayerRow& row) {
  const std::string kind = text_in(layer, row, "kind");
  if (layer.name == "airports") return true;
  if (layer.name == "ports")
    return kind == "river port" || kind == "sea port" || kind == "dry port";
  return layer.name == "stations" && (kind == "freight yard" || kind == "gauge change yard") &&
         text_in(layer, row, "road_access").empty();
}

/// Ends of roads of the longest part, by country.
std::map<CountryCode, std::vector<LonLat>> ends_of_main_part(const Roads& roads) {
  const std::vector<std::size_t> part = components(roads);
  std::map<std::size_t, double> km;
  for (std::size_t r = 0; r < roads.size(); ++r) km[part[r]] += roads[r].length_km;
  const auto longest = std::max_element(
      km.begin(), km.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  std::map<CountryCode, std::vector<LonLat>> ends;
  for (std::size_t r = 0; r < roads.size(); ++r) {
    const Road& road = roads[r];
    if (part[r] != longest->first || road.kind == LinkKind::ferry) continue;
    for (const LonLat end : {road.line.front(), road.line.back()})
      ends[road.country].push_back(end);
  }
  return ends;
}

}  // namespace

void report_facilities(const std::vector<LayerTable>& modes, const Roads& roads, CountryCode home,
                       RepairReport& report) {
  if (roads.empty()) return;
  const auto ends = ends_of_main_part(roads);
  const double reach_km = SupernetworkOptions{}.access_km;
  for (const LayerTable& layer : modes) {
    for (const LayerRow& row : layer.rows) {
      const auto* place = std::get_if<LonLat>(&row.geometry);
      if (place == nullptr || !takes_trucks(layer, row)) continue;
      const std::string stated = text_in(layer, row, "country");
      const CountryCode country = stated.empty() ? home : CountryCode{stated};
      double nearest_km = std::numeric_limits<double>::infinity();
      LonLat nearest = *place;
      if (const auto found = ends.find(country); found != ends.end()) {
        for (const LonLat end : found->second) {
          const double km = geodesic_km(*place, end);
          if (km < nearest_km) nearest_km = km, nearest = end;
        }
      }
      const std::string who = layer.name + ": " + text_in(layer, row, "name");
      const std::string id = text_in(layer, row, "id");
      if (nearest_km <= reach_km) {
        report.add({"facilities", "joined", id, nearest_km, nearest, who});
      } else {
        report.add({"facilities", "no_road_access", id, 0.0, *place,
                    who + fmt::format(", no road of {} within {} km", country.text(), reach_km)});
      }
    }
  }
}

}  // namespace landlink::road_import
