// What verify asks of totals: the summary, the GeoPackage and the appraisal.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "geopackage_digest.hpp"
#include "landlink/core/csv_table.hpp"
#include "landlink/core/parallel.hpp"
#include "verify_parts.hpp"

namespace landlink::output {

void check_totals(const std::filesystem::path& folder, const WrittenRun& run,
                  const Recomputed& found, double hours, Checks& checks) {
  CompensatedSum tonne_km, vehicle_km, vehicle_h, money, generalised;
  CompensatedSum link_t;
  CompensatedSum written_t;
  for (const WrittenClass& each : run.classes) {
    for (std::size_t a = 0; a < run.length_km.size(); ++a) {
      const double per_day = each.volume_per_h[a] * hours;
      if (per_day == 0.0) continue;
      const double time_h = each.time_h[a] + found.delay_h[a];
      link_t.add(per_day * each.payload_t);
      tonne_km.add(per_day * each.payload_t * run.length_km[a]);
      if (run.is_truck_link[a] != 0) {
        vehicle_km.add(per_day * run.length_km[a]);
        vehicle_h.add(per_day * time_h);
      }
      money.add(per_day * each.money_usd[a]);
      generalised.add(per_day * (each.money_usd[a] + time_h * each.usd_per_vehicle_h));
    }
  }
  for (const double t : run.t_per_day) written_t.add(t);
  checks.compare("t/day of links.csv, summed", link_t.value(), written_t.value());
  const CsvTable summary = CsvTable::read(folder / "summary.csv");
  const std::pair<const char*, double> totals[] = {
      {"transport work", tonne_km.value()},
      {"distance of vehicles", vehicle_km.value()},
      {"time of vehicles", vehicle_h.value()},
      {"operating cost, tolls and fees", money.value()},
      {"generalised cost", generalised.value()}};
  for (const auto& [indicator, value] : totals) {
    for (std::size_t i = 0; i < summary.size(); ++i) {
      if (summary.row(i).text("indicator") != indicator) continue;
      checks.compare(std::string("summary: ") + indicator, value, summary.row(i).number("value"));
    }
  }
}

void check_link_layer(const std::filesystem::path& folder, const std::string& scenario,
                      const WrittenRun& run, Checks& checks) {
  const CsvTable links = CsvTable::read(folder / "links.csv");
  CompensatedSum expected;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const std::string& kind = links.row(i).text("kind");
    if (kind == "border" || kind == "transfer") continue;
    // Ways to terminals are in the layer `access`.
    const std::string& layer = links.row(i).text("layer");
    if (kind == "connector" && (layer == "stations" || layer == "ports" || layer == "airports")) {
      continue;
    }
    const LinkId link{i};
    const bool ends_in_zone = run.closed_to_through[run.graph.tail(link).index()] != 0 ||
                              run.closed_to_through[run.graph.head(link).index()] != 0;
    if (!ends_in_zone) expected.add(run.t_per_day[i]);
  }
  checks.compare("t/day of the GeoPackage's links, summed",
                 geopackage_sum(folder / (scenario + ".gpkg"), "links", "t_day"), expected.value());
}

void check_appraisal(const std::filesystem::path& folder, Checks& checks) {
  if (!std::filesystem::exists(folder / "appraisal.csv")) return;
  const auto near = [&](const std::string& name, double found, double written, double terms) {
    checks.add(
        name, (found - written) / std::max(1.0, terms), kRelative,
        fmt::format("{} recomputed, {} written", shortest_text(found), shortest_text(written)));
  };
  const CsvTable flow = CsvTable::read(folder / "cash_flow.csv");
  const CsvTable rates = CsvTable::read(folder / "appraisal.csv");
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const double rate = rates.row(i).number("discount_rate");
    const auto to = rates.row(i).integer("discounted_to");
    CompensatedSum npv;
    double terms = 0.0;
    for (std::size_t t = 0; t < flow.size(); ++t) {
      const CsvRow row = flow.row(t);
      const double factor = std::pow(1.0 + rate, static_cast<double>(to - row.integer("year")));
      for (const char* column : {"residual_usd", "users_usd", "government_usd",
                                 "carbon_dioxide_usd", "capital_usd", "maintenance_usd"}) {
        const bool cost = column == std::string_view("capital_usd") ||
                          column == std::string_view("maintenance_usd");
        const double usd = factor * row.number(column);
        npv.add(cost ? -usd : usd);
        terms += std::abs(usd);
      }
    }
    near(fmt::format("net present value at {:g} %", 100.0 * rate), npv.value(),
         rates.row(i).number("npv_usd"), terms);
  }
  const CsvTable summary = CsvTable::read(folder / "summary.csv");
  double worth = 0.0;
  for (std::size_t i = 0; i < summary.size(); ++i) {
    if (summary.row(i).text("indicator") == "net present value") {
      worth = summary.row(i).number("value");
    }
  }
  const CsvTable split = CsvTable::read(folder / "worth.csv");
  std::map<std::string, CompensatedSum> sums;
  double terms = 0.0;
  for (std::size_t i = 0; i < split.size(); ++i) {
    const double usd = split.row(i).number("present_value_usd");
    sums[split.row(i).text("dimension")].add(usd);
    if (split.row(i).text("dimension") == "part") terms += std::abs(usd);
  }
  for (const auto& [dimension, sum] : sums) {
    near("net present value by " + dimension, sum.value(), worth, terms);
  }
}

}  // namespace landlink::output
