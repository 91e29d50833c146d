#include "landlink/scenario/link_selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "landlink/core/text.hpp"
#include "landlink/network/chain.hpp"

namespace landlink {

namespace {

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// A text or a list of texts.
std::vector<std::string> texts(const ConfigTable& table, std::string_view key) {
  if (!table.has(key)) return {};
  return table.texts(key);
}

NodeId nearest_end(const TransportModel& model, const std::vector<std::size_t>& links, LonLat to) {
  NodeId best;
  double best_km = std::numeric_limits<double>::infinity();
  for (const std::size_t i : links) {
    for (const NodeId node : {model.draft.links[i].tail, model.draft.links[i].head}) {
      const double km = geodesic_km(model.draft.nodes[node].position, to);
      if (km < best_km || (km == best_km && node < best)) {
        best = node;
        best_km = km;
      }
    }
  }
  return best;
}

/// The part of `links` between two places: the shortest chain, and every link that joins the same
/// two nodes as one of its links, so that both directions are taken.
std::vector<std::size_t> part_between(const TransportModel& model,
                                      const std::vector<std::size_t>& links, NodeId from,
                                      NodeId to) {
  std::vector<ChainLink> chain_links;
  for (const std::size_t i : links) {
    const DraftLink& link = model.draft.links[i];
    chain_links.push_back({link.tail, link.head, link.attributes.length_km});
  }
  const std::vector<std::size_t> chain =
      shortest_chain(model.draft.nodes.size(), chain_links, from, to);
  std::set<std::pair<std::string, std::string>> features;
  for (const std::size_t i : chain) {
    const FeatureRef& source = model.draft.links[links[i]].attributes.source;
    features.emplace(source.layer, source.id);
  }
  std::vector<std::size_t> part;
  for (const std::size_t i : links) {
    const FeatureRef& source = model.draft.links[i].attributes.source;
    if (features.contains({source.layer, source.id})) part.push_back(i);
  }
  return part;
}

}  // namespace

LinkSelector LinkSelector::parse(const ConfigTable& where) {
  LinkSelector selector;
  selector.place = where.place();
  selector.roads = texts(where, "road");
  selector.features = texts(where, "feature");
  selector.province = where.optional_text("province");
  selector.from = where.optional_text("from");
  selector.to = where.optional_text("to");
  where.finish();
  if (selector.from.has_value() != selector.to.has_value()) {
    throw Error(selector.place, "one of 'from' and 'to' without the other",
                "give both places or neither");
  }
  if (selector.from && selector.roads.empty()) {
    throw Error(selector.place, "'from' and 'to' without a 'road'",
                "say along which road, as road = \"13S\"");
  }
  if (selector.roads.empty() && selector.features.empty() && !selector.province) {
    throw Error(selector.place, "nothing says which links",
                "give road = \"...\" or feature = \"...\"");
  }
  return selector;
}

std::string LinkSelector::text() const {
  std::vector<std::string> parts;
  if (!roads.empty()) parts.push_back(fmt::format("road {}", fmt::join(roads, ", ")));
  if (!features.empty()) parts.push_back(fmt::format("feature {}", fmt::join(features, ", ")));
  if (province) parts.push_back("in " + *province);
  if (from) parts.push_back(fmt::format("from {} to {}", *from, *to));
  return fmt::format("{}", fmt::join(parts, " "));
}

std::vector<std::size_t> LinkSelector::select(const TransportModel& model) const {
  std::vector<std::size_t> links;
  for (std::size_t i = 0; i < model.draft.links.size(); ++i) {
    const LinkAttributes& link = model.draft.links[i].attributes;
    if (link.kind == LinkKind::border || link.source.layer == "zones" ||
        link.source.layer == "gateways") {
      continue;
    }
    if (!roads.empty() && !contains(roads, link.road)) continue;
    if (!features.empty() && !contains(features, link.source.id)) continue;
    if (province && link.province != *province) continue;
    links.push_back(i);
  }
  for (const std::string& feature : features) {
    const bool found = std::any_of(links.begin(), links.end(), [&](std::size_t i) {
      return model.draft.links[i].attributes.source.id == feature;
    });
    if (!found) {
      throw Error(place, fmt::format("no link feature '{}'", feature),
                  "look the id up in the layers of the network");
    }
  }
  if (links.empty()) {
    std::set<std::string> known;
    for (const DraftLink& link : model.draft.links) {
      if (!link.attributes.road.empty()) known.insert(link.attributes.road);
    }
    throw Error(place,
                fmt::format("no link of road '{}'{}", fmt::join(roads, "', '"),
                            province ? " in province " + *province : ""),
                name_remedy(roads.empty() ? "" : roads.front(),
                            std::vector<std::string>(known.begin(), known.end())));
  }
  if (from) {
    const NodeId first = nearest_end(model, links, find_place(model, *from, place));
    const NodeId last = nearest_end(model, links, find_place(model, *to, place));
    links = part_between(model, links, first, last);
    if (links.empty()) {
      throw Error(place,
                  fmt::format("road {} does not lead from {} to {} without a gap",
                              fmt::join(roads, ", "), *from, *to),
                  "name places on the road, or select features by id");
    }
  }
  return links;
}

LonLat find_place(const TransportModel& model, const std::string& name, const Place& place) {
  std::map<std::string, LonLat> known;
  for (const Zone& zone : model.zones) {
    known.emplace(zone.id, zone.position);
    known.emplace(zone.name, zone.position);
  }
  for (const BorderCheckpoint& checkpoint : model.draft.checkpoints) {
    known.emplace(checkpoint.id, checkpoint.position);
    known.emplace(checkpoint.name, checkpoint.position);
  }
  std::vector<std::string> names;
  for (const auto& [candidate, position] : known) {
    if (folded(candidate) == folded(name)) return position;
    names.push_back(candidate);
  }
  throw Error(place, fmt::format("no zone or checkpoint named '{}'", name),
              name_remedy(name, names));
}

}  // namespace landlink
