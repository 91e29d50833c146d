#include "border_nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "network_assembly.hpp"
#include "place_index.hpp"

namespace landlink::gis {

namespace {

constexpr double kMetresPerKm = 1000.0;
/// A crossing's time comes from its checkpoint; this only has to be a valid speed.
constexpr double kCrossingSpeed_kmh = 20.0;

class BorderSplitter {
 public:
  BorderSplitter(std::string file, NetworkDraft& draft, Diagnostics& diagnostics)
      : file_(std::move(file)),
        draft_(draft),
        diagnostics_(diagnostics),
        places_(kCheckpointReach_km),
        links_at_(draft.nodes.size()) {
    for (std::size_t i = 0; i < draft.links.size(); ++i) {
      links_at_[draft.links[i].tail].push_back(i);
      links_at_[draft.links[i].head].push_back(i);
    }
    for (const Node& node : draft.nodes) places_.add(node.position);
  }

  void split(const CheckpointFeature& feature) {
    const BorderCheckpoint& checkpoint = feature.checkpoint;
    const std::optional<NodeId> home = find_node(checkpoint);
    if (!home) return;
    if (draft_.nodes[*home].kind == NodeKind::checkpoint) {
      complain(checkpoint, "another checkpoint lies on the same road end",
               "move it to its own crossing, or delete one of the two");
      return;
    }
    const NodeId abroad = draft_.add_node({.position = draft_.nodes[*home].position});
    for (const std::size_t i : links_at_[*home]) {
      DraftLink& link = draft_.links[i];
      if (link.attributes.country == kLaos) continue;
      if (link.tail == *home) link.tail = abroad;
      if (link.head == *home) link.head = abroad;
    }
    name_side(*home, checkpoint.name);
    name_side(abroad, checkpoint.name_other.empty() ? checkpoint.name : checkpoint.name_other);
    const CheckpointId id = draft_.checkpoints.push_back(checkpoint);
    draft_.add_link(*home, abroad, crossing(feature, id, true));
    draft_.add_link(abroad, *home, crossing(feature, id, false));
  }

 private:
  /// The nearest node in reach where Laos and the neighbour meet.
  std::optional<NodeId> find_node(const BorderCheckpoint& checkpoint) {
    const auto near = places_.within(checkpoint.position, kCheckpointReach_km);
    for (const std::size_t number : near) {
      const NodeId node{number};
      if (draft_.nodes[node].kind == NodeKind::checkpoint) return node;
      if (has_country(node, kLaos) && has_country(node, checkpoint.country_other)) return node;
    }
    if (near.empty()) {
      complain(checkpoint,
               fmt::format("no road end within {:.0f} m; the nearest is {:.0f} m away",
                           kCheckpointReach_km * kMetresPerKm,
                           nearest_km(checkpoint.position) * kMetresPerKm),
               "move it onto the point where a road of Laos and one of its neighbour end");
    } else {
      complain(checkpoint,
               fmt::format("the roads that meet here are of {}, not of LAO and {}",
                           countries_at(NodeId{near.front()}), checkpoint.country_other.text()),
               "draw both roads up to it, or mend 'country' of the roads or 'country_other'");
    }
    return std::nullopt;
  }

  [[nodiscard]] bool has_country(NodeId node, CountryCode country) const {
    return std::any_of(links_at_[node].begin(), links_at_[node].end(), [&](std::size_t i) {
      return draft_.links[i].attributes.country == country;
    });
  }

  [[nodiscard]] std::string countries_at(NodeId node) const {
    std::vector<std::string> names;
    for (const std::size_t i : links_at_[node]) {
      names.push_back(draft_.links[i].attributes.country.text());
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " and ") + name;
    return text;
  }

  [[nodiscard]] double nearest_km(LonLat position) const {
    double nearest = std::numeric_limits<double>::infinity();
    for (const LonLat place : places_.positions()) {
      nearest = std::min(nearest, geodesic_km(position, place));
    }
    return nearest;
  }

  void name_side(NodeId node, const std::string& name) {
    draft_.nodes[node].kind = NodeKind::checkpoint;
    draft_.nodes[node].name = name;
  }

