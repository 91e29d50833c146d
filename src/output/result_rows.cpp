#include "result_rows.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "landlink/network/link_mode.hpp"

namespace landlink::output {

namespace {

/// Features with several links in one direction (a zone with two connectors) are told apart by
/// their order.
using LinkKey = std::pair<FeatureRef, int>;

std::map<LinkKey, LinkId> links_by_feature(const Network& network) {
  std::map<LinkKey, LinkId> links;
  std::map<FeatureRef, int> seen;
  for (const LinkId link : network.graph().links()) {
    const FeatureRef& source = network.link(link).source;
    links.emplace(LinkKey{source, seen[source]++}, link);
  }
  return links;
}

std::vector<double> class_weights(const TransportModel& model) {
  std::vector<double> weights;
  for (const OdMatrix& demand : model.vehicles_per_h) weights.push_back(demand.total());
  return weights;
}

LinkState link_state(const ScenarioResults& results, const std::vector<double>& weights,
                     LinkId link) {
  const TransportModel& model = results.model;
  const LinkAttributes& attributes = model.network.link(link);
  LinkState state;
  double weight_sum = 0.0;
  double time_sum = 0.0;
  double cost_sum = 0.0;
  state.delay_h = results.flows.delay[link.index()];
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    const FreightClass& freight = model.classes.raw()[k];
    const ClassLinkCosts& costs = model.class_costs.raw()[k];
    const double payload_t = model.vehicles[freight.vehicle].payload_t;
    const double per_day = results.flows.volume_per_h[k][link.index()] * results.hours_per_day;
    state.vehicles_per_day.push_back(per_day);
    state.tonnes_per_day.push_back(per_day * payload_t);
    state.all_vehicles_per_day += per_day;
    state.all_tonnes_per_day += per_day * payload_t;
    if (!std::isfinite(costs.constant_h[link.index()]) || weights[k] <= 0.0) continue;
    if (freight.empty) continue;  // no tonne to bear its cost
    const double time_h = costs.time_h[link.index()];
    weight_sum += weights[k];
    time_sum += weights[k] * time_h;
    cost_sum +=
        weights[k] *
        (costs.money_usd[link.index()] + (time_h + state.delay_h) * freight.usd_per_vehicle_h) /
        payload_t;
  }
  state.pcu_per_h = results.flows.volume_pcu_per_h[link.index()];
  state.background_pcu_per_h = attributes.background_pcu_per_h;
  state.capacity_pcu_per_h = attributes.capacity_pcu_per_h;
  state.volume_capacity_ratio =
      attributes.capacity_pcu_per_h > 0.0
          ? (state.pcu_per_h + attributes.background_pcu_per_h) / attributes.capacity_pcu_per_h
          : 0.0;
  if (attributes.kind == LinkKind::border && attributes.checkpoint.valid()) {
    // A post serves so many trucks a day, whatever their size in pcu.
    const BorderCheckpoint& post = model.network.checkpoints()[attributes.checkpoint];
    const Lanes which =
        attributes.post_way == PostWay::priority_lane ? Lanes::priority : Lanes::general;
    state.volume_capacity_ratio =
        state.all_vehicles_per_day / post_service(post, which).trucks_per_day();
  }
  if (std::isfinite(attributes.capacity_t_per_day)) {
    // What trains, vessels or flights carry.
    state.volume_capacity_ratio = state.all_tonnes_per_day / attributes.capacity_t_per_day;
  } else if (is_other_mode(attributes)) {
    state.volume_capacity_ratio = 0.0;
  }
  // A link that no class may use has no class's time: the legal speed then stands in.
  state.free_time_h = weight_sum > 0.0 ? time_sum / weight_sum
                                       : attributes.length_km / attributes.speed_limit_kmh +
                                             attributes.fixed_time_h;
  state.cost_usd_per_t = weight_sum > 0.0 ? cost_sum / weight_sum : 0.0;
  state.time_h = state.free_time_h + state.delay_h;
  state.speed_kmh = state.time_h > 0.0 ? attributes.length_km / state.time_h : 0.0;
  return state;
}

LinkState absent_state(std::size_t classes) {
  LinkState state;
  state.vehicles_per_day.assign(classes, 0.0);
  state.tonnes_per_day.assign(classes, 0.0);
  return state;
}

template <class Line>
const std::vector<LonLat>* find_drawn(const std::vector<Line>& lines, const std::string& id) {
  const auto found = std::ranges::find(lines, id, &Line::id);
  return found == lines.end() ? nullptr : &found->drawn;
}

/// The course of a feature as drawn; null where there is none.
const std::vector<LonLat>* drawn_course(const ScenarioResults& results, LinkKind kind,
                                        const FeatureRef& source) {
  const OtherModes& modes = results.model.other_modes;
  if (kind == LinkKind::border) return nullptr;
  if (kind == LinkKind::rail) return find_drawn(modes.railways, source.id);
  if (kind == LinkKind::waterway) return find_drawn(modes.waterways, source.id);
  if (kind == LinkKind::air) return find_drawn(modes.air_links, source.id);
  const auto drawn = results.layers.geometry.find({source.layer, source.id});
  return drawn == results.layers.geometry.end() ? nullptr : &drawn->second;
}

std::vector<LonLat> line_of(const ScenarioResults& results, LinkId link) {
  const Network& network = results.model.network;
  const FeatureRef& source = network.link(link).source;
  const std::vector<LonLat>* drawn = drawn_course(results, network.link(link).kind, source);
  if (drawn != nullptr && drawn->size() >= 2) {
    std::vector<LonLat> line = *drawn;
    if (!source.forward) std::reverse(line.begin(), line.end());
    return line;
  }
  return {network.node(network.tail(link)).position, network.node(network.head(link)).position};
}

std::vector<char> marked_centroids(const TransportModel& model) {
  std::vector<char> marks(model.network.node_count(), 0);
  for (const NodeId node : model.centroids) marks[node.index()] = 1;
  return marks;
}

/// Whose connectors lead to a yard, port or airport.
bool is_terminal_layer(const std::string& layer) {
  return layer == "stations" || layer == "ports" || layer == "airports";
}

bool has_course(const Network& network, LinkId link, const std::vector<char>& is_centroid,
                const std::vector<LonLat>& line) {
  const LinkKind kind = network.link(link).kind;
  if (kind == LinkKind::border || kind == LinkKind::transfer) return false;
  if (kind == LinkKind::connector && is_terminal_layer(network.link(link).source.layer)) return false;
  if (is_centroid[network.tail(link).index()] != 0) return false;
  if (is_centroid[network.head(link).index()] != 0) return false;
  return line.size() > 2 || line.front() != line.back();
}

/// The base's volumes by the scenario's classes, matched by id: a scenario may add a class.
void match_classes(LinkState& base, const TransportModel& from, const TransportModel& to) {
  std::vector<double> vehicles(to.classes.size(), 0.0);
  std::vector<double> tonnes(to.classes.size(), 0.0);
  for (std::size_t k = 0; k < to.classes.size(); ++k) {
    for (std::size_t j = 0; j < from.classes.size(); ++j) {
      if (from.classes.raw()[j].id != to.classes.raw()[k].id) continue;
      vehicles[k] = base.vehicles_per_day[j];
      tonnes[k] = base.tonnes_per_day[j];
    }
  }
  base.vehicles_per_day = std::move(vehicles);
  base.tonnes_per_day = std::move(tonnes);
}

/// Adds a crossing's lanes to another's: loads add up, waits are means over trucks, and the use is
/// that of the busier lanes.
void add(CrossingState& to, const CrossingState& other) {
  const double trucks = to.vehicles_per_day + other.vehicles_per_day;
  const double share = trucks > 0.0 ? other.vehicles_per_day / trucks : 0.0;
  to.wait_h += share * (other.wait_h - to.wait_h);
  to.crossing_h += share * (other.crossing_h - to.crossing_h);
  to.vehicles_per_day = trucks;
  to.tonnes_per_day += other.tonnes_per_day;
  to.capacity_use = std::max(to.capacity_use, other.capacity_use);
}

CrossingState crossing_state(const LinkState& state) {
  return {.vehicles_per_day = state.all_vehicles_per_day,
          .tonnes_per_day = state.all_tonnes_per_day,
          .capacity_use = state.volume_capacity_ratio,
          .wait_h = state.delay_h,
          .crossing_h = state.time_h};
}

}  // namespace

