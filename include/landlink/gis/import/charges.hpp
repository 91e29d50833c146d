#pragma once

#include <cstddef>

#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"

namespace landlink::road_import {

// A toll and a fixed time are those of a link as it was drawn: a truck that drives all of it pays
// and waits once, however many links the import makes of it.

/// Gives each road that charges a toll or a fixed time, and each ferry, a number of its own in
/// `charge`, which the pieces it is cut into keep. Roads that have one keep it.
void number_charges(Roads& roads);

/// The number under which a road charges something, or 0: roads with different ones are never
/// contracted into one link.
std::size_t charging_under(const Road& road);

/// Shares the toll and the fixed time of a link as it was drawn among its pieces by their length.
/// Cents and thousandths of a minute are kept whole, so the shares add up to what was drawn.
void share_charges(Roads& roads, RepairReport& report);

}  // namespace landlink::road_import
