#include "landlink/output/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "geopackage_digest.hpp"
#include "landlink/assign/link_choice.hpp"
#include "landlink/core/csv_table.hpp"
#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"
#include "landlink/paths/skim.hpp"
#include "verify_paths.hpp"
#include "written_run.hpp"

namespace landlink {

namespace {

using Json = nlohmann::json;
using output::WrittenClass;
using output::WrittenRun;

// Sums of at most some 1e5 terms in doubles, compensated, keep 1e-13 of their size; 1e-9 leaves
// room for the summation order of the assignment and none for a changed figure of nine digits.
constexpr double kRelative = 1e-9;

/// What is recomputed from the tables.
struct Recomputed {
  double total_cost = 0.0;
  double shortest_path_cost = 0.0;
  double objective = 0.0;
  std::vector<double> delay_h = {};
  std::vector<double> unassigned_per_h = {};  ///< by class: demand without a path
  /// By class: zone to zone, infinite where no path leads.
  std::vector<Skims> skims = {};
};

Recomputed recompute(const WrittenRun& run) {
  const std::size_t links = run.graph.link_count();
  const LinkDelays delays(run.delay_specs);
  std::vector<double> with_background(links);
  for (std::size_t a = 0; a < links; ++a) {
    double volume = 0.0;
    for (const WrittenClass& each : run.classes) volume += each.pce * each.volume_per_h[a];
    with_background[a] = volume + run.background_pcu_per_h[a];
  }
  Recomputed result;
  result.delay_h.resize(links);
  delays.delays(with_background, result.delay_h);
  std::vector<double> upper(links);
  std::vector<double> lower(links);
  delays.integrals(with_background, upper);
  delays.integrals(run.background_pcu_per_h, lower);
  CompensatedSum objective;
  CompensatedSum total;
  CompensatedSum shortest;
  for (std::size_t a = 0; a < links; ++a) objective.add(upper[a] - lower[a]);
  for (const WrittenClass& each : run.classes) {
    std::vector<double> cost(links);
    for (std::size_t a = 0; a < links; ++a) {
      cost[a] = each.constant_h[a] + result.delay_h[a] + each.price_h[a];
      if (each.volume_per_h[a] == 0.0) continue;
      objective.add(each.pce * each.volume_per_h[a] * each.constant_h[a]);
      total.add(each.pce * each.volume_per_h[a] * cost[a]);
    }
    result.skims.push_back(skim({.graph = run.graph,
                                 .centroids = run.centroids,
                                 .cost = cost,
                                 .closed_to_through = run.closed_to_through}));
    const Skims& skims = result.skims.back();
    CompensatedSum unassigned;
    for (const OdEntry& cell : each.vehicles_per_h.entries()) {
      if (cell.origin == cell.destination) continue;
      const double path = skims.cost[skims.cell(cell.origin, cell.destination)];
      if (std::isfinite(path))
        shortest.add(each.pce * cell.value * path);
      else
        unassigned.add(cell.value);
    }
    result.unassigned_per_h.push_back(unassigned.value());
  }
  result.objective = objective.value();
  result.total_cost = total.value();
  result.shortest_path_cost = shortest.value();
  return result;
}

double relative(double difference, double size) {
  return size != 0.0 ? difference / std::abs(size) : difference;
}

class Checks {
 public:
  explicit Checks(VerifyReport& report) : report_(report) {}

  void add(std::string name, double value, double tolerance, std::string detail = {}) {
    // A value that is not a number fails.
    const bool ok = std::abs(value) <= tolerance;
    report_.checks.push_back({std::move(name), value, tolerance, ok, std::move(detail)});
  }

  void compare(std::string name, double found, double written, double tolerance = kRelative) {
    add(std::move(name), relative(found - written, written), tolerance,
        fmt::format("{} recomputed, {} written", shortest_text(found), shortest_text(written)));
  }

