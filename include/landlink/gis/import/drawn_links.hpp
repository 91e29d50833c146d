#pragma once

#include <string>
#include <vector>

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

/// A link that the project draws itself: a bridge built since, a ferry, a road that the source
/// lacks, a way across a gap.
struct DrawnLink {
  Road road = {};
  // How far each end may be from the road that it joins; 0 joins nothing.
  double attach_from_km = 0.0;
  double attach_to_km = 0.0;
};

/// Reads a table of drawn links: id, layer, kind, number, name, points ("lon lat; lon lat; ..."),
/// length_km, attach_from_km, attach_to_km, country, lanes, surface, terrain, iri_m_per_km,
/// speed_limit_kmh, capacity_pcu_per_h, fixed_time_min, toll_usd, axle_limit_t, max_gross_t,
/// oneway, opened, closed, source, assumed, note, and where the table has them highway and the
/// season rules wet_months, wet_axle_limit_t, wet_max_gross_t, impassable_months, closed_months;
/// empty cells are left to the defaults. Throws Error for a length that is less than the distance
/// of the ends.
std::vector<DrawnLink> read_drawn_links(const CsvTable& table);

/// Adds drawn links in their order. Each end that has a road of kind `road` or `bridge` within
/// its distance is moved onto it (a junction within 50 m of the nearest place is preferred); ends
/// that find none stay where they are drawn. Ends become breaks. Reported as `drawn_link`, with
/// the move of each end as `end_attached`, and `end_left_loose` where there was nothing to join. A
/// stated length that falls short of the ends as joined becomes 1.1 times their distance, assumed
/// and reported as `length_raised`.
void add_drawn_links(Roads& roads, const std::vector<DrawnLink>& links, Breaks& breaks,
                     RepairReport& report);

/// The place of the road network nearest to `position` within `within_km`, made a position of
/// the road found; nothing if there is none. Ferries and gap connectors are no places to attach.
std::optional<LonLat> attach(Roads& roads, LonLat position, double within_km);

}  // namespace landlink::road_import
