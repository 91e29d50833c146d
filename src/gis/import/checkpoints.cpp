#include "landlink/gis/import/checkpoints.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "landlink/gis/import/drawn_links.hpp"

namespace landlink::road_import {

namespace {

std::map<std::string, std::size_t> rows_by_id(const CsvTable& table) {
  std::map<std::string, std::size_t> rows;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string& id = table.row(i).required_text("id");
    if (!rows.emplace(id, i).second)
      throw Error{table.row(i).place("id"), "checkpoint '" + id + "' stands in two rows"};
  }
  return rows;
}

constexpr double kCutBackKm = 0.12;
constexpr double kStrayKm =
    1.0;  // roads along a border river, and the map of countries, are coarse

/// Takes kCutBackKm off one end of a line; false if nothing is left of it.
bool cut_back(Road& road, bool at_start) {
  const double share = kCutBackKm / road.length_km;
  if (share >= 1.0) return false;
  const double cut_km = share * geodesic_length_km(road.line);
  if (at_start) std::reverse(road.line.begin(), road.line.end());
  double left_km = cut_km;
  while (road.line.size() >= 2) {
    const LonLat end = road.line.back();
    const LonLat before = road.line[road.line.size() - 2];
    const double km = geodesic_km(before, end);
    if (km > left_km) {
      const double t = left_km / km;
      road.line.back() = {end.lon + t * (before.lon - end.lon),
                          end.lat + t * (before.lat - end.lat)};
      break;
    }
    left_km -= km;
    road.line.pop_back();
  }
  if (road.line.size() < 2) return false;
  road.length_km -= kCutBackKm;
  if (at_start) std::reverse(road.line.begin(), road.line.end());
  return true;
}

bool touches(const Road& road, LonLat position) {
  return road.line.front() == position || road.line.back() == position;
}

}  // namespace

std::vector<CheckpointSite> read_checkpoints(const CsvTable& list, const CsvTable& table) {
  const auto ours = rows_by_id(table);
  std::vector<CheckpointSite> sites;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const CsvRow base = list.row(i);
    const std::string& id = base.required_text("id");
    const auto found = ours.find(id);
    if (found == ours.end())
      throw Error{base.place("id"), "checkpoint '" + id + "' has no row in " + table.file(),
                  "add a row with its lanes, times, hours and charges"};
    const CsvRow row = table.row(found->second);
    CheckpointSite site;
    site.id = id;
    site.name = row.required_text("name");
    site.name_other = row.required_text("name_other");
    site.country_other = CountryCode{base.required_text("country_other")};
    const auto lon = row.optional_number("lon");
    const auto lat = row.optional_number("lat");
    const auto base_lon = base.optional_number("lon");
    const auto base_lat = base.optional_number("lat");
    if (lon && lat) {
      site.position = {*lon, *lat};
    } else if (base_lon && base_lat) {
      site.position = {*base_lon, *base_lat};
    } else {
      throw Error{row.place("lon"),
                  "checkpoint '" + id + "' has no position in " + list.file() + " nor here",
                  "place it from its description, with position = described"};
    }
    site.lanes = row.number("lanes");
    site.service_min = row.number("service_min");
    site.service_sd_min = row.number("service_sd_min");
    const auto optional_text = [&](std::string_view column) {
      return table.has_column(column) ? row.text(column) : std::string();
    };
    site.hours = optional_text("hours");
    site.hours_other = optional_text("hours_other");
    site.open_h_per_day = row.optional_number("open_h_per_day");
    if (!site.open_h_per_day && site.hours.empty())
      throw Error{row.place("open_h_per_day"), "no opening hours",
                  "give open_h_per_day, or hours such as 06:00-22:00"};
    for (std::size_t f = 0; f < kFacilityNumbers.size(); ++f)
      if (table.has_column(kFacilityNumbers[f]))
        site.facility[f] = row.optional_number(kFacilityNumbers[f]);
    site.stops = static_cast<int>(row.integer("stops"));
    site.document_min = row.number("document_min");
    site.fee_usd = row.number("fee_usd");
    site.opened = row.text("opened");
    site.closed = row.text("closed");
    site.position_basis = row.required_text("position");
    site.note = row.text("note");
    site.source = row.required_text("source");
    site.assumed = row.text("assumed");
    sites.push_back(std::move(site));
  }
  return sites;
}

