#pragma once

#include <functional>

namespace landlink {

/// Value and slope of a function at a point.
struct Slope {
  double value = 0.0;
  double derivative = 0.0;
};

/// Where a non-decreasing function that is negative at 0 turns positive on [0, 1], or 1 where it
/// does not. Newton's steps inside a shrinking bracket; ends when the value has fallen to 1e-9 of
/// that at zero, when the bracket is empty, or after 60 evaluations.
double find_zero_step(const std::function<Slope(double)>& function, double value_at_zero);

}  // namespace landlink
