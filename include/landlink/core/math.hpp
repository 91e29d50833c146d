#pragma once

#include <span>

namespace landlink::math {

// Transcendental functions whose bits do not depend on the processor. The C library picks an
// implementation by instruction set and their last bits differ; these are SLEEF's deterministic
// ones without fused multiply-add (1.0 ulp), whose scalar and vector variants have the same bits
// everywhere.

double exp(double x);
double log(double x);
/// x to the power y, x >= 0. Powers 0, 1, 2, 3, 4, ... up to 16 are products, exact to rounding.
double pow(double x, double y);
/// The same for many, result[i] = pow(x[i], y[i]), bit by bit what the scalar function gives.
void pow(std::span<const double> x, std::span<const double> y, std::span<double> result);

}  // namespace landlink::math
