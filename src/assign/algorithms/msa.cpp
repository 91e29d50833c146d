// Method of successive averages: after n loadings, the mean of them all.
#include <algorithm>

#include "../frank_wolfe.hpp"

namespace landlink {

namespace {

class SuccessiveAverages final : public DirectionRule {
 public:
  void choose_target(const DirectionContext& context, std::span<double> target) override {
    std::copy(context.loaded.begin(), context.loaded.end(), target.begin());
  }
  [[nodiscard]] std::optional<double> fixed_step(int iteration) const override {
    return 1.0 / (iteration + 1.0);
  }
};

}  // namespace

AssignmentResult solve_msa(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer) {
  SuccessiveAverages rule;
  return solve_by_directions(problem, options, observer, rule);
}

}  // namespace landlink
