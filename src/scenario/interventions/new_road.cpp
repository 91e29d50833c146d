#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "alignment.hpp"
#include "landlink/network/road_standard.hpp"
#include "landlink/scenario/link_selector.hpp"
#include "road_build.hpp"

namespace landlink {

namespace {

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
    KeyRecord{.table = "set",
              .key = "length_km",
              .meaning = "instead of that drawn, or 1.2 times the straight line",
              .bounds = {0.01, 2000}},
};

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
    link_.lanes = 1.0;
    link_.surface = Surface::asphalt;
    link_.iri_m_per_km = 2.5;
    link_.capacity_pcu_per_h =
        road_standard(2.0 * link_.lanes, false, link_.surface, link_.terrain).capacity_pcu_per_h;
    if (const auto set = table.optional_table("set")) {
      RoadBuild(*set).apply(link_);
      length_km_ = RecordedTable(*set, "set", kKeys).number("length_km");
      set->finish();
    }
    clearance_ = read_clearance(table);
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
    return with_clearance(terms(), base, line, factor, clearance_);
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

std::span<const KeyRecord> new_road_keys() {
  static const auto kAll = joined({kKeys, kRoadBuildKeys, kClearanceKeys});
  return kAll;
}

std::unique_ptr<const Intervention> parse_new_road(const ConfigTable& table,
                                                   InterventionTerms terms) {
  return std::make_unique<NewRoad>(table, std::move(terms));
}

}  // namespace landlink
