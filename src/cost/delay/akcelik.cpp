// The wait of a queue by Akcelik's formula, volumes and capacity in pcu/h.
#include "delay_laws.hpp"
#include "landlink/border/queue.hpp"

namespace landlink {

namespace {

class Akcelik {
 public:
  explicit Akcelik(const DelaySpec& spec)
      : queue_{.capacity_per_h = delay_parameter(spec, 0, {.low = 0.0, .above_low = true}),
               .period_h = delay_parameter(spec, 1, {.low = 0.0, .above_low = true}),
               .randomness = delay_parameter(spec, 2)} {}

  [[nodiscard]] double delay(double volume) const { return akcelik_wait(queue_, volume).wait_h; }
  [[nodiscard]] double derivative(double volume) const {
    return akcelik_wait(queue_, volume).derivative;
  }
  [[nodiscard]] double slope_growth(double volume) const {
    return volume * akcelik_second_derivative(queue_, volume);
  }
  [[nodiscard]] double integral(double volume) const {
    return akcelik_wait(queue_, volume).integral;
  }

 private:
  AkcelikQueue queue_;
};

}  // namespace

std::unique_ptr<DelayFunction> make_akcelik(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return Akcelik(spec); });
}

}  // namespace landlink
