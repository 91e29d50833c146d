#pragma once

#include <filesystem>

#include "landlink/network/season_rules.hpp"

namespace landlink {

/// Season rules of the link layers of a network folder or GeoPackage, as docs/data.md has their
/// fields; features that have none are left out. Throws Error as read_network_layers does.
SeasonRulesByFeature read_season_rules(const std::filesystem::path& source);

}  // namespace landlink
