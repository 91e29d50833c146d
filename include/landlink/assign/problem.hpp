#pragma once

#include <functional>
#include <string>
#include <vector>

#include "landlink/assign/elastic_demand.hpp"
#include "landlink/assign/side_constraint.hpp"
#include "landlink/core/error.hpp"
#include "landlink/cost/delay_function.hpp"
#include "landlink/demand/od_matrix.hpp"
#include "landlink/network/graph.hpp"

namespace landlink {

/// Traffic that sees the same costs and may use the same links.
struct UserClass {
  std::string name = {};
  double pce = 1.0;  ///< passenger-car equivalents of one vehicle, the same on every link
  /// By LinkId: the class's own cost of a link besides delay; infinite where it may not go.
  std::vector<double> constant_cost = {};
  OdMatrix demand_per_h = {};  ///< vehicles/h, zones x zones; intrazonal cells are not assigned
  ElasticDemand elastic = {};  ///< how the demand answers to cost; fixed unless it says otherwise
  /// By LinkId: pcu of one vehicle there, > 0; empty: `pce` everywhere. Where it varies, no
  /// objective exists: the equilibrium is found by diagonalisation (GapKind).
  std::vector<double> link_pce = {};
  /// Stochastic choice: units in which theta is stated, per unit of this class's cost (USD/t per
  /// hour of the vehicle in Landlink's studies).
  double choice_scale = 1.0;
};

/// A multi-class traffic assignment problem.
///
/// Class k pays on link a: constant_cost[k][a] + delay_weight[a] * delay_a(v), where v is the sum
/// over classes of pce times flow, plus the preload. Costs are in one unit for all classes (hours
/// in Landlink; a class's money is divided by its value of time). Since the delay is shared, the
/// equilibrium minimises Beckmann's objective
///   sum_k sum_a constant_ka v_ka + sum_a delay_weight_a * integral of delay_a from preload to v,
/// v_ka in pcu/h (docs/model.md, section 3).
struct AssignmentProblem {
  const Graph* graph = nullptr;        ///< must outlive the problem
  const LinkDelays* delays = nullptr;  ///< must outlive the problem
  std::vector<NodeId> centroids = {};  ///< by ZoneId
  /// By NodeId: 1 where paths may start or end but not pass. Empty: none.
  std::vector<char> closed_to_through = {};
  std::vector<double> preload_pcu_per_h = {};  ///< by LinkId; empty: none
  std::vector<double> delay_weight = {};       ///< by LinkId; empty: 1
  std::vector<UserClass> classes = {};
  /// Limits that flows keep, at a price where they bind (solved by multipliers, see result.hpp).
  std::vector<SideConstraint> side_constraints = {};

  /// By LinkId: what overlap of paths is measured by in stochastic choice, such as km; empty: the
  /// least constant cost over classes.
  std::vector<double> overlap_measure = {};
  /// Where a link is, for messages; without it they give its number and ends.
  std::function<Place(LinkId)> place_of = {};
};

}  // namespace landlink
