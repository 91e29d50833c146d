#pragma once

#include <string>

#include "landlink/gis/audit.hpp"
#include "layer_places.hpp"

namespace landlink::gis {

/// Looks at each link feature by itself: speed, length against line and great circle, sinuosity,
/// and at pairs that are drawn twice.
void audit_links(const NetworkLayers& layers, const FileOfLayer& file_of, Diagnostics& diagnostics);

/// Looks at how open links hang together: pieces, one-way traps, ends that nearly meet another
/// link, dead ends. Fills the figures of `audit`.
void audit_graph(const NetworkLayers& layers, const FileOfLayer& file_of, NetworkAudit& audit);

/// Looks at the layers of other modes: places that no link joins, railways cut off from the rest,
/// lengths against lines, posts and great circles, speeds, and names of places in other layers.
void audit_modes(const NetworkLayers& layers, const FileOfLayer& file_of, Diagnostics& diagnostics);

/// Whether a draft link is one that was drawn: along the drawing, and no border or zone connector.
inline bool is_drawn(const DraftLink& link) {
  const LinkAttributes& attributes = link.attributes;
  return attributes.source.forward && attributes.kind != LinkKind::border &&
         attributes.source.layer != "zones" && attributes.source.layer != "gateways";
}

}  // namespace landlink::gis
