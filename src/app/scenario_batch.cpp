#include "scenario_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <numeric>
#include <vector>

#include "landlink/core/file.hpp"
#include "landlink/study/assignment_scenarios.hpp"

namespace landlink::app {

namespace {

/// What a scenario's row says.
struct Outcome {
  StopReason stop = StopReason::iteration_limit;
  std::size_t iterations = 0;
  double relative_gap = 0.0;
  double objective = 0.0;
  double total_cost = 0.0;
  double unassigned_per_h = 0.0;
};

Outcome outcome_of(const AssignmentResult& result) {
  return {.stop = result.stop,
          .iterations = result.history.size(),
          .relative_gap = result.relative_gap,
          .objective = result.objective,
          .total_cost = result.total_cost,
          .unassigned_per_h =
              std::accumulate(result.unassigned_per_h.begin(), result.unassigned_per_h.end(), 0.0)};
}

std::string row(const std::string& name, std::size_t links, const Outcome& o) {
  return fmt::format("{},{},{},{},{},{},{},{}\n", name, links, name_of(o.stop), o.iterations,
                     o.relative_gap, o.objective, o.total_cost, o.unassigned_per_h);
}

}  // namespace

bool run_scenario_batch(const ScenarioBatch& batch, const TntpAssignment& assignment,
                        const AssignmentResult& base, const AssignmentOptions& options,
                        const std::shared_ptr<const WarmStart>& start_state) {
  const std::vector<AssignmentScenario> scenarios =
      batch.close_each ? closures_of_each_link(assignment)
                       : read_assignment_scenarios(batch.scenarios, assignment);
  const std::filesystem::path out = batch.out;
  std::filesystem::create_directories(out);
  std::vector<Outcome> outcomes(scenarios.size());
  const std::clock_t start = std::clock();
  solve_scenarios(assignment, scenarios, options, start_state,
                  [&](std::size_t place, const AssignmentResult& result) {
                    outcomes[place] = outcome_of(result);
                    if (!batch.flows) return;
                    write_file_atomically(out / (scenarios[place].name + ".tsv"),
                                          assignment.flows_text(result));
                  });
  const double cpu_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;

  std::string table =
      "scenario,links_changed,stop,iterations,relative_gap,objective,total_cost,unassigned_per_"
      "h\n" +
      row("base", 0, outcome_of(base));
  double largest_gap = 0.0;
  std::size_t converged = 0;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    table += row(scenarios[i].name, scenarios[i].changes.size(), outcomes[i]);
    largest_gap = std::max(largest_gap, outcomes[i].relative_gap);
    if (outcomes[i].stop == StopReason::converged) ++converged;
  }
  write_file_atomically(out / "scenarios.csv", table);
  fmt::print("{} of {} scenarios converged, largest gap {:.6e}, {:.3f} s of CPU, {:.3f} ms each\n",
             converged, scenarios.size(), largest_gap, cpu_s,
             scenarios.empty() ? 0.0 : 1e3 * cpu_s / static_cast<double>(scenarios.size()));
  return converged == scenarios.size();
}

}  // namespace landlink::app