void attach_checkpoints(std::vector<CheckpointSite>& sites, Roads& roads, Breaks& breaks,
                        double within_km, RepairReport& report) {
  for (CheckpointSite& site : sites) {
    if (const auto place = attach(roads, site.position, within_km)) {
      report.add({"checkpoints", "attached", site.id, geodesic_km(site.position, *place), *place,
                  site.name});
      site.position = *place;
    } else {
      report.add({"checkpoints", "off_the_network", site.id, 0.0, site.position, site.name});
    }
    breaks.insert(site.position);
  }
}

void settle_home(Roads& roads, const std::vector<CheckpointSite>& sites, CountryCode home) {
  // The same roads with every end at a checkpoint set apart, so that nothing passes there.
  Roads apart = roads;
  double stand_in = 0.0;
  for (Road& road : apart) {
    for (const CheckpointSite& site : sites) {
      for (LonLat* end : {&road.line.front(), &road.line.back()})
        if (*end == site.position) *end = {500.0 + stand_in++, 0.0};
    }
  }
  const std::vector<std::size_t> component = components(apart);
  std::map<std::size_t, double> home_km;
  for (std::size_t r = 0; r < roads.size(); ++r)
    if (roads[r].layer != "corridors") home_km[component[r]] += geodesic_length_km(roads[r].line);
  const auto longest =
      std::max_element(home_km.begin(), home_km.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  std::map<std::size_t, CountryCode> abroad;
  for (std::size_t r = 0; r < roads.size(); ++r)
    for (const CheckpointSite& site : sites)
      if (touches(roads[r], site.position)) abroad.emplace(component[r], site.country_other);
  for (std::size_t r = 0; r < roads.size(); ++r) {
    if (!roads[r].country.empty()) continue;
    if (component[r] == longest->first) {
      roads[r].country = home;
    } else if (const auto found = abroad.find(component[r]); found != abroad.end()) {
      roads[r].country = found->second;
    }
  }
}

void cut_free_crossings(Roads& roads, const std::vector<CheckpointSite>& sites, CountryCode home,
                        RepairReport& report) {
  std::set<LonLat> home_ends;
  for (const Road& road : roads)
    if (road.country == home) home_ends.insert({road.line.front(), road.line.back()});
  for (const CheckpointSite& site : sites) home_ends.erase(site.position);
  Roads kept;
  for (Road& road : roads) {
    bool left = true;
    for (const bool at_start : {true, false}) {
      const LonLat end = at_start ? road.line.front() : road.line.back();
      if (road.country == home || !left || !home_ends.contains(end)) continue;
      report.add({"checkpoints", "crossing_cut", road.id, std::min(kCutBackKm, road.length_km), end,
                  "no checkpoint where it meets a road of " + home.text()});
      left = cut_back(road, at_start);
    }
    if (left) kept.push_back(std::move(road));
  }
  roads = std::move(kept);
}

void report_strays(const Roads& roads, const Areas& countries, CountryCode home,
                   RepairReport& report) {
  if (countries.empty()) return;
  for (const Road& road : roads) {
    if (road.country != home) continue;
    double abroad_km = 0.0;
    for (std::size_t i = 1; i < road.line.size(); ++i) {
      const LonLat a = road.line[i - 1];
      const LonLat b = road.line[i];
      const std::string code = countries.code_at({(a.lon + b.lon) / 2.0, (a.lat + b.lat) / 2.0});
      if (!code.empty() && code != home.text()) abroad_km += geodesic_km(a, b);
    }
    if (abroad_km > kStrayKm)
      report.add({"checkpoints", "home_road_abroad", road.id, abroad_km, road.line.front(),
                  "lies over the border without a checkpoint"});
  }
}

void check_sides(const std::vector<CheckpointSite>& sites, const Roads& roads, CountryCode home,
                 RepairReport& report) {
  for (const CheckpointSite& site : sites) {
    const auto has = [&](CountryCode country) {
      return std::any_of(roads.begin(), roads.end(), [&](const Road& road) {
        return road.country == country && touches(road, site.position);
      });
    };
    const bool at_home = has(home);
    const bool abroad = has(site.country_other);
    if (at_home && abroad) continue;
    report.add({"checkpoints", "one_sided", site.id, 0.0, site.position,
                at_home ? "no road of " + site.country_other.text() + " ends here"
                        : "no road of " + home.text() + " ends here"});
  }
}

}  // namespace landlink::road_import
