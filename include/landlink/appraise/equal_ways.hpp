#pragma once

#include <span>

#include "landlink/paths/skim.hpp"

namespace landlink {

/// Skims of a class in user equilibrium: least costs, and attributes as means over the ways in use
/// that cost the same.
///
/// In equilibrium several ways between two zones are in use at one cost, and of what it is made
/// differs: a queue at one post, a longer way round at the next. Sums along any one of them would
/// jump from one to another between two nearly equal states. Where links that the class uses enter
/// a node at its least cost, the means are over these links by `volume_per_h`, the class's volume
/// by LinkId: those from one origin are taken to choose as all of the class do (assumed; flows by
/// origin are not unique in equilibrium). A link enters at the least cost if that way is dearer by
/// no more than `tolerance`, a share of the cost. Without such links these are the sums along the
/// paths of least cost, as in skim().
Skims skim_ways_in_use(const SkimRequest& request, std::span<const double> volume_per_h,
                       double tolerance);

}  // namespace landlink
