#include "landlink/gis/import/corridors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "landlink/core/text.hpp"
#include "landlink/network/chain.hpp"

namespace landlink::road_import {

namespace {

// Formalities at a border between two neighbours, which has no checkpoint of its own here; assumed.
constexpr double kThirdBorderMin = 120.0;
// A surveyed road may be so much longer than the same road by a few towns and a rounded length.
constexpr double kSameRoad = 1.25;

// "Ban Phan Don 102.9726 17.1427": the last two words are the position.
LonLat via_position(const CsvRow& row, const std::string& town) {
  const std::vector<std::string> words = split(trim(town), ' ');
  const auto lon = words.size() > 2 ? parse_number(words[words.size() - 2]) : std::nullopt;
  const auto lat = words.size() > 2 ? parse_number(words.back()) : std::nullopt;
  if (!lon || !lat)
    throw Error{row.place("via_towns"), "'" + trim(town) + "' is no town with a position",
                "write 'Name lon lat; Name lon lat'"};
  return {*lon, *lat};
}

}  // namespace

std::string slug(const std::string& name) {
  std::string text;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) != 0) {
      text += static_cast<char>(std::tolower(u));
    } else if (!text.empty() && text.back() != '_') {
      text += '_';
    }
  }
  while (!text.empty() && text.back() == '_') text.pop_back();
  return text;
}

std::vector<DrawnLink> read_corridors(const CsvTable& table, const std::string& source) {
  std::vector<DrawnLink> corridors;
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    DrawnLink corridor;
    Road& road = corridor.road;
    const std::string& from = row.required_text("from_name");
    const std::string& to = row.required_text("to_name");
    road.id = slug(from) + "-" + slug(to);
    if (const int again = ++seen[road.id]; again > 1) road.id += "-" + std::to_string(again);
    road.layer = "corridors";
    road.highway = "primary";
    road.name = from + " - " + to;
    road.line.push_back({row.number("from_lon"), row.number("from_lat")});
    if (!row.text("via_towns").empty())
      for (const std::string& town : split(row.text("via_towns"), ';'))
        road.line.push_back(via_position(row, town));
    road.line.push_back({row.number("to_lon"), row.number("to_lat")});
    const double km = row.number("km");
    road.length_factor = km / geodesic_length_km(road.line);
    road.schematic = true;
    // The first of two where a corridor passes from one neighbour into another.
    road.country = CountryCode{row.required_text("countries").substr(0, 3)};
    if (row.text("countries").size() > 3) {
      road.fixed_time_min = kThirdBorderMin;
      mark_assumed(road, "fixed_time_min");
    }
    road.source = source;
    if (row.text("note").starts_with("assumed")) mark_assumed(road, "length_km");
    corridors.push_back(std::move(corridor));
  }
  return corridors;
}

void draw_through_towns(std::vector<DrawnLink>& corridors, const CsvTable& towns,
                        RepairReport& report) {
  towns.expect_columns({"id", "via_towns", "source", "note"});
  for (std::size_t i = 0; i < towns.size(); ++i) {
    const CsvRow row = towns.row(i);
    const std::string& id = row.required_text("id");
    const auto found = std::find_if(corridors.begin(), corridors.end(),
                                    [&](const DrawnLink& c) { return c.road.id == id; });
    if (found == corridors.end())
      throw Error{row.place("id"), "there is no corridor '" + id + "'",
                  "name a corridor as its link in layer corridors is named"};
    Road& road = found->road;
    if (road.line.size() > 2)
      throw Error{row.place("id"), "corridor '" + id + "' has towns on its way already",
                  "delete the row"};
    const double km = geodesic_length_km(road.line) * road.length_factor;
    std::vector<LonLat> line{road.line.front()};
    for (const std::string& town : split(row.required_text("via_towns"), ';'))
      line.push_back(via_position(row, town));
    line.push_back(road.line.back());
    road.line = std::move(line);
    road.length_factor = km / geodesic_length_km(road.line);
    road.source += ";" + row.required_text("source");
    report.add({"corridors", "drawn_through_towns", id, km, road.line[1], row.text("note")});
  }
}

void give_way_to_roads(Roads& roads, const std::string& source, RepairReport& report) {
  const auto is_corridor = [&](const Road& road) {
    return road.layer == "corridors" && road.source.starts_with(source);
  };
  std::map<LonLat, NodeId> node_at;
  const auto node = [&](LonLat position) {
    return node_at.emplace(position, NodeId{node_at.size()}).first->second;
  };
  std::map<CountryCode, std::vector<ChainLink>> chains;
  for (const Road& road : roads) {
    if (is_corridor(road) || road.layer != "corridors" || road.oneway ||
        road.kind == LinkKind::ferry)
      continue;
    chains[road.country].push_back(
        {node(road.line.front()), node(road.line.back()), road.length_km});
  }
  std::erase_if(roads, [&](const Road& road) {
    if (!is_corridor(road) || !chains.contains(road.country)) return false;
    const auto from = node_at.find(road.line.front());
    const auto to = node_at.find(road.line.back());
    if (from == node_at.end() || to == node_at.end()) return false;
    const std::vector<ChainLink>& links = chains.at(road.country);
    double km = 0.0;
    for (const std::size_t link : shortest_chain(node_at.size(), links, from->second, to->second))
      km += links[link].length_km;
    if (km == 0.0 || km > kSameRoad * road.length_km) return false;
    report.add({"corridors", "drawn_by_source", road.id, road.length_km, road.line.front(),
                fmt::format("the road source has it with {:.1f} km", km)});
    return true;
  });
}

void begin_at_checkpoints(std::vector<DrawnLink>& corridors,
                          const std::vector<CheckpointSite>& sites, double within_km) {
  for (DrawnLink& corridor : corridors) {
    Road& road = corridor.road;
    const double stated_km = geodesic_length_km(road.line) * road.length_factor;
    for (LonLat* end : {&road.line.front(), &road.line.back()})
      for (const CheckpointSite& site : sites)
        if (geodesic_km(*end, site.position) <= within_km) *end = site.position;
    road.length_factor = stated_km / geodesic_length_km(road.line);
  }
}

}  // namespace landlink::road_import
