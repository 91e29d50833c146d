// t0 b (v/c)^p. Source: Bureau of Public Roads, Traffic Assignment Manual (1964).
#include <algorithm>

#include "delay_laws.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/math.hpp"

namespace landlink {

namespace {

class Bpr {
 public:
  explicit Bpr(const DelaySpec& spec)
      : scale_(delay_parameter(spec, 0) * delay_parameter(spec, 1)),
        power_(delay_parameter(spec, 3)) {
    // A power of zero adds a constant, which belongs to the link's own time.
    if (power_ == 0.0) scale_ = 0.0;
    // A link without delay may come with any capacity, zero included.
    if (scale_ > 0.0) capacity_ = delay_parameter(spec, 2, {.low = 0.0, .above_low = true});
  }

  [[nodiscard]] double delay(double volume) const { return scale_ * power(volume / capacity_); }

  [[nodiscard]] double derivative(double volume) const {
    if (scale_ == 0.0) return 0.0;
    const double x = volume / capacity_;
    return scale_ * power_ / capacity_ * power_below(x);
  }

  [[nodiscard]] double integral(double volume) const {
    return delay(volume) * volume / (power_ + 1.0);
  }

  [[nodiscard]] double slope_growth(double volume) const {
    return (power_ - 1.0) * derivative(volume);
  }

  [[nodiscard]] DelayPoint at(double volume) const {
    if (scale_ == 0.0) return {};
    const double x = volume / capacity_;
    const double below = power_below(x);
    // One power for both, but where power_below is not x^(p-1).
    const double delay = power_ < 1.0 ? scale_ * power(x) : scale_ * below * x;
    return {.delay = delay, .derivative = scale_ * power_ / capacity_ * below};
  }

 private:
  [[nodiscard]] double power(double x) const {
    if (scale_ == 0.0) return 0.0;
    if (power_ == 4.0) return (x * x) * (x * x);
    if (power_ == 1.0) return x;
    return math::pow(x, power_);
  }
  /// x^(p-1); a power below 1 starts with an infinite slope, of which we take a very steep one.
  [[nodiscard]] double power_below(double x) const {
    if (power_ == 4.0) return (x * x) * x;
    if (power_ == 1.0) return 1.0;
    return math::pow(power_ < 1.0 ? std::max(x, 1e-9) : x, power_ - 1.0);
  }

  double scale_;
  double power_;
  double capacity_ = 1.0;
};

}  // namespace

std::unique_ptr<DelayFunction> make_bpr(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return Bpr(spec); });
}

}  // namespace landlink
