// River ports, locks and reaches in a supernetwork.
#include <algorithm>
#include <map>

#include "supernetwork_builder.hpp"

namespace landlink {

namespace {

TerminalSite site_of(const Port& port) {
  return {"ports", port.id, port.name, port.position, port.country, port.province};
}

struct Berths {
  NodeId above = {};  ///< at a lock, the side that reaches end at; else the only one
  NodeId below = {};  ///< at a lock, the side that reaches begin at
  double vessels_per_day = 0.0;
};

class WaterBuilder {
 public:
  WaterBuilder(const OtherModes& modes, int month, SupernetworkBuilder& builder)
      : modes_(&modes), month_(month), builder_(&builder) {}

  void add_reaches() {
    for (const Waterway& reach : modes_->waterways) {
      if (reach.open && !(month_ > 0 && reach.closed_months.contains(month_))) add(reach);
    }
  }

  void add_transfers() {
    for (const auto& [place, berths] : berths_) {
      const Port& port = modes_->ports[place];
      const TerminalSite site = site_of(port);
      if (port.kind == PortKind::lock && berths.above.valid() && berths.below.valid()) {
        builder_->add_transfer(berths.above, berths.below, site,
                               {.mode = LinkKind::waterway,
                                .forward = Transfer::lock,
                                .backward = Transfer::lock,
                                .suffix = "/lock",
                                .handling = port.handling,
                                .facility = facility(port)});
      } else if (port.kind == PortKind::river_port || port.kind == PortKind::sea_port) {
        const NodeId gate = builder_->gate(site);
        if (!gate.valid()) continue;
        builder_->add_transfer(gate, berths.above, site,
                               {.mode = LinkKind::waterway,
                                .suffix = "/water",
                                .handling = port.handling,
                                .forward_wait_h = half_headway_h(berths.vessels_per_day),
                                .facility = facility(port)});
      }
    }
  }

 private:
  FacilityId facility(const Port& port) {
    return builder_->facility(site_of(port), port.handling.capacity_t_per_day);
  }

  NodeId berth(std::size_t place, bool reach_begins, const Waterway& reach) {
    const Port& port = modes_->ports[place];
    Berths& berths = berths_[place];
    berths.vessels_per_day = std::max(berths.vessels_per_day, reach.vessels_per_day);
    NodeId& node = port.kind == PortKind::lock && reach_begins ? berths.below : berths.above;
    if (!node.valid()) node = builder_->add_node(site_of(port));
    return node;
  }

  void add(const Waterway& reach) {
    const bool low_water = month_ > 0 && reach.low_water_months.contains(month_);
    const NodeId from = berth(reach.from, true, reach);
    const NodeId to = berth(reach.to, false, reach);
    LineSpec line;
    line.kind = LinkKind::waterway;
    line.source = {.layer = "waterways", .id = reach.id, .forward = true};
    line.name = reach.name;
    line.line = reach.river;
    line.country = reach.country;
    line.length_km = reach.length_km;
    line.speed_kmh = reach.speed_down_kmh;
    line.usd_per_t = reach.tariff_usd_per_tkm * reach.length_km;
    line.capacity_t_per_day =
        reach.vessels_per_day * (low_water ? reach.low_water_vessel_t : reach.vessel_t);
    builder_->add_line(from, to, line);
    line.source.forward = false;
    line.speed_kmh = reach.speed_up_kmh;
    builder_->add_line(to, from, line);
  }

  const OtherModes* modes_;
  int month_;
  SupernetworkBuilder* builder_;
  std::map<std::size_t, Berths> berths_;  ///< by place of the port
};

}  // namespace

void add_water(const OtherModes& modes, int month, SupernetworkBuilder& builder) {
  WaterBuilder water(modes, month, builder);
  water.add_reaches();
  water.add_transfers();
}

}  // namespace landlink
