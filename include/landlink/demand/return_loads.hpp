#pragma once

#include <Eigen/Core>

namespace landlink {

/// The part of an empty way back that a loaded trip from i to j pays for, 0 to 1.
///
/// A truck that comes to j finds a load back to i with the chance rho_ij = x_ji / (x_ij + x_ji) of
/// the loaded vehicles x; a trip pays 2 k p (1 - rho_ij), p the return share, so that the direction
/// with more freight pays for most of the empty trips. k makes the payments, weighted by
/// `way_back` (the cost of the empty way from j to i), those of p of all trips: carriers earn what
/// their empty trips cost. Matrices are regions x regions; cells without freight pay as if theirs
/// was alone.
Eigen::MatrixXd empty_way_charge(const Eigen::MatrixXd& loaded_vehicles,
                                 const Eigen::MatrixXd& way_back, double return_share);

}  // namespace landlink
