// Nothing up to a volume, then straight on: a price that grows with what exceeds a threshold. What
// side constraints are enforced by.
#include <algorithm>

#include "delay_laws.hpp"

namespace landlink {

namespace {

class Ramp {
 public:
  explicit Ramp(const DelaySpec& spec)
      : slope_(delay_parameter(spec, 0)), free_volume_(delay_parameter(spec, 1)) {}

  [[nodiscard]] double delay(double volume) const {
    return slope_ * std::max(0.0, volume - free_volume_);
  }
  [[nodiscard]] double derivative(double volume) const {
    return volume > free_volume_ ? slope_ : 0.0;
  }
  [[nodiscard]] double slope_growth(double /*volume*/) const { return 0.0; }
  [[nodiscard]] double integral(double volume) const {
    const double over = std::max(0.0, volume - free_volume_);
    return 0.5 * slope_ * over * over;
  }

 private:
  double slope_;
  double free_volume_;
};

}  // namespace

std::unique_ptr<DelayFunction> make_ramp(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return Ramp(spec); });
}

}  // namespace landlink
