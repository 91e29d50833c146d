#pragma once

#include <vector>

#include "landlink/core/config_table.hpp"
#include "landlink/study/study.hpp"

namespace landlink {

inline constexpr std::string_view kBaseId = "base";

/// Reads the interventions of a scenario or of the base into their order. Throws Error for an id
/// that stands twice and for one that opens before the network's year.
std::vector<std::shared_ptr<const Intervention>> read_interventions(
    const std::vector<ConfigTable>& tables, int network_year);

/// Reads the [[scenario]] tables of a study, each on top of the one that its `base` names, and
/// the projects of its tables, into `study`, with what is to be said about them.
void read_scenarios(const ConfigTable& top, const StudyReadOptions& options, Study& study);

/// A name of a study or scenario: not empty and without control characters.
std::string read_name(const ConfigTable& table);

/// Adds a scenario, with warnings that it calls for. Throws Error where its name would share a
/// folder with another's.
void add_scenario(Scenario scenario, const Place& place, Study& study);

}  // namespace landlink
