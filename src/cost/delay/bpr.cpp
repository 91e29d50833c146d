// t0 b (v/c)^p. Source: Bureau of Public Roads, Traffic Assignment Manual (1964).
#include <algorithm>
#include <array>
#include <cmath>

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
    general_ = scale_ > 0.0 && power_ != std::floor(power_);
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

  // Powers that are no products come in vectors, with the same bits as one by one.
  static void delays(std::span<const Bpr> laws, std::span<const double> volume,
                     std::span<double> delay) {
    with_powers(
        laws, volume, delay, [](const Bpr& law, double v) { return law.delay(v); },
        [](const Bpr& law, double v) {
          return PowerTerm{v / law.capacity_, law.power_};
        },
        [](const Bpr& law, double, double power) { return law.scale_ * power; });
  }
  static void derivatives(std::span<const Bpr> laws, std::span<const double> volume,
                          std::span<double> derivative) {
    with_powers(
        laws, volume, derivative, [](const Bpr& law, double v) { return law.derivative(v); },
        [](const Bpr& law, double v) {
          return PowerTerm{law.base_below(v / law.capacity_), law.power_ - 1.0};
        },
        [](const Bpr& law, double, double power) {
          return law.scale_ * law.power_ / law.capacity_ * power;
        });
  }
  static void integrals(std::span<const Bpr> laws, std::span<const double> volume,
                        std::span<double> integral) {
    with_powers(
        laws, volume, integral, [](const Bpr& law, double v) { return law.integral(v); },
        [](const Bpr& law, double v) {
          return PowerTerm{v / law.capacity_, law.power_};
        },
        [](const Bpr& law, double v, double power) {
          return law.scale_ * power * v / (law.power_ + 1.0);
        });
  }

 private:
  struct PowerTerm {
    double base;
    double exponent;
  };
  /// result[i] is alone(law, v) where no general power is in it, else finish(law, v, the power of
  /// term(law, v)).
  template <class Alone, class Term, class Finish>
  static void with_powers(std::span<const Bpr> laws, std::span<const double> volume,
                          std::span<double> result, const Alone& alone, const Term& term,
                          const Finish& finish) {
    constexpr std::size_t kBatch = 64;
    std::array<double, kBatch> base;
    std::array<double, kBatch> exponent;
    std::array<double, kBatch> power;
    std::array<std::size_t, kBatch> place;
    std::size_t waiting = 0;
    const auto flush = [&] {
      math::pow(std::span(base).first(waiting), std::span(exponent).first(waiting), power);
      for (std::size_t j = 0; j < waiting; ++j) {
        result[place[j]] = finish(laws[place[j]], volume[place[j]], power[j]);
      }
      waiting = 0;
    };
    for (std::size_t i = 0; i < laws.size(); ++i) {
      if (!laws[i].general_) {
        result[i] = alone(laws[i], volume[i]);
        continue;
      }
      const PowerTerm t = term(laws[i], volume[i]);
      base[waiting] = t.base;
      exponent[waiting] = t.exponent;
      place[waiting] = i;
      if (++waiting == kBatch) flush();
    }
    flush();
  }

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
    return math::pow(base_below(x), power_ - 1.0);
  }
  [[nodiscard]] double base_below(double x) const { return power_ < 1.0 ? std::max(x, 1e-9) : x; }

  double scale_;
  double power_;
  double capacity_ = 1.0;
  bool general_ = false;  ///< the power is no product of a few factors
};

}  // namespace

std::unique_ptr<DelayFunction> make_bpr(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return Bpr(spec); });
}

}  // namespace landlink
