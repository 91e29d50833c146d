#include "landlink/cost/crossing.hpp"

#include "landlink/cost/flow_units.hpp"

namespace landlink {

namespace {

/// Mean wait for opening of arrivals spread over the day while the queue itself is short: a share
/// (24 - H) / 24 finds the post closed and waits half that long.
double closed_wait_h(const BorderCheckpoint& checkpoint) {
  const double closed_h = 24.0 - checkpoint.open_h_per_day;
  return closed_h * closed_h / 48.0;
}

}  // namespace

double crossing_standing_h(const BorderCheckpoint& checkpoint, Lanes which) {
  const double weighing_h = which == Lanes::general ? checkpoint.weighbridge_h : 0.0;
  return mean_document_h(checkpoint) + weighing_h +
         checkpoint.service_mean_h * static_cast<double>(checkpoint.stops) +
         closed_wait_h(checkpoint);
}

DelaySpec crossing_delay(const BorderCheckpoint& checkpoint, Lanes which,
                         const CostSettings& settings) {
  const double service_cv =
      checkpoint.service_mean_h > 0.0 ? checkpoint.service_sd_h / checkpoint.service_mean_h : 0.0;
  const bool capped = checkpoint.daily_cap > 0.0;
  return {.function = "border_queue",
          .parameters = {lanes_of(checkpoint, which), checkpoint.service_mean_h, service_cv,
                         checkpoint.open_h_per_day, static_cast<double>(checkpoint.stops),
                         settings.checkpoint_period_h,
                         arrivals_per_clock_h(1.0 / settings.checkpoint_pce, settings),
                         which == Lanes::general ? checkpoint.weighbridge_h : 0.0,
                         capped ? daily_cap_of(checkpoint, which) : 0.0}};
}

// Trucks wait for a bay of the yard, which works when the post does. The wait for the opening is
// the crossing's, so that the yard is as if it never closed, with the hours in its lanes.
DelaySpec yard_delay(const BorderCheckpoint& checkpoint, const CostSettings& settings) {
  if (checkpoint.yard.bays <= 0.0) return {};
  constexpr double kSteadyWork = 0.5;  // coefficient of variation; assumed
  return {
      .function = "border_queue",
      .parameters = {checkpoint.yard.bays * checkpoint.open_h_per_day / 24.0,
                     checkpoint.yard.time_h, kSteadyWork, 24.0, 1.0, settings.checkpoint_period_h,
                     arrivals_per_clock_h(1.0 / settings.checkpoint_pce, settings), 0.0, 0.0}};
}

double crossing_h(const BorderCheckpoint& checkpoint, Lanes which, double volume_pcu_per_h,
                  const CostSettings& settings) {
  const LinkDelays delays(std::vector<DelaySpec>{crossing_delay(checkpoint, which, settings)});
  return crossing_standing_h(checkpoint, which) + delays.at(LinkId{0u}, volume_pcu_per_h).delay;
}

}  // namespace landlink
