#include "landlink/gis/import/bridges.hpp"

#include <algorithm>

#include "landlink/core/text.hpp"

namespace landlink::road_import {

void name_bridges(Roads& roads, const CsvTable& table, RepairReport& report) {
  table.expect_columns({"id", "name", "road_id", "number", "lanes", "max_gross_t", "toll_usd",
                        "opened", "source", "assumed", "note"});
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const std::string& id = row.required_text("id");
    const std::string& road_id = row.required_text("road_id");
    const auto found = std::find_if(roads.begin(), roads.end(),
                                    [&](const Road& road) { return road.id == road_id; });
    if (found == roads.end()) {
      report.add({"bridges", "not_in_source", id, 0.0, std::nullopt, "no road " + road_id});
      continue;
    }
    Road& road = *found;
    road.id = id;
    road.layer = "bridges";
    road.kind = LinkKind::bridge;
    road.name = row.required_text("name");
    if (!row.text("number").empty()) road.number = row.text("number");
    road.surface = Surface::concrete;
    mark_assumed(road, "surface");
    road.lanes = row.number("lanes");
    road.max_gross_t = row.optional_number("max_gross_t");
    road.toll_usd = row.optional_number("toll_usd");
    road.opened = row.text("opened");
    road.source += "; " + row.required_text("source");
    for (const std::string& field : split(row.text("assumed"), ';'))
      if (!field.empty()) mark_assumed(road, field);
    report.add({"bridges", "named", id, geodesic_length_km(road.line), road.line.front(),
                road.name + ", road " + road_id});
  }
}

}  // namespace landlink::road_import
