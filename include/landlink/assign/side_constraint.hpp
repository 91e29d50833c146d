#pragma once

#include <string>
#include <vector>

#include "landlink/core/id.hpp"

namespace landlink {

/// What one vehicle of a class takes of a side constraint when it uses a link.
struct SideTerm {
  std::size_t user_class = 0;  ///< place in AssignmentProblem::classes
  LinkId link = {};
  double coefficient = 1.0;  ///< constraint units per vehicle, > 0: 1 permit, 30 t on a bridge
};

/// A limit on what all links and classes together take:
///   sum over terms of coefficient x volume (vehicles/h) <= limit.
/// Permit quotas, yard slots, tonnes over a bridge.
struct SideConstraint {
  std::string name = {};
  std::vector<SideTerm> terms = {};  ///< no two with the same class and link
  double limit = 0.0;                ///< units/h, not negative
  std::string unit = "vehicles";     ///< of the constraint, for messages and results
};

/// A side constraint at the end of an assignment.
struct SideConstraintState {
  double value = 0.0;  ///< sum over terms, units/h
  /// What one more unit is worth: the price, in the classes' cost unit per unit of the constraint,
  /// that a vehicle pays for each unit it takes. Zero where there is slack.
  double multiplier = 0.0;
  double violation = 0.0;        ///< max(0, value - limit) / scale
  double complementarity = 0.0;  ///< multiplier x |limit - value| / total cost
};

}  // namespace landlink
