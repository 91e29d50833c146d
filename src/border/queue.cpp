#include "landlink/border/queue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "landlink/core/math.hpp"
#include "landlink/core/quadrature.hpp"

namespace landlink {

namespace {

constexpr double kHoursPerDay = 24.0;

/// Akcelik's bracket B(x) = (x-1) + sqrt((x-1)^2 + k x), its derivative and its integral from 0.
class AkcelikBracket {
 public:
  explicit AkcelikBracket(double k) : k_(k) {}

  [[nodiscard]] double root(double x) const { return std::sqrt((x - 1.0) * (x - 1.0) + k_ * x); }

  [[nodiscard]] double value(double x) const {
    // Below capacity the two terms cancel: multiply by the conjugate.
    return x < 1.0 ? k_ * x / ((1.0 - x) + root(x)) : (x - 1.0) + root(x);
  }

  [[nodiscard]] double derivative(double x) const {
    const double s = root(x);
    if (s == 0.0) return 2.0;  // no randomness, at capacity: the slope from above
    return (value(x) + 0.5 * k_) / s;
  }

  /// (R^2 - (x - 1 + k/2)^2) / R^3 with R the root, whose numerator does not depend on x.
  [[nodiscard]] double second_derivative(double x) const {
    if (k_ == 0.0) return 0.0;  // two straight lines
    const double s = root(x);
    return k_ * (1.0 - 0.25 * k_) / (s * s * s);
  }
  [[nodiscard]] double integral(double x) const {
    // The closed form loses digits where the result is small, and everywhere when k is large. A
    // quadrature serves there, on panels no longer than their distance from the branch points of
    // the root, which lie on the unit circle or, for k > 4, near -1/k.
    const auto bracket = [this](double y) { return value(y); };
    if (k_ > 2.0) {
      double panel_end = std::min(x, 0.5 / k_);
      double sum = gauss_legendre(bracket, 0.0, panel_end);
      while (panel_end < x) {
        const double begin = panel_end;
        panel_end = std::min(x, 2.0 * begin);
        sum += gauss_legendre(bracket, begin, panel_end);
      }
      return sum;
    }
    if (x <= 0.5) return gauss_legendre(bracket, 0.0, x);
    // (y-1)^2 + k y = (y-a)^2 + d with a = 1 - k/2, d = k (1 - k/4).
    const double a = 1.0 - 0.5 * k_;
    const double d = k_ * (1.0 - 0.25 * k_);
    const double s = root(x);
    const double u = x - a;
    double area = 0.5 * (u * s + a);  // u s / 2 between its ends; the root is 1 at y = 0
    if (k_ > 0.0) {
      const double end = u < 0.0 ? d / (s - u) : u + s;
      area += 0.5 * d * math::log(end / (0.5 * k_));
    }
    return 0.5 * x * x - x + area;
  }

