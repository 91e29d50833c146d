#include "landlink/gis/import/source_zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "landlink/core/text.hpp"
#include "landlink/gis/layer_reader.hpp"

namespace landlink::road_import {

namespace {

/// The text of the first field of one of these names, in any case, that has a value.
std::string first_text(const Feature& feature, const LayerHeader& header,
                       std::initializer_list<const char*> names) {
  for (const char* name : names)
    for (const std::string& field : header.fields)
      if (folded(field) == name && feature.has_value(field)) return trim(feature.text(field));
  return {};
}

double number_or(const Feature& feature, const LayerHeader& header,
                 std::initializer_list<const char*> names, double otherwise, const char* ours,
                 std::string& assumed) {
  const std::string text = first_text(feature, header, names);
  if (text.empty()) {
    assumed += (assumed.empty() ? "" : ";") + std::string(ours);
    return otherwise;
  }
  const std::optional<double> value = parse_number(text);
  if (!value || *value < 0.0)
    throw Error{feature.place(*names.begin()),
                fmt::format("'{}' is no number of zero or more", printable(text)),
                "write digits with an optional point"};
  return *value;
}

LonLat place_of(const Feature& feature, const LayerHeader& header) {
  if (const auto* point = std::get_if<LonLat>(&feature.geometry())) return *point;
  if (const auto* areas = std::get_if<Polygons>(&feature.geometry())) return place_within(*areas);
  std::string assumed;
  if (!std::holds_alternative<std::monostate>(feature.geometry()))
    throw Error{feature.place(), "a line where a zone is needed", "draw zones as points or areas"};
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const auto coordinate = [&](std::initializer_list<const char*> names) {
    const std::string text = first_text(feature, header, names);
    return parse_number(text).value_or(missing);
  };
  const LonLat at{coordinate({"lon", "longitude", "x"}), coordinate({"lat", "latitude", "y"})};
  if (!(at.lon >= -180.0 && at.lon <= 180.0 && at.lat >= -90.0 && at.lat <= 90.0))
    throw Error{feature.place("lon"), "no geometry, and no 'lon' and 'lat' in degrees",
                "draw the zone, or fill in both"};
  return at;
}

}  // namespace

LonLat place_within(const Polygons& polygons) {
  double south = std::numeric_limits<double>::infinity();
  double north = -south;
  for (const auto& rings : polygons)
    for (const Line& ring : rings)
      for (const LonLat p : ring) {
        south = std::min(south, p.lat);
        north = std::max(north, p.lat);
      }
  const double lat = south + (north - south) / 2.0;
  std::vector<double> crossings;
  for (const auto& rings : polygons) {
    for (const Line& ring : rings) {
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const LonLat a = ring[i];
        const LonLat b = ring[i + 1];
        if ((a.lat > lat) == (b.lat > lat)) continue;
        crossings.push_back(a.lon + (b.lon - a.lon) * (lat - a.lat) / (b.lat - a.lat));
      }
    }
  }
  std::sort(crossings.begin(), crossings.end());
  LonLat best = polygons.front().front().front();
  double widest = 0.0;
  // By the even-odd rule every other stretch is inside.
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    const double width = crossings[i + 1] - crossings[i];
    if (width <= widest) continue;
    widest = width;
    best = {crossings[i] + width / 2.0, lat};
  }
  return best;
}

std::vector<ZoneSite> read_source_zones(const ZoneSource& source, const Areas& countries,
                                        const Areas& provinces, CountryCode home,
                                        RepairReport& report) {
  Diagnostics diagnostics;
  ReadLayerOptions options;
  options.geometry = GeometryType::none;
  options.assume_crs = source.assume_crs;
  // A table's lon and lat are degrees; anything else is out of their range.
  if (options.assume_crs.empty() && source.file.extension() == ".csv")
    options.assume_crs = "EPSG:4326";
  const Layer layer = read_layer(source.file, source.layer, options, diagnostics);
  diagnostics.stop_on_errors();
  const LayerHeader& header = *layer.header;
  std::vector<ZoneSite> zones;
  std::map<std::string, long long> seen;
  for (const Feature& feature : layer.features) {
    ZoneSite zone;
    zone.position = place_of(feature, header);
    zone.id = first_text(feature, header, {"id", "zone_id", "zone", "code"});
    if (zone.id.empty()) zone.id = "z" + std::to_string(feature.fid());
    const auto [first, is_new] = seen.try_emplace(zone.id, feature.fid());
    if (!is_new)
      throw Error{
          feature.place("id"),
          fmt::format("feature #{} has the id of feature #{}", feature.fid(), first->second),
          "give each zone an id of its own"};
    zone.name = first_text(feature, header, {"name", "name_en", "shapename"});
    if (zone.name.empty()) zone.name = zone.id;
    zone.country = CountryCode{first_text(feature, header, {"country", "iso3"})};
    if (zone.country.empty()) zone.country = CountryCode{countries.code_at(zone.position)};
    if (zone.country.empty()) {
      zone.country = home;
      zone.assumed = "country";
    }
    zone.province = first_text(feature, header, {"province"});
    if (zone.province.empty()) zone.province = provinces.code_at(zone.position);
    zone.kind = first_text(feature, header, {"kind"});
    if (zone.kind.empty()) zone.kind = "town";
    zone.population =
        number_or(feature, header, {"population", "pop"}, 1.0, "population", zone.assumed);
    zone.attraction_weight = number_or(feature, header, {"attraction_weight", "weight"}, 1.0,
                                       "attraction_weight", zone.assumed);
    zone.source = source.file.filename().string();
    if (!zone.assumed.empty())
      report.add({"zones", "value_assumed", zone.id, 0.0, zone.position, zone.assumed});
    zones.push_back(std::move(zone));
  }
  report.count("zones", "zones", static_cast<double>(zones.size()));
  return zones;
}

}  // namespace landlink::road_import
