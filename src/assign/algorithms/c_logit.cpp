// C-logit: commonality factors.
#include "../stochastic/path_equilibrium.hpp"
#include "landlink/assign/path_overlap.hpp"

namespace landlink {

AssignmentResult solve_c_logit(const AssignmentProblem& problem, const AssignmentOptions& options,
                               const Observer& observer) {
  return solve_path_logit(problem, options, observer, set_commonalities);
}

}  // namespace landlink
