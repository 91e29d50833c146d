#include "map_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace landlink::output {

namespace {

std::string in_thousands(double value) {
  std::string digits = fmt::format("{:.0f}", std::abs(value));
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  if (value < 0.0 && digits != "0") digits.insert(0, 1, '-');
  return digits;
}

std::string with_change(double now, double base, bool has_base, const std::string& unit) {
  std::string text = in_thousands(now) + " " + unit;
  if (!has_base || base == 0.0) return text;
  const double percent = 100.0 * (now - base) / base;
  if (std::abs(percent) < 0.005) return text + " (as base)";
  return text + fmt::format(" ({:+.{}f} %)", percent, std::abs(percent) < 0.1 ? 2 : 1);
}

}  // namespace

MapText map_text(const ScenarioResults& results, MapTheme theme) {
  MapText text{.title = results.title.empty() ? results.scenario : results.title,
               .attribution = results.attribution};
  // Zero but for rounding.
  const double gap = std::max(0.0, results.flows.convergence_measure());
  const bool stochastic = results.flows.stochastic;
  const std::string state = fmt::format(
      "{}, {} {:.0e}",
      results.flows.converged() ? (stochastic ? "stochastic equilibrium" : "user equilibrium")
                                : "NOT CONVERGED",
      stochastic ? "residual" : "relative gap", gap);
  text.subtitle = fmt::format("{} {}, t/day by direction; {}",
                              theme == MapTheme::flow ? "Freight in" : "Change of freight in",
                              results.model.year, state);
  const Indicators& now = results.indicators;
  const bool has_base = results.base != nullptr;
  const Indicators& base = has_base ? results.base->indicators : now;
  text.figures = {
      {"Freight", with_change(now.tonnes, base.tonnes, has_base, "t/day")},
      {"Transport work",
       with_change(now.tonne_km / 1e3, base.tonne_km / 1e3, has_base, "thousand t-km/day")},
      {"Truck time", with_change(now.vehicle_h, base.vehicle_h, has_base, "vehicle-h/day")},
      {"at border posts", with_change(now.border_h, base.border_h, has_base, "vehicle-h/day")},
      {"Generalised cost", with_change(now.generalised_usd / 1e3, base.generalised_usd / 1e3,
                                       has_base, "thousand USD/day")}};
  if (results.appraisal != nullptr) {
    const Appraisal& worth = *results.appraisal;
    text.figures.emplace_back("Net present value",
                              fmt::format("{:.1f} million USD at {:.0f} %", worth.npv_usd / 1e6,
                                          100.0 * worth.discount_rate));
    for (const double rate : worth.eirr) {
      text.figures.emplace_back("Rate of return", fmt::format("{:.1f} %", 100.0 * rate));
    }
  }
  return text;
}

}  // namespace landlink::output
