#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "landlink/core/text.hpp"
#include "landlink/gis/mode_schema.hpp"
#include "mode_features.hpp"
#include "read_features.hpp"

namespace landlink::gis {

namespace {

/// Finds the places that links name as their ends.
template <class Site>
class Ends {
 public:
  Ends(const std::vector<Site>& places, std::string layer)
      : places_(places), layer_(std::move(layer)) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      place_of_[places[i].id] = i;
      ids_.push_back(places[i].id);
    }
  }

  /// Place in the list of what `field` names, which must lie at `end` of the line; 0 after a fault.
  std::size_t find(FieldReader& fields, std::string_view field, LonLat end) const {
    const std::string id = fields.required_text(field);
    if (id.empty()) return 0;
    const auto found = place_of_.find(id);
    if (found == place_of_.end()) {
      fields.fault(field, "unknown_end",
                   fmt::format("no '{}' in layer '{}'", printable(id), layer_),
                   name_remedy(id, ids_));
      return 0;
    }
    const double apart_km = geodesic_km(end, places_[found->second].position);
    if (apart_km > kStationReach_km) {
      fields.fault(field, "end_off_place",
                   fmt::format("the line's end is {:.3f} km from '{}'", apart_km, printable(id)),
                   "draw the line to the place itself");
    }
    return found->second;
  }

  /// Fills both ends, and shuts a link that has a shut end.
  template <class Link>
  void join(FieldReader& fields, Link& link) const {
    link.from = find(fields, "from", link.drawn.front());
    link.to = find(fields, "to", link.drawn.back());
    if (!fields.sound()) return;
    if (link.from == link.to) {
      fields.fault("to", "same_ends", "begins and ends at one place", "name two places");
    }
    link.open = link.open && places_[link.from].open && places_[link.to].open;
  }

 private:
  const std::vector<Site>& places_;
  std::string layer_;
  std::map<std::string, std::size_t> place_of_;
  std::vector<std::string> ids_;
};

int read_gauge(FieldReader& fields) {
  const double gauge = fields.positive("gauge_mm", "write 1000 or 1435");
  const int whole = gauge < 10000.0 ? static_cast<int>(gauge) : 0;
  if (fields.sound() && !is_known_gauge(whole)) {
    fields.fault("gauge_mm", "unknown_gauge",
                 fmt::format("{} mm is no known gauge", shortest_text(gauge)),
                 "write 1000 or 1435");
  }
  return whole;
}

void check_gauge_at(FieldReader& fields, const Railway& railway, const Station& station) {
  if (std::find(station.gauges_mm.begin(), station.gauges_mm.end(), railway.gauge_mm) !=
      station.gauges_mm.end()) {
    return;
  }
  fields.fault("gauge_mm", "gauge_not_at_station",
               fmt::format("station '{}' has no tracks of {} mm", station.id, railway.gauge_mm),
               "mend the gauge here or 'gauges_mm' there");
}

Railway read_railway(FieldReader& fields, const Ends<Station>& ends,
                     const std::vector<Station>& stations, int year) {
  Railway to;
  to.id = fields.required_text("id");
  to.name = fields.text("name");
  to.line = fields.text("line");
  to.drawn = fields.feature().line();
  to.open = fields.open_in(year);
  ends.join(fields, to);
  to.length_km = fields.positive("length_km");
  to.tracks = static_cast<int>(fields.positive("tracks"));
  if (fields.sound() && to.tracks != 1 && to.tracks != 2) {
    fields.fault("tracks", "bad_tracks", fmt::format("{} tracks", to.tracks), "write 1 or 2");
  }
  to.gauge_mm = read_gauge(fields);
  to.train_paths_per_day = fields.positive("train_paths_per_day");
  to.train_payload_t = fields.positive("train_payload_t");
  to.speed_kmh = fields.positive("speed_kmh");
  to.axle_limit_t = fields.positive("axle_limit_t");
  to.tariff_usd_per_tkm = fields.positive("tariff_usd_per_tkm");
  to.country = fields.country("country");
  to.province = fields.text("province");
  to.assumed = fields.list("assumed");
  fields.required_text("source");
  if (fields.sound()) {
    check_gauge_at(fields, to, stations[to.from]);
    check_gauge_at(fields, to, stations[to.to]);
  }
  return to;
}