std::vector<LinkRow> link_rows(const ScenarioResults& results) {
  const Network& network = results.model.network;
  const std::vector<double> weights = class_weights(results.model);
  const std::vector<char> is_centroid = marked_centroids(results.model);
  const std::set<FeatureRef> changed(results.changed.begin(), results.changed.end());
  std::map<LinkKey, LinkId> base_links;
  std::vector<double> base_weights;
  std::vector<char> base_centroids;
  if (results.base != nullptr) {
    base_links = links_by_feature(results.base->model.network);
    base_weights = class_weights(results.base->model);
    base_centroids = marked_centroids(results.base->model);
  }
  const auto is_changed = [&](const FeatureRef& source) {
    return changed.contains(source) || changed.contains({source.layer, source.id, !source.forward});
  };

  std::vector<LinkRow> rows;
  std::map<FeatureRef, int> seen;
  for (const LinkId link : network.graph().links()) {
    LinkRow row{.link = link, .attributes = &network.link(link)};
    row.now = link_state(results, weights, link);
    row.line = line_of(results, link);
    row.drawn = has_course(network, link, is_centroid, row.line);
    row.base = row.now;
    if (is_changed(row.attributes->source)) row.status = "changed";
    if (results.base != nullptr) {
      const auto match = base_links.find({row.attributes->source, seen[row.attributes->source]++});
      if (match == base_links.end()) {
        row.base = absent_state(results.model.classes.size());
        row.status = "new";
      } else {
        row.base = link_state(*results.base, base_weights, match->second);
        match_classes(row.base, results.base->model, results.model);
        base_links.erase(match);
      }
    }
    rows.push_back(std::move(row));
  }
  std::vector<LinkId> closed;
  for (const auto& [key, link] : base_links) closed.push_back(link);
  std::sort(closed.begin(), closed.end());
  for (const LinkId link : closed) {
    LinkRow row{.attributes = &results.base->model.network.link(link), .status = "closed"};
    row.base = link_state(*results.base, base_weights, link);
    match_classes(row.base, results.base->model, results.model);
    row.now = absent_state(results.model.classes.size());
    row.line = line_of(*results.base, link);
    row.drawn = has_course(results.base->model.network, link, base_centroids, row.line);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<CheckpointRow> checkpoint_rows(const ScenarioResults& results,
                                           const std::vector<LinkRow>& links) {
  const Network& network = results.model.network;
  std::vector<CheckpointRow> rows;
  for (const BorderCheckpoint& checkpoint : network.checkpoints()) {
    rows.push_back({.checkpoint = &checkpoint, .open = false});
  }
  // Lanes kept for perishables, to be added to the general ones of their direction.
  std::vector<std::pair<CrossingState*, CrossingState>> later;
  for (const LinkRow& link : links) {
    if (link.attributes->kind != LinkKind::border || !link.attributes->checkpoint.valid()) continue;
    // A closed crossing has the base's checkpoint number; the posts' own ids hold in both.
    const Network& where = link.link.valid() ? network : results.base->model.network;
    const std::string& id = where.checkpoints()[link.attributes->checkpoint].id;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const CheckpointRow& candidate) {
      return candidate.checkpoint->id == id;
    });
    if (row == rows.end()) continue;
    bool leaves_laos = link.attributes->source.forward;
    if (link.link.valid()) {
      const CountryCode from = where.node(where.tail(link.link)).country;
      const CountryCode to = where.node(where.head(link.link)).country;
      if (from != to) leaves_laos = from == kLaos;
      row->open = true;
    }
    CrossingState& now = leaves_laos ? row->out : row->in;
    CrossingState& base = leaves_laos ? row->base_out : row->base_in;
    if (link.attributes->post_way == PostWay::priority_lane) {
      later.emplace_back(&now, crossing_state(link.now));
      later.emplace_back(&base, crossing_state(link.base));
    } else {
      now = crossing_state(link.now);
      base = crossing_state(link.base);
    }
    if (link.status != "same") row->changed = true;
  }
  for (const auto& [to, other] : later) add(*to, other);
  for (PostReport& report : post_reports(results.model, results.flows)) {
    CheckpointRow& row = rows[report.checkpoint.index()];
    (report.leaves_laos ? row.out_report : row.in_report) = std::move(report);
  }
  return rows;
}

std::vector<ZoneRow> zone_rows(const ScenarioResults& results) {
  const auto totals = [](const TransportModel& model) {
    std::vector<ZoneRow> rows;
    for (const Zone& zone : model.zones) rows.push_back({.zone = &zone});
    for (const OdMatrix& demand : model.demand.tonnes_per_day) {
      for (const OdEntry& cell : demand.entries()) {
        if (cell.origin == cell.destination) {
          rows[cell.origin.index()].within_t_per_day += cell.value;
          continue;
        }
        rows[cell.origin.index()].out_t_per_day += cell.value;
        rows[cell.destination.index()].in_t_per_day += cell.value;
      }
    }
    return rows;
  };
  std::vector<ZoneRow> rows = totals(results.model);
  const std::vector<ZoneRow> base = results.base != nullptr ? totals(results.base->model) : rows;
  for (ZoneRow& row : rows) {
    for (const ZoneRow& before : base) {
      if (before.zone->id != row.zone->id) continue;
      row.base_out_t_per_day = before.out_t_per_day;
      row.base_in_t_per_day = before.in_t_per_day;
    }
  }
  return rows;
}

std::string field_name(const std::string& text) {
  std::string name = text;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

}  // namespace landlink::output
