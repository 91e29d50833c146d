// What `landlink demand` prints and writes.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/demand/od_csv.hpp"
#include "landlink/exchange/od_omx.hpp"
#include "landlink/output/desire_lines.hpp"
#include "landlink/study/demand_report.hpp"

namespace landlink {

namespace {

constexpr double kDaysPerYear = 365.0;

std::string percent(double share) { return fmt::format("{:+.1f} %", 100.0 * share); }

std::string totals_csv(const DemandReport& report) {
  std::string text =
      "commodity,name,imports_t_per_day,exports_t_per_day,domestic_t_per_day,transit_t_per_day,"
      "within_zones_t_per_day,total_t_per_day,total_t_per_year\n";
  for (const CommodityTotal& total : report.commodities) {
    text += fmt::format("{},{},{},{},{},{},{},{},{}\n", csv_cell(total.id), csv_cell(total.name),
                        shortest_text(total.imports), shortest_text(total.exports),
                        shortest_text(total.domestic), shortest_text(total.transit),
                        shortest_text(total.within_zones), shortest_text(total.total()),
                        shortest_text(total.total() * kDaysPerYear));
  }
  return text;
}

std::string gateways_csv(const DemandReport& report) {
  std::string text =
      "kind,id,name,country,out_of_laos_t_per_day,into_laos_t_per_day,trucks_per_day\n";
  for (const GatewayTotal& total : report.gateways) {
    text += fmt::format("{},{},{},{},{},{},{}\n", total.is_post ? "border post" : "place abroad",
                        csv_cell(total.id), csv_cell(total.name), total.country,
                        shortest_text(total.out_of_laos), shortest_text(total.into_laos),
                        total.is_post ? shortest_text(total.trucks_per_day) : std::string());
  }
  return text;
}

std::string facts_csv(const DemandReport& report) {
  std::string text =
      "name,year,unit,model,fact,deviation,other_fact,facts_apart,verdict,source,other_source,"
      "conflict\n";
  for (const TargetResult& result : report.targets) {
    const DemandTarget& target = result.target;
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_cell(target.name), target.year,
        target.is_value ? "million USD" : "t", shortest_text(result.model),
        shortest_text(target.value), shortest_text(result.deviation),
        target.other_value > 0.0 ? shortest_text(target.other_value) : std::string(),
        shortest_text(result.facts_apart), result.verdict(), csv_cell(target.provenance.source),
        csv_cell(target.other_source), csv_cell(target.provenance.conflict));
  }
  return text;
}

std::string costs_csv(const DemandReport& report) {
  std::string text = "name,unit,model,fact,band_top,deviation,tolerance,holds,source\n";
  for (const CostResult& result : report.costs) {
    const CostTarget& target = result.target;
    text += fmt::format("{},{},{},{},{},{},{},{},{}\n", csv_cell(target.name),
                        target.is_average ? "USD/t-km" : "USD/vehicle-km",
                        shortest_text(result.model), shortest_text(target.value),
                        target.band_top > 0.0 ? shortest_text(target.band_top) : std::string(),
                        shortest_text(result.deviation()), shortest_text(target.tolerance),
                        result.holds() ? 1 : 0, csv_cell(target.provenance.source));
  }
  return text;
}

/// Regions in the order of DirectionPrices: provinces of Laos and zones abroad as they first occur.
std::vector<std::string> regions_of(const Zones& zones) {
  std::vector<std::string> regions;
  for (const Zone& zone : zones) {
    const std::string& name = zone.province.empty() ? zone.id : zone.province;
    if (std::ranges::find(regions, name) == regions.end()) regions.push_back(name);
  }
  return regions;
}

std::string directions_csv(const DemandReport& report) {
  const std::vector<std::string> regions = regions_of(report.base.model.zones);
  std::string text = "vehicle_type,return_share,from,to,loaded_per_day,back_per_day,charge\n";
  for (const DirectionPrices& direction : report.base.demand->directions()) {
    for (Eigen::Index i = 0; i < direction.charge.rows(); ++i) {
      for (Eigen::Index j = 0; j < direction.charge.cols(); ++j) {
        // Less than a truck a year is no direction.
        if (i == j || direction.loaded_per_day(i, j) * kDaysPerYear < 1.0) continue;
        text += fmt::format(
            "{},{},{},{},{},{},{}\n", csv_cell(direction.type),
            shortest_text(direction.return_share), csv_cell(regions[static_cast<std::size_t>(i)]),
            csv_cell(regions[static_cast<std::size_t>(j)]),
            shortest_text(direction.loaded_per_day(i, j)),
            shortest_text(direction.loaded_per_day(j, i)), shortest_text(direction.charge(i, j)));
      }
    }
  }
  return text;
}

std::string readme(const DemandReport& report, const Study& study) {
  std::string text = fmt::format(
      "# Freight of {}\n\n"
      "Study `{}`, year {}{}. Tonnes a day between {} zones ({} in Laos), from the tables of "
      "`{}`{}.\n\n"
      "| file | what it holds |\n|---|---|\n"
      "| `demand.csv`, `demand.omx` | tonnes a day by origin, destination and commodity; a study "
      "reads either back with `[data] matrix` |\n"
      "| `totals.csv` | each commodity: imports, exports, domestic, transit, and what stays within "
      "its zone and never meets a road |\n"
      "| `gateways.csv` | what begins and ends at each place abroad, and what crosses each border "
      "post on the cheapest ways of the empty network, all by truck |\n"
      "| `facts.csv` | totals of the tables in a fact's year against the fact |\n"
      "| `costs.csv` | what trucking costs in the model and in fact |\n"
      "| `directions.csv` | loaded trucks by vehicle type and direction between provinces and "
      "places "
      "abroad, and the part of the empty way back that a trip pays |\n"
      "| `desire_lines.gpkg` | straight lines between zones, width by tonnes, for QGIS |\n\n",
      study.name, study.id, study.year,
      study.month == 0 ? std::string() : fmt::format(", month {}", study.month),
      report.base.model.zones.size(),
      std::ranges::count_if(report.base.model.zones,
                            [](const Zone& zone) { return zone.country == kLaos; }),
      study.demand.filename().generic_string(),
      study.matrix.empty()
          ? std::string()
          : fmt::format(" and the matrix `{}`", study.matrix.filename().generic_string()));
  text += "## Assumptions and conflicts\n\n";
  for (const std::string& line : report.base.model.demand.assumptions) text += "- " + line + "\n";
  return text;
}

}  // namespace

