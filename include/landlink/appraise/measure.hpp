#pragma once

#include "landlink/appraise/indicators.hpp"
#include "landlink/assign/problem.hpp"
#include "landlink/assign/result.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// The assignment problem of a model: its graph, delays, classes and background traffic. Refers to
/// the model, which must outlive it.
AssignmentProblem assignment_problem(const TransportModel& model);

/// Tonnes over which a vehicle's money is spread in stochastic choice, whose theta is per USD/t:
/// its load; of an empty truck the mean load of the model's vehicles of the same cost curve.
double choice_load_t(const TransportModel& model, const VehicleType& vehicle);

/// Totals per day of an assignment of `model`.
Indicators indicators(const TransportModel& model, const AssignmentResult& flows);

}  // namespace landlink
