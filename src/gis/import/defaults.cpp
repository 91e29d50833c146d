#include "landlink/gis/import/defaults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/text.hpp"
#include "landlink/gis/import/background.hpp"
#include "landlink/network/road_standard.hpp"

namespace landlink::road_import {

namespace {

template <class T>
void assume(Road& road, std::optional<T>& field, const T& value, const char* name) {
  if (field) return;
  field = value;
  mark_assumed(road, name);
}

bool is_ramp(const Road& road) { return road.highway.ends_with("_link"); }

// The published scale's "good" for paved main roads and "fair" for other paved ones; "fair" and
// "poor" for unpaved. Kinder than the 60 % of national roads in poor or bad condition (facts
// roads-008): which they are is not published, so the table of road rules names those that are
// known, and the rest is marked assumed.
double default_iri(Surface surface, bool main) {
  switch (surface) {
    case Surface::concrete:
      return main ? 4.0 : 7.0;
    case Surface::asphalt:
      return main ? 3.0 : 6.0;
    case Surface::dbst:
      return main ? 4.0 : 7.0;
    case Surface::gravel:
      return main ? 11.0 : 16.0;
    case Surface::earth:
      return main ? 13.0 : 18.0;
  }
  return 7.0;
}

double default_speed_kmh(const Road& road) {
  if (road.kind == LinkKind::ferry) return 8.0;
  if (is_ramp(road)) return 40.0;
  const bool paved = is_paved(*road.surface);
  switch (*road.terrain) {
    case Terrain::flat:
      return paved ? 80.0 : 50.0;
    case Terrain::rolling:
      return paved ? 70.0 : 40.0;
    case Terrain::mountainous:
      return paved ? 50.0 : 30.0;
  }
  return 50.0;
}

// While the rains last unpaved roads bear what minor roads do, whatever their class; months as for
// the weight rule of Vientiane (roads-106).
constexpr const char* kWetMonths = "6-11";
constexpr double kWetAxleLimit_t = 9.1;
constexpr double kFerryPcuPerH = 60.0;  // some twelve trucks in two boats an hour

bool in_box(LonLat p, const CsvRow& row) {
  return p.lon >= row.optional_number("west").value_or(-180.0) &&
         p.lon <= row.optional_number("east").value_or(180.0) &&
         p.lat >= row.optional_number("south").value_or(-90.0) &&
         p.lat <= row.optional_number("north").value_or(90.0);
}

bool matches(const Road& road, const CsvRow& row) {
  const std::string& number = row.text("number");
  const std::string& highway = row.text("highway");
  const std::string& country = row.text("country");
  return (number.empty() || number == road.number) &&
         (highway.empty() || road.highway.starts_with(highway)) &&
         (country.empty() || road.country.empty() || country == road.country.text()) &&
         in_box(road.line[road.line.size() / 2], row);
}

template <class T>
bool set(Road& road, std::optional<T>& field, std::optional<T> value, const char* name,
         const std::string& assumed) {
  if (field || !value) return false;
  field = value;
  const std::vector<std::string> names = split(assumed, ';');
  if (std::find(names.begin(), names.end(), name) != names.end()) mark_assumed(road, name);
  return true;
}

}  // namespace

void apply_road_rules(Roads& roads, const CsvTable& rules, RepairReport& report) {
  rules.expect_columns({"country", "number", "highway", "west", "south", "east", "north",
                        "set_country", "set_number", "surface", "lanes", "iri_m_per_km",
                        "speed_limit_kmh", "axle_limit_t", "source", "assumed", "note"});
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const CsvRow row = rules.row(i);
    const std::string& assumed = row.text("assumed");
    std::optional<Surface> surface = parse_surface(row.text("surface"));
    if (!surface && !row.text("surface").empty())
      throw Error{row.place("surface"), "'" + row.text("surface") + "' is no surface",
                  "write concrete, asphalt, dbst, gravel or earth"};
    std::size_t count = 0;
    double km = 0.0;
    for (Road& road : roads) {
      if (road.kind == LinkKind::ferry || !matches(road, row)) continue;
      bool changed = false;
      changed |= set(road, road.surface, surface, "surface", assumed);
      // Ramps and one-way carriageways have lanes of their own.
      if (!road.oneway && !is_ramp(road))
        changed |= set(road, road.lanes, row.optional_number("lanes"), "lanes", assumed);
      changed |= set(road, road.iri_m_per_km, row.optional_number("iri_m_per_km"), "iri_m_per_km",
                     assumed);
      if (!is_ramp(road))
        changed |= set(road, road.speed_limit_kmh, row.optional_number("speed_limit_kmh"),
                       "speed_limit_kmh", assumed);
      changed |= set(road, road.axle_limit_t, row.optional_number("axle_limit_t"), "axle_limit_t",
                     assumed);
      if (!changed) continue;
      ++count;
      km += geodesic_length_km(road.line) * road.length_factor;
    }
    report.add({"rules", fmt::format("row_{:02}", i + 1),
                row.text("number") + (row.text("highway").empty() ? "" : " " + row.text("highway")),
                km, std::nullopt, counted(count, "road") + ": " + row.text("note")});
  }
}

