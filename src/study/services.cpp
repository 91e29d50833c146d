#include <cmath>
#include <limits>
#include <map>

#include "scenario_appraisal.hpp"

namespace landlink {

namespace {

constexpr auto kCapitalProvince = "LA-VT";

/// The largest zone of each Lao province.
std::map<std::string, ZoneId> centres(const Zones& zones) {
  std::map<std::string, ZoneId> result;
  for (std::size_t z = 0; z < zones.size(); ++z) {
    const Zone& zone = zones[ZoneId{z}];
    if (zone.country != kLaos) continue;
    const auto [place, is_new] = result.try_emplace(zone.province, ZoneId{z});
    if (!is_new && zone.population > zones[place->second].population) place->second = ZoneId{z};
  }
  return result;
}

NodeId nearest_road_node(const TransportModel& model, LonLat position) {
  NodeId best;
  double best_km = std::numeric_limits<double>::infinity();
  for (const LinkId link : model.network.graph().links()) {
    if (model.network.link(link).kind != LinkKind::road) continue;
    const NodeId node = model.network.tail(link);
    const LonLat at = model.network.node(node).position;
    // Far nodes are left out by plane distance before the geodesic is asked for.
    if (std::abs(at.lat - position.lat) + std::abs(at.lon - position.lon) > 1.0) continue;
    const double km = geodesic_km(at, position);
    if (km < best_km) {
      best = node;
      best_km = km;
    }
  }
  return best;
}

/// Where the road to a crossing ends: before the ways to it, which trucks within Laos do not take.
NodeId end_of_road(const Network& network, LinkId crossing) {
  const NodeId post = network.tail(crossing);
  for (const LinkId way : network.graph().in_links(post)) {
    if (network.link(way).post_way == PostWay::own_truck) return network.tail(way);
  }
  return post;
}

}  // namespace

std::vector<Service> services(const TransportModel& model, const NetworkLayers& layers) {
  std::vector<Service> result;
  const auto all = centres(model.zones);
  if (const auto capital = all.find(kCapitalProvince); capital != all.end()) {
    result.push_back({"capital", model.centroids[capital->second]});
  }
  for (const auto& [province, zone] : all) {
    result.push_back({"provincial centre", model.centroids[zone]});
  }
  for (const LinkId link : model.network.graph().links()) {
    const LinkAttributes& attributes = model.network.link(link);
    if (attributes.kind != LinkKind::border || !attributes.source.forward) continue;
    result.push_back({"border post", end_of_road(model.network, link)});
  }
  for (const Airport& airport : layers.modes.airports) {
    if (!airport.open || airport.country != kLaos) continue;
    const NodeId node = nearest_road_node(model, airport.position);
    if (node.valid()) result.push_back({"airport", node});
  }
  return result;
}

}  // namespace landlink
