#pragma once

#include <string>
#include <vector>

#include "landlink/scenario/scenario.hpp"

namespace landlink {

/// What the order of a scenario's interventions decides, a sentence each: where two that open in
/// different years, or that state an order, set the same field to different values, the later one
/// holds; and what one does to a link that another closes for good, nobody uses from then on.
/// `check(scenario, base)` must hold.
std::vector<std::string> order_notes(const Scenario& scenario, const TransportModel& base);

}  // namespace landlink