 private:
  double k_;
};

double erlang_b(int servers, double offered) {
  double blocking = 1.0;
  for (int n = 1; n <= servers; ++n) blocking = offered * blocking / (n + offered * blocking);
  return blocking;
}

double erlang_c(int servers, double offered) {
  const double blocking = erlang_b(servers, offered);
  return servers * blocking / (servers - offered * (1.0 - blocking));
}

}  // namespace

double log_tail(double r) {
  if (r >= 0.1) return -math::log(1.0 - r) - r;
  double term = r * r;
  double sum = 0.0;
  // The last term is below 1e-17 of the first for r < 0.1.
  for (int n = 2; n <= 18; ++n, term *= r) sum += term / n;
  return sum;
}

Wait akcelik_wait(const AkcelikQueue& queue, double arrivals_per_h) {
  const double x = arrivals_per_h / queue.capacity_per_h;
  const AkcelikBracket bracket(8.0 * queue.randomness / (queue.capacity_per_h * queue.period_h));
  const double scale = 0.25 * queue.period_h;
  return {.wait_h = scale * bracket.value(x),
          .derivative = scale * bracket.derivative(x) / queue.capacity_per_h,
          .integral = scale * bracket.integral(x) * queue.capacity_per_h};
}

double akcelik_second_derivative(const AkcelikQueue& queue, double arrivals_per_h) {
  const double x = arrivals_per_h / queue.capacity_per_h;
  const AkcelikBracket bracket(8.0 * queue.randomness / (queue.capacity_per_h * queue.period_h));
  return 0.25 * queue.period_h * bracket.second_derivative(x) /
         (queue.capacity_per_h * queue.capacity_per_h);
}

Wait night_closure_delay(const NightClosure& post, double arrivals_per_h) {
  const double mu = post.service_per_open_h;
  const double closed_h = kHoursPerDay - post.open_h_per_day;
  const double at_zero = closed_h * closed_h / 48.0;
  if (at_zero == 0.0) return {};
  const double capacity = mu * post.open_h_per_day / kHoursPerDay;
  const double below = std::min(arrivals_per_h, capacity);
  Wait wait;
  wait.integral = at_zero * mu * log_tail(below / mu);
  if (arrivals_per_h <= capacity) {
    const double spare = mu - arrivals_per_h;
    wait.wait_h = at_zero * arrivals_per_h / spare;
    wait.derivative = at_zero * mu / (spare * spare);
  } else {
    wait.wait_h = 0.5 * closed_h - at_zero;
    wait.integral += wait.wait_h * (arrivals_per_h - capacity);
  }
  return wait;
}

Wait night_closure_wait(const NightClosure& post, double arrivals_per_h) {
  const double closed_h = kHoursPerDay - post.open_h_per_day;
  const double at_zero = closed_h * closed_h / 48.0;
  Wait wait = night_closure_delay(post, arrivals_per_h);
  wait.wait_h += at_zero;
  wait.integral += at_zero * arrivals_per_h;
  return wait;
}

Wait erlang_c_wait(const ServerGroup& group, double arrivals_per_h) {
  const double c = group.servers;
  const double offered = arrivals_per_h / group.service_per_h;
  if (offered >= c) {
    const double infinite = std::numeric_limits<double>::infinity();
    return {.wait_h = infinite, .derivative = infinite};
  }
  const double spare_per_h = (c - offered) * group.service_per_h;
  if (offered == 0.0) {
    // One server: wait = arrivals / mu^2 near zero; with more it starts flat.
    return {.derivative =
                group.servers == 1 ? 1.0 / (group.service_per_h * group.service_per_h) : 0.0};
  }
  const double b = erlang_b(group.servers, offered);
  const double waits = erlang_c(group.servers, offered);
  // dB/da = B (c/a - 1 + B); C = c B / (c - a (1 - B)).
  const double b_slope = b * (c / offered - 1.0 + b);
  const double denominator = c - offered * (1.0 - b);
  const double waits_slope =
      c * b_slope / denominator - waits * (b - 1.0 + offered * b_slope) / denominator;
  return {.wait_h = waits / spare_per_h,
          .derivative = waits_slope / group.service_per_h / spare_per_h +
                        waits / (spare_per_h * spare_per_h)};
}

PriorityWaits priority_waits(const ServerGroup& group, double first_per_h, double second_per_h) {
  const double infinite = std::numeric_limits<double>::infinity();
  const double capacity_per_h = group.servers * group.service_per_h;
  const double first_load = first_per_h / capacity_per_h;
  const double load = first_load + second_per_h / capacity_per_h;
  // Time until a server is free for one who finds all busy, times the chance of that; over
  // capacity some server is never idle.
  const double busy = load < 1.0 ? erlang_c(group.servers, load * group.servers) : 1.0;
  const double residual_h = busy / capacity_per_h;
  PriorityWaits waits;
  waits.first_h = first_load < 1.0 ? residual_h / (1.0 - first_load) : infinite;
  waits.second_h = load < 1.0 ? residual_h / ((1.0 - first_load) * (1.0 - load)) : infinite;
  return waits;
}

double variation_factor(double arrival_cv, double service_cv) {
  return 0.5 * (arrival_cv * arrival_cv + service_cv * service_cv);
}

}  // namespace landlink
