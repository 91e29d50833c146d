#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "landlink/cost/delay_function.hpp"

// What the files of this folder share, and the functions that the list in delay_functions.cpp
// names.

namespace landlink {

/// What a link of a law costs all its traffic when one vehicle more enters: d(v) + v d'(v), a law
/// itself, whose integral is the total delay v d(v).
template <class Law>
class Marginal {
 public:
  explicit Marginal(Law law) : law_(std::move(law)) {}
  [[nodiscard]] double delay(double volume) const { return at(volume).delay; }
  [[nodiscard]] double derivative(double volume) const { return at(volume).derivative; }
  [[nodiscard]] double integral(double volume) const { return volume * law_.delay(volume); }
  [[nodiscard]] DelayPoint at(double volume) const {
    const double slope = law_.derivative(volume);
    return {.delay = law_.delay(volume) + volume * slope,
            .derivative = 2.0 * slope + law_.slope_growth(volume)};
  }

 private:
  Law law_;
};

/// The links of a group, each with a `Law`: a value type with delay(volume), derivative(volume)
/// and integral(volume), and at(volume) where both are cheaper together; inlined into the loops.
/// A law whose total delay is convex also has slope_growth(volume), the volume times the second
/// derivative. One that is faster for many links at once has static delays, derivatives and
/// integrals of a span of laws, with the same bits.
template <class Law>
class LawGroup final : public DelayFunction {
 public:
  explicit LawGroup(std::vector<Law> laws) : laws_(std::move(laws)) {}

  void delays(std::span<const double> volume, std::span<double> delay) const noexcept override {
    if constexpr (requires { Law::delays(std::span<const Law>(laws_), volume, delay); }) {
      Law::delays(laws_, volume, delay);
    } else {
      for (std::size_t i = 0; i < laws_.size(); ++i) delay[i] = laws_[i].delay(volume[i]);
    }
  }
  void derivatives(std::span<const double> volume,
                   std::span<double> derivative) const noexcept override {
    if constexpr (requires { Law::derivatives(std::span<const Law>(laws_), volume, derivative); }) {
      Law::derivatives(laws_, volume, derivative);
    } else {
      for (std::size_t i = 0; i < laws_.size(); ++i) derivative[i] = laws_[i].derivative(volume[i]);
    }
  }
  void integrals(std::span<const double> volume,
                 std::span<double> integral) const noexcept override {
    if constexpr (requires { Law::integrals(std::span<const Law>(laws_), volume, integral); }) {
      Law::integrals(laws_, volume, integral);
    } else {
      for (std::size_t i = 0; i < laws_.size(); ++i) integral[i] = laws_[i].integral(volume[i]);
    }
  }

  [[nodiscard]] DelayPoint at(std::size_t place, double volume) const noexcept override {
    const Law& law = laws_[place];
    if constexpr (requires { law.at(volume); }) {
      return law.at(volume);
    } else {
      return {law.delay(volume), law.derivative(volume)};
    }
  }

  [[nodiscard]] std::unique_ptr<DelayFunction> marginal() const override {
    if constexpr (requires(const Law& law) { law.slope_growth(0.0); }) {
      std::vector<Marginal<Law>> marginals(laws_.begin(), laws_.end());
      return std::make_unique<LawGroup<Marginal<Law>>>(std::move(marginals));
    } else {
      return nullptr;
    }
  }

 private:
  std::vector<Law> laws_;
};

/// The group of the laws that `make_law` reads from each link's parameters.
template <class MakeLaw>
std::unique_ptr<DelayFunction> law_group(std::span<const DelaySpec* const> links,
                                         const MakeLaw& make_law) {
  using Law = decltype(make_law(*links.front()));
  std::vector<Law> laws;
  laws.reserve(links.size());
  for (const DelaySpec* spec : links) laws.push_back(make_law(*spec));
  return std::make_unique<LawGroup<Law>>(std::move(laws));
}

/// Limits of a parameter: from `low` (itself excluded if `above_low`) to `high`.
struct ParameterDomain {
  double low = 0.0;
  bool above_low = false;
  double high = 1e300;
};

/// Parameter `index` of `spec`; throws Error with the function's and the parameter's name when it
/// is outside the domain or not a number.
double delay_parameter(const DelaySpec& spec, std::size_t index, ParameterDomain domain = {});

std::unique_ptr<DelayFunction> make_bpr(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_conical(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_davidson(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_akcelik(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_border_queue(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_ramp(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_excess_power(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_excess_exponential(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_excess_linear(std::span<const DelaySpec* const> links);
std::unique_ptr<DelayFunction> make_constant(std::span<const DelaySpec* const> links);

}  // namespace landlink
