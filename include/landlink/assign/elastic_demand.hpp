#pragma once

#include <string_view>
#include <vector>

#include "landlink/demand/od_matrix.hpp"

namespace landlink {

/// How trips answer to their cost u, around a reference demand d0 at a reference cost u0, with the
/// elasticity e < 0 there.
enum class DemandForm {
  fixed,
  power,        ///< d0 (u/u0)^e
  exponential,  ///< d0 exp(e (u/u0 - 1))
  linear,       ///< d0 (1 + e (u/u0 - 1))
};
std::string_view name_of(DemandForm form);

/// Elastic demand of a class. The reference demand is the class's demand matrix; vectors run over
/// its cells in the order of OdMatrix::entries().
struct ElasticDemand {
  DemandForm form = DemandForm::fixed;
  std::vector<double> reference_cost = {};  ///< in the class's cost unit, > 0
  std::vector<double> elasticity = {};      ///< at the reference, < 0
  /// What stays and what comes at any cost, as shares of d0: demand is held between them.
  double least_share = 0.1;  ///< above 0 unless linear
  double most_share = 2.0;
};

/// Demand per unit of reference demand at a cost per unit of reference cost, within the shares.
double demand_ratio(const ElasticDemand& elastic, double elasticity, double cost_ratio);

/// How elastic demand was met.
struct ElasticState {
  /// demand_per_h[class]: what is assigned, vehicles/h; of a fixed class its demand.
  std::vector<OdMatrix> demand_per_h = {};
  /// sum |d - D(u)| / sum d over cells of elastic classes, u the least cost at the volumes held.
  double demand_gap = 0.0;
  std::size_t cells_at_least = 0;  ///< held at the least share
  std::size_t cells_at_most = 0;
};

}  // namespace landlink
