#pragma once

#include <vector>

#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

struct ConnectOptions {
  double gap_km = 0.6;  ///< longest gap that is closed without being named in a table
  /// Longest gap over a border between countries that is closed; 0 leaves all of them open, as
  /// where checkpoints say what crosses.
  double border_km = 0.0;
  /// Rivers and shores: a gap over one of them is a bridge or a ferry.
  std::vector<std::vector<LonLat>> water = {};
};

/// Joins components whose loose ends come within `gap_km` of each other's roads by links of kind
/// `connector`, the shortest gap first, as long as that joins two components. What such a link
/// stands for is in its id and in the report: `gap-` (`gap_closed`) a piece of road missing;
/// `border-` (`border_joined`) a way over a border, which is left open (`gap_left_at_border`) where
/// `border_km` is 0; over water `bridge-` (`bridge_assumed`, kind `bridge`) where one of the roads
/// is a bridge there and else `ferry-` (`ferry_assumed`, kind `ferry`), the kind marked assumed.
void close_gaps(Roads& roads, const Areas& countries, const ConnectOptions& options,
                RepairReport& report);

/// Joins loose ends that lie within `gap_km` of each other in one country by links of kind
/// `connector`: a piece of road is missing between them. Reported as `loose_pair_joined`.
void join_loose_pairs(Roads& roads, const Areas& countries, double gap_km, RepairReport& report);

/// Joins each loose end that lies within `gap_km` of a road which it does not meet to the nearest
/// place of that road, by a link of kind `connector`: one of the two sources ends just short of
/// the other. Ends in `breaks` are meant to be where they are; ferries are no road to join, nor is
/// one over a border or one that the ending road meets within five such gaps. Reported as
/// `near_end_joined`.
void join_near_ends(Roads& roads, const Areas& countries, const Breaks& breaks, double gap_km,
                    RepairReport& report);

}  // namespace landlink::road_import
