#pragma once

#include <memory>
#include <optional>

#include "landlink/assign/warm_start.hpp"
#include "landlink/gis/network_layers.hpp"
#include "landlink/study/demand_model.hpp"
#include "landlink/study/run_study.hpp"
#include "landlink/study/study.hpp"
#include "scenario_appraisal.hpp"

namespace landlink {

/// Finds the equilibria of a study's cases in one modelled year, and measures them.
class CaseSolver {
 public:
  /// All must outlive this.
  CaseSolver(const Study& study, DemandModel& demand, const NetworkLayers& layers,
             Progress& progress)
      : study_(&study), demand_(&demand), layers_(&layers), progress_(&progress) {}

  /// The base case.
  SolvedCase solve(TransportModel model, WarmSlot& slot) const;

  /// A case beside its base: under logit both on all paths that either has, like with like. `start`
  /// is what the base's run has kept, or null.
  SolvedPair solve_beside(TransportModel model, const SolvedCase& base,
                          std::shared_ptr<const WarmStart> start) const;

 private:
  /// A model and the flows that are in equilibrium on it.
  struct Equilibrium {
    TransportModel model;
    AssignmentResult flows;
    std::optional<DemandAgreement> agreement = std::nullopt;
  };

  AssignmentResult assign_once(const TransportModel& model, const AssignmentOptions& options,
                               WarmSlot& slot, bool has_modes = false) const;
  [[nodiscard]] AssignmentOptions first_options(const TransportModel& model,
                                                AssignmentOptions options) const;
  void let_empties_follow(TransportModel& model, AssignmentResult& flows,
                          const AssignmentOptions& options) const;
  Equilibrium find(TransportModel model, const AssignmentOptions& options, WarmSlot& slot,
                   const SolvedCase* base) const;
  SolvedCase solve_again(TransportModel model, const AssignmentOptions& options,
                         const TransportModel& beside) const;
  void judge_demand(SolvedCase& solved, const SolvedCase* base) const;
  [[nodiscard]] SolvedCase measured(Equilibrium found,
                                    const TransportModel* beside = nullptr) const;

  const Study* study_;
  DemandModel* demand_;
  const NetworkLayers* layers_;
  Progress* progress_;
};

}  // namespace landlink
