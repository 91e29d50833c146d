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

std::vector<std::pair<std::string, std::string>> day_figures(const Indicators& now,
                                                             const Indicators* base) {
  const auto line = [&](double Indicators::*figure, double scale, const char* unit) {
    return with_change(scale * (now.*figure), base != nullptr ? scale * (base->*figure) : 0.0,
                       base != nullptr, unit);
  };
  return {{"Freight", line(&Indicators::tonnes, 1.0, "t/day")},
          {"Transport work", line(&Indicators::tonne_km, 1e-3, "thousand t-km/day")},
          {"Truck time", line(&Indicators::vehicle_h, 1.0, "vehicle-h/day")},
          {"at border posts", line(&Indicators::border_h, 1.0, "vehicle-h/day")},
          {"Generalised cost", line(&Indicators::generalised_usd, 1e-3, "thousand USD/day")}};
}

std::string worth_text(double npv_usd, double rate) {
  return fmt::format("{:.1f} million USD at {:.0f} %", npv_usd / 1e6, 100.0 * rate);
}

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
  text.figures = day_figures(results.indicators,
                             results.base != nullptr ? &results.base->indicators : nullptr);
  if (results.appraisal != nullptr) {
    const Appraisal& worth = *results.appraisal;
    text.figures.emplace_back("Net present value", worth_text(worth.npv_usd, worth.discount_rate));
    for (const double rate : worth.eirr) {
      text.figures.emplace_back("Rate of return", fmt::format("{:.1f} %", 100.0 * rate));
    }
  }
  return text;
}

}  // namespace landlink::output
