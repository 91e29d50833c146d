#pragma once

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Makes major bridges of the roads that a table names: id, name, road_id (as the source numbers
/// its ways), number, lanes, max_gross_t, toll_usd, opened, source, assumed, note. They move to
/// layer `bridges` under their own id. Reported as `named`, or `not_in_source`.
void name_bridges(Roads& roads, const CsvTable& table, RepairReport& report);

}  // namespace landlink::road_import
