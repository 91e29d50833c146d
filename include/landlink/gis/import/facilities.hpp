#pragma once

#include <vector>

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"
#include "landlink/gis/layer_writer.hpp"

namespace landlink::road_import {

/// Says of each airport, port and freight yard where trucks reach it and how far that is: the
/// nearest end of a road of its country that belongs to the longest part of the network. A ferry's
/// landing is no such end unless a road ends there too. `modes` are layers as mode_schemas() has
/// them; a yard that a port gives access to is left out. Rows `facilities`/`joined`, and
/// `no_road_access` for those farther away than a run joins them.
void report_facilities(const std::vector<LayerTable>& modes, const Roads& roads, CountryCode home,
                       RepairReport& report);

}  // namespace landlink::road_import
