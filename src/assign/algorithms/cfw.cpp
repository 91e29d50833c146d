// Conjugate Frank-Wolfe: each direction is conjugate to the previous one with respect to the
// objective's second derivatives. Source: Mitradjieva and Lindberg (2013), Transportation Science
// 47(2).
#include "conjugate.hpp"

namespace landlink {

namespace {

class ConjugateToPrevious final : public DirectionRule {
 public:
  void choose_target(const DirectionContext& context, std::span<double> target) override {
    const double share = previous_.empty() ? 0.0 : conjugate_share(context, previous_.total);
    mix(share, share == 0.0 ? context.loaded : previous_.by_class, context.loaded, target);
    previous_.set(target, context.total.size());
  }
  void restart(std::span<const double> loaded) override {
    previous_.set(loaded, previous_.total.size());
  }

 private:
  EarlierTarget previous_;
};

}  // namespace

AssignmentResult solve_cfw(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer) {
  ConjugateToPrevious rule;
  return solve_by_directions(problem, options, observer, rule);
}

}  // namespace landlink
