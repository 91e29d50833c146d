#pragma once

namespace landlink {

// Waits at a checkpoint as functions of the arrivals, docs/model.md section 5. Arrivals are
// vehicles/h on average over the 24 hours of a day, waits are hours per vehicle.

/// A wait at one arrival rate, its slope there, and its integral from no arrivals.
struct Wait {
  double wait_h = 0.0;
  double derivative = 0.0;  ///< h per vehicle/h
  double integral = 0.0;    ///< h x vehicles/h
};

/// The queue of one server that works all day, finite over capacity.
struct AkcelikQueue {
  double capacity_per_h;    ///< Q, > 0: mean over the clock hours
  double period_h = 12.0;   ///< T, > 0: length of the loaded period, clock hours
  double randomness = 1.0;  ///< J >= 0: half of the sum of the squared coefficients of variation
                            ///< of arrivals and service; 1 for random ones
};

/// (T/4) [ (x-1) + sqrt((x-1)^2 + 8 J x / (Q T)) ] with x = arrivals / Q. Zero at zero, increasing,
/// defined for any load; concave near zero where Q T < 2 J.
/// Source: Akcelik (1991), Travel time functions for transport planning purposes.
Wait akcelik_wait(const AkcelikQueue& queue, double arrivals_per_h);

/// The second derivative of akcelik_wait by arrivals, h per (vehicle/h)^2; negative where the wait
/// is concave.
double akcelik_second_derivative(const AkcelikQueue& queue, double arrivals_per_h);

/// A post that is open for H hours a day while vehicles arrive all day.
struct NightClosure {
  double service_per_open_h;  ///< mu, > 0: vehicles served an hour while open
  double open_h_per_day;      ///< H, in (0, 24]
};

/// Mean wait for the opening and for the overnight queue to clear:
/// (24-H)^2 / 48 x mu / (mu - arrivals) up to the capacity mu H / 24 and constant at (24-H)/2
/// beyond, since a queue formula carries the overload. Not zero at zero arrivals.
/// Source: area between the cumulative arrival and departure curves of one day (Newell 1982).
Wait night_closure_wait(const NightClosure& post, double arrivals_per_h);

/// What night_closure_wait adds to its value at zero arrivals: zero at zero, with the digits that
/// a subtraction would lose.
Wait night_closure_delay(const NightClosure& post, double arrivals_per_h);

/// Servers side by side with exponential service times.
struct ServerGroup {
  int servers;           ///< c >= 1
  double service_per_h;  ///< mu, > 0: vehicles an hour of one server
};

/// Mean wait in queue of M/M/c (Erlang C) and its slope; the integral is not given (0). Infinite
/// from arrivals of c mu upward. For reporting; an equilibrium needs akcelik_wait.
Wait erlang_c_wait(const ServerGroup& group, double arrivals_per_h);

/// Mean waits of two classes at one group of servers, the first served first without interrupting
/// a service under way; infinite where the class never gets through.
struct PriorityWaits {
  double first_h = 0.0;
  double second_h = 0.0;
};
/// Source: Cobham (1954), Operations Research 2(1), for servers with equal service times.
PriorityWaits priority_waits(const ServerGroup& group, double first_per_h, double second_per_h);

/// Factor that turns the wait of M/M/c into that of G/G/c (Allen-Cunneen): half of the sum of the
/// squared coefficients of variation.
double variation_factor(double arrival_cv, double service_cv);

/// -ln(1 - r) - r for r in [0, 1), without cancellation near zero.
double log_tail(double r);

}  // namespace landlink
