#pragma once

#include <vector>

#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// A side constraint per quota of the model's access rights: trucks of the one country, loaded or
/// empty, that cross into the other and go on, per operating hour. In the order of the rights; a
/// quota of a pair that no class of trucks can use is left out.
std::vector<SideConstraint> permit_constraints(const TransportModel& model);

/// Whose trucks hold the permits of a side constraint; the empty code where it counts none.
CountryCode permit_holder(const TransportModel& model, const SideConstraint& constraint);

/// A quota in an equilibrium.
struct PermitReport {
  CountryCode vehicle = {};
  CountryCode country = {};
  double permits_per_day = 0.0;
  double used_per_day = 0.0;
  /// What one more permit would save: the constraint's multiplier, in hours of a truck; zero while
  /// permits are left.
  double worth_h = 0.0;
  double worth_usd = 0.0;  ///< at the mean value of a vehicle hour of those who hold permits
};

/// Of the problem that `flows` solves, which holds permit_constraints(model).
std::vector<PermitReport> permit_reports(const TransportModel& model,
                                         const AssignmentProblem& problem,
                                         const AssignmentResult& flows);

}  // namespace landlink
