#include "summary_table.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace landlink::app {

namespace {

std::string rates_text(const std::vector<double>& rates) {
  if (rates.empty()) return "none";
  std::string text;
  for (const double rate : rates) {
    text += fmt::format("{}{:.1f} %", text.empty() ? "" : ", ", 100.0 * rate);
  }
  return text;
}

double ratio(double value, double of) { return of > 0.0 ? value / of : 0.0; }

void print_row(const ScenarioSummary& summary) {
  if (summary.left_out) {
    fmt::print("  {:<30.30} left out: see the message above\n", summary.name);
    return;
  }
  const Indicators& i = summary.indicators;
  fmt::print("  {:<30.30} {:>8.0f} {:>9.2f} {:>7.2f} {:>7.2f} {:>8.0f}", summary.name, i.tonnes,
             i.tonne_km / 1e6, ratio(i.generalised_usd, i.tonnes), ratio(i.vehicle_h, i.vehicles),
             i.co2_t);
  if (summary.appraisal) {
    const Appraisal& a = *summary.appraisal;
    fmt::print(" {:>9.2f} {:>9.1f} {:>6} {:>8}", a.user_benefit_usd_per_year / 1e6, a.npv_usd / 1e6,
               a.has_benefit_cost_ratio ? fmt::format("{:.2f}", a.benefit_cost_ratio) : "-",
               a.capital_usd > 0.0 ? rates_text(a.eirr) : "-");
  }
  fmt::print("\n");
}

}  // namespace

void print_summary_table(std::span<const ScenarioSummary> summaries, bool maps) {
  std::string study;
  for (const ScenarioSummary& summary : summaries) {
    if (summary.study != study) {
      study = summary.study;
      fmt::print("\n{}\n  {:<30} {:>8} {:>9} {:>7} {:>7} {:>8} {:>9} {:>9} {:>6} {:>8}\n", study,
                 "", "t/day", "Mt-km/day", "USD/t", "h/truck", "tCO2/day", "MUSD/year", "NPV MUSD",
                 "BCR", "EIRR");
    }
    print_row(summary);
  }
  fmt::print("\nResults (open the .gpkg or .qgz in QGIS{})\n", maps ? ", map.png without it" : "");
  for (const ScenarioSummary& summary : summaries) {
    if (summary.left_out) continue;
    const char* const measure = summary.stochastic ? "residual" : "gap";
    const std::string note = summary.stop == StopReason::converged
                                 ? fmt::format("{} {:.1e}", measure, summary.relative_gap)
                                 : fmt::format("NOT CONVERGED: {} {:.1e}, {}", measure,
                                               summary.relative_gap, name_of(summary.stop));
    fmt::print("  {:<60} {}\n", summary.folder.string(), note);
  }
}

}  // namespace landlink::app
