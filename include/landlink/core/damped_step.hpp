#pragma once

#include <limits>

namespace landlink {

/// The step of a fixed-point iteration x += step (F(x) - x): as given at first, and half as long
/// whenever the residual has grown, so that full steps which overshoot do not swing for ever.
class DampedStep {
 public:
  explicit DampedStep(double first) : step_(first) {}

  /// The step to take at a residual.
  double at(double residual) {
    if (residual > last_) step_ *= 0.5;
    last_ = residual;
    return step_;
  }

 private:
  double step_;
  double last_ = std::numeric_limits<double>::infinity();
};

}  // namespace landlink
