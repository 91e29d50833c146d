#pragma once

#include <map>
#include <string>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// What trucks and loads pay on one day for limits that bind, by the country of those who have it,
/// and by ClassId: multiplier x what is used, at the value of the class's hour.
///
/// A permit's price goes to the carriers of the country whose trucks hold the permits, that of a
/// yard, port, airport or line to those who run it, carriers of the country in which it lies (both
/// assumed); "world" where that is not known. Empty trucks whose way back freight weighs count for
/// no user and pay nothing here either.
using DayRents = std::map<std::string, std::vector<double>>;

/// `flows` solve `assignment_problem(model)`. Nothing where no limit binds.
DayRents day_rents(const TransportModel& model, const AssignmentResult& flows);

}  // namespace landlink
