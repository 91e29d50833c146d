#pragma once

#include "landlink/cost/classes.hpp"
#include "landlink/demand/od_matrix.hpp"

namespace landlink {

/// Empty vehicles that loaded ones cause: from i to j, `return_share` times the loaded vehicles
/// from j to i. All traffic from i to j is then x_ij / a + p x_ji / a.
///
/// `return_share` is 0 where every vehicle finds a load or stays, 1 where none does; a vehicle
/// type's empty_share is its mean over a network. Trips within a zone cause none. Throws Error
/// outside 0 to 1.
/// Source: Noortman & van Es (1978), Traffic Model.
OdMatrix empty_vehicles(const OdMatrix& loaded_vehicles, double return_share);

/// Adds the empty trips of all loaded classes as classes of their own, after them: one for each
/// cost curve, nationality and right of access, "empty-articulated-domestic" or
/// "empty-articulated-international-tha", with what its vehicles are without a load. Their
/// commodity is `none`, which has no tonnes. Vehicles of the loaded classes are marked
/// (`empties_in_traffic`); vehicles without a load are put after the others.
void add_empty_classes(ClassDemand& demand, std::vector<VehicleType>& vehicles, CommodityId none,
                       const CostSettings& settings = {});

}  // namespace landlink
