#include "supernetwork_builder.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace landlink {

namespace {

/// Mean wait for opening of arrivals spread over the day.
double closed_wait_h(const TerminalHandling& handling) {
  const double closed_h = 24.0 - handling.open_h_per_day;
  return closed_h * closed_h / 48.0;
}

}  // namespace

SupernetworkBuilder::SupernetworkBuilder(NetworkDraft& draft, const SupernetworkOptions& options)
    : draft_(&draft), options_(options), access_(draft) {}

NodeId SupernetworkBuilder::add_node(const TerminalSite& site) {
  return draft_->add_node({.position = site.position, .country = site.country, .name = site.name});
}

NodeId SupernetworkBuilder::gate(const TerminalSite& site) {
  const auto [known, fresh] = gates_.try_emplace(site.layer + '/' + site.id);
  if (!fresh) return known->second;
  const NearestNode nearest = access_.nearest_in_main_part(site.country, site.position);
  if (!(nearest.distance_km <= options_.access_km)) {
    notes_.push_back(fmt::format(
        "{} '{}' ({}) has no road access: {}", site.layer, site.name, site.id,
        nearest.node.valid()
            ? fmt::format("the nearest open road of {} ends {:.0f} km away, more than {:.0f} km",
                          site.country.text(), nearest.distance_km, options_.access_km)
            : fmt::format("no road of '{}' is open", site.country.text())));
    return {};
  }
  const NodeId gate = add_node(site);
  LinkAttributes link =
      access_link(nearest.distance_km, site.country, access_.drive_side(site.country));
  link.source = {.layer = site.layer, .id = site.id, .forward = true};
  link.name = site.name;
  link.province = site.province;
  draft_->add_link(nearest.node, gate, link);
  link.source.forward = false;
  draft_->add_link(gate, nearest.node, link);
  known->second = gate;
  return gate;
}

FacilityId SupernetworkBuilder::facility(const TerminalSite& site, double capacity_t_per_day) {
  if (!std::isfinite(capacity_t_per_day)) return {};
  return draft_->facilities.push_back({.source = {.layer = site.layer, .id = site.id},
                                       .name = site.name,
                                       .capacity_t_per_day = capacity_t_per_day});
}

void SupernetworkBuilder::add_transfer(NodeId from, NodeId to, const TerminalSite& site,
                                       const TransferSpec& transfer) {
  LinkAttributes link;
  link.kind = LinkKind::transfer;
  link.source = {.layer = site.layer, .id = site.id + transfer.suffix, .forward = true};
  link.name = site.name;
  link.country = site.country;
  link.province = site.province;
  link.mode = transfer.mode;
  link.usd_per_t = transfer.handling.handling_usd_per_t;
  link.facility = transfer.facility;
  const double handling_h = transfer.handling.handling_h + closed_wait_h(transfer.handling);
  link.transfer = transfer.forward;
  link.fixed_time_h = handling_h + transfer.forward_wait_h;
  draft_->add_link(from, to, link);
  link.source.forward = false;
  link.transfer = transfer.backward;
  link.fixed_time_h = handling_h + transfer.backward_wait_h;
  draft_->add_link(to, from, link);
}

void SupernetworkBuilder::add_line(NodeId from, NodeId to, const LineSpec& line) {
  LinkAttributes link;
  link.kind = line.kind;
  link.source = line.source;
  link.name = line.name;
  link.road = line.line;
  link.country = line.country;
  link.province = line.province;
  link.length_km = line.length_km;
  link.speed_limit_kmh = line.speed_kmh;
  link.fixed_time_h = line.fixed_time_h;
  link.usd_per_t = line.usd_per_t;
  if (line.capacity_t_per_day > 0.0) link.capacity_t_per_day = line.capacity_t_per_day;
  draft_->add_link(from, to, link);
}

double half_headway_h(double departures_per_day) {
  return departures_per_day > 0.0 ? 12.0 / departures_per_day : 0.0;
}

}  // namespace landlink
