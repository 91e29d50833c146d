#pragma once

#include <functional>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/study/demand_model.hpp"

namespace landlink {

/// A model whose demand and equilibrium agree, and how well they do.
struct AnsweredDemand {
  TransportModel model = {};
  AssignmentResult flows = {};
  double residual = 0.0;  ///< sum |demand - demand at its own costs| / sum demand, tonnes
  int rounds = 0;         ///< assignments made
  bool converged = true;
};

/// A solved case that others answer against.
struct SolvedReference {
  const TransportModel& model;
  const AssignmentResult& flows;
};

/// Finds the equilibrium of a model; called once a round.
using SolveModel = std::function<AssignmentResult(const TransportModel& model)>;

/// Lets demand answer to the costs of its own traffic until it changes by no more than the study's
/// tolerance.
///
/// `none`: one assignment of the model as it is. `combined`: distribution and assignment in
/// equilibrium, trips = distribution(cost(trips)), the combined model of Evans (1976), for every
/// commodity at once. `elastic`: tonnes between two zones are those of `reference` times (price /
/// reference price)^elasticity of the commodity, both with delays. Demand moves a step towards its
/// answer; the step halves whenever the residual grows. What does not agree after the study's
/// rounds comes back with `converged` false.
///
/// `reference` is the study's base as it was solved, and null for the base itself, whose demand an
/// elastic response leaves alone. The classes of the answer are those of `model`.
AnsweredDemand answer(TransportModel model, DemandModel& demand, const DemandSettings& settings,
                      const SolvedReference* reference, const SolveModel& solve);

/// Sum over commodities and pairs of |a - b| over the sum of a; 0 where a is empty.
double relative_difference(const FreightDemand& a, const FreightDemand& b);

}  // namespace landlink
