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

/// The links of a group, each with a `Law`: a value type with delay(volume), derivative(volume)
/// and integral(volume), and at(volume) where both are cheaper together; inlined into the loops.
template <class Law>
class LawGroup final : public DelayFunction {
 public:
  explicit LawGroup(std::vector<Law> laws) : laws_(std::move(laws)) {}

  void delays(std::span<const double> volume, std::span<double> delay) const noexcept override {
    for (std::size_t i = 0; i < laws_.size(); ++i) delay[i] = laws_[i].delay(volume[i]);
  }
  void derivatives(std::span<const double> volume,
                   std::span<double> derivative) const noexcept override {
    for (std::size_t i = 0; i < laws_.size(); ++i) derivative[i] = laws_[i].derivative(volume[i]);
  }
  void integrals(std::span<const double> volume,
                 std::span<double> integral) const noexcept override {
    for (std::size_t i = 0; i < laws_.size(); ++i) integral[i] = laws_[i].integral(volume[i]);
  }

  [[nodiscard]] DelayPoint at(std::size_t place, double volume) const noexcept override {
    const Law& law = laws_[place];
    if constexpr (requires { law.at(volume); }) {
      return law.at(volume);
    } else {
      return {law.delay(volume), law.derivative(volume)};
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
std::unique_ptr<DelayFunction> make_constant(std::span<const DelaySpec* const> links);

}  // namespace landlink
