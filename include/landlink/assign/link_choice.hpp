#pragma once

#include <span>

#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"

namespace landlink {

/// What volumes say of a link-based logit equilibrium (algorithm `dial`).
struct LinkChoiceCheck {
  double residual = 0.0;   ///< sum |v - F(v)| / sum v over classes and links
  double objective = 0.0;  ///< Beckmann's at v and the entropy of F(v)
};

/// Loads the demand at the costs of `class_volume` (classes x links, pcu/h) and compares.
/// `class_price` (classes x links, or empty) is paid besides, for side constraints.
/// Precondition: the problem is valid.
LinkChoiceCheck check_link_choice(const AssignmentProblem& problem,
                                  const AssignmentOptions& options,
                                  std::span<const double> class_volume,
                                  std::span<const double> class_price = {});

}  // namespace landlink
