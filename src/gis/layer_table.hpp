#pragma once

#include "landlink/gis/layer_writer.hpp"

namespace landlink::gis {

/// Throws Error naming layer, row and field where a row does not fit the schema or holds a number
/// that is not finite.
void check_table(const LayerTable& layer);

}  // namespace landlink::gis
