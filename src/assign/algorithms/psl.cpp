// Path-size logit.
#include "../stochastic/path_equilibrium.hpp"
#include "landlink/assign/path_overlap.hpp"

namespace landlink {

AssignmentResult solve_psl(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer) {
  return solve_path_logit(problem, options, observer, set_path_sizes);
}

}  // namespace landlink
