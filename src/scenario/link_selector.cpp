#include "landlink/scenario/link_selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "landlink/core/text.hpp"
#include "landlink/network/chain.hpp"

namespace landlink {

namespace {

constexpr std::array kKeys{
    KeyRecord{.table = "where", .key = "road", .kind = KeyKind::texts, .meaning = "road numbers"},
    KeyRecord{.table = "where",
              .key = "from",
              .kind = KeyKind::text,
              .meaning = "with road and to: a zone or checkpoint at which the part begins"},
    KeyRecord{
        .table = "where", .key = "to", .kind = KeyKind::text, .meaning = "where the part ends"},
    KeyRecord{.table = "where",
              .key = "feature",
              .kind = KeyKind::texts,
              .meaning = "features of the layers by id"},
    KeyRecord{.table = "where",
              .key = "province",
              .kind = KeyKind::texts,
              .meaning = "ISO 3166-2, such as LA-SV"},
    KeyRecord{.table = "where",
              .key = "country",
              .kind = KeyKind::texts,
              .meaning = "ISO 3166-1, such as LAO"},
    KeyRecord{.table = "where",
              .key = "polygon",
              .kind = KeyKind::positions,
              .meaning = "an area, longitude first"},
    KeyRecord{.table = "where",
              .key = "kind",
              .kind = KeyKind::texts,
              .meaning = "of links: road, bridge, ferry"},
    KeyRecord{.table = "where",
              .key = "surface",
              .kind = KeyKind::texts,
              .meaning = "of roads: concrete, asphalt, dbst, gravel, earth"},
    KeyRecord{.table = "where",
              .key = "terrain",
              .kind = KeyKind::texts,
              .meaning = "flat, rolling, mountainous"},
};

/// Whether a list asks for a value: an empty one asks for any.
bool asks_for(const std::vector<std::string>& list, std::string_view value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

/// Refuses words that name nothing, with the nearest that does.
template <class Parse>
void check_names(const std::vector<std::string>& words, std::string_view what, Parse parse,
                 std::string_view known, const Place& place) {
  for (const std::string& word : words) {
    if (parse(word)) continue;
    throw Error(place, fmt::format("unknown {} '{}'", what, printable(word)),
                name_remedy(word, split(known, ' ')));
  }
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
  selector.provinces = texts(where, "province");
  selector.countries = texts(where, "country");
  selector.kinds = texts(where, "kind");
  selector.surfaces = texts(where, "surface");
  selector.terrains = texts(where, "terrain");
  selector.polygon = where.optional_positions("polygon");
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
  check_names(selector.kinds, "kind of link", parse_link_kind, "road bridge ferry connector",
              where.place("kind"));
  check_names(selector.surfaces, "surface", parse_surface, "concrete asphalt dbst gravel earth",
              where.place("surface"));
  check_names(selector.terrains, "terrain", parse_terrain, "flat rolling mountainous",
              where.place("terrain"));
  if (where.has("polygon") && selector.polygon.size() < 3) {
    throw Error(where.place("polygon"), "an area of fewer than three corners",
                "give three positions or more");
  }
  if (selector.roads.empty() && selector.features.empty() && selector.provinces.empty() &&
      selector.polygon.empty() && selector.kinds.empty() && selector.surfaces.empty() &&
      selector.terrains.empty() && selector.countries.empty()) {
    throw Error(selector.place, "nothing says which links",
                "give road = \"...\" or feature = \"...\"");
  }
  return selector;
}

std::string LinkSelector::text() const {
  std::vector<std::string> parts;
  if (!roads.empty()) parts.push_back(fmt::format("road {}", fmt::join(roads, ", ")));
  if (!features.empty()) parts.push_back(fmt::format("feature {}", fmt::join(features, ", ")));
  if (!kinds.empty()) parts.push_back(fmt::format("{}", fmt::join(kinds, ", ")));
  if (!surfaces.empty()) parts.push_back(fmt::format("of {}", fmt::join(surfaces, ", ")));
  if (!terrains.empty()) parts.push_back(fmt::format("on {} land", fmt::join(terrains, ", ")));
  if (!provinces.empty()) parts.push_back(fmt::format("in {}", fmt::join(provinces, ", ")));
  if (!countries.empty()) parts.push_back(fmt::format("in {}", fmt::join(countries, ", ")));
  if (!polygon.empty()) parts.push_back(fmt::format("in an area of {} corners", polygon.size()));
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
    if (!asks_for(roads, link.road) || !asks_for(features, link.source.id) ||
        !asks_for(provinces, link.province) || !asks_for(countries, link.country.text()) ||
        !asks_for(kinds, name_of(link.kind)) || !asks_for(surfaces, name_of(link.surface)) ||
        !asks_for(terrains, name_of(link.terrain))) {
      continue;
    }
    if (!polygon.empty()) {
      const LonLat a = model.draft.nodes[model.draft.links[i].tail].position;
      const LonLat b = model.draft.nodes[model.draft.links[i].head].position;
      if (!contains(polygon, {0.5 * (a.lon + b.lon), 0.5 * (a.lat + b.lat)})) continue;
    }
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
    if (roads.empty()) {
      throw Error(place, fmt::format("no link is {}", text()),
                  "look the area and the attributes up in the layers of the network");
    }
    throw Error(
        place,
        fmt::format(
            "no link of road '{}'{}", fmt::join(roads, "', '"),
            provinces.empty() ? "" : fmt::format(" in province {}", fmt::join(provinces, ", "))),
        name_remedy(roads.front(), std::vector<std::string>(known.begin(), known.end())));
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

std::span<const KeyRecord> where_keys() { return kKeys; }

bool contains(std::span<const LonLat> ring, LonLat position) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    if ((ring[i].lat > position.lat) == (ring[j].lat > position.lat)) continue;
    const double lon = ring[i].lon + (position.lat - ring[i].lat) / (ring[j].lat - ring[i].lat) *
                                         (ring[j].lon - ring[i].lon);
    if (position.lon < lon) inside = !inside;
  }
  return inside;
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
