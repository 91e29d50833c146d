#pragma once

#include "landlink/network/terminal.hpp"
#include "number_set.hpp"

namespace landlink {

/// What a study may set of handling at a yard, port or airport.
inline constexpr std::array kHandlingFields{
    NumberField<TerminalHandling>{"capacity_t_per_day",
                                  "of all that is handled",
                                  {.low = 1, .high = 1e6},
                                  [](TerminalHandling& h, double v) { h.capacity_t_per_day = v; }},
    NumberField<TerminalHandling>{"handling_time_h",
                                  "standing and handling, each time",
                                  {.low = 0, .high = 240},
                                  [](TerminalHandling& h, double v) { h.handling_h = v; }},
    NumberField<TerminalHandling>{"charge_usd_per_t",
                                  "charge of handling, each time",
                                  {.low = 0, .high = 1000},
                                  [](TerminalHandling& h, double v) { h.handling_usd_per_t = v; }},
    NumberField<TerminalHandling>{"open_h_per_day",
                                  "hours of service",
                                  {.low = 1, .high = 24},
                                  [](TerminalHandling& h, double v) { h.open_h_per_day = v; }},
};
using HandlingSet = NumberSet<TerminalHandling, kHandlingFields.size()>;

}  // namespace landlink
