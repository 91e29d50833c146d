#pragma once

#include <functional>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/study/demand_model.hpp"

namespace landlink {

/// How well demand and its own costs agree.
struct DemandAgreement {
  double residual = 0.0;  ///< sum |demand - demand at its own costs| / sum demand, tonnes
  int rounds = 0;         ///< assignments made to find it
  bool converged = true;  ///< whether the residual is within the study's tolerance
};

/// A model whose demand and equilibrium agree, and how well they do.
struct AnsweredDemand {
  TransportModel model = {};
  AssignmentResult flows = {};
  DemandAgreement agreement = {};
};

/// A solved case that others answer against.
struct SolvedReference {
  const TransportModel& model;
  const AssignmentResult& flows;
};

/// Finds the equilibrium of a model. `warm` tells that the options start from the paths of an
/// earlier round, which have those by each mode.
using SolveModel = std::function<AssignmentResult(const TransportModel& model,
                                                  const AssignmentOptions& options, bool warm)>;

/// Lets demand answer to the costs of its own traffic until it changes by no more than the study's
/// tolerance.
///
/// `none`: one assignment of the model as it is. `combined`: distribution and assignment in
/// equilibrium, trips = distribution(price(trips)), the combined model of Evans (1976), for every
/// commodity at once. `elastic`: tonnes between two zones are those of `reference` times (price /
/// reference price)^elasticity of the commodity. Prices are DemandModel::prices: what freight
/// expects to pay over all paths and modes of the equilibrium, with delays.
///
/// Assignments are rough while demand is far from its answer and reach the gap of `options` at the
/// end, each from the paths and flows of the one before; where empty trips follow the trucks that
/// drive, they do so from round to round. An elastic demand weighs both states on the paths that
/// either has, which are found in its first assignment. What does not agree after the study's
/// rounds comes back with `converged` false.
///
/// `reference` is the study's base as it was solved, and null for the base itself, whose demand an
/// elastic response leaves alone. The classes of the answer are those of `model`.
AnsweredDemand answer(TransportModel model, DemandModel& demand, const DemandSettings& settings,
                      const SolvedReference* reference, const AssignmentOptions& options,
                      const SolveModel& solve);

/// Whether a case's demand answers to costs: any under `combined`, scenarios under `elastic`.
bool answers(const DemandSettings& settings, const SolvedReference* reference);

/// How far a solved case's demand is from its answer, relative; 0 where it does not answer.
double response_residual(const TransportModel& model, const AssignmentResult& flows,
                         DemandModel& demand, const DemandSettings& settings,
                         const SolvedReference* reference);

/// Sum over commodities and pairs of |a - b| over the sum of a; 0 where a is empty.
double relative_difference(const FreightDemand& a, const FreightDemand& b);

}  // namespace landlink
