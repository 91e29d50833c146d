#pragma once

#include <Eigen/Core>
#include <deque>
#include <limits>
#include <vector>

#include "landlink/demand/freight_demand.hpp"

namespace landlink {

/// The next demand to try in search of one that is its own answer, x = F(x).
///
/// Anderson's mixing: of the last few demands and their answers the combination whose differences
/// F(x) - x cancel best, taken to its answer. Where that would leave a pair less than nothing, or
/// the residual has grown, a plain step towards the answer, halved each time that it grows.
/// Combinations have weights of sum 1, so that totals which all demands share are kept.
/// Source: Walker & Ni (2011), SIAM Journal on Numerical Analysis 49(4).
class DemandMixing {
 public:
  /// `residual` is relative_difference(now, wanted). Commodities beyond those of `wanted` stay.
  FreightDemand next(const FreightDemand& now, const FreightDemand& wanted, double residual);

 private:
  std::deque<Eigen::VectorXd> demand_changes_;
  std::deque<Eigen::VectorXd> difference_changes_;
  Eigen::VectorXd last_demand_;
  Eigen::VectorXd last_difference_;
  double last_residual_ = std::numeric_limits<double>::infinity();
  double step_ = 1.0;
};

}  // namespace landlink
