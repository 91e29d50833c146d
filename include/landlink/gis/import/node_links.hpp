#pragma once

#include <filesystem>

#include "landlink/exchange/gmns.hpp"
#include "landlink/gis/import/import_network.hpp"
#include "landlink/gis/import/recipe.hpp"

namespace landlink::road_import {

/// Makes a network of nodes and links that are already one: every link stays a link and meets
/// others at its nodes only, so nothing is snapped, split or contracted. What the source lacks gets
/// the import's defaults, flagged. Links that no truck may use (`allowed_uses`) are left out and
/// counted; a node with a `zone_id` is a zone. `options` gives countries, provinces, relief and
/// zones; its road sources are not read.
///
/// Throws Error for a CRS that is unknown, or missing without `assume_crs`.
ImportedNetwork import_node_links(const GmnsNetwork& network, const std::string& source,
                                  const std::string& assume_crs, const Recipe& options);

/// A network file of TransportationNetworks (TNTP) as nodes and links: lengths in km, free-flow
/// times in minutes, capacity of the whole link. Positions are those of the node file beside it
/// (`X_node.tntp` for `X_net.tntp`); without one, nodes stand on a schematic grid near 0, 0 and the
/// report says so. Nodes below `<FIRST THRU NODE>` are zones, or all where that is 1 and
/// `<NUMBER OF ZONES>` says so.
GmnsNetwork node_links_of_tntp(const std::filesystem::path& net_file, RepairReport& report);

}  // namespace landlink::road_import
