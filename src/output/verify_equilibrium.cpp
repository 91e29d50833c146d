// What verify asks of an equilibrium: costs, gap, objective, and under logit the residual.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/assign/link_choice.hpp"
#include "verify_parts.hpp"
#include "verify_paths.hpp"

namespace landlink::output {

namespace {

using Json = nlohmann::json;

/// Of a logit equilibrium by links: a loading at the costs of the written volumes.
LinkChoiceCheck link_choice(const WrittenRun& run, const Json& manifest) {
  const LinkDelays delays(run.delay_specs);
  AssignmentProblem problem{.graph = &run.graph,
                            .delays = &delays,
                            .centroids = run.centroids,
                            .closed_to_through = run.closed_to_through,
                            .preload_pcu_per_h = run.background_pcu_per_h};
  std::vector<double> volume;
  std::vector<double> price;
  for (const WrittenClass& each : run.classes) {
    problem.classes.push_back({.name = each.id,
                               .pce = each.pce,
                               .constant_cost = each.constant_h,
                               .demand_per_h = each.vehicles_per_h,
                               .choice_scale = each.usd_per_vehicle_h / each.choice_load_t});
    for (const double vehicles : each.volume_per_h) volume.push_back(each.pce * vehicles);
    price.insert(price.end(), each.price_h.begin(), each.price_h.end());
  }
  AssignmentOptions options;
  options.blocks = manifest.at("options").at("blocks").get<std::size_t>();
  options.stochastic.theta = manifest.at("options").at("theta_per_usd_t").get<double>();
  return check_link_choice(problem, options, volume, price);
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
  const PathFindings paths = find_paths(folder, run, found.delay_h,
                                        manifest.at("options").at("theta_per_usd_t").get<double>());
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

}  // namespace

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

void check_demand_response(const nlohmann::json& manifest, Checks& checks) {
  if (!manifest.contains("demand_response")) return;
  const Json& written = manifest.at("demand_response");
  const double residual = written.at("residual").get<double>();
  const double tolerance = written.at("tolerance").get<double>();
  const bool converged = written.at("converged").get<bool>();
  // Prices of pairs at which demand answers are not in the files: the claim is held to itself.
  if (converged) {
    checks.add("demand against demand at its own costs, as written", residual, tolerance,
               fmt::format("{} response, {} assignments", written.at("response").get<std::string>(),
                           written.at("rounds").get<int>()));
  }
  const bool claims = manifest.at("assignment").at("converged").get<bool>();
  checks.add("results said to converge whose demand does not", claims && !converged ? 1.0 : 0.0,
             0.0);
}

}  // namespace landlink::output
