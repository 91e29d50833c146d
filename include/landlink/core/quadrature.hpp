#pragma once

#include <array>
#include <cstddef>

namespace landlink {

/// Integral of a smooth function over [low, high] by the 10-point Gauss-Legendre rule: exact for
/// polynomials up to degree 19; for a function whose nearest singularity is as far from the
/// interval as the interval is long, good to about 1e-15 relative.
template <class Function>
double gauss_legendre(const Function& function, double low, double high) {
  // Abramowitz and Stegun (1964), table 25.4, n = 10.
  constexpr std::array kNodes{0.148874338981631211, 0.433395394129247191, 0.679409568299024406,
                              0.865063366688984511, 0.973906528517171720};
  constexpr std::array kWeights{0.295524224714752870, 0.269266719309996355, 0.219086362515982044,
                                0.149451349150580593, 0.066671344308688138};
  const double middle = 0.5 * (low + high);
  const double half = 0.5 * (high - low);
  double sum = 0.0;
  for (std::size_t i = 0; i < kNodes.size(); ++i) {
    sum +=
        kWeights[i] * (function(middle - half * kNodes[i]) + function(middle + half * kNodes[i]));
  }
  return half * sum;
}

}  // namespace landlink
