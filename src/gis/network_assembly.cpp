#include "network_assembly.hpp"

#include <fmt/format.h>

#include <utility>

#include "border_nodes.hpp"
#include "place_index.hpp"
#include "zone_access.hpp"

namespace landlink::gis {

namespace {

/// Gives each end of each link its node: numbers in the order in which places first occur.
void add_links(const std::vector<LinkFeature>& links, const FileOfLayer& file_of,
               NetworkDraft& draft, Diagnostics& diagnostics) {
  std::vector<LonLat> ends;
  ends.reserve(2 * links.size());
  for (const LinkFeature& link : links) {
    ends.push_back(link.line.front());
    ends.push_back(link.line.back());
  }
  const std::vector<std::size_t> group = merge_within(ends, kSameNode_km);
  std::vector<NodeId> node_of(ends.size());
  const auto node_at = [&](std::size_t end) {
    NodeId& node = node_of[group[end]];
    if (!node.valid()) node = draft.add_node({.position = ends[group[end]]});
    return node;
  };
  for (std::size_t i = 0; i < links.size(); ++i) {
    const LinkFeature& link = links[i];
    const NodeId tail = node_at(2 * i);
    const NodeId head = node_at(2 * i + 1);
    if (tail == head) {
      const FeatureRef& source = link.attributes.source;
      diagnostics.add({Severity::warning, "self_loop", place_of(file_of, source),
                       "its two ends are one place, so no route uses it",
                       "split it where other roads meet it, or delete it", ends[2 * i]});
      continue;
    }
    draft.add_link(tail, head, link.attributes);
    if (link.oneway) continue;
    draft.add_link(head, tail, link.attributes);
    draft.links.back().attributes.source.forward = false;
  }
}

}  // namespace

void assemble_network(NetworkParts parts, int year, const FileOfLayer& file_of,
                      NetworkLayers& layers, Diagnostics& diagnostics) {
  add_links(parts.links, file_of, layers.draft, diagnostics);
  split_border_nodes(parts.checkpoints, file_of, layers.draft, diagnostics);
  for (LinkFeature& link : parts.links) {
    const FeatureRef& source = link.attributes.source;
    if (link.schematic) layers.schematic.emplace(source.layer, source.id);
    layers.geometry[{source.layer, source.id}] = std::move(link.line);
  }
  connect_zones(parts.zones, year, file_of, layers, diagnostics);
}

}  // namespace landlink::gis