Waterway read_waterway(FieldReader& fields, const Ends<Port>& ends, int year) {
  Waterway to;
  to.id = fields.required_text("id");
  to.name = fields.text("name");
  to.river = fields.text("river");
  to.drawn = fields.feature().line();
  to.open = fields.open_in(year);
  ends.join(fields, to);
  to.length_km = fields.positive("length_km");
  to.speed_down_kmh = fields.positive("speed_down_kmh");
  to.speed_up_kmh = fields.positive("speed_up_kmh");
  to.vessel_t = fields.positive("vessel_t");
  to.low_water_vessel_t = fields.optional_positive("low_water_vessel_t", to.vessel_t);
  to.low_water_months = fields.months("low_water_months");
  to.closed_months = fields.months("closed_months");
  if (fields.sound() && to.low_water_vessel_t > to.vessel_t) {
    fields.fault("low_water_vessel_t", "too_large",
                 fmt::format("{} t at low water, {} t at good water",
                             shortest_text(to.low_water_vessel_t), shortest_text(to.vessel_t)),
                 "give at most vessel_t");
  }
  to.vessels_per_day = fields.positive("vessels_per_day");
  to.tariff_usd_per_tkm = fields.positive("tariff_usd_per_tkm");
  to.country = fields.country("country");
  to.assumed = fields.list("assumed");
  fields.required_text("source");
  return to;
}

AirLink read_air_link(FieldReader& fields, const Ends<Airport>& ends, int year) {
  AirLink to;
  to.id = fields.required_text("id");
  to.name = fields.text("name");
  to.drawn = fields.feature().line();
  to.open = fields.open_in(year);
  ends.join(fields, to);
  to.service = fields.word<AirService>("service", &parse_air_service, {"belly", "freighter"});
  to.aircraft = fields.text("aircraft");
  to.length_km = fields.positive("length_km");
  to.flights_per_week = fields.positive("flights_per_week");
  to.payload_t = fields.positive("payload_t");
  to.block_h = fields.positive("block_h");
  to.runway_needed_m = fields.not_negative("runway_needed_m", 0.0);
  to.tariff_usd_per_t = fields.positive("tariff_usd_per_t");
  to.assumed = fields.list("assumed");
  fields.required_text("source");
  return to;
}

}  // namespace

OtherModes read_other_modes(const ReadModeLayer& read, int year, Diagnostics& diagnostics) {
  const auto layer = [&](const char* name) {
    Layer result = read(name);
    warn_of_near_names(result, mode_schema(name).known_fields(), diagnostics);
    return result;
  };
  OtherModes modes;
  modes.stations = read_stations(layer("stations"), year, diagnostics);
  const Ends<Station> stations(modes.stations, "stations");
  modes.railways = read_features<Railway>(layer("railways"), diagnostics, [&](FieldReader& fields) {
    return read_railway(fields, stations, modes.stations, year);
  });
  modes.ports = read_ports(layer("ports"), year, diagnostics);
  const Ends<Port> ports(modes.ports, "ports");
  modes.waterways = read_features<Waterway>(
      layer("waterways"), diagnostics,
      [&](FieldReader& fields) { return read_waterway(fields, ports, year); });
  modes.airports = read_airports(layer("airports"), year, diagnostics);
  const Ends<Airport> airports(modes.airports, "airports");
  modes.air_links = read_features<AirLink>(
      layer("air_links"), diagnostics,
      [&](FieldReader& fields) { return read_air_link(fields, airports, year); });
  return modes;
}

}  // namespace landlink::gis
