#include "assign_command.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "assign_extras.hpp"
#include "history_lines.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/assign/choice_set.hpp"
#include "landlink/assign/warm_start.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "landlink/study/tntp_assignment.hpp"
#include "lost_trips.hpp"
#include "scenario_batch.hpp"

namespace landlink::app {

namespace {

struct Options {
  std::string net;
  std::string trips;
  std::string classes;
  std::string flows;
  std::string history;
  std::string paths;
  std::string objective = "user";
  AssignmentOptions assignment;
  TntpFactors factors;
  int threads = 0;
  bool strict = false;
  ScenarioBatch batch;
  AssignExtras extras;
};

std::string algorithm_help() {
  std::string text = "how to find the equilibrium:";
  for (const AlgorithmEntry& entry : algorithms()) {
    text += fmt::format(" {} ({});", entry.name, entry.description);
  }
  text.pop_back();
  return text;
}

void print_warnings(const Diagnostics& diagnostics) {
  constexpr std::size_t kMost = 10;
  std::size_t shown = 0;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (++shown > kMost) break;
    fmt::print(stderr, "warning: {}: {}; {}\n", diagnostic.place.text(), diagnostic.problem,
               diagnostic.remedy);
  }
  if (diagnostics.all().size() > kMost) {
    fmt::print(stderr, "warning: and {} more\n", diagnostics.all().size() - kMost);
  }
}

Continue print_iteration(const IterationSummary& it) {
  fmt::print("{:>9} {:>12.6e} {:>24.17g} {:>9.3f}\n", it.iteration, it.convergence_measure(),
             it.objective, it.cpu_s);
  std::fflush(stdout);
  return Continue::yes;
}

void print_result(const AssignmentResult& result, Objective objective) {
  fmt::print("{} after {} iterations: {} {:.6e}, ", name_of(result.stop), result.history.size(),
             result.stochastic ? "residual" : "gap", result.convergence_measure());
  if (objective == Objective::system) {
    fmt::print("least total cost {:.17g}\n", result.objective);
  } else {
    fmt::print("objective {:.17g}, total cost {:.17g}\n", result.objective, result.total_cost);
  }
  double unassigned = 0.0;
  for (const double value : result.unassigned_per_h) unassigned += value;
  if (unassigned > 0.0) {
    fmt::print(stderr, "warning: {} of the demand has no path and is not assigned\n", unassigned);
  }
}

void print_memory(std::size_t state_bytes) {
  if (state_bytes == 0) return;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  constexpr double kBytesPerMb = 1048576.0;
  constexpr double kKbPerMb = 1024.0;
  fmt::print("memory: {:.1f} MB of bushes, {:.1f} MB at peak\n",
             static_cast<double>(state_bytes) / kBytesPerMb,
             static_cast<double>(usage.ru_maxrss) / kKbPerMb);
}

TntpAssignment read_assignment(const Options& options, Diagnostics& diagnostics) {
  TntpNetwork network = read_tntp_network(options.net, diagnostics);
  if (options.classes.empty()) {
    return {std::move(network), read_tntp_trips(options.trips), options.factors, diagnostics};
  }
  ClassTrips trips = read_class_trips(options.trips, options.classes, network);
  return {std::move(network), std::move(trips), options.factors, diagnostics};
}

std::string choice_set_help() {
  std::string text = "of stochastic algorithms, how paths to choose from are found:";
  for (const ChoiceSetMethod& method : choice_set_methods()) {
    text += fmt::format(" {} ({});", method.name, method.description);
  }
  text.pop_back();
  return text;
}

int run(const Options& options) {
  set_thread_count(options.threads);
  Diagnostics diagnostics;
  TntpAssignment assignment = read_assignment(options, diagnostics);
  apply_extras(options.extras, assignment);
  print_warnings(diagnostics);
  if (options.strict) refuse_trips_without_path(assignment, options.trips);
  const bool stochastic = is_stochastic(options.assignment.algorithm);
  fmt::print("iteration {:>12}                objective     cpu_s\n",
             stochastic ? "residual" : "gap");
  WarmSlot slot{.keep = options.batch.asked_for() || !options.extras.uses.empty()};
  const AssignmentResult result =
      assign(assignment.problem(), options.assignment, slot, print_iteration);
  print_result(result, options.assignment.objective);
  print_memory(slot.state_bytes);
  print_extras(assignment, result);
  const std::vector<ExtraFile> extra =
      extra_files(options.extras, assignment, options.assignment, result, slot.kept.get());
  // Before anything is written: not every algorithm keeps paths.
  const std::string paths = options.paths.empty() ? "" : assignment.paths_text(result);
  if (!options.flows.empty()) {
    write_file_atomically(options.flows, assignment.flows_text(result));
  }
  if (!options.history.empty()) {
    write_file_atomically(options.history, history_lines(result.history));
  }
  if (!options.paths.empty()) {
    write_file_atomically(options.paths, options.paths.ends_with(".gz") ? gzipped(paths) : paths);
  }
  for (const ExtraFile& file : extra) write_file_atomically(file.path, file.text);
  if (options.batch.asked_for() &&
      !run_scenario_batch(options.batch, assignment, result, options.assignment, slot.kept)) {
    return static_cast<int>(ExitCode::not_converged);
  }
  return static_cast<int>(result.converged() ? ExitCode::done : ExitCode::not_converged);
}

}  // namespace

