#include "landlink/gis/import/node_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "../projection.hpp"
#include "landlink/core/text.hpp"
#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/defaults.hpp"
#include "landlink/gis/import/source_areas.hpp"
#include "landlink/gis/import/source_zones.hpp"
#include "landlink/gis/import/terrain.hpp"

namespace landlink::road_import {

namespace {

/// Whether trucks are among the uses: GMNS leaves their names to each data set.
bool lets_trucks_pass(const std::string& allowed_uses) {
  if (trim(allowed_uses).empty()) return true;
  static const std::set<std::string> kUses{
      "all",           "auto",  "car",     "cars",  "truck", "hgv", "trucks", "vehicle", "vehicles",
      "motor_vehicle", "drive", "freight", "motor", "a",     "t",   "sov",    "hov"};
  std::string text = allowed_uses;
  std::replace(text.begin(), text.end(), ';', ',');
  const auto uses = split(text, ',');
  return std::any_of(uses.begin(), uses.end(),
                     [&](const std::string& use) { return kUses.contains(folded(trim(use))); });
}

/// Classes in the manner of OpenStreetMap for the names that GMNS data sets commonly use.
std::string highway_of(const std::string& facility_type) {
  static const std::map<std::string, std::string> kClasses{
      {"freeway", "motorway"},       {"expressway", "motorway"},
      {"interstate", "motorway"},    {"principal arterial", "trunk"},
      {"highway", "trunk"},          {"arterial", "primary"},
      {"major arterial", "primary"}, {"minor arterial", "secondary"},
      {"collector", "tertiary"},     {"local", "residential"},
      {"local road", "residential"}, {"ramp", "motorway_link"}};
  const std::string type = folded(trim(facility_type));
  const auto found = kClasses.find(type);
  return found == kClasses.end() ? type : found->second;
}

class NodeLinkImport {
 public:
  NodeLinkImport(const GmnsNetwork& network, const std::string& source,
                 const std::string& assume_crs, const Recipe& options)
      : network_(network),
        source_(source),
        recipe_(options),
        projection_(nullptr, crs_of(network, assume_crs, source), {.file = source}),
        countries_(read_areas(options.countries)),
        provinces_(read_areas(options.provinces)) {}

  ImportedNetwork run() {
    for (const GmnsNode& node : network_.nodes) place_node(node);
    for (const GmnsLink& link : network_.links) add_link(link);
    place_roads(roads_, countries_, provinces_, recipe_.home);
    if (recipe_.home_is_assumed)
      for (Road& road : roads_)
        if (road.country == kUnknownCountry) mark_assumed(road, "country");
    default_surfaces(roads_);
    if (recipe_.relief) classify_terrain(roads_, read_raster(*recipe_.relief), recipe_.terrain);
    add_zones();
    fill_defaults(roads_, result_.zones);
    number_pieces(roads_);
    report().count("read", "links", static_cast<double>(network_.links.size()));
    report().count("result", "links", static_cast<double>(roads_.size()));
    result_.roads = std::move(roads_);
    return std::move(result_);
  }

 private:
  static std::string crs_of(const GmnsNetwork& network, const std::string& assume_crs,
                            const std::string& source) {
    const std::string crs = network.crs.empty() ? assume_crs : network.crs;
    if (crs.empty())
      throw Error{{.file = source},
                  "the network does not say its coordinate reference system",
                  "write it as 'crs' into config.csv, or give --assume-crs EPSG:4326"};
    return parse_number(crs) ? "EPSG:" + crs : crs;
  }

  LonLat to_lonlat(LonLat at) const {
    if (!projection_.to_lonlat(at.lon, at.lat) || !(std::abs(at.lon) <= 180.0) ||
        !(std::abs(at.lat) <= 90.0))
      throw Error{{.file = source_},
                  fmt::format("the position ({}, {}) is outside the reach of {}",
                              shortest_text(at.lon), shortest_text(at.lat), projection_.name()),
                  "check the coordinates and the CRS"};
    return at;
  }

