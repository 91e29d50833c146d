#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "landlink/core/text.hpp"
#include "mode_features.hpp"
#include "read_features.hpp"

namespace landlink::gis {

namespace {

constexpr double kHoursPerDay = 24.0;
constexpr const char* kGauges = "write 1000 or 1435; at a gauge change yard both, as '1000;1435'";

double read_open_hours(FieldReader& fields) {
  const double hours = fields.optional_positive("open_h_per_day", kHoursPerDay);
  if (hours > kHoursPerDay) {
    fields.fault("open_h_per_day", "too_large",
                 fmt::format("{} hours in a day", shortest_text(hours)), "give at most 24");
  }
  return hours;
}

TerminalHandling read_handling(FieldReader& fields) {
  return {.handling_h = fields.not_negative("handling_h", 0.0),
          .handling_usd_per_t = fields.not_negative("handling_usd_per_t", 0.0),
          .capacity_t_per_day = fields.optional_positive("capacity_t_per_day",
                                                         std::numeric_limits<double>::infinity()),
          .open_h_per_day = read_open_hours(fields)};
}

std::vector<int> read_gauges(FieldReader& fields, StationKind kind) {
  std::vector<int> gauges;
  for (const std::string& entry : fields.list("gauges_mm")) {
    const auto gauge = parse_integer(entry);
    if (!gauge || *gauge < 0 || *gauge > 10000 || !is_known_gauge(static_cast<int>(*gauge))) {
      fields.fault("gauges_mm", "unknown_gauge", fmt::format("'{}' is no known gauge", entry),
                   kGauges);
      continue;
    }
    gauges.push_back(static_cast<int>(*gauge));
  }
  std::sort(gauges.begin(), gauges.end());
  gauges.erase(std::unique(gauges.begin(), gauges.end()), gauges.end());
  if (gauges.empty()) {
    if (fields.sound())
      fields.fault("gauges_mm", "missing_value", "a station without gauge", kGauges);
  } else if (kind == StationKind::gauge_change_yard && gauges.size() < 2) {
    fields.fault("gauges_mm", "one_gauge", "a gauge change yard with tracks of one gauge", kGauges);
  }
  return gauges;
}

Station read_station(FieldReader& fields, int year) {
  Station to;
  to.id = fields.required_text("id");
  to.name = fields.required_text("name");
  to.kind = fields.word<StationKind>(
      "kind", &parse_station_kind,
      {"station", "freight yard", "gauge change yard", "border", "junction"});
  to.position = fields.feature().point();
  to.country = fields.country("country");
  to.province = fields.province("province", to.country);
  to.line = fields.text("line");
  if (fields.feature().has_value("post_km")) to.post_km = fields.number("post_km");
  to.gauges_mm = read_gauges(fields, to.kind);
  to.handling = read_handling(fields);
  to.road_access = fields.text("road_access");
  to.open = fields.open_in(year);
  to.assumed = fields.list("assumed");
  fields.required_text("source");
  return to;
}

Port read_port(FieldReader& fields, int year) {
  Port to;
  to.id = fields.required_text("id");
  to.name = fields.required_text("name");
  to.kind = fields.word<PortKind>("kind", &parse_port_kind,
                                  {"river port", "sea port", "dry port", "lock", "reach end"});
  to.position = fields.feature().point();
  to.country = fields.country("country");
  to.province = fields.province("province", to.country);
  to.station = fields.text("station");
  to.gateway = fields.text("gateway");
  to.vessel_limit_t = fields.not_negative("vessel_limit_t", 0.0);
  to.handling = read_handling(fields);
  to.open = fields.open_in(year);
  to.assumed = fields.list("assumed");
  fields.required_text("source");
  return to;
}

Airport read_airport(FieldReader& fields, int year) {
  Airport to;
  to.id = fields.required_text("id");
  to.iata = fields.text("iata");
  to.name = fields.required_text("name");
  to.position = fields.feature().point();
  if (fields.feature().has_value("country")) to.country = fields.country("country");
  to.province = fields.text("province");
  to.runway_m = fields.not_negative("runway_m", 0.0);
  if (fields.feature().has_value("freighter")) {
    to.freighter = fields.word<FreighterClass>("freighter", &parse_freighter_class,
                                               {"none", "narrow body", "wide body"});
  }
  to.slots_per_h = fields.not_negative("slots_per_h", 0.0);
  to.handling = read_handling(fields);
  to.cold_store_t = fields.not_negative("cold_store_t", 0.0);
  to.weather_closed_share = fields.not_negative("weather_closed_share", 0.0);
  if (to.weather_closed_share >= 1.0) {
    fields.fault("weather_closed_share", "too_large",
                 fmt::format("a share of {}", shortest_text(to.weather_closed_share)),
                 "give the share of hours shut by weather, below 1");
  }
  to.open = fields.open_in(year);
  to.assumed = fields.list("assumed");
  return to;
}

}  // namespace

std::vector<Station> read_stations(const Layer& layer, int year, Diagnostics& diagnostics) {
  return read_features<Station>(layer, diagnostics,
                                [year](FieldReader& fields) { return read_station(fields, year); });
}

std::vector<Port> read_ports(const Layer& layer, int year, Diagnostics& diagnostics) {
  return read_features<Port>(layer, diagnostics,
                             [year](FieldReader& fields) { return read_port(fields, year); });
}

std::vector<Airport> read_airports(const Layer& layer, int year, Diagnostics& diagnostics) {
  return read_features<Airport>(layer, diagnostics,
                                [year](FieldReader& fields) { return read_airport(fields, year); });
}

}  // namespace landlink::gis
