#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "clearance.hpp"
#include "interventions.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/road_standard.hpp"
#include "landlink/scenario/link_selector.hpp"

namespace landlink {

namespace {

/// Roads wind: length over the straight line between two places of the Lao network, where nobody
/// has drawn the new one (assumed).
constexpr double kWinding = 1.2;
/// How far an end may be from the node that it joins.
constexpr double kReachKm = 5.0;

constexpr std::array kKeys{
    KeyRecord{.key = "from",
              .kind = KeyKind::text,
              .meaning = "zone or checkpoint at which it begins; or draw `line`"},
    KeyRecord{.key = "to", .kind = KeyKind::text, .meaning = "where it ends"},
    KeyRecord{.key = "line",
              .kind = KeyKind::positions,
              .meaning = "the alignment as drawn, longitude first"},
    KeyRecord{.key = "road", .kind = KeyKind::text, .meaning = "its number"},
    KeyRecord{.key = "kind",
              .kind = KeyKind::text,
              .meaning = "what it is; a road by default",
              .choices = "road bridge"},
    KeyRecord{.table = "set", .key = "lanes", .meaning = "of both directions", .bounds = {1, 12}},
    KeyRecord{.table = "set",
              .key = "surface",
              .kind = KeyKind::text,
              .meaning = "asphalt by default",
              .choices = "concrete asphalt dbst gravel earth"},
    KeyRecord{.table = "set",
              .key = "terrain",
              .kind = KeyKind::text,
              .meaning = "of the alignment; flat by default",
              .choices = "flat rolling mountainous"},
    KeyRecord{.table = "set", .key = "iri_m_per_km", .meaning = "roughness", .bounds = {1, 25}},
    KeyRecord{.table = "set",
              .key = "speed_limit_kmh",
              .meaning = "legal or design limit",
              .bounds = {5, 130}},
    KeyRecord{.table = "set",
              .key = "length_km",
              .meaning = "instead of that drawn, or 1.2 times the straight line",
              .bounds = {0.01, 2000}},
    KeyRecord{.table = "set",
              .key = "axle_limit_t",
              .meaning = "heaviest axle allowed",
              .bounds = {1, 30}},
    KeyRecord{.table = "set", .key = "toll_usd", .meaning = "per vehicle", .bounds = {0, 10'000}},
    KeyRecord{.table = "clearance",
              .key = "width_m",
              .meaning = "of the corridor cleared of unexploded ordnance",
              .bounds = {0, 500}},
    KeyRecord{.table = "clearance",
              .key = "teams",
              .meaning = "that clear it at once",
              .bounds = {1, 1000}},
};

/// A node that trucks can reach, and the province around it.
struct Joint {
  NodeId node = {};
  double km = std::numeric_limits<double>::infinity();
  std::string province = {};
  CountryCode country = {};
};

bool carries_trucks(const LinkAttributes& link) {
  return link.kind == LinkKind::road || link.kind == LinkKind::bridge ||
         link.kind == LinkKind::ferry;
}

Joint nearest_joint(const TransportModel& model, LonLat position) {
  Joint best;
  for (const DraftLink& link : model.draft.links) {
    if (!carries_trucks(link.attributes)) continue;
    for (const NodeId node : {link.tail, link.head}) {
      const double km = geodesic_km(model.draft.nodes[node].position, position);
      if (km > best.km || (km == best.km && !(node < best.node))) continue;
      best = {node, km, link.attributes.province, link.attributes.country};
    }
  }
  return best;
}

using Line = std::vector<LonLat>;

/// A new road or bridge, both ways, between two nodes of the network.
class NewRoad final : public Intervention {
 public:
  NewRoad(const ConfigTable& table, InterventionTerms terms)
      : Intervention(std::move(terms)),
        line_(table.optional_positions("line")),
        from_(table.optional_text("from")),
        to_(table.optional_text("to")),
        place_(table.place()) {
    const RecordedTable own(table, "", kKeys);
    link_.road = own.text("road").value_or("");
    if (const auto kind = own.text("kind")) link_.kind = *parse_link_kind(*kind);
    link_.surface = Surface::asphalt;
    link_.iri_m_per_km = 2.5;
    double lanes = 2.0;
    if (const auto set = table.optional_table("set")) {
      const RecordedTable recorded(*set, "set", kKeys);
      lanes = recorded.number("lanes").value_or(lanes);
      if (const auto name = recorded.text("surface")) link_.surface = *parse_surface(*name);
      if (const auto name = recorded.text("terrain")) link_.terrain = *parse_terrain(*name);
      link_.iri_m_per_km = recorded.number("iri_m_per_km").value_or(link_.iri_m_per_km);
      link_.speed_limit_kmh = recorded.number("speed_limit_kmh").value_or(link_.speed_limit_kmh);
      length_km_ = recorded.number("length_km");
      link_.axle_limit_t = recorded.number("axle_limit_t").value_or(link_.axle_limit_t);
      link_.toll_usd = recorded.number("toll_usd").value_or(0.0);
      set->finish();
    }
    link_.lanes = lanes / 2.0;
    link_.capacity_pcu_per_h =
        road_standard(lanes, false, link_.surface, link_.terrain).capacity_pcu_per_h;
    if (const auto clear = table.optional_table("clearance")) {
      const RecordedTable recorded(*clear, "clearance", kKeys);
      clearance_.width_m = recorded.number("width_m").value_or(clearance_.width_m);
      clearance_.teams = recorded.number("teams").value_or(clearance_.teams);
      clear->finish();
    }
    table.finish();
    const bool drawn = !line_.empty();
    if (drawn == from_.has_value() || from_.has_value() != to_.has_value() ||
        (drawn && line_.size() < 2)) {
      throw Error(place_, "where it leads is not clear",
                  "give `from` and `to`, or a `line` of two positions or more");
    }
  }

  std::string text() const override {
    const std::string where = from_ ? fmt::format("from {} to {}", *from_, *to_)
                                    : fmt::format("along {} positions", line_.size());
    return fmt::format("new_road {}{}: {} lanes, {}, {} m/km", where,
                       link_.road.empty() ? "" : ", road " + link_.road, 2.0 * link_.lanes,
                       name_of(link_.surface), link_.iri_m_per_km);
  }

  void apply(TransportModel& model) const override {
    const Line line = alignment(model);
    const Joint first = joint(model, line.front());
    const Joint last = joint(model, line.back());
    if (first.node == last.node) {
      throw Error(place_, "both ends join the network at the same place",
                  "draw it between two places of the network");
    }
    for (const DraftLink& link : model.draft.links) {
      if (link.attributes.source.layer == "interventions" &&
          link.attributes.source.id == terms().id) {
        throw Error(place_, fmt::format("a second new road '{}'", terms().id),
                    "give each new road an id of its own");
      }
    }
    LinkAttributes link = link_;
    link.source = {.layer = "interventions", .id = terms().id, .forward = true};
    link.name = terms().id;
    link.length_km = length_km(line);
    link.country = first.country.empty() ? last.country : first.country;
    link.province = first.province.empty() ? last.province : first.province;
    model.draft.add_link(first.node, last.node, link);
    link.source.forward = false;
    model.draft.add_link(last.node, first.node, link);
  }

  InterventionTerms terms_in(const TransportModel& base) const override {
    const Line line = alignment(base);
    const double factor = length_km(line) / std::max(1e-9, geodesic_length_km(line));
    InterventionTerms result = terms();
    double delay_years = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) {
      const Joint here = nearest_joint(
          base, {0.5 * (line[i - 1].lon + line[i].lon), 0.5 * (line[i - 1].lat + line[i].lat)});
      const OrdnanceClearance part =
          ordnance_clearance(here.province, factor * geodesic_km(line[i - 1], line[i]), clearance_);
      result.capital_usd += part.cost_usd;
      delay_years += part.delay_years;
    }
    const int delay = static_cast<int>(std::lround(delay_years));
    if (delay > 0) {
      result.opens = (result.opens != 0 ? result.opens : base.year) + delay;
      result.construction_years += delay;
    }
    return result;
  }

 private:
  [[nodiscard]] Line alignment(const TransportModel& model) const {
    if (!line_.empty()) return line_;
    return {find_place(model, *from_, place_), find_place(model, *to_, place_)};
  }
  [[nodiscard]] double length_km(const Line& line) const {
    if (length_km_) return *length_km_;
    return geodesic_length_km(line) * (from_ ? kWinding : 1.0);
  }
  [[nodiscard]] Joint joint(const TransportModel& model, LonLat position) const {
    const Joint nearest = nearest_joint(model, position);
    if (nearest.km > kReachKm) {
      throw Error(place_,
                  fmt::format("its end at {:.4f} {:.4f} is {:.1f} km from the nearest road",
                              position.lon, position.lat, nearest.km),
                  fmt::format("draw it to within {:g} km of a junction", kReachKm));
    }
    return nearest;
  }

  Line line_;
  std::optional<std::string> from_;
  std::optional<std::string> to_;
  Place place_;
  LinkAttributes link_ = {};
  std::optional<double> length_km_;
  ClearanceOptions clearance_;
};

}  // namespace

std::span<const KeyRecord> new_road_keys() { return kKeys; }

std::unique_ptr<const Intervention> parse_new_road(const ConfigTable& table,
                                                   InterventionTerms terms) {
  return std::make_unique<NewRoad>(table, std::move(terms));
}

}  // namespace landlink
