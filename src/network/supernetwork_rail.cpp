// Stations and railways in a supernetwork.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "supernetwork_builder.hpp"

namespace landlink {

namespace {

TerminalSite site_of(const Station& station) {
  return {"stations",       station.id,      station.name,
          station.position, station.country, station.province};
}

TerminalSite site_of(const Port& port) {
  return {"ports", port.id, port.name, port.position, port.country, port.province};
}

class RailBuilder {
 public:
  RailBuilder(const OtherModes& modes, SupernetworkBuilder& builder)
      : modes_(&modes), builder_(&builder) {}

  void add_lines();
  void add_transfers();

 private:
  /// Rails of one gauge at a station; at a border those of one country.
  struct Tracks {
    int gauge_mm = 0;
    CountryCode country = {};  ///< at border stations only
    auto operator<=>(const Tracks&) const = default;
  };
  struct Platform {
    NodeId node = {};
    double trains_per_day = 0.0;  ///< of the busiest line there
  };

  Platform& platform(std::size_t station, const Railway& railway);
  void add_loading(const Station& station, std::map<Tracks, Platform>& platforms,
                   FacilityId facility);
  void add_gauge_changes(const Station& station, const std::map<Tracks, Platform>& platforms,
                         FacilityId facility);
  void add_clearance(const Station& station, const std::map<Tracks, Platform>& platforms,
                     FacilityId facility);
  /// How trucks reach a station, and what loads them: a dry port beside it does the yard's loading;
  /// a sea port is only where the road comes in, since all freight of the port meets its handling.
  struct Access {
    NodeId gate = {};
    TerminalHandling handling = {};
    FacilityId facility = {};
  };
  Access access_of(const Station& station, FacilityId facility);

  const OtherModes* modes_;
  SupernetworkBuilder* builder_;
  std::map<std::size_t, std::map<Tracks, Platform>> platforms_;  ///< by place of the station
  std::map<std::string, FacilityId> port_facilities_;            ///< by port id
};

RailBuilder::Platform& RailBuilder::platform(std::size_t place, const Railway& railway) {
  const Station& station = modes_->stations[place];
  Tracks tracks{.gauge_mm = railway.gauge_mm};
  if (station.kind == StationKind::border) tracks.country = railway.country;
  Platform& result = platforms_[place][tracks];
  if (!result.node.valid()) result.node = builder_->add_node(site_of(station));
  result.trains_per_day = std::max(result.trains_per_day, railway.train_paths_per_day);
  return result;
}

void RailBuilder::add_lines() {
  for (const Railway& railway : modes_->railways) {
    if (!railway.open) continue;
    const NodeId from = platform(railway.from, railway).node;
    const NodeId to = platform(railway.to, railway).node;
    LineSpec line;
    line.kind = LinkKind::rail;
    line.source = {.layer = "railways", .id = railway.id, .forward = true};
    line.name = railway.name;
    line.line = railway.line;
    line.country = railway.country;
    line.province = railway.province;
    line.length_km = railway.length_km;
    line.speed_kmh = railway.speed_kmh;
    line.usd_per_t = railway.tariff_usd_per_tkm * railway.length_km;
    line.capacity_t_per_day = railway.train_paths_per_day * railway.train_payload_t;
    builder_->add_line(from, to, line);
    line.source.forward = false;
    builder_->add_line(to, from, line);
  }
}

void RailBuilder::add_transfers() {
  for (auto& [place, platforms] : platforms_) {
    const Station& station = modes_->stations[place];
    const FacilityId facility =
        builder_->facility(site_of(station), station.handling.capacity_t_per_day);
    switch (station.kind) {
      case StationKind::gauge_change_yard:
        // Its capacity is that of the tracks between which freight is moved; the road meets the
        // broader gauge, else unloading and loading again would go round it.
        add_gauge_changes(station, platforms, facility);
        if (!platforms.empty()) {
          std::map<Tracks, Platform> broadest{*platforms.rbegin()};
          add_loading(station, broadest, {});
        }
        break;
      case StationKind::freight_yard:
        add_loading(station, platforms, facility);
        break;
      case StationKind::border:
        add_clearance(station, platforms, facility);
        break;
      case StationKind::station:
      case StationKind::junction:
        break;
    }
  }
}

RailBuilder::Access RailBuilder::access_of(const Station& station, FacilityId facility) {
  const auto port = std::find_if(modes_->ports.begin(), modes_->ports.end(), [&](const Port& p) {
    return p.open && p.id == station.road_access;
  });
  if (port == modes_->ports.end()) {
    return {builder_->gate(site_of(station)), station.handling, facility};
  }
  const NodeId gate = builder_->gate(site_of(*port));
  if (port->kind != PortKind::dry_port) return {gate, station.handling, facility};
  const auto [known, fresh] = port_facilities_.try_emplace(port->id);
  if (fresh) {
    known->second = builder_->facility(site_of(*port), port->handling.capacity_t_per_day);
  }
  return {gate, port->handling, known->second};
}

void RailBuilder::add_loading(const Station& station, std::map<Tracks, Platform>& platforms,
                              FacilityId facility) {
  const Access access = access_of(station, facility);
  if (!access.gate.valid()) return;
  for (const auto& [tracks, platform] : platforms) {
    builder_->add_transfer(access.gate, platform.node, site_of(station),
                           {.mode = LinkKind::rail,
                            .suffix = fmt::format("/{}", tracks.gauge_mm),
                            .handling = access.handling,
                            .forward_wait_h = half_headway_h(platform.trains_per_day),
                            .facility = access.facility});
  }
}

void RailBuilder::add_gauge_changes(const Station& station,
                                    const std::map<Tracks, Platform>& platforms,
                                    FacilityId facility) {
  for (auto a = platforms.begin(); a != platforms.end(); ++a) {
    for (auto b = std::next(a); b != platforms.end(); ++b) {
      builder_->add_transfer(a->second.node, b->second.node, site_of(station),
                             {.mode = LinkKind::rail,
                              .forward = Transfer::gauge_change,
                              .backward = Transfer::gauge_change,
                              .suffix = "/gauge",
                              .handling = station.handling,
                              .forward_wait_h = half_headway_h(b->second.trains_per_day),
                              .backward_wait_h = half_headway_h(a->second.trains_per_day),
                              .facility = facility});
    }
  }
}

void RailBuilder::add_clearance(const Station& station, const std::map<Tracks, Platform>& platforms,
                                FacilityId facility) {
  for (auto a = platforms.begin(); a != platforms.end(); ++a) {
    for (auto b = std::next(a); b != platforms.end(); ++b) {
      if (a->first.gauge_mm != b->first.gauge_mm) continue;
      builder_->add_transfer(
          a->second.node, b->second.node, site_of(station),
          {.mode = LinkKind::rail,
           .forward = Transfer::clearance,
           .backward = Transfer::clearance,
           .suffix = fmt::format("/{}-{}", a->first.country.text(), b->first.country.text()),
           .handling = station.handling,
           .facility = facility});
    }
  }
}

}  // namespace

void add_rail(const OtherModes& modes, SupernetworkBuilder& builder) {
  RailBuilder rail(modes, builder);
  rail.add_lines();
  rail.add_transfers();
}

}  // namespace landlink
