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
  std::vector<std::shared_ptr<const Intervention>> interventions = {};
};

/// The model of a scenario: a copy of the base with the interventions applied in order and
/// everything that follows from them made anew. The base is not changed.
TransportModel apply(const Scenario& scenario, const TransportModel& base);

/// Makes `network`, `delays` and `class_costs` anew from the rest of the model.
void rebuild(TransportModel& model);

}  // namespace landlink
