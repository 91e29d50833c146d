#include "landlink/network/access.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "landlink/network/connectivity.hpp"

namespace landlink {

namespace {

// Town streets, by judgement. The capacity is out of reach of any flow, since the link stands for
// all streets of a place.
constexpr double kAccessSpeed_kmh = 30.0;
constexpr double kAccessIri_m_per_km = 6.0;
constexpr double kAccessCapacity_pcu_per_h = 1e5;
constexpr double kKmPerDegreeOfLatitude = 110.5;  // at least: 110.57 at the equator

bool gives_access(const LinkAttributes& link) {
  return link.open && (link.kind == LinkKind::road || link.kind == LinkKind::bridge ||
                       link.kind == LinkKind::connector);
}

/// Whether each node lies in the strong component of open links with the most nodes.
IdVector<NodeId, char> nodes_of_main_part(const NetworkDraft& draft) {
  IdVector<NodeId, char> in_main(draft.nodes.size(), 0);
  if (draft.nodes.size() == 0) return in_main;
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const DraftLink& link : draft.links)
    if (link.attributes.open) ends.emplace_back(link.tail, link.head);
  const Components strong = strong_components(Graph(draft.nodes.size(), ends));
  std::vector<std::size_t> size(strong.count, 0);
  for (const std::uint32_t component : strong.of_node) ++size[component];
  const auto largest =
      static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
  for (std::size_t n = 0; n < draft.nodes.size(); ++n)
    in_main[NodeId{n}] = strong.of_node[NodeId{n}] == largest ? 1 : 0;
  return in_main;
}

}  // namespace

RoadAccess::RoadAccess(const NetworkDraft& draft) {
  std::map<CountryCode, std::vector<NodeId>> ends;
  for (const DraftLink& link : draft.links) {
    sides_.try_emplace(link.attributes.country, link.attributes.drive_side);
    if (!gives_access(link.attributes)) continue;
    for (const NodeId node : {link.tail, link.head}) {
      if (draft.nodes[node].kind != NodeKind::centroid) {
        ends[link.attributes.country].push_back(node);
      }
    }
  }
  const IdVector<NodeId, char> in_main = nodes_of_main_part(draft);
  for (auto& [country, nodes] : ends) {
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    std::vector<Candidate>& candidates = nodes_[country];
    for (const NodeId node : nodes)
      candidates.push_back({node, draft.nodes[node].position, in_main[node] != 0});
  }
}

NearestNode RoadAccess::nearest(CountryCode country, LonLat from) const {
  return nearest_of(country, from, true);
}

NearestNode RoadAccess::nearest_in_main_part(CountryCode country, LonLat from) const {
  return nearest_of(country, from, false);
}

NearestNode RoadAccess::nearest_of(CountryCode country, LonLat from, bool any_part) const {
  NearestNode nearest;
  const auto candidates = nodes_.find(country);
  if (candidates == nodes_.end()) return nearest;
  for (const Candidate& candidate : candidates->second) {
    if (!any_part && !candidate.in_main_part) continue;
    const double north_km = std::abs(candidate.position.lat - from.lat) * kKmPerDegreeOfLatitude;
    if (north_km >= nearest.distance_km) continue;
    const double distance_km = geodesic_km(from, candidate.position);
    if (distance_km < nearest.distance_km) nearest = {candidate.node, distance_km};
  }
  return nearest;
}

DriveSide RoadAccess::drive_side(CountryCode country) const {
  const auto side = sides_.find(country);
  return side == sides_.end() ? DriveSide::right : side->second;
}

LinkAttributes access_link(double length_km, CountryCode country, DriveSide side) {
  LinkAttributes link;
  link.kind = LinkKind::connector;
  link.country = country;
  link.drive_side = side;
  link.length_km = length_km;
  link.speed_limit_kmh = kAccessSpeed_kmh;
  link.iri_m_per_km = kAccessIri_m_per_km;
  link.capacity_pcu_per_h = kAccessCapacity_pcu_per_h;
  return link;
}

}  // namespace landlink
