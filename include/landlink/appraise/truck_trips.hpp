#pragma once

#include "landlink/assign/path_set.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// Trips of loaded trucks by class, vehicles/h between zones, of freight that goes by several
/// modes: a path by truck alone is a trip from its origin to its destination, one by train, vessel
/// or flight a trip for each stretch by truck. A terminal belongs to the zone of its country that
/// is nearest, as the crow flies; stretches within a zone are no trips. Empty classes have none.
IdVector<ClassId, OdMatrix> truck_trips(const TransportModel& model, const PathFlows& paths);

/// Trips of all classes, vehicles/h, in which the empty ones follow given trips of loaded trucks:
/// from j to i the vehicle's empty share of the loaded ones from i to j.
struct FollowingEmpties {
  IdVector<ClassId, OdMatrix> vehicles_per_h = {};
  double change = 0.0;  ///< sum |empty trips - those of the model| over the sum of these
};
FollowingEmpties following_empties(const TransportModel& model,
                                   const IdVector<ClassId, OdMatrix>& loaded_trips);

}  // namespace landlink
