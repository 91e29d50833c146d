// Multinomial logit on the set of paths, blind to what they share.
#include "../stochastic/path_equilibrium.hpp"

namespace landlink {

AssignmentResult solve_mnl(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer) {
  return solve_path_logit(problem, options, observer, nullptr);
}

}  // namespace landlink
