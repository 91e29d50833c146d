// Airports and flights in a supernetwork.
#include <algorithm>
#include <map>

#include "supernetwork_builder.hpp"

namespace landlink {

namespace {

// A spell of weather that shuts a runway lasts about a day (assumed), so that freight which meets
// one waits half a day.
constexpr double kMeanWeatherWait_h = 12.0;
constexpr double kDaysPerWeek = 7.0;

bool can_be_flown(const AirLink& flight, const Airport& from, const Airport& to) {
  for (const Airport* airport : {&from, &to}) {
    const bool runway_is_short =
        airport->runway_m > 0.0 && airport->runway_m < flight.runway_needed_m;
    if (!airport->open || runway_is_short) return false;
    if (flight.service == AirService::freighter && airport->freighter == FreighterClass::none) {
      return false;
    }
  }
  return true;
}

/// Flights a week that both airports have slots for in their hours.
double flights_per_week(const AirLink& flight, const Airport& from, const Airport& to) {
  double flights = flight.flights_per_week;
  for (const Airport* airport : {&from, &to}) {
    if (airport->slots_per_h <= 0.0) continue;
    flights =
        std::min(flights, airport->slots_per_h * airport->handling.open_h_per_day * kDaysPerWeek);
  }
  return flights;
}

TerminalSite site_of(const Airport& airport) {
  return {"airports",       airport.id,      airport.name,
          airport.position, airport.country, airport.province};
}

}  // namespace

void add_air(const OtherModes& modes, SupernetworkBuilder& builder) {
  std::map<std::size_t, NodeId> aprons;  // by place of the airport
  const auto apron = [&](std::size_t place) {
    NodeId& node = aprons[place];
    if (!node.valid()) node = builder.add_node(site_of(modes.airports[place]));
    return node;
  };
  for (const AirLink& flight : modes.air_links) {
    const Airport& from = modes.airports[flight.from];
    const Airport& to = modes.airports[flight.to];
    if (!flight.open || !can_be_flown(flight, from, to)) continue;
    const double flights = flights_per_week(flight, from, to);
    if (!(flights > 0.0)) continue;
    const bool inside = from.country == to.country;
    LineSpec line;
    line.kind = LinkKind::air;
    line.source = {.layer = "air_links", .id = flight.id, .forward = true};
    line.name = flight.name;
    line.country = inside ? from.country : CountryCode{};
    line.length_km = flight.length_km;
    line.speed_kmh = flight.length_km / flight.block_h;
    line.fixed_time_h = half_headway_h(flights / kDaysPerWeek);
    line.usd_per_t = flight.tariff_usd_per_t;
    line.capacity_t_per_day = flights * flight.payload_t / kDaysPerWeek;
    builder.add_line(apron(flight.from), apron(flight.to), line);
    line.source.forward = false;
    builder.add_line(apron(flight.to), apron(flight.from), line);
  }
  for (const auto& [place, node] : aprons) {
    const Airport& airport = modes.airports[place];
    const TerminalSite site = site_of(airport);
    const NodeId gate = builder.gate(site);
    if (!gate.valid()) continue;
    builder.add_transfer(gate, node, site,
                         {.mode = LinkKind::air,
                          .suffix = "/air",
                          .handling = airport.handling,
                          .forward_wait_h = kMeanWeatherWait_h * airport.weather_closed_share,
                          .backward_wait_h = kMeanWeatherWait_h * airport.weather_closed_share,
                          .facility = builder.facility(site, airport.handling.capacity_t_per_day)});
  }
}

}  // namespace landlink
