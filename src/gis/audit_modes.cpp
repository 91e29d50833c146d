#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "audit_length.hpp"
#include "audit_parts.hpp"
#include "landlink/core/text.hpp"
#include "landlink/network/access.hpp"
#include "landlink/network/supernetwork.hpp"

namespace landlink::gis {

namespace {

// Beyond these a speed is more likely a slip than a train's or a vessel's; by judgement.
constexpr double kFastestTrain_kmh = 200.0;
constexpr double kFastestVessel_kmh = 50.0;
constexpr double kSlowest_kmh = 2.0;
// Posts are kilometres of the line's building; lengths between stations are rounded.
constexpr double kPostShare = 0.02;
constexpr double kPostRounding_km = 1.0;

class ModeAudit {
 public:
  ModeAudit(const NetworkLayers& layers, const FileOfLayer& file_of, Diagnostics& diagnostics)
      : layers_(layers), modes_(layers.modes), file_of_(file_of), diagnostics_(diagnostics) {}

  void run() {
    for (const Railway& railway : modes_.railways) look_at_railway(railway);
    for (const Waterway& waterway : modes_.waterways) look_at_waterway(waterway);
    for (const AirLink& link : modes_.air_links) {
      look_at_length("air_links", link.id, link.drawn, link.length_km);
    }
    look_for_lone_stations();
    look_for_lone_ports();
    look_for_cut_off_railways();
    look_at_road_access();
    look_at_names();
  }

 private:
  void add(Severity severity, const char* layer, const std::string& id, const char* field,
           const char* code, std::string problem, std::string remedy, LonLat where) {
    diagnostics_.add({severity,
                      code,
                      {.file = file_of_(layer), .layer = layer, .feature = id, .field = field},
                      std::move(problem),
                      std::move(remedy),
                      where});
  }

  void look_at_length(const char* layer, const std::string& id, const Line& line,
                      double length_km) {
    auto found = length_finding(line, length_km);
    if (!found) return;
    add(found->severity, layer, id, "length_km", found->code, std::move(found->problem),
        std::move(found->remedy), line[line.size() / 2]);
  }

  void look_at_speed(const char* layer, const std::string& id, const char* field, double speed_kmh,
                     double fastest_kmh, const Line& line) {
    if (speed_kmh >= kSlowest_kmh && speed_kmh <= fastest_kmh) return;
    add(Severity::warning, layer, id, field, "implausible_speed",
        fmt::format("{} km/h", shortest_text(speed_kmh)),
        fmt::format("{} to {} km/h are plausible: check the value and its unit", kSlowest_kmh,
                    fastest_kmh),
        line[line.size() / 2]);
  }

  void look_at_railway(const Railway& railway) {
    look_at_length("railways", railway.id, railway.drawn, railway.length_km);
    look_at_speed("railways", railway.id, "speed_kmh", railway.speed_kmh, kFastestTrain_kmh,
                  railway.drawn);
    const Station& from = modes_.stations[railway.from];
    const Station& to = modes_.stations[railway.to];
    const bool one_line = from.line == to.line && from.line == railway.line;
    if (!one_line || !from.post_km || !to.post_km) return;
    const double posts_km = std::abs(*to.post_km - *from.post_km);
    if (std::abs(posts_km - railway.length_km) <=
        kPostShare * railway.length_km + kPostRounding_km) {
      return;
    }
    add(Severity::warning, "railways", railway.id, "length_km", "posts_disagree",
        fmt::format("{} km, but the posts of '{}' and '{}' are {} km apart",
                    shortest_text(railway.length_km), from.id, to.id, shortest_text(posts_km)),
        "check the length and 'post_km' of both stations", railway.drawn[railway.drawn.size() / 2]);
  }

  void look_at_waterway(const Waterway& waterway) {
    look_at_length("waterways", waterway.id, waterway.drawn, waterway.length_km);
    look_at_speed("waterways", waterway.id, "speed_down_kmh", waterway.speed_down_kmh,
                  kFastestVessel_kmh, waterway.drawn);
    look_at_speed("waterways", waterway.id, "speed_up_kmh", waterway.speed_up_kmh,
                  kFastestVessel_kmh, waterway.drawn);
  }

  template <class Link>
  static std::vector<bool> joined(std::size_t places, const std::vector<Link>& links) {
    std::vector<bool> result(places);
    for (const Link& link : links) result[link.from] = result[link.to] = true;
    return result;
  }

  void look_for_lone_stations() {
    const std::vector<bool> on_line = joined(modes_.stations.size(), modes_.railways);
    for (std::size_t i = 0; i < on_line.size(); ++i) {
      if (on_line[i]) continue;
      const Station& station = modes_.stations[i];
      add(Severity::warning, "stations", station.id, "", "station_off_line",
          "no railway begins or ends here", "draw the railway to it, or delete it",
          station.position);
    }
  }