void add_assign_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = app.add_subcommand(
      "assign",
      "user equilibrium, stochastic equilibrium or system optimum of a network in TNTP format");
  command->add_option("--net", options->net, "network file (.tntp, may be gzipped)")->required();
  command
      ->add_option("--trips", options->trips,
                   "trip table (.tntp; with --classes .csv: class, origin, dest, veh_h; may be "
                   "gzipped)")
      ->required();
  command->add_option(
      "--classes", options->classes,
      "table of classes (.csv: class, pce, distance_cost), for a trip table in CSV");
  command->add_option("--flows", options->flows,
                      "where to write From To Volume Cost per link, and with --classes the "
                      "vehicles of each");
  command->add_option("--history", options->history,
                      "where to write iteration, relative_gap, objective, total_cost, step and "
                      "cpu_s of each iteration as lines of JSON");
  command->add_option(
      "--paths", options->paths,
      "where algorithms that keep paths write class, zones, flow, cost and nodes of "
      "each (.csv, or .csv.gz)");
  command->add_option("--algorithm", options->assignment.algorithm, algorithm_help())
      ->capture_default_str();
  command
      ->add_option("--objective", options->objective,
                   "whose cost is least: each user's (equilibrium), or the whole system's")
      ->check(CLI::IsMember({"user", "system"}))
      ->capture_default_str();
  command
      ->add_option(
          "--gap", options->assignment.relative_gap,
          "relative gap to reach; of stochastic algorithms the residual, sum |f - D P| / sum D")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_option("--max-iterations", options->assignment.max_iterations, "most iterations")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  add_extra_options(*command, options->extras);
  StochasticOptions& stochastic = options->assignment.stochastic;
  command
      ->add_option("--theta", stochastic.theta,
                   "scale of the logit, per unit of the network's cost: one unit more halves "
                   "a path's share at 0.69")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--overlap-weight", stochastic.overlap_weight,
                   "exponent of the path size, factor of the commonality")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_option("--choice-set", stochastic.choice_set.method, choice_set_help())
      ->capture_default_str();
  command
      ->add_option("--max-paths", stochastic.choice_set.max_paths,
                   "paths of two zones, besides what becomes cheapest in the equilibrium")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--max-detour", stochastic.choice_set.max_detour,
                   "most that a path may cost, as a multiple of the least")
      ->check(CLI::Range(1.0, 1e6))
      ->capture_default_str();
  command
      ->add_option("--max-overlap", stochastic.choice_set.max_overlap,
                   "most that two paths may share, of the cheaper one's cost")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--toll-factor", options->factors.toll, "cost of a unit of toll")
      ->capture_default_str();
  command->add_option("--distance-factor", options->factors.distance, "cost of a unit of length")
      ->capture_default_str();
  CLI::Option* const scenarios = command->add_option(
      "--scenarios", options->batch.scenarios,
      "table of scenarios (.csv: scenario, from, to, capacity_factor; 0 shuts a link) to solve "
      "from the base, several at once");
  CLI::Option* const close_each = command->add_flag(
      "--close-each", options->batch.close_each,
      "solve with every road shut in turn: all links between two nodes, both ways");
  CLI::Option* const out = command->add_option(
      "--out", options->batch.out, "folder for scenarios.csv and the flows of scenarios");
  command->add_flag("--scenario-flows", options->batch.flows, "write NAME.tsv for each scenario")
      ->needs(out);
  scenarios->needs(out)->excludes(close_each);
  close_each->needs(out);
  command->add_flag("--strict", options->strict,
                    "stop where trips have no path, instead of a warning");
  command->add_option("--threads", options->threads, "0: one per processor")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->callback([options, &exit_code] {
    if (options->objective == "system") options->assignment.objective = Objective::system;
    exit_code = run(*options);
  });
}

}  // namespace landlink::app
