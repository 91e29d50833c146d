#pragma once

#include <memory>
#include <string>

#include "landlink/scenario/intervention.hpp"

// The parsers of each kind of intervention, for the list in interventions.cpp.

namespace landlink {

std::unique_ptr<const Intervention> parse_upgrade_road(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_open_link(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_close_link(const ConfigTable&, InterventionTerms);
std::unique_ptr<const Intervention> parse_upgrade_checkpoint(const ConfigTable&, InterventionTerms);

/// A checkpoint by id or name, ignoring case. Throws Error with the nearest known one.
CheckpointId find_checkpoint(const TransportModel& model, const std::string& name,
                             const Place& place);

}  // namespace landlink
