#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "landlink/gis/import/position_map.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

/// Two roads meet where they have a position in common, exactly: every step below keeps or makes
/// such positions.

/// Positions that stay ends of links whatever the contraction would do: checkpoints and the like.
using Breaks = std::set<LonLat>;

/// How many times each position is used: once by each end of a road that is there, twice by each
/// inner position. A road ends loosely where its end is used once.
PositionMap<int> position_uses(const Roads& roads);

/// For each road the number of its connected component, from 0 in order of first road; roads that
/// share any position are connected.
std::vector<std::size_t> components(const Roads& roads);
std::size_t component_count(const Roads& roads);

/// Rounds coordinates to 1e-7 degree (1 cm, what OpenStreetMap stores), drops repeated positions
/// of a line and lines that have no length left; returns the number dropped.
std::size_t merge_positions(Roads& roads);

/// Cuts every road at inner positions that another road (or itself) uses too, or that are in
/// `breaks`. Pieces keep the attributes and the id; links are named apart at the end.
Roads split_at_shared(const Roads& roads, const Breaks& breaks = {});

}  // namespace landlink::road_import
