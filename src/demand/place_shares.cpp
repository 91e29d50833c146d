#include "landlink/demand/place_shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "landlink/core/text.hpp"

namespace landlink {

namespace {

/// Upper and lower case count as one in names.
bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

PlaceShare parse_share(std::string_view text, const Place& place) {
  PlaceShare share;
  const std::size_t equals = text.find('=');
  for (const std::string& name : split(text.substr(0, equals), '|')) {
    share.names.push_back(trim(name));
    if (share.names.back().empty()) {
      throw Error(place, fmt::format("a place without a name in '{}'", printable(text)),
                  "write places as 'Thakhek=0.6; LA-SV=0.4'");
    }
  }
  if (equals == std::string_view::npos) return share;
  const std::string weight = trim(text.substr(equals + 1));
  const auto value = parse_number(weight);
  if (!value || *value <= 0.0) {
    throw Error(place, fmt::format("'{}' is no weight of a place", printable(weight)),
                "give a number above 0");
  }
  share.weight = *value;
  return share;
}

/// Zones that a name stands for; empty if none.
std::vector<ZoneId> zones_named(std::string_view name, const Zones& zones, const Place& place) {
  std::vector<ZoneId> by_name;
  std::vector<ZoneId> in_area;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const Zone& zone = zones[ZoneId{i}];
    if (zone.id == name) return {ZoneId{i}};
    if (same_name(zone.name, name)) by_name.push_back(ZoneId{i});
    if ((!zone.province.empty() && zone.province == name) || zone.country.text() == name) {
      in_area.push_back(ZoneId{i});
    }
  }
  if (by_name.size() > 1) {
    throw Error(place,
                fmt::format("'{}' may be zone {} or zone {}", printable(name), zones[by_name[0]].id,
                            zones[by_name[1]].id),
                "write the zone's id");
  }
  return by_name.empty() ? in_area : by_name;
}

std::vector<ZoneId> zones_of(const PlaceShare& share, const Zones& zones, const Place& place) {
  for (const std::string& name : share.names) {
    std::vector<ZoneId> found = zones_named(name, zones, place);
    if (!found.empty()) return found;
  }
  std::set<std::string> known;
  for (const Zone& zone : zones) {
    known.insert({zone.id, zone.name});
    if (!zone.province.empty()) known.insert(zone.province);
    if (!zone.country.empty()) known.insert(zone.country.text());
  }
  throw Error(
      place, fmt::format("no zone, province or country '{}'", printable(share.names.front())),
      name_remedy(share.names.front(), std::vector<std::string>(known.begin(), known.end())));
}

double size_of(const Zone& zone) {
  return zone.country == kLaos ? zone.population : zone.attraction_weight;
}

}  // namespace

std::vector<PlaceShare> parse_place_shares(std::string_view cell, const Place& place) {
  std::vector<PlaceShare> shares;
  for (const std::string& part : split(cell, ';')) {
    if (!trim(part).empty()) shares.push_back(parse_share(part, place));
  }
  if (shares.empty()) {
    throw Error(place, "no place", "write places as 'Thakhek=0.6; LA-SV=0.4'");
  }
  return shares;
}

Eigen::VectorXd zone_shares(const std::vector<PlaceShare>& shares, const Zones& zones,
                            const Place& place) {
  Eigen::VectorXd result = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(zones.size()));
  for (const PlaceShare& share : shares) {
    const std::vector<ZoneId> members = zones_of(share, zones, place);
    double size = 0.0;
    for (const ZoneId zone : members) size += size_of(zones[zone]);
    if (!(size > 0.0) && members.size() > 1) {
      throw Error(place,
                  fmt::format("the zones of '{}' have no population or weight to share by",
                              share.names.front()),
                  "give the zones a population, or name one zone");
    }
    for (const ZoneId zone : members) {
      result[zone.index()] +=
          share.weight * (members.size() == 1 ? 1.0 : size_of(zones[zone]) / size);
    }
  }
  return result / result.sum();
}

}  // namespace landlink
