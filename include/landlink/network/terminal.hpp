#pragma once

#include <limits>

namespace landlink {

/// What a place where freight changes vehicles does to it, each time: loaded, unloaded, moved from
/// one mode or gauge to another, or cleared at a border.
struct TerminalHandling {
  double handling_h = 0.0;                                              ///< standing and handling
  double handling_usd_per_t = 0.0;                                      ///< charges
  double capacity_t_per_day = std::numeric_limits<double>::infinity();  ///< of all that is handled
  double open_h_per_day = 24.0;

  friend bool operator==(const TerminalHandling&, const TerminalHandling&) = default;
};

}  // namespace landlink
