#include "landlink/assign/line_search.hpp"

#include <cmath>

namespace landlink {

double find_zero_step(const std::function<Slope(double)>& function, double value_at_zero) {
  constexpr int kMostEvaluations = 60;
  constexpr double kTolerance = 1e-9;
  const Slope at_one = function(1.0);
  if (at_one.value <= 0.0) return 1.0;
  double low = 0.0;
  double high = 1.0;
  // The first guess is the secant through both ends.
  double step = value_at_zero / (value_at_zero - at_one.value);
  for (int evaluation = 2; evaluation < kMostEvaluations; ++evaluation) {
    const Slope here = function(step);
    if (std::abs(here.value) <= kTolerance * std::abs(value_at_zero)) break;
    (here.value < 0.0 ? low : high) = step;
    double next = step - here.value / here.derivative;
    // Written so that a slope of zero or not a number falls back on halving.
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    if (next == step || next <= low || next >= high) break;
    step = next;
  }
  return step;
}

}  // namespace landlink