  static LinkAttributes crossing(const CheckpointFeature& feature, CheckpointId id, bool forward) {
    const BorderCheckpoint& checkpoint = feature.checkpoint;
    LinkAttributes link;
    link.kind = LinkKind::border;
    link.source = {.layer = "checkpoints", .id = checkpoint.id, .forward = forward};
    link.name = checkpoint.name;
    link.country = kLaos;
    link.province = checkpoint.province;
    link.lanes = checkpoint.lanes;
    link.speed_limit_kmh = kCrossingSpeed_kmh;
    // Trucks per hour of one side while open; delays use the checkpoint's own fields.
    link.capacity_pcu_per_h = checkpoint.lanes / checkpoint.service_mean_h;
    link.checkpoint = id;
    link.post_way = PostWay::general_lane;
    link.open = feature.open;
    return link;
  }

  void complain(const BorderCheckpoint& checkpoint, std::string problem, std::string remedy) {
    diagnostics_.add({Severity::error,
                      "checkpoint_off_border",
                      {.file = file_, .layer = "checkpoints", .feature = checkpoint.id},
                      std::move(problem),
                      std::move(remedy),
                      checkpoint.position});
  }

  std::string file_;
  NetworkDraft& draft_;
  Diagnostics& diagnostics_;
  PlaceIndex places_;
  IdVector<NodeId, std::vector<std::size_t>> links_at_;
};

void set_countries(NetworkDraft& draft) {
  for (const DraftLink& link : draft.links) {
    if (link.attributes.kind == LinkKind::border) continue;
    for (const NodeId node : {link.tail, link.head}) {
      CountryCode& country = draft.nodes[node].country;
      if (country.empty() || link.attributes.country == kLaos) country = link.attributes.country;
    }
  }
}

/// Where roads of two countries meet without a checkpoint: of Laos and another, or of any two where
/// the network is not of Laos. (Borders between two neighbours of Laos carry a fixed time instead.)
void warn_of_open_borders(const FileOfLayer& file_of, const NetworkDraft& draft,
                          Diagnostics& diagnostics) {
  const auto is_open_road = [](const DraftLink& link) {
    return link.attributes.open && link.attributes.kind != LinkKind::border;
  };
  const bool of_laos =
      std::any_of(draft.links.begin(), draft.links.end(), [&](const DraftLink& link) {
        return is_open_road(link) && link.attributes.country == kLaos;
      });
  // By node the country that the others are foreign to: Laos, or that of the first road.
  IdVector<NodeId, CountryCode> home(draft.nodes.size());
  for (const DraftLink& link : draft.links) {
    if (!is_open_road(link) || (of_laos && link.attributes.country != kLaos)) continue;
    for (const NodeId node : {link.tail, link.head})
      if (home[node].empty()) home[node] = link.attributes.country;
  }
  IdVector<NodeId, char> warned(draft.nodes.size(), 0);
  for (const DraftLink& link : draft.links) {
    if (!is_open_road(link)) continue;
    for (const NodeId node : {link.tail, link.head}) {
      if (home[node].empty() || home[node] == link.attributes.country || warned[node] != 0)
        continue;
      warned[node] = 1;
      const FeatureRef& source = link.attributes.source;
      diagnostics.add({Severity::warning, "border_without_checkpoint", place_of(file_of, source),
                       fmt::format("this link of {} meets a road of {} without a checkpoint, so "
                                   "freight crosses free of delay and charge",
                                   link.attributes.country.text(), home[node].text()),
                       "add the checkpoint to layer 'checkpoints', or mend 'country'",
                       draft.nodes[node].position});
    }
  }
}

}  // namespace

void split_border_nodes(const std::vector<CheckpointFeature>& checkpoints,
                        const FileOfLayer& file_of, NetworkDraft& draft, Diagnostics& diagnostics) {
  BorderSplitter splitter(file_of("checkpoints"), draft, diagnostics);
  for (const CheckpointFeature& checkpoint : checkpoints) splitter.split(checkpoint);
  set_countries(draft);
  warn_of_open_borders(file_of, draft, diagnostics);
}

}  // namespace landlink::gis
