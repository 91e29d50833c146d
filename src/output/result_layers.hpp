#pragma once

#include <string>
#include <vector>

#include "landlink/gis/layer_writer.hpp"
#include "result_rows.hpp"

namespace landlink::output {

/// A layer of the GeoPackage with a planner's name for each field (GeoPackages of GDAL 3.6 hold no
/// aliases, so the styles carry them).
struct ResultLayer {
  LayerTable table = {};
  std::vector<std::string> aliases = {};  ///< by field
  std::string title = {};                 ///< the layer's name in the project

  /// Values of a numeric field by row; empty for an unknown field.
  [[nodiscard]] std::vector<double> numbers(const std::string& field) const;
};

/// Layers links, access, checkpoints, zones, airports, provinces and, where there are diagnostics
/// with a place, issues. No value is NULL. With a base, links, checkpoints and zones have its
/// values and the differences.
std::vector<ResultLayer> result_layers(const ScenarioResults& results,
                                       const std::vector<LinkRow>& links,
                                       const std::vector<CheckpointRow>& checkpoints,
                                       const std::vector<ZoneRow>& zones);

}  // namespace landlink::output
