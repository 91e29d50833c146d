#pragma once

#include "landlink/core/config_table.hpp"
#include "landlink/study/study.hpp"

namespace landlink {

/// Reads the [projects] table: scenarios from the rows of a CSV or XLSX table and from the features
/// of an edits layer, one intervention each; rows of one `scenario` go together.
///
/// Columns are the keys of interventions: "lanes" or "set.lanes", "road" or "where.road",
/// "capital_usd" or "cost.capital_usd". A drawn line gives `line` (of a new road), a polygon
/// `where.polygon`.
void read_projects(const ConfigTable& table, const StudyReadOptions& options, Study& study);

}  // namespace landlink