  void look_for_lone_ports() {
    const std::vector<bool> on_river = joined(modes_.ports.size(), modes_.waterways);
    for (std::size_t i = 0; i < on_river.size(); ++i) {
      const Port& port = modes_.ports[i];
      if (on_river[i] || port.kind == PortKind::sea_port || port.kind == PortKind::dry_port)
        continue;
      add(Severity::warning, "ports", port.id, "", "port_off_river",
          "no waterway begins or ends here", "draw the reach to it, or delete it", port.position);
    }
  }

  /// A railway from which the rest cannot be reached by rail; gauges may change on the way.
  void look_for_cut_off_railways() {
    std::vector<std::size_t> piece(modes_.stations.size());
    std::iota(piece.begin(), piece.end(), std::size_t{0});
    const auto root = [&piece](std::size_t i) {
      while (piece[i] != i) i = piece[i] = piece[piece[i]];
      return i;
    };
    for (const Railway& railway : modes_.railways) piece[root(railway.from)] = root(railway.to);
    std::vector<double> km(piece.size(), 0.0);
    for (const Railway& railway : modes_.railways) km[root(railway.from)] += railway.length_km;
    if (modes_.railways.empty()) return;
    const auto main = static_cast<std::size_t>(std::max_element(km.begin(), km.end()) - km.begin());
    for (const Railway& railway : modes_.railways) {
      if (root(railway.from) == main) continue;
      add(Severity::warning, "railways", railway.id, "", "railway_cut_off",
          "not joined to the rest of the railways", "let it end at stations of the others",
          railway.drawn[railway.drawn.size() / 2]);
    }
  }

  /// Places where trucks load join the roads of the main part of the network.
  void look_at_road_access() {
    const RoadAccess access(layers_.draft);
    const auto look = [&](const char* layer, const auto& place) {
      const NearestNode any = access.nearest(place.country, place.position);
      const NearestNode main = access.nearest_in_main_part(place.country, place.position);
      if (!(main.distance_km <= SupernetworkOptions{}.access_km)) {
        add(Severity::warning, layer, place.id, "", "no_road_access",
            main.node.valid()
                ? fmt::format("the nearest road of {} ends {:.0f} km away, more than {:.0f} km",
                              place.country.text(), main.distance_km,
                              SupernetworkOptions{}.access_km)
                : fmt::format("no road of '{}' is open", place.country.text()),
            "draw the road that leads to it; no freight changes there until then", place.position);
      } else if (main.node != any.node) {
        add(Severity::warning, layer, place.id, "", "nearest_road_cut_off",
            fmt::format("the nearest road, {:.1f} km away, is cut off from the main network, so it "
                        "is joined to one {:.1f} km away",
                        any.distance_km, main.distance_km),
            "join the nearest road to the network, or mend its direction", place.position);
      }
    };
    for (const Airport& airport : modes_.airports)
      if (airport.open) look("airports", airport);
    for (const Port& port : modes_.ports)
      if (port.open && (port.kind == PortKind::river_port || port.kind == PortKind::sea_port ||
                        port.kind == PortKind::dry_port))
        look("ports", port);
    for (const Station& station : modes_.stations)
      if (station.open && station.road_access.empty() &&
          (station.kind == StationKind::freight_yard ||
           station.kind == StationKind::gauge_change_yard))
        look("stations", station);
  }

  template <class Site>
  static bool has(const std::vector<Site>& places, const std::string& id) {
    return std::any_of(places.begin(), places.end(),
                       [&id](const Site& place) { return place.id == id; });
  }

  void expect(bool known, const char* layer, const std::string& id, const char* field,
              const std::string& name, LonLat where) {
    if (known || name.empty()) return;
    add(Severity::error, layer, id, field, "unknown_reference",
        fmt::format("there is no '{}'", printable(name)), "name a feature that is there", where);
  }

  void look_at_names() {
    for (const Station& station : modes_.stations) {
      expect(has(modes_.ports, station.road_access), "stations", station.id, "road_access",
             station.road_access, station.position);
    }
    for (const Port& port : modes_.ports) {
      expect(has(modes_.stations, port.station), "ports", port.id, "station", port.station,
             port.position);
      const bool gateway =
          std::any_of(layers_.zones.begin(), layers_.zones.end(),
                      [&port](const Zone& zone) { return zone.id == port.gateway; });
      expect(gateway, "ports", port.id, "gateway", port.gateway, port.position);
    }
  }

  const NetworkLayers& layers_;
  const OtherModes& modes_;
  const FileOfLayer& file_of_;
  Diagnostics& diagnostics_;
};

}  // namespace

void audit_modes(const NetworkLayers& layers, const FileOfLayer& file_of,
                 Diagnostics& diagnostics) {
  ModeAudit(layers, file_of, diagnostics).run();
}

}  // namespace landlink::gis
