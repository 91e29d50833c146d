#include "landlink/gis/season_layers.hpp"

#include <utility>

#include "link_features.hpp"
#include "network_files.hpp"

namespace landlink {

namespace {

// Rules depend neither on when a link opens nor on provinces.
constexpr gis::ReadFeatureOptions kAnyYear{.year = 2000, .needs_province = false};

}  // namespace

SeasonRulesByFeature read_season_rules(const std::filesystem::path& source) {
  gis::NetworkFiles files(source);
  Diagnostics diagnostics;
  SeasonRulesByFeature rules;
  for (const char* name : {"roads", "bridges", "corridors"}) {
    ReadLayerOptions options;
    options.allow_empty = true;
    options.required_fields = gis::required_link_fields();
    const Layer layer = files.read(name, options, diagnostics);
    for (const gis::LinkFeature& link : gis::read_link_features(layer, kAnyYear, diagnostics)) {
      if (link.season == SeasonRules()) continue;
      const FeatureRef& feature = link.attributes.source;
      rules[{feature.layer, feature.id}] = link.season;
    }
  }
  diagnostics.stop_on_errors();
  return rules;
}

}  // namespace landlink
