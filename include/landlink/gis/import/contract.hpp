#pragma once

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

/// Joins roads end to end wherever exactly two meet that mean the same: equal in all fields but
/// id, name, line and length, and, if one-way, in sequence. Positions in `breaks` stay ends.
/// Lengths add up; the joined road keeps the id and name of its first part in the order given.
/// Reported as the figures `before` and `after`.
Roads contract_chains(const Roads& roads, const Breaks& breaks, RepairReport& report);

/// Cuts roads that end where they begin in two, so that no link is a loop.
Roads halve_loops(const Roads& roads);

/// The last piece of a road that leads nowhere takes the terrain of the road that it continues if
/// it is shorter than `shortest_km`, so that contraction joins the two.
void even_tails(Roads& roads, const Breaks& breaks, double shortest_km);

/// Drops the short ends of roads that lead nowhere: roads shorter than `shortest_km` with one end
/// that nothing meets and that is no break, the other on a road that goes on without them. They
/// are what is left of side roads that a source does not hold. Reported as `stub_dropped`.
void drop_stubs(Roads& roads, const Breaks& breaks, double shortest_km, RepairReport& report);

/// Drops roads that repeat another of their kind and dates position by position; reported as
/// `duplicate`.
void drop_duplicates(Roads& roads, RepairReport& report);

}  // namespace landlink::road_import
