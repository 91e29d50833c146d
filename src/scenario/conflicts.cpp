#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "landlink/scenario/order_notes.hpp"

namespace landlink {

namespace {

/// Products of the same factors in another order differ by rounding only.
constexpr double kSameValue = 1e-12;
bool same(double a, double b) {
  return a == b || std::abs(a - b) <= kSameValue * std::max(std::abs(a), std::abs(b));
}

std::string differing_field(const LinkAttributes& a, const LinkAttributes& b) {
  if (a == b) return {};
  if (a.open != b.open) return "open";
  if (!same(a.lanes, b.lanes)) return "lanes";
  if (a.surface != b.surface) return "surface";
  if (a.terrain != b.terrain) return "terrain";
  if (!same(a.length_km, b.length_km)) return "length_km";
  if (!same(a.iri_m_per_km, b.iri_m_per_km)) return "iri_m_per_km";
  if (!same(a.speed_limit_kmh, b.speed_limit_kmh)) return "speed_limit_kmh";
  if (!same(a.capacity_pcu_per_h, b.capacity_pcu_per_h)) return "capacity_pcu_per_h";
  if (!same(a.toll_usd, b.toll_usd)) return "toll_usd";
  if (!same(a.axle_limit_t, b.axle_limit_t)) return "axle_limit_t";
  if (!same(a.max_gross_t, b.max_gross_t)) return "max_gross_t";
  if (!same(a.fixed_time_h, b.fixed_time_h)) return "fixed_time_h";
  return {};
}

/// Draft, demand and settings of a model: what interventions change, without what follows from it.
TransportModel without_network(const TransportModel& base) {
  TransportModel model;
  model.year = base.year;
  model.draft = base.draft;
  model.zones = base.zones;
  model.centroids = base.centroids;
  model.vehicles = base.vehicles;
  model.carriers = base.carriers;
  model.rights = base.rights;
  model.cost_settings = base.cost_settings;
  model.other_modes = base.other_modes;
  model.mode_tables = base.mode_tables;
  model.supernetwork = base.supernetwork;
  model.demand = base.demand;
  model.classes = base.classes;
  model.vehicles_per_h = base.vehicles_per_h;
  return model;
}

/// The first thing of the base's that two lists have different; what is new has its own order.
template <class Thing>
std::optional<std::string> differing(const std::vector<Thing>& base, const std::vector<Thing>& a,
                                     const std::vector<Thing>& b, std::string_view what) {
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (!(a[i] == b[i])) return fmt::format("a field of {} {}", what, base[i].id);
  }
  return std::nullopt;
}

std::optional<std::string> differing(const OtherModes& base, const OtherModes& a,
                                     const OtherModes& b) {
  auto where = differing(base.stations, a.stations, b.stations, "station");
  if (!where) where = differing(base.railways, a.railways, b.railways, "railway");
  if (!where) where = differing(base.ports, a.ports, b.ports, "port");
  if (!where) where = differing(base.waterways, a.waterways, b.waterways, "waterway");
  if (!where) where = differing(base.airports, a.airports, b.airports, "airport");
  return where;
}

/// Where two orders of application disagree, in words: "lanes of roads R9-1".
std::optional<std::string> difference(const TransportModel& base, const TransportModel& a,
                                      const TransportModel& b) {
  for (std::size_t i = 0; i < base.draft.links.size(); ++i) {
    const LinkAttributes& link = a.draft.links[i].attributes;
    const std::string field = differing_field(link, b.draft.links[i].attributes);
    if (!field.empty()) {
      return fmt::format("'{}' of {} {}", field, link.source.layer, link.source.id);
    }
  }
  for (std::size_t c = 0; c < a.draft.checkpoints.size(); ++c) {
    const CheckpointId id{c};
    if (a.draft.checkpoints[id] != b.draft.checkpoints[id]) {
      return "a field of checkpoint " + a.draft.checkpoints[id].id;
    }
  }
  return differing(base.other_modes, a.other_modes, b.other_modes);
}

bool is_ordered(const InterventionTerms& a, const InterventionTerms& b) {
  if (a.order != 0 && b.order != 0 && a.order != b.order) return true;
  return a.opens != 0 && b.opens != 0 && a.opens != b.opens;
}

/// What one intervention alone makes of a model; nothing where it needs others first.
std::optional<TransportModel> alone(const Intervention& intervention, const TransportModel& plain) {
  TransportModel model = plain;
  try {
    intervention.apply(model);
  } catch (const Error&) {
    return std::nullopt;
  }
  return model;
}

/// The first link that `closing` closes and `other` changes otherwise.
const LinkAttributes* closed_and_changed(const TransportModel& plain, const TransportModel& closing,
                                         const TransportModel& other) {
  for (std::size_t i = 0; i < plain.draft.links.size(); ++i) {
    const LinkAttributes& before = plain.draft.links[i].attributes;
    const LinkAttributes& changed = other.draft.links[i].attributes;
    if (!before.open || closing.draft.links[i].attributes.open || !changed.open) continue;
    if (!differing_field(before, changed).empty()) return &before;
  }
  return nullptr;
}

std::string when(const InterventionTerms& terms) {
  return terms.opens != 0 ? fmt::format(" from {}", terms.opens) : std::string();
}

}  // namespace

