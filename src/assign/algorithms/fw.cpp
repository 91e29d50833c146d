// Frank and Wolfe (1956) on Beckmann's objective: towards all-or-nothing, by an exact line search.
#include <algorithm>

#include "../frank_wolfe.hpp"

namespace landlink {

namespace {

class TowardsShortestPaths final : public DirectionRule {
 public:
  void choose_target(const DirectionContext& context, std::span<double> target) override {
    std::copy(context.loaded.begin(), context.loaded.end(), target.begin());
  }
};

}  // namespace

AssignmentResult solve_fw(const AssignmentProblem& problem, const AssignmentOptions& options,
                          const Observer& observer) {
  TowardsShortestPaths rule;
  return solve_by_directions(problem, options, observer, rule);
}

}  // namespace landlink
