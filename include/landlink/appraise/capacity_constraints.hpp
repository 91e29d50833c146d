#pragma once

#include <vector>

#include "landlink/assign/side_constraint.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// What trains, vessels and flights carry in a day in each direction, and what a yard, port or
/// airport handles in all: limits in t/day on the links of other modes than the road. A multiplier
/// is worth hours of a vehicle for one tonne a day more. None where no class may use the links.
std::vector<SideConstraint> capacity_constraints(const TransportModel& model);

}  // namespace landlink
