#pragma once

#include "landlink/appraise/indicators.hpp"
#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"
#include "landlink/paths/skim.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// The assignment problem of a model: its graph, delays, classes and background traffic. Refers to
/// the model, which must outlive it.
AssignmentProblem assignment_problem(const TransportModel& model);

/// Tonnes over which a vehicle's money is spread in stochastic choice, whose theta is per USD/t: its
/// load; of an empty truck the mean load of the model's vehicles of the same cost curve.
double choice_load_t(const TransportModel& model, const VehicleType& vehicle);

/// Totals per day of an assignment of `model`.
Indicators indicators(const TransportModel& model, const AssignmentResult& flows);

/// Cost of a trip between zones by class, in hours of the class, at the delays of an assignment,
/// with the prices of side constraints; infinite where there is no way: that of the cheapest way,
/// but where the assignment keeps paths and the class has demand the expected cost of its cells
/// (the logsum of a logit).
IdVector<ClassId, Skims> class_skims(const TransportModel& model, const AssignmentResult& flows);

/// User benefit per day of a change from `base` to `scenario`, USD: the rule of half with demand
/// 0.5 (T0 + T1)(C0 - C1) over classes and zone pairs, C the class's cheapest cost at its value of
/// time. Both models have the same zones and classes. Pairs without a way in one of the two are
/// left out: their tonnes stand in `Indicators::unassigned_tonnes`.
double user_benefit_usd_per_day(const TransportModel& base,
                                const IdVector<ClassId, Skims>& base_skims,
                                const TransportModel& scenario,
                                const IdVector<ClassId, Skims>& scenario_skims);

}  // namespace landlink
