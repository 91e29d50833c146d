#pragma once

#include <string>
#include <vector>

#include "landlink/appraise/mode_report.hpp"
#include "landlink/output/scenario_results.hpp"

namespace landlink::output {

/// A yard, port or airport with what it handles, in a scenario and in its base.
struct TerminalRow {
  TerminalUse use = {};
  std::string name = {};
  LonLat position = {};
  double limit_t_per_day = 0.0;  ///< of all that it handles; 0 without a limit
  double limited_t = 0.0;        ///< what counts towards the limit
  double worth_usd_per_t = 0.0;  ///< multiplier of the limit, for a mean load that takes it
  double base_t = 0.0;           ///< handled in the base

  [[nodiscard]] double handled_t() const { return use.loaded_t + use.unloaded_t + use.passed_t; }
  [[nodiscard]] double use_of_limit() const {
    return limit_t_per_day > 0.0 ? limited_t / limit_t_per_day : 0.0;
  }
};

/// Those that the scenario's network or the base's has, by layer, id and mode.
std::vector<TerminalRow> terminal_rows(const ScenarioResults& results);

}  // namespace landlink::output
