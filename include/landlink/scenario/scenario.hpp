#pragma once

#include <memory>
#include <string>
#include <vector>

#include "landlink/scenario/intervention.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// A named list of interventions on the base.
struct Scenario {
  std::string id = {};  ///< folder name of its results
  std::string name = {};
  std::string description = {};
  /// In the order in which they are applied: by `order` where it is stated, then by opening year
  /// where both state one, then as the study file lists them.
  std::vector<std::shared_ptr<const Intervention>> interventions = {};
};

/// The model of a scenario: a copy of the base with the interventions applied in order and
/// everything that follows from them made anew. The base is not changed. Throws Error naming the
/// scenario where an intervention does not apply.
TransportModel apply(const Scenario& scenario, const TransportModel& base);

/// Whether a scenario applies to a base, without the cost of a new network: throws as apply() does,
/// and where two interventions that state neither an order nor different opening years set the same
/// field of a link or checkpoint to different values.
void check(const Scenario& scenario, const TransportModel& base);

/// Sorts interventions into the order of Scenario::interventions.
void put_in_order(std::vector<std::shared_ptr<const Intervention>>& interventions);

/// The draft of all modes that a model's freight may use: the roads, or their supernetwork, with
/// notes on terminals that no road reaches.
Supernetwork network_of_all_modes(const TransportModel& model);

/// Makes `network`, `delays` and `class_costs` anew from the rest of the model.
void rebuild(TransportModel& model);

}  // namespace landlink
