// The list of delay functions: a new one is a file in delay/ and a row here.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "delay/delay_laws.hpp"
#include "landlink/core/error.hpp"

namespace landlink {

std::span<const DelayFunctionEntry> delay_functions() {
  static const std::array kDelayFunctions{
      DelayFunctionEntry{"bpr",
                         "Bureau of Public Roads: free_flow_time b (v/capacity)^power",
                         {"free_flow_time", "b", "capacity", "power"},
                         make_bpr},
      DelayFunctionEntry{"conical",
                         "Spiess' cone of slope alpha > 1; doubles the time at capacity",
                         {"free_flow_time", "alpha", "capacity"},
                         make_conical},
      DelayFunctionEntry{"davidson",
                         "free_flow_time j x / (1-x), straight on from 0.95 of capacity",
                         {"free_flow_time", "j", "capacity"},
                         make_davidson},
      DelayFunctionEntry{"akcelik",
                         "Akcelik's queue over a loaded period; j is 1 for random arrivals",
                         {"capacity", "period_h", "j"},
                         make_akcelik},
      DelayFunctionEntry{"border_queue",
                         "checkpoint: overnight queue, and Akcelik's queue at each of the stops "
                         "and at a weighbridge; service_mean_h per vehicle and side, period_h the "
                         "loaded period, arrivals_per_pcu the mean vehicles/h over 24 h for a "
                         "volume of 1 pcu/h, weighbridge_h and daily_cap 0 where there is none",
                         {"lanes", "service_mean_h", "service_cv", "open_h_per_day", "stops",
                          "period_h", "arrivals_per_pcu", "weighbridge_h", "daily_cap"},
                         make_border_queue},
      DelayFunctionEntry{"ramp",
                         "nothing up to free_volume, then slope per pcu/h",
                         {"slope", "free_volume"},
                         make_ramp},
      DelayFunctionEntry{
          "excess_power",
          "trips not made: reference_cost r^(-1/elasticity) at r = most_share - "
          "v/reference_demand, straight on "
          "from least_share",
          {"reference_demand", "reference_cost", "elasticity", "most_share", "least_share"},
          make_excess_power},
      DelayFunctionEntry{
          "excess_exponential",
          "trips not made: reference_cost (1 - ln(r)/elasticity) at r = most_share - "
          "v/reference_demand, straight on "
          "from least_share",
          {"reference_demand", "reference_cost", "elasticity", "most_share", "least_share"},
          make_excess_exponential},
      DelayFunctionEntry{
          "excess_linear",
          "trips not made: reference_cost (1 - (r-1)/elasticity) at r = most_share - "
          "v/reference_demand, straight on "
          "from least_share",
          {"reference_demand", "reference_cost", "elasticity", "most_share", "least_share"},
          make_excess_linear},
      DelayFunctionEntry{"constant", "no delay", {}, make_constant},
  };
  return kDelayFunctions;
}

double delay_parameter(const DelaySpec& spec, std::size_t index, ParameterDomain domain) {
  const double value = spec.parameters[index];
  const bool low_enough = domain.above_low ? value > domain.low : value >= domain.low;
  if (low_enough && value <= domain.high) return value;
  std::string name;
  for (const DelayFunctionEntry& entry : delay_functions()) {
    if (entry.name == spec.function) name = entry.parameters[index];
  }
  std::string range = fmt::format("{} {}", domain.above_low ? "above" : "of at least", domain.low);
  if (domain.high < 1e300) range += fmt::format(" and at most {}", domain.high);
  throw Error({.field = name},
              fmt::format("delay function '{}' with {} {}", spec.function, name, value),
              fmt::format("give {} {}", name, range));
}

}  // namespace landlink
