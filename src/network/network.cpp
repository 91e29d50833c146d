#include "landlink/network/network.hpp"

#include <fmt/format.h>

#include <cmath>

namespace landlink {

namespace {

bool may_be_short(LinkKind kind) {
  return kind == LinkKind::border || kind == LinkKind::connector || kind == LinkKind::transfer;
}

void check_positive(const LinkAttributes& link, double value, const char* field) {
  if (std::isfinite(value) && value > 0.0) return;
  Place place = place_of(link);
  place.field = field;
  throw Error(place, fmt::format("{} on an open link", value),
              "give a finite value above zero, or close the link");
}

void check(const LinkAttributes& link) {
  if (!std::isfinite(link.length_km) || link.length_km < 0.0 ||
      (link.length_km == 0.0 && !may_be_short(link.kind))) {
    Place place = place_of(link);
    place.field = "length_km";
    throw Error(place, fmt::format("a length of {} km", link.length_km),
                "give the length or draw the line");
  }
  check_positive(link, link.speed_limit_kmh, "speed_limit_kmh");
  check_positive(link, link.capacity_pcu_per_h, "capacity_pcu_per_h");
  check_positive(link, link.lanes, "lanes");
  check_positive(link, link.iri_m_per_km, "iri_m_per_km");
}

}  // namespace

Place place_of(const LinkAttributes& link) {
  return {.layer = link.source.layer, .feature = link.source.id};
}

Network::Network(const NetworkDraft& draft)
    : nodes_(draft.nodes), checkpoints_(draft.checkpoints), facilities_(draft.facilities) {
  std::vector<std::pair<NodeId, NodeId>> ends;
  std::vector<std::uint32_t> open;
  for (std::size_t i = 0; i < draft.links.size(); ++i) {
    const DraftLink& link = draft.links[i];
    if (!link.attributes.open) continue;
    check(link.attributes);
    ends.emplace_back(link.tail, link.head);
    open.push_back(static_cast<std::uint32_t>(i));
  }
  graph_ = Graph(nodes_.size(), ends);
  links_.raw().reserve(ends.size());
  draft_index_.raw().reserve(ends.size());
  for (const std::uint32_t place : graph_.order()) {
    links_.push_back(draft.links[open[place]].attributes);
    draft_index_.push_back(open[place]);
  }
}

}  // namespace landlink