std::string demand_report_text(const DemandReport& report, const Study& study) {
  std::string text =
      fmt::format("Freight of {} in {}{}, t/day\n", study.id, study.year,
                  study.month == 0 ? std::string() : fmt::format(" (month {})", study.month));
  text += fmt::format("  {:<32}{:>10}{:>10}{:>10}{:>10}{:>12}\n", "", "imports", "exports",
                      "domestic", "transit", "within zone");
  CommodityTotal all{.name = "all"};
  for (const CommodityTotal& total : report.commodities) {
    text += fmt::format("  {:<32}{:>10.0f}{:>10.0f}{:>10.0f}{:>10.0f}{:>12.0f}\n", total.name,
                        total.imports, total.exports, total.domestic, total.transit,
                        total.within_zones);
    all.imports += total.imports;
    all.exports += total.exports;
    all.domestic += total.domestic;
    all.transit += total.transit;
    all.within_zones += total.within_zones;
  }
  text += fmt::format("  {:<32}{:>10.0f}{:>10.0f}{:>10.0f}{:>10.0f}{:>12.0f}\n", all.name,
                      all.imports, all.exports, all.domestic, all.transit, all.within_zones);

  text += "\nBorder posts on the cheapest ways of the empty network, all by truck\n";
  text += fmt::format("  {:<52}{:>12}{:>12}{:>12}\n", "", "out, t/day", "in, t/day", "trucks/day");
  for (const GatewayTotal& total : report.gateways) {
    if (!total.is_post || total.trucks_per_day < 0.05) continue;
    text += fmt::format("  {:<52}{:>12.0f}{:>12.0f}{:>12.1f}\n", total.id + " " + total.name,
                        total.out_of_laos, total.into_laos, total.trucks_per_day);
  }
  if (!report.targets.empty()) {
    text += "\nAgainst the facts, in the fact's year\n";
    text += fmt::format("  {:<32}{:>6}{:>12}{:>12}{:>10}  {}\n", "", "year", "model", "fact", "",
                        "verdict");
    for (const TargetResult& result : report.targets) {
      const DemandTarget& target = result.target;
      text +=
          fmt::format("  {:<32}{:>6}{:>12.0f}{:>12.0f}{:>10}  {}{}\n", target.name, target.year,
                      result.model, target.value, percent(result.deviation), result.verdict(),
                      target.other_value > 0.0
                          ? fmt::format(" ({:.0f} by {})", target.other_value, target.other_source)
                          : std::string());
    }
    text += "  tonnes, trade in million USD\n";
  }
  if (!report.costs.empty()) {
    text += "\nCost of trucking\n";
    for (const CostResult& result : report.costs) {
      const CostTarget& target = result.target;
      text += fmt::format("  {:<36}{:>9.4f} {:<15} {}  {}\n", target.name, result.model,
                          target.is_average ? "USD/t-km" : "USD/vehicle-km",
                          target.band_top > 0.0
                              ? fmt::format("band {} to {}", shortest_text(target.value),
                                            shortest_text(target.band_top))
                              : fmt::format("{} in fact, {}", shortest_text(target.value),
                                            percent(result.deviation())),
                          result.holds() ? "holds" : "MISSES");
    }
  }
  text += fmt::format(
      "\nTonnes of classes against matrices: {:.1e} apart. Prices by direction: {:.1e} after {}.\n",
      report.balance_residual, report.base.demand->direction_residual(),
      counted(static_cast<std::size_t>(report.base.demand->direction_steps()), "step"));
  return text;
}

std::vector<std::string> write_demand_report(const DemandReport& report, const Study& study,
                                             const std::filesystem::path& folder) {
  const TransportModel& model = report.base.model;
  FreightDemand demand = model.demand;
  if (!demand.commodities.empty() && demand.tonnes_per_day.raw().back().cell_count() == 0 &&
      demand.commodities.raw().back().id == "none") {
    demand.commodities.raw().pop_back();  // of empty trucks
    demand.tonnes_per_day.raw().pop_back();
  }
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    throw Error({.file = folder.string()}, "cannot be created: " + code.message(),
                "check the path and its permissions", ExitCode::out_of_resources);
  }
  std::vector<std::string> names;
  const auto write = [&](const char* name, const std::string& text) {
    write_file_atomically(folder / name, text);
    names.emplace_back(name);
  };
  write("demand.csv", od_csv_text(demand, model.zones));
  write_od_omx(folder / "demand.omx", demand, model.zones);
  names.emplace_back("demand.omx");
  write("totals.csv", totals_csv(report));
  write("gateways.csv", gateways_csv(report));
  if (!report.targets.empty()) write("facts.csv", facts_csv(report));
  if (!report.costs.empty()) write("costs.csv", costs_csv(report));
  write("directions.csv", directions_csv(report));
  write_desire_lines(folder / "desire_lines.gpkg", demand, model.zones);
  names.emplace_back("desire_lines.gpkg");
  write("README.md", readme(report, study));
  return names;
}

}  // namespace landlink
