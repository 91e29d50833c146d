#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "landlink/scenario/scenario.hpp"

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
  model.demand = base.demand;
  model.classes = base.classes;
  model.vehicles_per_h = base.vehicles_per_h;
  return model;
}

/// Where two orders of application disagree, in words: "lanes of roads R9-1".
std::optional<std::string> difference(const TransportModel& a, const TransportModel& b,
                                      std::size_t links) {
  for (std::size_t i = 0; i < links; ++i) {
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
  return std::nullopt;
}

bool is_ordered(const InterventionTerms& a, const InterventionTerms& b) {
  if (a.order != 0 && b.order != 0 && a.order != b.order) return true;
  return a.opens != 0 && b.opens != 0 && a.opens != b.opens;
}

}  // namespace

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
      const auto where = difference(*forward, *backward, plain.draft.links.size());
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
