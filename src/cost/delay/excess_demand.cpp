// What the trips that are not made save by staying: the inverse of a demand function, read from its
// upper end, W(e) = u(most - e) for an excess e of demand not met, as the delay W(e) - W(0) of a
// link that carries the excess. Source: Gartner (1980), Transportation Science 14(2).
#include <algorithm>

#include "delay_laws.hpp"
#include "landlink/core/math.hpp"
#include "landlink/core/quadrature.hpp"

namespace landlink {

namespace {

/// u = u0 r^(1/e) for a demand of r times the reference.
class PowerInverse {
 public:
  PowerInverse(double cost, double elasticity) : cost_(cost), exponent_(1.0 / elasticity) {}
  [[nodiscard]] double cost(double ratio) const { return cost_ * math::pow(ratio, exponent_); }
  [[nodiscard]] double slope(double ratio) const {
    return cost_ * exponent_ * math::pow(ratio, exponent_ - 1.0);
  }
  [[nodiscard]] double curvature(double ratio) const {
    return cost_ * exponent_ * (exponent_ - 1.0) * math::pow(ratio, exponent_ - 2.0);
  }
  /// From 0 where the exponent allows; only differences are used.
  [[nodiscard]] double area(double ratio) const {
    return exponent_ == -1.0 ? cost_ * math::log(ratio)
                             : cost_ * math::pow(ratio, exponent_ + 1.0) / (exponent_ + 1.0);
  }

 private:
  double cost_;
  double exponent_;
};

/// u = u0 (1 + ln(r) / e).
class ExponentialInverse {
 public:
  ExponentialInverse(double cost, double elasticity) : cost_(cost), elasticity_(elasticity) {}
  [[nodiscard]] double cost(double ratio) const {
    return cost_ * (1.0 + math::log(ratio) / elasticity_);
  }
  [[nodiscard]] double slope(double ratio) const { return cost_ / (elasticity_ * ratio); }
  [[nodiscard]] double curvature(double ratio) const {
    return -cost_ / (elasticity_ * ratio * ratio);
  }
  [[nodiscard]] double area(double ratio) const {
    return cost_ * (ratio + ratio * (math::log(ratio) - 1.0) / elasticity_);
  }

 private:
  double cost_;
  double elasticity_;
};

/// u = u0 (1 + (r - 1) / e).
class LinearInverse {
 public:
  LinearInverse(double cost, double elasticity) : cost_(cost), elasticity_(elasticity) {}
  [[nodiscard]] double cost(double ratio) const {
    return cost_ * (1.0 + (ratio - 1.0) / elasticity_);
  }
  [[nodiscard]] double slope(double /*ratio*/) const { return cost_ / elasticity_; }
  static double curvature(double /*ratio*/) { return 0.0; }
  [[nodiscard]] double area(double ratio) const {
    return cost_ * (ratio + ratio * (0.5 * ratio - 1.0) / elasticity_);
  }

 private:
  double cost_;
  double elasticity_;
};

template <class Inverse>
class ExcessDemand {
 public:
  explicit ExcessDemand(const DelaySpec& spec)
      : reference_(delay_parameter(spec, 0, {.low = 0.0, .above_low = true})),
        inverse_(delay_parameter(spec, 1, {.low = 0.0, .above_low = true}),
                 -delay_parameter(spec, 2, {.low = 0.0, .above_low = true})),
        most_(delay_parameter(spec, 3, {.low = 0.0, .above_low = true})),
        least_(delay_parameter(spec, 4)),
        cost_of_none_(inverse_.cost(most_)) {}

  [[nodiscard]] double delay(double excess) const {
    const double ratio = most_ - excess / reference_;
    const double held = std::max(ratio, least_);
    return inverse_.cost(held) - cost_of_none_ + inverse_.slope(held) * (ratio - held);
  }
  [[nodiscard]] double derivative(double excess) const {
    return -inverse_.slope(std::max(most_ - excess / reference_, least_)) / reference_;
  }
  [[nodiscard]] double slope_growth(double excess) const {
    const double ratio = most_ - excess / reference_;
    return ratio > least_ ? excess * inverse_.curvature(ratio) / (reference_ * reference_) : 0.0;
  }
  [[nodiscard]] double integral(double excess) const {
    const double ratio = most_ - excess / reference_;
    // Quadrature where the closed form would cancel.
    if (ratio >= std::max(least_, 0.75 * most_)) {
      return gauss_legendre([this](double e) { return delay(e); }, 0.0, excess);
    }
    const double held = std::max(ratio, least_);
    const double beyond = held - ratio;
    const double upto = inverse_.area(most_) - inverse_.area(held) - cost_of_none_ * (most_ - held);
    return reference_ * (upto + beyond * (inverse_.cost(held) - cost_of_none_ -
                                          0.5 * inverse_.slope(held) * beyond));
  }

 private:
  double reference_;
  Inverse inverse_;
  double most_;
  double least_;
  double cost_of_none_;
};

}  // namespace

std::unique_ptr<DelayFunction> make_excess_power(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return ExcessDemand<PowerInverse>(spec); });
}

std::unique_ptr<DelayFunction> make_excess_exponential(std::span<const DelaySpec* const> links) {
  return law_group(links,
                   [](const DelaySpec& spec) { return ExcessDemand<ExponentialInverse>(spec); });
}

std::unique_ptr<DelayFunction> make_excess_linear(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return ExcessDemand<LinearInverse>(spec); });
}

}  // namespace landlink
