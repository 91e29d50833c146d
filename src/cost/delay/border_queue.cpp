// What a border checkpoint adds to the time of a crossing: the overnight queue once, and Akcelik's
// wait once per side and at a weighbridge (docs/model.md, section 5). Service and documents are the
// link's own time.
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
    const double weighbridge_h = delay_parameter(spec, 7);
    const double daily_cap = delay_parameter(spec, 8);
    const double side_per_open_h = std::min(lanes / std::max(service_mean_h, kAtOnce_h),
                                            daily_cap > 0.0 ? daily_cap / open_h : 1.0 / kAtOnce_h);
    const double scale_per_open_h = 1.0 / std::max(weighbridge_h, kAtOnce_h);
    scales_ = weighbridge_h > 0.0 ? 1.0 : 0.0;
    // A post that serves at once makes nobody wait, but for the closed hours, which are then the
    // same for the first vehicle and the last.
    const double slowest_per_open_h = std::min(side_per_open_h, scale_per_open_h);
    if (slowest_per_open_h * kAtOnce_h >= 0.5) arrivals_per_pcu_ = 0.0;
    post_ = {.service_per_open_h = slowest_per_open_h, .open_h_per_day = open_h};
    constexpr double kRandomArrivals = 1.0;  // coefficient of variation
    constexpr double kSteadyWeighing = 0.0;
    side_ = {.capacity_per_h = side_per_open_h * open_h / 24.0,
             .period_h = period_h,
             .randomness = variation_factor(kRandomArrivals, service_cv)};
    scale_ = {.capacity_per_h = scale_per_open_h * open_h / 24.0,
              .period_h = period_h,
              .randomness = variation_factor(kRandomArrivals, kSteadyWeighing)};
  }

  [[nodiscard]] double delay(double volume) const { return at(volume).delay; }
  [[nodiscard]] double derivative(double volume) const { return at(volume).derivative; }
  [[nodiscard]] DelayPoint at(double volume) const {
    const double arrivals = arrivals_per_pcu_ * volume;
    DelayPoint point;
    const auto add = [&](double times, const Wait& wait) {
      point.delay += times * wait.wait_h;
      point.derivative += times * arrivals_per_pcu_ * wait.derivative;
    };
    add(1.0, night_closure_delay(post_, arrivals));
    add(stops_, akcelik_wait(side_, arrivals));
    if (scales_ > 0.0) add(scales_, akcelik_wait(scale_, arrivals));
    return point;
  }
  [[nodiscard]] double integral(double volume) const {
    if (arrivals_per_pcu_ == 0.0) return 0.0;
    const double arrivals = arrivals_per_pcu_ * volume;
    double sum = night_closure_delay(post_, arrivals).integral +
                 stops_ * akcelik_wait(side_, arrivals).integral;
    if (scales_ > 0.0) sum += scales_ * akcelik_wait(scale_, arrivals).integral;
    return sum / arrivals_per_pcu_;
  }

 private:
  static constexpr double kAtOnce_h = 1e-12;

  NightClosure post_{.service_per_open_h = 1.0, .open_h_per_day = 24.0};
  AkcelikQueue side_{.capacity_per_h = 1.0};
  AkcelikQueue scale_{.capacity_per_h = 1.0};
  double stops_ = 0.0;
  double scales_ = 0.0;
  double arrivals_per_pcu_ = 0.0;
};

}  // namespace

std::unique_ptr<DelayFunction> make_border_queue(std::span<const DelaySpec* const> links) {
  return law_group(links, [](const DelaySpec& spec) { return BorderQueue(spec); });
}

}  // namespace landlink
