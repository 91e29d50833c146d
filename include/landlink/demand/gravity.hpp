#pragma once

#include <Eigen/Core>

#include "landlink/demand/balance.hpp"

namespace landlink {

/// How the attraction of a destination falls with the cost of reaching it:
/// f(c) = c^power exp(-beta c); exponential with power 0 (the default), Tanner's form otherwise.
struct Deterrence {
  double beta_per_usd_t = 0.05;
  double power = 0.0;  ///< at most 0 keeps f falling everywhere; cost 0 needs power 0
};

/// f(c) by cell; 0 where the cost is infinite. `cost` is zones x zones, USD/t, not negative.
///
/// Rows and columns are scaled so that the cheapest cell of each is near 1: distributions do not
/// notice, and costs of thousands of dollars do not underflow. Throws Error for a NaN or negative
/// cost, a beta that is negative or not finite, and a zero cost under Tanner's form.
Eigen::MatrixXd deterrence(const Eigen::MatrixXd& cost_usd_per_t, const Deterrence& form);

/// Doubly constrained: rows sum to productions and columns to attractions.
/// Throws as balance() does, naming the zone.
Eigen::MatrixXd gravity(const Eigen::MatrixXd& cost_usd_per_t, const Eigen::VectorXd& productions,
                        const Eigen::VectorXd& attractions, const Deterrence& form,
                        const BalanceOptions& options = {});

/// Constrained by origin: productions(i) split over destinations by weight(j) f(c_ij), a logit
/// choice of destination when the form is exponential.
Eigen::MatrixXd gravity_by_origin(const Eigen::MatrixXd& cost_usd_per_t,
                                  const Eigen::VectorXd& productions,
                                  const Eigen::VectorXd& destination_weights,
                                  const Deterrence& form, const BalanceOptions& options = {});

/// Constrained by destination: attractions(j) drawn from origins by weight(i) f(c_ij).
Eigen::MatrixXd gravity_by_destination(const Eigen::MatrixXd& cost_usd_per_t,
                                       const Eigen::VectorXd& origin_weights,
                                       const Eigen::VectorXd& attractions, const Deterrence& form,
                                       const BalanceOptions& options = {});

}  // namespace landlink
