#include "landlink/core/math.hpp"

#include <sleef.h>

namespace landlink::math {

namespace {

constexpr int kLargestProductPower = 16;

/// x^n by repeated squaring: the same products in the same order everywhere.
double integer_power(double x, int n) {
  double result = 1.0;
  for (double square = x; n > 0; n >>= 1, square *= square) {
    if ((n & 1) != 0) result *= square;
  }
  return result;
}

}  // namespace

double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }

double log(double x) { return Sleef_cinz_logd1_u10purec(x); }

double pow(double x, double y) {
  if (y >= 0.0 && y <= kLargestProductPower && y == static_cast<int>(y)) {
    return integer_power(x, static_cast<int>(y));
  }
  return Sleef_cinz_powd1_u10purec(x, y);
}

}  // namespace landlink::math