 private:
  VerifyReport& report_;
};

/// A name in the manifest must stay inside the folder.
bool is_plain_name(const std::string& name) {
  return !name.empty() && std::filesystem::path(name).filename() == name && name != "..";
}

void check_files(const std::filesystem::path& folder, const Json& manifest, Checks& checks) {
  double changed = 0.0;
  std::string names;
  for (const Json& entry : manifest.at("files")) {
    const std::string name = entry.at("name").get<std::string>();
    bool same = false;
    if (is_plain_name(name) && std::filesystem::is_regular_file(folder / name)) {
      same = sha256_of_file(folder / name) == entry.at("sha256").get<std::string>();
      // QGIS changes bytes of a GeoPackage by opening it; what it holds must be the same.
      if (!same && entry.contains("layers")) {
        same = output::geopackage_digests(folder / name) ==
               entry.at("layers").get<std::map<std::string, std::string>>();
      }
    }
    if (same) continue;
    changed += 1.0;
    names += (names.empty() ? "" : ", ") + name;
  }
  checks.add("files changed or missing", changed, 0.0,
             names.empty() ? counted(manifest.at("files").size(), "file") + " as written" : names);
}

/// Largest surplus of a class at a node, as a share of the class's demand.
void check_conservation(const WrittenRun& run, const Recomputed& found, Checks& checks) {
  double worst = 0.0;
  std::string where = "every class at every node";
  for (std::size_t k = 0; k < run.classes.size(); ++k) {
    const WrittenClass& each = run.classes[k];
    std::vector<CompensatedSum> surplus(run.graph.node_count());
    for (const LinkId link : run.graph.links()) {
      surplus[run.graph.tail(link).index()].add(each.volume_per_h[link.index()]);
      surplus[run.graph.head(link).index()].add(-each.volume_per_h[link.index()]);
    }
    const Skims& skims = found.skims[k];
    for (const OdEntry& cell : each.vehicles_per_h.entries()) {
      if (cell.origin == cell.destination ||
          !std::isfinite(skims.cost[skims.cell(cell.origin, cell.destination)])) {
        continue;
      }
      surplus[run.centroids[cell.origin.index()].index()].add(-cell.value);
      surplus[run.centroids[cell.destination.index()].index()].add(cell.value);
    }
    const double size = each.vehicles_per_h.total();
    for (std::size_t node = 0; node < surplus.size(); ++node) {
      const double share = relative(surplus[node].value(), size);
      if (std::abs(share) <= std::abs(worst)) continue;
      worst = share;
      where = fmt::format("worst: class {} at node {}", each.id, node);
    }
  }
  checks.add("conservation, share of a class's demand", worst, kRelative, where);
}

void check_volumes(const WrittenRun& run, const Recomputed& found, Checks& checks) {
  double negative = 0.0;
  double pcu = 0.0;
  double delay = 0.0;
  std::string where_pcu;
  std::string where_delay;
  for (std::size_t a = 0; a < run.volume_pcu_per_h.size(); ++a) {
    double sum = 0.0;
    for (const WrittenClass& each : run.classes) {
      negative = std::min(negative, each.volume_per_h[a]);
      sum += each.pce * each.volume_per_h[a];
    }
    const double share = std::abs(sum - run.volume_pcu_per_h[a]) / std::max(1.0, sum);
    if (share > pcu) {
      pcu = share;
      where_pcu = fmt::format("worst: link {}", a);
    }
    const double late =
        std::abs(found.delay_h[a] - run.delay_h[a]) / std::max(1e-3, std::abs(found.delay_h[a]));
    if (late > delay) {
      delay = late;
      where_delay = fmt::format("worst: link {}", a);
    }
  }
  checks.add("lowest volume, vehicles/h", negative, 0.0);
  checks.add("pcu of links against their classes", pcu, kRelative, where_pcu);
  checks.add("delays of links against their functions", delay, kRelative, where_delay);
}

void check_mass_balance(const WrittenRun& run, const Recomputed& found, double hours,
                        Checks& checks) {
  std::vector<char> is_centroid(run.graph.node_count(), 0);
  for (const NodeId node : run.centroids) is_centroid[node.index()] = 1;
  for (std::size_t c = 0; c < run.commodities.size(); ++c) {
    CompensatedSum within;
    CompensatedSum demand;
    for (const OdEntry& cell : run.commodities[c].demand_t_per_day.entries()) {
      demand.add(cell.value);
      if (cell.origin == cell.destination) within.add(cell.value);
    }
    CompensatedSum trips;
    CompensatedSum departed;
    CompensatedSum arrived;
    double unassigned = 0.0;
    for (std::size_t k = 0; k < run.classes.size(); ++k) {
      const WrittenClass& each = run.classes[k];
      if (each.commodity != c) continue;
      const double t_per_vehicle_h = each.payload_t * hours;
      for (const OdEntry& cell : each.vehicles_per_h.entries()) {
        trips.add(cell.value * t_per_vehicle_h);
      }
      unassigned += found.unassigned_per_h[k] * t_per_vehicle_h;
      for (const LinkId link : run.graph.links()) {
        const double t = each.volume_per_h[link.index()] * t_per_vehicle_h;
        if (is_centroid[run.graph.tail(link).index()] != 0) departed.add(t);
        if (is_centroid[run.graph.head(link).index()] != 0) arrived.add(t);
      }
    }
    const double carried = demand.value() - within.value() - unassigned;
    const double faults[] = {run.commodities[c].t_per_day - demand.value(),
                             trips.value() - demand.value(), departed.value() - carried,
                             arrived.value() - carried};
    double worst = 0.0;
    for (const double fault : faults) worst = std::max(worst, std::abs(fault));
    checks.add("mass balance: " + run.commodities[c].id, relative(worst, demand.value()), kRelative,
               fmt::format("{:.3f} t/day, {:.3f} carried between zones", demand.value(), carried));
  }
}

/// Of a logit equilibrium by links: a loading at the costs of the written volumes.
LinkChoiceCheck link_choice(const WrittenRun& run, const Json& manifest) {
  const LinkDelays delays(run.delay_specs);
  AssignmentProblem problem{.graph = &run.graph,
                            .delays = &delays,
                            .centroids = run.centroids,
                            .closed_to_through = run.closed_to_through,
                            .preload_pcu_per_h = run.background_pcu_per_h};
  std::vector<double> volume;
  for (const WrittenClass& each : run.classes) {
    problem.classes.push_back({.name = each.id,
                               .pce = each.pce,
                               .constant_cost = each.constant_h,
                               .demand_per_h = each.vehicles_per_h,
                               .choice_scale = each.usd_per_vehicle_h / each.choice_load_t});
    for (const double vehicles : each.volume_per_h) volume.push_back(each.pce * vehicles);
  }
  AssignmentOptions options;
  options.blocks = manifest.at("options").at("blocks").get<std::size_t>();
  options.stochastic.theta = manifest.at("options").at("theta_per_usd_t").get<double>();
  return check_link_choice(problem, options, volume);
}

void check_link_choice_of(const WrittenRun& run, const Json& manifest, Checks& checks) {
  const Json& written = manifest.at("assignment");
  const LinkChoiceCheck found = link_choice(run, manifest);
  // Entropy is that of the loading; the objective is flat at the fixed point.
  checks.compare("Fisk's objective", found.objective, written.at("objective").get<double>());
  const double claimed = written.at("residual").get<double>();
  checks.add("fixed-point residual against the written one", found.residual - claimed, 1e-11,
             fmt::format("{:.6e} recomputed, {:.6e} written", found.residual, claimed));
  if (written.at("converged").get<bool>()) {
    checks.add("fixed-point residual against its goal", found.residual,
               manifest.at("options").at("relative_gap").get<double>() + 1e-11);
  }
}

/// Of a logit equilibrium on paths: what the paths say of flows, and the residual.
void check_paths(const std::filesystem::path& folder, const WrittenRun& run,
                 const Recomputed& found, const Json& manifest, Checks& checks) {
  const Json& written = manifest.at("assignment");
  const output::PathFindings paths = output::find_paths(
      folder, run, found.delay_h, manifest.at("options").at("theta_per_usd_t").get<double>());
  checks.add("lowest flow of a path, vehicles/h", paths.lowest_flow, 0.0);
  checks.add("flows of paths against demand", paths.demand_difference, kRelative);
  checks.add("flows of paths against links, share of a class's demand", paths.volume_difference,
             kRelative);
  checks.add("expected costs against paths", paths.expected_cost_difference, kRelative);
  checks.compare("Fisk's objective", found.objective + paths.entropy_cost,
                 written.at("objective").get<double>());
  const double claimed = written.at("residual").get<double>();
  // Probabilities of relative error 1e-12 or less: costs to 1e-15, times theta c of some hundreds.
  checks.add("fixed-point residual against the written one", paths.residual - claimed, 1e-11,
             fmt::format("{:.6e} recomputed, {:.6e} written", paths.residual, claimed));
  if (written.at("converged").get<bool>()) {
    checks.add("fixed-point residual against its goal", paths.residual,
               manifest.at("options").at("relative_gap").get<double>() + 1e-11);
  }
}

void check_assignment(const std::filesystem::path& folder, const WrittenRun& run,
                      const Recomputed& found, const Json& manifest, Checks& checks) {
  const Json& written = manifest.at("assignment");
  const bool stochastic = written.contains("residual");
  checks.compare("total cost", found.total_cost, written.at("total_cost").get<double>());
  checks.compare("cost on shortest paths", found.shortest_path_cost,
                 written.at("shortest_path_cost").get<double>());
  const double gap = found.total_cost > 0.0
                         ? (found.total_cost - found.shortest_path_cost) / found.total_cost
                         : 0.0;
  const double claimed = written.at("relative_gap").get<double>();
  // The gap is a difference of two sums of relative error 1e-13 or less.
  checks.add("relative gap against the written one", gap - claimed, 1e-11,
             fmt::format("{:.6e} recomputed, {:.6e} written", gap, claimed));
  if (stochastic && !written.contains("paths")) {
    check_link_choice_of(run, manifest, checks);
  } else if (stochastic) {
    check_paths(folder, run, found, manifest, checks);
  } else {
    checks.compare("Beckmann's objective", found.objective, written.at("objective").get<double>());
    if (written.at("converged").get<bool>()) {
      checks.add("relative gap against its goal", std::max(gap, 0.0),
                 manifest.at("options").at("relative_gap").get<double>() + 1e-11);
    }
  }
  double worst = 0.0;
  for (std::size_t k = 0; k < run.classes.size(); ++k) {
    worst = std::max(worst,
                     std::abs(relative(found.unassigned_per_h[k] - run.classes[k].unassigned_per_h,
                                       run.classes[k].vehicles_per_h.total())));
  }
  checks.add("demand without a path, share of a class", worst, kRelative);
}

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
      vehicle_km.add(per_day * run.length_km[a]);
      vehicle_h.add(per_day * time_h);
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

/// What an appraisal says of itself: each net present value from the cash flow, and every split of
/// the present values against it. Net values are differences: errors are relative to their terms.
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

/// The GeoPackage's links against the same links of the table.
void check_link_layer(const std::filesystem::path& folder, const std::string& scenario,
                      const WrittenRun& run, Checks& checks) {
  const CsvTable links = CsvTable::read(folder / "links.csv");
  CompensatedSum expected;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const std::string& kind = links.row(i).text("kind");
    if (kind == "border" || kind == "transfer") continue;
    const LinkId link{i};
    const bool ends_in_zone = run.closed_to_through[run.graph.tail(link).index()] != 0 ||
                              run.closed_to_through[run.graph.head(link).index()] != 0;
    if (!ends_in_zone) expected.add(run.t_per_day[i]);
  }
  checks.compare("t/day of the GeoPackage's links, summed",
                 output::geopackage_sum(folder / (scenario + ".gpkg"), "links", "t_day"),
                 expected.value());
}

Json read_manifest(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "manifest.json";
  const Json manifest = Json::parse(read_text_file(path), nullptr, false);
  if (manifest.is_discarded()) {
    throw Error({.file = path.string()}, "not JSON", "write the results again");
  }
  return manifest;
}

}  // namespace

bool VerifyReport::ok() const {
  return std::all_of(checks.begin(), checks.end(),
                     [](const VerifyCheck& check) { return check.ok; });
}

VerifyReport verify_results(const std::filesystem::path& folder) {
  const Json manifest = read_manifest(folder);
  VerifyReport report;
  try {
    report.study = manifest.at("study").get<std::string>();
    report.scenario = manifest.at("scenario").get<std::string>();
    const double hours = manifest.at("options").at("hours_per_day").get<double>();
    Checks checks(report);
    check_files(folder, manifest, checks);
    const WrittenRun run = output::read_written_run(folder);
    const Recomputed found = recompute(run);
    check_volumes(run, found, checks);
    check_conservation(run, found, checks);
    check_mass_balance(run, found, hours, checks);
    check_assignment(folder, run, found, manifest, checks);
    check_totals(folder, run, found, hours, checks);
    check_link_layer(folder, report.scenario, run, checks);
    check_appraisal(folder, checks);
  } catch (const Json::exception& fault) {
    throw Error({.file = (folder / "manifest.json").string()}, fault.what(),
                "write the results again with `landlink run`");
  }
  return report;
}

}  // namespace landlink