  void place_node(const GmnsNode& node) { place_of_[node.id] = to_lonlat({node.x, node.y}); }

  void add_link(const GmnsLink& link) {
    if (!lets_trucks_pass(link.allowed_uses)) {
      report().add({"read", "left_out_no_trucks", link.id, 0.0, place_of_.at(link.from),
                    "allowed_uses '" + link.allowed_uses + "'"});
      return;
    }
    Road road;
    road.id = link.id;
    road.name = link.name;
    road.highway = highway_of(link.facility_type);
    road.oneway = link.directed;
    road.source = source_;
    for (const LonLat at : link.line) road.line.push_back(to_lonlat(at));
    // The nodes say where links meet, whatever the shape's ends are.
    if (road.line.size() < 2) road.line.resize(2);
    road.line.front() = place_of_.at(link.from);
    road.line.back() = place_of_.at(link.to);
    const double drawn_km = geodesic_length_km(road.line);
    road.length_km = link.length_km.value_or(0.0);
    if (road.length_km <= 0.0) {
      road.length_km = drawn_km;
      mark_assumed(road, "length_km");
    } else if (drawn_km > 0.0) {
      road.length_factor = road.length_km / drawn_km;
    }
    if (link.lanes && *link.lanes > 0.0) road.lanes = *link.lanes * (link.directed ? 1.0 : 2.0);
    if (link.free_speed_kmh && *link.free_speed_kmh > 0.0)
      road.speed_limit_kmh = link.free_speed_kmh;
    if (link.capacity_pce_per_h_lane && *link.capacity_pce_per_h_lane > 0.0)
      road.capacity_pcu_per_h = *link.capacity_pce_per_h_lane * link.lanes.value_or(1.0);
    if (link.toll && *link.toll >= 0.0 && network_.currency == "USD") road.toll_usd = link.toll;
    if (link.toll && *link.toll != 0.0 && network_.currency != "USD")
      report().add({"read", "toll_left_out", link.id, 0.0, road.line.front(),
                    "in '" + network_.currency + "', not USD"});
    roads_.push_back(std::move(road));
  }

  void add_zones() {
    if (recipe_.zone_source) {
      result_.zones =
          read_source_zones(*recipe_.zone_source, countries_, provinces_, recipe_.home, report());
      return;
    }
    std::map<std::string, std::string> names;
    for (const GmnsZone& zone : network_.zones) names[zone.id] = zone.name;
    std::set<std::string> seen;
    for (const GmnsNode& node : network_.nodes) {
      if (node.zone_id.empty() || !seen.insert(node.zone_id).second) continue;
      ZoneSite zone;
      zone.id = node.zone_id;
      zone.name = names[node.zone_id].empty() ? node.zone_id : names[node.zone_id];
      zone.position = place_of_.at(node.id);
      zone.country = CountryCode{countries_.code_at(zone.position)};
      if (zone.country.empty()) zone.country = recipe_.home;
      zone.province = provinces_.code_at(zone.position);
      zone.kind = "town";
      zone.population = 1.0;
      zone.assumed = "population;attraction_weight";
      zone.source = source_;
      result_.zones.push_back(std::move(zone));
    }
    report().count("zones", "zones", static_cast<double>(result_.zones.size()));
  }

  RepairReport& report() { return result_.report; }

  const GmnsNetwork& network_;
  std::string source_;
  const Recipe& recipe_;
  gis::Projection projection_;
  Areas countries_;
  Areas provinces_;
  std::map<std::string, LonLat> place_of_;
  Roads roads_;
  ImportedNetwork result_;
};

}  // namespace

ImportedNetwork import_node_links(const GmnsNetwork& network, const std::string& source,
                                  const std::string& assume_crs, const Recipe& options) {
  return NodeLinkImport(network, source, assume_crs, options).run();
}

}  // namespace landlink::road_import
