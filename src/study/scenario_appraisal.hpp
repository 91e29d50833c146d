#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "landlink/appraise/appraisal.hpp"
#include "landlink/gis/network_layers.hpp"
#include "landlink/study/demand_response.hpp"
#include "landlink/study/study.hpp"

namespace landlink {

/// A model with its equilibrium and what is measured in it: what others are compared with.
struct SolvedCase {
  TransportModel model;
  AssignmentResult flows;
  Indicators totals;
  IdVector<ClassId, OdCosts> costs;
  AccessReport access;
  /// Of a demand that answers to costs.
  std::optional<DemandAgreement> agreement = std::nullopt;

  [[nodiscard]] AppraisedState state() const { return {model, flows, costs}; }
};

/// A case, and its base where that has to be found anew to be compared with it: under logit both
/// are on the union of their paths.
struct SolvedPair {
  SolvedCase with;
  std::optional<SolvedCase> base_beside = std::nullopt;
};

/// Solves a model of the modelled year at a place of the list.
using SolvePair = std::function<SolvedPair(TransportModel, std::size_t year)>;

/// The years in which a study assigns: its own and its further ones, ascending.
std::vector<int> modelled_years(const Study& study);

/// From the first spending of any of a study's scenarios to the last year of costs and benefits,
/// which the settings give, or `years` years of benefits from the last opening of any of them. All
/// streams of a study run over it, so that net present values compare and add up.
struct StudyHorizon {
  int first_year = 0;
  int last_year = 0;
};
StudyHorizon horizon_of(const Study& study, const TransportModel& base);

/// What a scenario is worth. `bases` are the base cases of the modelled years, `with` the scenario
/// in the study's year; its other years are solved here.
///
/// Interventions that open in different years make stages: from each opening the benefits are those
/// of what is open by then, solved for itself, and what a stage adds has its own ramp-up.
///
/// Where an intervention holds for a part of the year only, the benefits are those of the scenario
/// with it for that part and without it for the rest. Throws Error where two such parts differ.
Appraisal appraise_scenario(const Study& study, const Scenario& scenario,
                            const std::vector<SolvedCase>& bases, const SolvedPair& with,
                            const SolvePair& solve);

/// What to say of a scenario's internal rate of return where there is none, or several: nothing
/// where there is one, or nothing is spent.
std::optional<std::string> rate_warning(const Appraisal& appraisal);

/// Where people and firms want to get to: the capital, the largest place of each province, open
/// border posts and airports, each at the node of the network that is nearest.
std::vector<Service> services(const TransportModel& model, const NetworkLayers& layers);

}  // namespace landlink
