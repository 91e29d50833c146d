#include "landlink/cost/cost_settings.hpp"

#include <fmt/format.h>

#include "landlink/core/text.hpp"

namespace landlink {

std::vector<std::string> cost_assumptions(const CostSettings& settings) {
  const auto text = [](double value) { return shortest_text(value); };
  return {
      fmt::format("Truck cost curves are read as thousand VND of 2018 at {} per USD and carried to "
                  "the base year by an index of {}.",
                  text(settings.thousand_vnd_per_usd), text(settings.price_index_2018)),
      fmt::format("Overhead and margin of carriers are {} of operating cost.",
                  text(settings.overhead)),
      fmt::format("Free-flow truck speeds are {} / {} / {} of the curves on flat / rolling / "
                  "mountainous roads, and {} of that on gravel and earth.",
                  text(settings.flat_speed_factor), text(settings.rolling_speed_factor),
                  text(settings.mountainous_speed_factor), text(settings.unpaved_speed_factor)),
      fmt::format("A day's road freight moves in {} hours.", text(settings.operating_h_per_day)),
      "Roads delay by the BPR function with the b and power of their build (docs/model.md, section "
      "4), checkpoints by a queue.",
      fmt::format(
          "One truck at a checkpoint counts as {} pcu, and queues there build over a loaded "
          "period of {} h.",
          text(settings.checkpoint_pce), text(settings.checkpoint_period_h)),
      settings.checkpoint_arrivals == even_arrivals()
          ? "Trucks reach checkpoints evenly over the 24 hours of a day."
          : "Trucks reach checkpoints within the day by the study's profile; the equilibrium takes "
            "them as spread evenly.",
      fmt::format(
          "Empty trips are in traffic as the empty share of each vehicle's loaded ones; they "
          "cost {} of a loaded km, and {} USD an hour of time.",
          text(settings.empty_cost_share), text(settings.empty_usd_per_h)),
      "Reliability has no value yet.",
  };
}

}  // namespace landlink
