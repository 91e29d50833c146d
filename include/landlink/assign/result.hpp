#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/assign/elastic_demand.hpp"
#include "landlink/assign/side_constraint.hpp"
#include "landlink/assign/stochastic_options.hpp"
#include "landlink/core/id.hpp"

namespace landlink {

/// What an algorithm knows after an iteration.
struct IterationSummary {
  int iteration = 0;
  double relative_gap = 0.0;  ///< (total cost - cost on shortest paths) / total cost
  double residual = 0.0;      ///< of stochastic equilibrium: AssignmentResult::residual
  bool stochastic = false;    ///< the residual is what converges, and no gap is known
  double objective = 0.0;     ///< Beckmann's or Fisk's, or the total cost of a system optimum
  double total_cost = 0.0;    ///< pcu-weighted, cost units x pcu/h
  double step_size = 0.0;
  double cpu_s = 0.0;

  [[nodiscard]] double convergence_measure() const { return stochastic ? residual : relative_gap; }
};

enum class Continue { yes, no };
using Observer = std::function<Continue(const IterationSummary&)>;

enum class StopReason { converged, iteration_limit, stalled, stopped_by_observer };
std::string_view name_of(StopReason reason);

/// What `relative_gap` measures.
enum class GapKind {
  relative,                ///< (total cost - cost on shortest paths) / total cost
  variational_inequality,  ///< the same with costs that no objective has as its gradient
};
std::string_view name_of(GapKind kind);

/// Whose cost is least at the end.
enum class Objective {
  user,    ///< each traveller's: user equilibrium
  system,  ///< that of all together: everybody sees the marginal cost of the total
};

struct AssignmentOptions {
  std::string algorithm = "bush";  ///< a name on the list of assign.hpp
  double relative_gap = 1e-6;      ///< to reach; of stochastic equilibrium the residual
  int max_iterations = 10'000;
  Objective objective = Objective::user;
  std::size_t blocks = 64;  ///< origin blocks; part of the result's definition, not threads
  StochasticOptions stochastic = {};
};

/// For a system optimum, the gap and the sums behind it are at marginal costs, and the objective is
/// the total cost itself (without that of the preload in an empty network); so is the history.
struct AssignmentResult {
  /// volume_per_h[class][link]: vehicles/h.
  std::vector<std::vector<double>> volume_per_h = {};
  std::vector<double> volume_pcu_per_h = {};  ///< by LinkId, over classes, without the preload
  std::vector<double> delay = {};  ///< by LinkId, weighted: what classes pay besides constants

  double relative_gap = 0.0;
  GapKind gap_kind = GapKind::relative;
  /// Of stochastic equilibrium, for the flows f that are reported: sum |f - D P(c(f))| / sum D over
  /// classes and paths in pcu; for choice by links sum |v - F(v)| / sum v over classes and links.
  /// Zero for other algorithms, whose measure of convergence is the relative gap; here that does
  /// not vanish.
  double residual = 0.0;
  bool stochastic = false;          ///< whether the residual is what converges
  double objective = 0.0;           ///< Beckmann's or Fisk's, or the total cost of a system optimum
  double total_cost = 0.0;          ///< sum over classes and links of pcu flow x cost
  double shortest_path_cost = 0.0;  ///< the same demand on shortest paths at these costs
  StopReason stop = StopReason::iteration_limit;
  std::vector<IterationSummary> history = {};

  /// Demand between different zones that has no path, vehicles/h by class.
  std::vector<double> unassigned_per_h = {};

  /// What volumes miss of balance: the largest over classes and nodes of |in + from here - out - to
  /// here|, pcu/h, over the demand of all classes in pcu/h.
  double conservation = 0.0;

  /// Where some class's demand is elastic: what was met. Volumes, total cost and gap are then of
  /// that demand, and the objective is Beckmann's of it.
  std::optional<ElasticState> elastic = {};

  /// By side constraint. With these, total cost and gap are at costs that include their prices.
  std::vector<SideConstraintState> side_constraints = {};

  /// Of algorithms that keep paths: which classes use which, and how much; else null.
  std::shared_ptr<const PathFlows> paths = nullptr;

  [[nodiscard]] bool converged() const { return stop == StopReason::converged; }
  /// What AssignmentOptions::relative_gap is held against.
  [[nodiscard]] double convergence_measure() const { return stochastic ? residual : relative_gap; }
};

}  // namespace landlink
