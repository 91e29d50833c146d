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

/// Drops roads that repeat another of their kind and dates position by position; reported as
/// `duplicate`.
void drop_duplicates(Roads& roads, RepairReport& report);

}  // namespace landlink::road_import
