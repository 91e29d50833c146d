#pragma once

#include <memory>
#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/gis/network_layers.hpp"
#include "landlink/scenario/transport_model.hpp"
#include "landlink/study/demand_model.hpp"
#include "landlink/study/study.hpp"

namespace landlink {

/// A study's data, read and made into the base's model.
struct BaseModel {
  NetworkLayers layers = {};  ///< its draft and zones are moved into the model
  TransportModel model = {};
  std::shared_ptr<DemandModel> demand = {};  ///< for demand that answers to costs
  Diagnostics diagnostics = {};
  std::vector<InputFile> inputs = {};  ///< the study file and the demand tables
  std::vector<std::string> assumptions = {};
};

/// Reads the network of the study's network year and its demand tables, applies the base's
/// interventions, distributes the freight of the study's year over the costs of the empty network
/// (or reads the study's own matrix) and makes the user classes, empty trucks included.
/// Throws Error for faults of the data, and naming the layer and zone where a zone has no way to
/// or from the others.
BaseModel load_base_model(const Study& study);

}  // namespace landlink
