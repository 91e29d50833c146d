#pragma once

#include <Eigen/Core>
#include <functional>

#include "landlink/demand/gravity.hpp"

namespace landlink {

struct CombinedOptions {
  double tolerance = 1e-9;  ///< of the residual, relative to the total
  int max_iterations = 200;
  double first_step = 1.0;  ///< share of the way to the new distribution, in (0, 1]
};

/// A distribution and the costs that it causes, each following from the other.
struct CombinedDistribution {
  Eigen::MatrixXd trips = {};
  Eigen::MatrixXd cost = {};
  double residual = 0.0;  ///< sum |trips - gravity(cost(trips))| / sum trips
  int iterations = 0;
  bool converged = false;
};

/// Distribution and congestion in equilibrium: trips = gravity(cost(trips)), doubly constrained.
///
/// `cost_of` gives the costs between zones, USD/t, that trips cause: a skim of an assignment, say.
/// The trips move a step towards the gravity of their costs; the step halves whenever the residual
/// grows. The solution is that of the combined programme when the assignment is in equilibrium.
/// An unfinished run is returned with `converged` false. Throws as gravity() does.
/// Source: Evans (1976), Transportation Research 10(1), for the model.
CombinedDistribution combined_distribution(
    const std::function<Eigen::MatrixXd(const Eigen::MatrixXd& trips)>& cost_of,
    const Eigen::VectorXd& productions, const Eigen::VectorXd& attractions, const Deterrence& form,
    const CombinedOptions& options = {});

}  // namespace landlink
