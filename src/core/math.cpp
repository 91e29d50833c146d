#include "landlink/core/math.hpp"

#include <sleef.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

bool is_product_power(double y) {
  return y >= 0.0 && y <= kLargestProductPower && y == static_cast<int>(y);
}

// Two lanes of SSE2, which every x86-64 has, at two thirds of the cost of SLEEF's scalar function:
// 60 ns alone, 30 ns each in pairs, against 88 ns.
#ifdef __SSE2__
__m128d general_powers(__m128d x, __m128d y) { return Sleef_cinz_powd2_u10sse2(x, y); }
double general_power(double x, double y) {
  return _mm_cvtsd_f64(general_powers(_mm_set1_pd(x), _mm_set1_pd(y)));
}
#else
double general_power(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }
#endif

}  // namespace

double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }

double log(double x) { return Sleef_cinz_logd1_u10purec(x); }

double pow(double x, double y) {
  return is_product_power(y) ? integer_power(x, static_cast<int>(y)) : general_power(x, y);
}

void pow(std::span<const double> x, std::span<const double> y, std::span<double> result) {
  std::size_t i = 0;
#ifdef __SSE2__
  for (; i + 2 <= x.size(); i += 2) {
    if (is_product_power(y[i]) || is_product_power(y[i + 1])) {
      result[i] = pow(x[i], y[i]);
      result[i + 1] = pow(x[i + 1], y[i + 1]);
    } else {
      _mm_storeu_pd(&result[i], general_powers(_mm_loadu_pd(&x[i]), _mm_loadu_pd(&y[i])));
    }
  }
#endif
  for (; i < x.size(); ++i) result[i] = pow(x[i], y[i]);
}

}  // namespace landlink::math
