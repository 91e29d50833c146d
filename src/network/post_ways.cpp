#include "landlink/network/post_ways.hpp"

#include <array>
#include <optional>

namespace landlink {

namespace {

/// The links of a post in one direction, by place in the draft.
struct Ways {
  std::optional<std::size_t> general = std::nullopt;
  std::optional<std::size_t> priority = std::nullopt;
  std::optional<std::size_t> own_truck = std::nullopt;
  std::optional<std::size_t> transload = std::nullopt;
};

IdVector<CheckpointId, std::array<Ways, 2>> find_ways(const NetworkDraft& draft) {
  IdVector<CheckpointId, std::array<Ways, 2>> result(draft.checkpoints.size());
  for (std::size_t i = 0; i < draft.links.size(); ++i) {
    const LinkAttributes& link = draft.links[i].attributes;
    if (!link.checkpoint.valid()) continue;
    Ways& ways = result[link.checkpoint][link.source.forward ? 0 : 1];
    switch (link.post_way) {
      case PostWay::none:
      case PostWay::general_lane:
        if (link.kind == LinkKind::border) ways.general = i;
        break;
      case PostWay::priority_lane:
        ways.priority = i;
        break;
      case PostWay::own_truck:
        ways.own_truck = i;
        break;
      case PostWay::transload:
        ways.transload = i;
        break;
    }
  }
  return result;
}

/// A link beside or before the crossing, named after it.
LinkAttributes beside(const LinkAttributes& crossing, PostWay way, LinkKind kind,
                      const char* suffix) {
  LinkAttributes link = crossing;
  link.kind = kind;
  link.post_way = way;
  link.source.id += suffix;
  link.name += suffix;
  return link;
}

void lay_gate(NetworkDraft& draft, Ways& ways) {
  const std::size_t general = *ways.general;
  const NodeId before = draft.links[general].tail;
  const NodeId gate = draft.add_node(draft.nodes[before]);
  draft.links[general].tail = gate;
  if (ways.priority) draft.links[*ways.priority].tail = gate;
  const LinkAttributes crossing = draft.links[general].attributes;
  ways.own_truck = draft.links.size();
  draft.add_link(before, gate,
                 beside(crossing, PostWay::own_truck, LinkKind::transfer, ".own-truck"));
  ways.transload = draft.links.size();
  draft.add_link(before, gate,
                 beside(crossing, PostWay::transload, LinkKind::transfer, ".transload"));
}

void lay_priority_lane(NetworkDraft& draft, Ways& ways) {
  const DraftLink general = draft.links[*ways.general];
  ways.priority = draft.links.size();
  draft.add_link(general.tail, general.head,
                 beside(general.attributes, PostWay::priority_lane, LinkKind::border, ".priority"));
}

}  // namespace

void lay_post_ways(NetworkDraft& draft, bool yards) {
  IdVector<CheckpointId, std::array<Ways, 2>> all = find_ways(draft);
  for (std::size_t c = 0; c < all.size(); ++c) {
    const double priority_lanes = draft.checkpoints[CheckpointId{c}].priority_lanes;
    for (Ways& ways : all[CheckpointId{c}]) {
      if (!ways.general) continue;
      if (yards && !ways.own_truck) lay_gate(draft, ways);
      if (priority_lanes > 0.0 && !ways.priority) lay_priority_lane(draft, ways);
      const bool open = draft.links[*ways.general].attributes.open;
      if (ways.priority) {
        draft.links[*ways.priority].attributes.open = open && priority_lanes > 0.0;
      }
      for (const auto& way : {ways.own_truck, ways.transload}) {
        if (way) draft.links[*way].attributes.open = open;
      }
    }
  }
}

CrossingCountries crossing_countries(const Network& network, LinkId link) {
  const LinkAttributes& attributes = network.link(link);
  const CountryCode other = network.checkpoints()[attributes.checkpoint].country_other;
  const CountryCode tail = network.node(network.tail(link)).country;
  return tail == kLaos ? CrossingCountries{kLaos, other} : CrossingCountries{other, kLaos};
}

}  // namespace landlink
