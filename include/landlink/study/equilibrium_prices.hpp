#pragma once

#include <Eigen/Core>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// What shippers of one commodity meet in an equilibrium, zones x zones.
struct EquilibriumPrices {
  /// USD per tonne: what its classes expect to pay for the best of their ways over all modes (the
  /// logsum under logit, the least cost under user equilibrium), a mean by tonnes over the trucks
  /// of different nationalities and loads. Infinite where the commodity has no freight, or no way.
  Eigen::MatrixXd usd_per_t = {};
  /// Part of the tonnes that goes by truck all the way; 1 where the commodity has no freight.
  Eigen::MatrixXd by_truck = {};
};

/// By commodity, of the model's first `commodities`; prices of side constraints are included.
///
/// `flows` solves `assignment_problem(model)`. Where it keeps no paths, costs are those of least
/// cost at its delays, and a pair goes by truck where its cheapest way does.
std::vector<EquilibriumPrices> equilibrium_prices(const TransportModel& model,
                                                  const AssignmentResult& flows,
                                                  std::size_t commodities);

}  // namespace landlink
