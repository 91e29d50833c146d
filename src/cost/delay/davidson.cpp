// t0 J x / (1-x) with x = v/c, continued by its tangent from x = 0.95 so that it is finite at any
// load. Source: Davidson (1966), Australian Road Research Board 3(1); the tangent after Tisato.
#include <algorithm>

#include "delay_laws.hpp"
#include "landlink/border/queue.hpp"

namespace landlink {

namespace {

constexpr double kTangentFrom = 0.95;

class Davidson {
 public:
  explicit Davidson(const DelaySpec& spec)
      : scale_(delay_parameter(spec, 0) * delay_parameter(spec, 1)),
        capacity_(delay_parameter(spec, 2, {.low = 0.0, .above_low = true})) {}

  [[nodiscard]] double delay(double volume) const {
    const double x = volume / capacity_;
    const double curve = std::min(x, kTangentFrom);
    return scale_ * (curve / (1.0 - curve) + slope(curve) * (x - curve));
  }
  [[nodiscard]] double derivative(double volume) const {
    return scale_ / capacity_ * slope(std::min(volume / capacity_, kTangentFrom));
  }
  [[nodiscard]] double slope_growth(double volume) const {
    const double x = volume / capacity_;
    return x < kTangentFrom ? scale_ / capacity_ * x * 2.0 * slope(x) / (1.0 - x) : 0.0;
  }
  [[nodiscard]] double integral(double volume) const {
    const double x = volume / capacity_;
    const double curve = std::min(x, kTangentFrom);
    const double over = x - curve;
    return scale_ * capacity_ *
           (log_tail(curve) + over * (curve / (1.0 - curve) + 0.5 * slope(curve) * over));
  }

 private:
  static double slope(double x) { return 1.0 / ((1.0 - x) * (1.0 - x)); }

  double scale_;
  double capacity_;
};

}  // namespace

std::unique_ptr<DelayFunction> make_davidson(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return Davidson(spec); });
}

}  // namespace landlink
