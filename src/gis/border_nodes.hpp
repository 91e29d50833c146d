#pragma once

#include <string>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/network/network.hpp"
#include "layer_places.hpp"
#include "point_features.hpp"

namespace landlink::gis {

/// Splits the node of each checkpoint: links of Laos keep it, the others move to a new node at the
/// same place, and one border link per direction joins the two, forward out of Laos. Then gives
/// every node the country of its links (Laos where any is Lao), and warns of nodes where open
/// links of Laos and of another country meet without a checkpoint.
void split_border_nodes(const std::vector<CheckpointFeature>& checkpoints,
                        const FileOfLayer& file_of, NetworkDraft& draft, Diagnostics& diagnostics);

}  // namespace landlink::gis
