// t0 (f(v/c) - 1) with f(x) = 2 + sqrt(A^2 (1-x)^2 + B^2) - A (1-x) - B, B = (2A-1)/(2A-2), for
// which f(0) = 1 and f(1) = 2. Source: Spiess (1990), Transportation Science 24(2).
#include <cmath>

#include "delay_laws.hpp"
#include "landlink/core/math.hpp"
#include "landlink/core/quadrature.hpp"

namespace landlink {

namespace {

class Conical {
 public:
  explicit Conical(const DelaySpec& spec)
      : time_(delay_parameter(spec, 0)),
        a_(delay_parameter(spec, 1, {.low = 1.0, .above_low = true})),
        b_((2.0 * a_ - 1.0) / (2.0 * a_ - 2.0)),
        capacity_(delay_parameter(spec, 2, {.low = 0.0, .above_low = true})) {}

  [[nodiscard]] double delay(double volume) const { return time_ * excess(volume / capacity_); }

  [[nodiscard]] double derivative(double volume) const {
    const double x = volume / capacity_;
    return time_ / capacity_ * (a_ - a_ * a_ * (1.0 - x) / root(x));
  }

  [[nodiscard]] double slope_growth(double volume) const {
    const double x = volume / capacity_;
    const double r = root(x);
    return time_ / capacity_ * x * (a_ * a_) * (b_ * b_) / (r * r * r);
  }

  [[nodiscard]] double integral(double volume) const {
    return time_ * capacity_ * area(volume / capacity_);
  }

 private:
  [[nodiscard]] double root(double x) const {
    const double w = a_ * (1.0 - x);
    return std::sqrt(w * w + b_ * b_);
  }
  /// f(x) - 1. The root at zero is A + B - 1; the difference of the two roots is taken by its
  /// conjugate, so that nothing cancels near zero.
  [[nodiscard]] double excess(double x) const {
    return a_ * x * (1.0 + a_ * (x - 2.0) / (root(x) + a_ + b_ - 1.0));
  }
  [[nodiscard]] double area(double x) const {
    // Quadrature where the closed form would cancel: the root's branch points are at 1 +- i B/A.
    if (x <= 0.5) return gauss_legendre([this](double y) { return excess(y); }, 0.0, x);
    const auto antiderivative = [this](double w, double s) {
      const double sum = w < 0.0 ? b_ * b_ / (s - w) : w + s;
      return 0.5 * (w * s + b_ * b_ * math::log(sum));
    };
    const double root_at_zero = a_ + b_ - 1.0;
    return 0.5 * a_ * x * x - root_at_zero * x +
           (antiderivative(a_, root_at_zero) - antiderivative(a_ * (1.0 - x), root(x))) / a_;
  }

  double time_;
  double a_;
  double b_;
  double capacity_;
};

}  // namespace

std::unique_ptr<DelayFunction> make_conical(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return Conical(spec); });
}

}  // namespace landlink
