#pragma once

#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/network/link.hpp"
#include "landlink/network/season_rules.hpp"

namespace landlink::gis {

/// A feature of layer roads, bridges or corridors.
struct LinkFeature {
  Line line = {};
  bool oneway = false;
  bool schematic = false;  ///< the line only joins places: its length is not the road's
  SeasonRules season = {};
  /// Per direction; `open` by the year asked for.
  LinkAttributes attributes = {};
};

/// What features are read for.
struct ReadFeatureOptions {
  int year = 0;
  bool needs_province = true;  ///< of features in Laos: where the network has provinces
};

/// The fields that docs/data.md requires of link layers.
const std::vector<std::string>& required_link_fields();

/// Checks every field of every feature; sound ones come back in file order, faults go to
/// `diagnostics`. Ids must be unique within the layer.
std::vector<LinkFeature> read_link_features(const Layer& layer, const ReadFeatureOptions& options,
                                            Diagnostics& diagnostics);

/// Warns of a field that is none of `known` but near to one of them that the layer lacks.
void warn_of_near_names(const Layer& layer, const std::vector<std::string>& known,
                        Diagnostics& diagnostics);

/// Reports ids that occur twice in a layer and returns whether feature `i` is the first of its id.
std::vector<bool> first_of_its_id(const Layer& layer, Diagnostics& diagnostics);

}  // namespace landlink::gis
