#pragma once

namespace landlink::math {

// Transcendental functions whose bits do not depend on the processor. The C library picks an
// implementation by instruction set and their last bits differ; these are SLEEF's scalar ones
// without fused multiply-add (1.0 ulp), the same everywhere.

double exp(double x);
double log(double x);
/// x to the power y, x >= 0. Powers 0, 1, 2, 3, 4, ... up to 16 are products, exact to rounding.
double pow(double x, double y);

}  // namespace landlink::math
