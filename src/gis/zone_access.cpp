#include "zone_access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "landlink/core/text.hpp"
#include "landlink/network/access.hpp"
#include "landlink/network/connectivity.hpp"
#include "network_assembly.hpp"

namespace landlink::gis {

namespace {

LinkAttributes connector(const ZoneFeature& feature, double distance_km, DriveSide side) {
  LinkAttributes link = access_link(distance_km, feature.zone.country, side);
  link.source = {.layer = feature.layer, .id = feature.zone.id, .forward = true};
  link.name = feature.zone.name;
  link.province = feature.zone.province;
  return link;
}

/// Says for each zone whether it lies in the strong component with the most nodes.
void require_reach(const NetworkLayers& layers, int year, const std::vector<Place>& places,
                   Diagnostics& diagnostics) {
  const Network network(layers.draft);
  const Components strong = strong_components(network.graph());
  std::vector<std::size_t> size(strong.count, 0);
  for (const std::uint32_t component : strong.of_node) ++size[component];
  const auto largest = std::max_element(size.begin(), size.end());
  const auto main = static_cast<std::uint32_t>(largest - size.begin());
  NodeId anchor{0u};
  while (strong.of_node[anchor] != main) anchor = NodeId{anchor.index() + 1};
  const auto reached = reachable_from(network.graph(), anchor);
  for (std::size_t z = 0; z < layers.zones.size(); ++z) {
    const Zone& zone = layers.zones[ZoneId{z}];
    const NodeId centroid = layers.centroids[ZoneId{z}];
    if (strong.of_node[centroid] == main) continue;
    const bool way_in = reached[centroid] != 0;
    diagnostics.add(
        {Severity::error, "zone_cut_off", places[z],
         fmt::format("'{}' is cut off in {}: {} the main network ({} of {} nodes)", zone.name, year,
                     way_in ? "freight cannot leave it for" : "no road leads to it from", *largest,
                     network.node_count()),
         "join its roads to the network, mend one-way roads and 'opened' dates, or move the zone; "
         "`landlink check` shows the pieces on a map",
         zone.position});
  }
}

}  // namespace

void connect_zones(const std::vector<ZoneFeature>& zones, int year, const FileOfLayer& file_of,
                   NetworkLayers& layers, Diagnostics& diagnostics) {
  NetworkDraft& draft = layers.draft;
  const RoadAccess access(draft);
  std::map<std::string, std::string> layer_of_id;
  std::vector<Place> places;
  for (const ZoneFeature& feature : zones) {
    const Zone& zone = feature.zone;
    const Place place{.file = file_of(feature.layer), .layer = feature.layer, .feature = zone.id};
    const auto [other, fresh] = layer_of_id.try_emplace(zone.id, feature.layer);
    if (!fresh) {
      diagnostics.add({Severity::error, "duplicate_id", place,
                       fmt::format("layer '{}' has a feature of this id too", other->second),
                       "ids are unique over zones and gateways: rename one", zone.position});
      continue;
    }
    NearestNode nearest = access.nearest(zone.country, zone.position);
    const NearestNode main = access.nearest_in_main_part(zone.country, zone.position);
    if (main.node.valid() && main.node != nearest.node && main.distance_km <= kZoneReach_km) {
      diagnostics.add({Severity::warning, "nearest_road_cut_off", place,
                       fmt::format("the nearest road to '{}', {:.1f} km away, cannot reach the "
                                   "main network or be reached from it, so the zone is joined to "
                                   "a road {:.1f} km away",
                                   zone.name, nearest.distance_km, main.distance_km),
                       "join the nearest road to the network, or mend its direction",
                       zone.position});
      nearest = main;
    }
    if (nearest.distance_km > kZoneReach_km) {
      diagnostics.add(
          {Severity::error, "zone_without_access", place,
           nearest.node.valid()
               ? fmt::format("'{}' has no access: the nearest open road of {} ends {:.0f} km away, "
                             "more than {:.0f} km",
                             zone.name, zone.country.text(), nearest.distance_km, kZoneReach_km)
               : fmt::format("'{}' has no access: no road of {} is open in {}", zone.name,
                             zone.country.text(), year),
           "draw the road that leads to it, or move or delete it", zone.position});
      continue;
    }
    const NodeId centroid = draft.add_node({.position = zone.position,
                                            .kind = NodeKind::centroid,
                                            .country = zone.country,
                                            .name = zone.name});
    layers.zones.push_back(zone);
    layers.centroids.push_back(centroid);
    places.push_back(place);
    const LinkAttributes link =
        connector(feature, nearest.distance_km, access.drive_side(zone.country));
    draft.add_link(centroid, nearest.node, link);
    draft.add_link(nearest.node, centroid, link);
    draft.links.back().attributes.source.forward = false;
    layers.geometry[{feature.layer, zone.id}] = {zone.position, draft.nodes[nearest.node].position};
  }
  if (!layers.zones.empty()) require_reach(layers, year, places, diagnostics);
}

}  // namespace landlink::gis