void apply_name_rules(Roads& roads, const CsvTable& rules, RepairReport& report) {
  Roads named = roads;  // rows match what the source says, not what an earlier row made of it
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const CsvRow row = rules.row(i);
    const CountryCode country{row.text("set_country")};
    const std::string& number = row.text("set_number");
    if (country.empty() && number.empty()) continue;
    for (std::size_t r = 0; r < roads.size(); ++r) {
      if (!matches(roads[r], row)) continue;
      if (!country.empty() && named[r].country.empty()) named[r].country = country;
      if (!number.empty() && named[r].number == roads[r].number) {
        named[r].number = number;
        report.add({"classify", "renumbered", roads[r].id, 0.0, std::nullopt,
                    "'" + roads[r].number + "' is " + number});
      }
    }
  }
  roads = std::move(named);
}

bool is_main(const Road& road) {
  return road.highway.starts_with("motorway") || road.highway.starts_with("trunk") ||
         road.highway.starts_with("primary");
}

void default_surfaces(Roads& roads) {
  for (Road& road : roads) {
    const bool low = road.highway == "unclassified" || road.highway == "track" ||
                     road.highway == "service" || road.highway.starts_with("tertiary");
    const Surface surface = road.kind == LinkKind::ferry ? Surface::concrete
                            : low                        ? Surface::gravel
                                                         : Surface::dbst;
    assume(road, road.surface, surface, "surface");
  }
}

void fill_defaults(Roads& roads, const std::vector<ZoneSite>& towns) {
  for (Road& road : roads) {
    const bool main = is_main(road);
    const bool ferry = road.kind == LinkKind::ferry;
    assume(road, road.lanes, road.oneway ? (is_ramp(road) ? 1.0 : 2.0) : 2.0, "lanes");
    assume(road, road.terrain, Terrain::flat, "terrain");
    assume(road, road.iri_m_per_km, ferry ? 4.0 : default_iri(*road.surface, main), "iri_m_per_km");
    assume(road, road.speed_limit_kmh, default_speed_kmh(road), "speed_limit_kmh");
    const RoadStandard standard =
        road_standard(*road.lanes, road.oneway, *road.surface, *road.terrain);
    assume(road, road.capacity_pcu_per_h, ferry ? kFerryPcuPerH : standard.capacity_pcu_per_h,
           "capacity_pcu_per_h");
    assume(road, road.background_pcu_per_h, std::round(background_pcu_per_h(road, towns)),
           "background_pcu_per_h");
    if (ferry) assume(road, road.fixed_time_min, 40.0, "fixed_time_min");
    if (!ferry) assume(road, road.axle_limit_t, main ? 11.0 : 9.1, "axle_limit_t");
    if (!ferry && road.country == kLaos && !is_paved(*road.surface) && road.wet_months.empty()) {
      road.wet_months = kWetMonths;
      mark_assumed(road, "wet_months");
      assume(road, road.wet_axle_limit_t, kWetAxleLimit_t, "wet_axle_limit_t");
    }
  }
}

}  // namespace landlink::road_import
