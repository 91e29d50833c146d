// What a border checkpoint adds to the time of a crossing: the overnight queue once, and Akcelik's
// wait once per side (docs/model.md, section 5). Service and documents are the link's own time.
#include <algorithm>

#include "delay_laws.hpp"
#include "landlink/border/queue.hpp"

namespace landlink {

namespace {

class BorderQueue {
 public:
  explicit BorderQueue(const DelaySpec& spec) {
    const double lanes = delay_parameter(spec, 0, {.low = 0.0, .above_low = true});
    const double service_mean_h = delay_parameter(spec, 1);
    const double service_cv = delay_parameter(spec, 2);
    const double open_h = delay_parameter(spec, 3, {.low = 0.0, .above_low = true, .high = 24.0});
    stops_ = delay_parameter(spec, 4);
    const double period_h = delay_parameter(spec, 5, {.low = 0.0, .above_low = true});
    arrivals_per_pcu_ = delay_parameter(spec, 6);
    // A post that serves at once makes nobody wait, but for the closed hours, which are then the
    // same for the first vehicle and the last.
    if (service_mean_h == 0.0) arrivals_per_pcu_ = 0.0;
    const double service_per_open_h = lanes / std::max(service_mean_h, 1e-12);
    post_ = {.service_per_open_h = service_per_open_h, .open_h_per_day = open_h};
    constexpr double kRandomArrivals = 1.0;  // coefficient of variation
    queue_ = {.capacity_per_h = service_per_open_h * open_h / 24.0,
              .period_h = period_h,
              .randomness = variation_factor(kRandomArrivals, service_cv)};
  }

  [[nodiscard]] double delay(double volume) const {
    const double arrivals = arrivals_per_pcu_ * volume;
    return night_closure_delay(post_, arrivals).wait_h +
           stops_ * akcelik_wait(queue_, arrivals).wait_h;
  }
  [[nodiscard]] double derivative(double volume) const {
    const double arrivals = arrivals_per_pcu_ * volume;
    return arrivals_per_pcu_ * (night_closure_delay(post_, arrivals).derivative +
                                stops_ * akcelik_wait(queue_, arrivals).derivative);
  }
  [[nodiscard]] DelayPoint at(double volume) const {
    const double arrivals = arrivals_per_pcu_ * volume;
    const Wait closure = night_closure_delay(post_, arrivals);
    const Wait queue = akcelik_wait(queue_, arrivals);
    return {.delay = closure.wait_h + stops_ * queue.wait_h,
            .derivative = arrivals_per_pcu_ * (closure.derivative + stops_ * queue.derivative)};
  }
  [[nodiscard]] double integral(double volume) const {
    if (arrivals_per_pcu_ == 0.0) return 0.0;
    const double arrivals = arrivals_per_pcu_ * volume;
    return (night_closure_delay(post_, arrivals).integral +
            stops_ * akcelik_wait(queue_, arrivals).integral) /
           arrivals_per_pcu_;
  }

 private:
  NightClosure post_{.service_per_open_h = 1.0, .open_h_per_day = 24.0};
  AkcelikQueue queue_{.capacity_per_h = 1.0};
  double stops_ = 0.0;
  double arrivals_per_pcu_ = 0.0;
};

}  // namespace

std::unique_ptr<DelayFunction> make_border_queue(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return BorderQueue(spec); });
}

}  // namespace landlink