std::vector<std::string> order_notes(const Scenario& scenario, const TransportModel& base) {
  const auto& list = scenario.interventions;
  std::vector<std::string> notes;
  if (list.size() < 2) return notes;
  const TransportModel plain = without_network(base);
  std::vector<std::optional<TransportModel>> each;
  for (const auto& intervention : list) each.push_back(alone(*intervention, plain));
  for (std::size_t j = 1; j < list.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      if (!each[i] || !each[j]) continue;
      const InterventionTerms& first = list[i]->terms();
      const InterventionTerms& second = list[j]->terms();
      const auto forward = alone(*list[j], *each[i]);
      const auto backward = alone(*list[i], *each[j]);
      if (!forward || !backward) continue;
      if (const auto where = difference(plain, *forward, *backward)) {
        notes.push_back(fmt::format(
            "scenario '{}': '{}'{} and '{}'{} set {} to different values: the later one, '{}', "
            "holds once it is there",
            scenario.name, first.id, when(first), second.id, when(second), *where, second.id));
        continue;
      }
      for (const auto& [closing, other] : {std::pair(i, j), std::pair(j, i)}) {
        if (list[closing]->share_of_year() < 1.0) continue;
        const LinkAttributes* link = closed_and_changed(plain, *each[closing], *each[other]);
        if (link == nullptr) continue;
        const InterventionTerms& closes = list[closing]->terms();
        notes.push_back(
            fmt::format("scenario '{}': '{}'{} changes {} {}, which '{}' closes{}: nobody uses "
                        "it from then on",
                        scenario.name, list[other]->terms().id, when(list[other]->terms()),
                        link->source.layer, link->source.id, closes.id, when(closes)));
      }
    }
  }
  return notes;
}

void check(const Scenario& scenario, const TransportModel& base) {
  const auto& list = scenario.interventions;
  const TransportModel plain = without_network(base);
  TransportModel all = plain;
  for (const auto& intervention : list) {
    try {
      intervention->apply(all);
    } catch (const Error& e) {
      throw Error(e.place(),
                  fmt::format("scenario '{}': {}: {}", scenario.name, intervention->terms().id,
                              e.problem()),
                  e.remedy(), e.exit_code());
    }
  }
  // Two of them without the rest: what needs another one first, such as a part of a new road, has
  // an order by itself.
  const auto pair = [&](std::size_t i, std::size_t j) -> std::optional<TransportModel> {
    TransportModel model = plain;
    try {
      list[i]->apply(model);
      list[j]->apply(model);
    } catch (const Error&) {
      return std::nullopt;
    }
    return model;
  };
  for (std::size_t j = 1; j < list.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      const InterventionTerms& first = list[i]->terms();
      const InterventionTerms& second = list[j]->terms();
      if (is_ordered(first, second)) continue;
      const auto forward = pair(i, j);
      const auto backward = pair(j, i);
      if (!forward || !backward) continue;
      const auto where = difference(plain, *forward, *backward);
      if (!where) continue;
      throw Error(second.place,
                  fmt::format("scenario '{}': '{}' and '{}' set {} to different values",
                              scenario.name, first.id, second.id, *where),
                  "leave one of them out, or say which comes last with order = 1 and order = 2, or "
                  "different years in opens");
    }
  }
}

}  // namespace landlink
