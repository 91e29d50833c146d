// Biconjugate Frank-Wolfe: each direction is conjugate to the two before it. Source: Mitradjieva
// and Lindberg (2013), Transportation Science 47(2).
#include <algorithm>
#include <utility>

#include "conjugate.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

/// How much the two earlier targets weigh against an all-or-nothing loading of weight 1.
struct Weights {
  double previous = 0.0;
  double before_previous = 0.0;
};

class ConjugateToTwo final : public DirectionRule {
 public:
  void choose_target(const DirectionContext& context, std::span<double> target) override {
    // After a step of nearly one the earlier directions have no length left.
    constexpr double kFullStep = 0.99;
    if (previous_.empty() || context.previous_step > kFullStep) {
      previous_.clear();
      std::copy(context.loaded.begin(), context.loaded.end(), target.begin());
    } else if (before_previous_.empty()) {
      mix(conjugate_share(context, previous_.total), previous_.by_class, context.loaded, target);
    } else {
      const Weights weights = conjugate_weights(context);
      const double scale = 1.0 / (1.0 + weights.previous + weights.before_previous);
      for (std::size_t i = 0; i < target.size(); ++i) {
        target[i] = scale * (context.loaded[i] + weights.previous * previous_.by_class[i] +
                             weights.before_previous * before_previous_.by_class[i]);
      }
    }
    std::swap(before_previous_, previous_);
    previous_.set(target, context.total.size());
  }

  void restart(std::span<const double> loaded) override {
    before_previous_.clear();
    previous_.set(loaded, previous_.total.size());
  }

 private:
  [[nodiscard]] Weights conjugate_weights(const DirectionContext& context) const {
    const double step = context.previous_step;
    const std::size_t links = context.total.size();
    const auto loaded = [&](std::size_t i) { return context.total_loaded[i] - context.total[i]; };
    // The previous direction, and the one before it as seen from where the last step ended.
    const auto first = [&](std::size_t i) { return previous_.total[i] - context.total[i]; };
    const auto second = [&](std::size_t i) {
      return step * previous_.total[i] + (1.0 - step) * before_previous_.total[i] -
             context.total[i];
    };
    const auto product = [&](const auto& a, const auto& b) {
      return blocked_sum(links, [&](std::size_t i) { return a(i) * context.curvature[i] * b(i); });
    };
    const auto between = [&](std::size_t i) {
      return before_previous_.total[i] - previous_.total[i];
    };
    Weights weights;
    const double second_length = product(second, between);
    if (second_length != 0.0) {
      weights.before_previous = std::max(0.0, -product(second, loaded) / second_length);
    }
    const double first_length = product(first, first);
    if (first_length != 0.0) {
      weights.previous = std::max(0.0, -product(first, loaded) / first_length +
                                           weights.before_previous * step / (1.0 - step));
    }
    return weights;
  }

  EarlierTarget previous_;
  EarlierTarget before_previous_;
};

}  // namespace

AssignmentResult solve_bfw(const AssignmentProblem& problem, const AssignmentOptions& options,
                           const Observer& observer) {
  ConjugateToTwo rule;
  return solve_by_directions(problem, options, observer, rule);
}

}  // namespace landlink
