#include "landlink/gis/import/drawn_links.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "landlink/core/text.hpp"
#include "landlink/gis/import/charges.hpp"
#include "landlink/gis/import/mode_tables.hpp"
#include "landlink/gis/import/road_index.hpp"
#include "landlink/network/months.hpp"

namespace landlink::road_import {

namespace {

constexpr double kJunctionReachKm = 0.05;
// A stated length may be rounded, and its ends are drawn some metres from where they join.
constexpr double kLeastOfChord = 0.99;
constexpr double kEndsMoveKm = 0.1;
constexpr double kRoadOverChord = 1.1;  // assumed, where an end was joined beyond its length

std::vector<LonLat> parse_points(const CsvRow& row) {
  std::vector<LonLat> line = positions_in(row, "points");
  if (line.size() < 2) throw Error{row.place("points"), "a link needs two positions or more"};
  return line;
}

template <class T, class Parse>
std::optional<T> parsed_name(const CsvRow& row, const std::string& column, Parse parse) {
  const std::string& text = row.text(column);
  if (text.empty()) return std::nullopt;
  const std::optional<T> value = parse(text);
  if (!value) throw Error{row.place(column), "'" + text + "' is no " + column};
  return value;
}

std::string read_months(const CsvRow& row, const std::string& column) {
  const auto months = parse_months(row.text(column));
  if (!months)
    throw Error{row.place(column), "'" + row.text(column) + "' names no months",
                "write months 1 to 12 and spans of them, such as '6-10'"};
  return text_of(*months);
}

/// Columns that a table has where it has something to say in them.
void read_optional_columns(const CsvTable& table, const CsvRow& row, Road& road) {
  if (table.has_column("highway") && !row.text("highway").empty())
    road.highway = row.text("highway");
  const auto number = [&](const char* column, std::optional<double>& field) {
    if (table.has_column(column)) field = row.optional_number(column);
  };
  const auto months = [&](const char* column, std::string& field) {
    if (table.has_column(column)) field = read_months(row, column);
  };
  number("axle_limit_t", road.axle_limit_t);
  number("wet_axle_limit_t", road.wet_axle_limit_t);
  number("wet_max_gross_t", road.wet_max_gross_t);
  months("wet_months", road.wet_months);
  months("impassable_months", road.impassable_months);
  months("closed_months", road.closed_months);
}

}  // namespace

std::vector<DrawnLink> read_drawn_links(const CsvTable& table) {
  table.expect_columns({"id",
                        "layer",
                        "kind",
                        "number",
                        "name",
                        "points",
                        "length_km",
                        "attach_from_km",
                        "attach_to_km",
                        "country",
                        "lanes",
                        "surface",
                        "terrain",
                        "iri_m_per_km",
                        "speed_limit_kmh",
                        "fixed_time_min",
                        "toll_usd",
                        "max_gross_t",
                        "opened",
                        "closed",
                        "source",
                        "assumed",
                        "note"},
                       {"highway", "axle_limit_t", "wet_months", "wet_axle_limit_t",
                        "wet_max_gross_t", "impassable_months", "closed_months"});
  std::vector<DrawnLink> links;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    DrawnLink link;
    Road& road = link.road;
    road.id = row.required_text("id");
    road.layer = row.required_text("layer");
    road.kind = parsed_name<LinkKind>(row, "kind", parse_link_kind).value_or(LinkKind::road);
    road.number = row.text("number");
    road.name = row.text("name");
    road.line = parse_points(row);
    road.highway = road.kind == LinkKind::ferry ? "ferry" : "primary";
    if (const auto length_km = row.optional_number("length_km")) {
      const double chord_km = geodesic_km(road.line.front(), road.line.back());
      if (*length_km < kLeastOfChord * chord_km - kEndsMoveKm)
        throw Error{row.place("length_km"),
                    fmt::format("{} km, but the ends of '{}' are {:.1f} km apart", *length_km,
                                road.id, chord_km),
                    "give the length along the road in km"};
      road.length_factor = *length_km / geodesic_length_km(road.line);
      road.schematic = true;
    }
    link.attach_from_km = row.optional_number("attach_from_km").value_or(0.0);
    link.attach_to_km = row.optional_number("attach_to_km").value_or(0.0);
    road.country = CountryCode{row.text("country")};
    road.lanes = row.optional_number("lanes");
    road.surface = parsed_name<Surface>(row, "surface", parse_surface);
    road.terrain = parsed_name<Terrain>(row, "terrain", parse_terrain);
    road.iri_m_per_km = row.optional_number("iri_m_per_km");
    road.speed_limit_kmh = row.optional_number("speed_limit_kmh");
    road.fixed_time_min = row.optional_number("fixed_time_min");
    road.toll_usd = row.optional_number("toll_usd");
    road.max_gross_t = row.optional_number("max_gross_t");
    read_optional_columns(table, row, road);
    road.opened = row.text("opened");
    road.closed = row.text("closed");
    road.source = row.required_text("source");
    for (const std::string& field : split(row.text("assumed"), ';'))
      if (!trim(field).empty()) mark_assumed(road, trim(field));
    links.push_back(std::move(link));
  }
  return links;
}

std::optional<LonLat> attach(Roads& roads, LonLat position, double within_km) {
  const RoadIndex index(roads);
  const auto found = index.nearest(position, within_km, [](const Road& road, std::size_t) {
    return road.kind == LinkKind::road || road.kind == LinkKind::bridge;
  });
  if (!found) return std::nullopt;
  const auto& line = roads[found->road].line;
  for (const LonLat end : {line.front(), line.back()})
    if (geodesic_km(found->position, end) <= kJunctionReachKm) return end;
  return insert_positions(roads, {*found}).front();
}

void add_drawn_links(Roads& roads, const std::vector<DrawnLink>& links, Breaks& breaks,
                     RepairReport& report) {
  for (const DrawnLink& link : links) {
    Road road = link.road;
    const double stated_km = geodesic_length_km(road.line) * road.length_factor;
    for (const bool from : {true, false}) {
      LonLat* end = from ? &road.line.front() : &road.line.back();
      const double attach_km = from ? link.attach_from_km : link.attach_to_km;
      if (attach_km > 0.0) {
        if (const auto joined = attach(roads, *end, attach_km)) {
          report.add({"drawn_links", "end_attached", road.id, geodesic_km(*end, *joined), *joined,
                      road.name});
          *end = *joined;
        } else if (!position_uses(roads).contains(*end)) {
          report.add({"drawn_links", "end_left_loose", road.id, 0.0, *end,
                      "no road within " + shortest_text(attach_km) + " km"});
        }
      }
      breaks.insert(*end);
    }
    // A stated length holds whatever the ends moved by; a drawn one follows the line.
    if (road.length_factor != 1.0) {
      const double chord_km = geodesic_km(road.line.front(), road.line.back());
      double km = stated_km;
      if (km < chord_km) {
        km = kRoadOverChord * chord_km;
        mark_assumed(road, "length_km");
        report.add({"drawn_links", "length_raised", road.id, km, road.line.front(),
                    fmt::format("{:.3f} km is less than the way between its ends", stated_km)});
      }
      road.length_factor = km / geodesic_length_km(road.line);
    }
    report.add({"drawn_links", "drawn_" + std::string(name_of(road.kind)), road.id,
                geodesic_length_km(road.line) * road.length_factor, road.line.front(),
                road.name + (road.opened.empty() ? "" : ", opened " + road.opened) +
                    (road.closed.empty() ? "" : ", closed " + road.closed)});
    roads.push_back(std::move(road));
  }
  number_charges(roads);
}

}  // namespace landlink::road_import
