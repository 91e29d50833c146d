#pragma once

#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/demand/zone.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/network_layers.hpp"
#include "landlink/network/checkpoint.hpp"
#include "link_features.hpp"

namespace landlink::gis {

struct CheckpointFeature {
  BorderCheckpoint checkpoint = {};
  bool open = true;
};

struct ZoneFeature {
  Zone zone = {};
  std::string layer = {};  ///< zones or gateways
};

// Each reads its layer as docs/data.md describes it: sound features in file order, faults to
// `diagnostics`.
std::vector<CheckpointFeature> read_checkpoints(const Layer& layer,
                                                const ReadFeatureOptions& options,
                                                Diagnostics& diagnostics);
std::vector<ZoneFeature> read_zones(const Layer& layer, const ReadFeatureOptions& options,
                                    Diagnostics& diagnostics);
std::vector<Province> read_provinces(const Layer& layer, Diagnostics& diagnostics);

}  // namespace landlink::gis
