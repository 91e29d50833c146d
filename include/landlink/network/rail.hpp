#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/geo.hpp"
#include "landlink/network/link.hpp"
#include "landlink/network/terminal.hpp"

namespace landlink {

enum class StationKind {
  station,            ///< trains pass and stop; no freight is handled
  freight_yard,       ///< loads and unloads
  gauge_change_yard,  ///< the same, and moves freight between tracks of two gauges
  border,             ///< trains are cleared here; nothing is loaded
  junction,           ///< lines part
};

/// The names of the layers: "station", "freight yard", "gauge change yard", "border", "junction".
std::string_view name_of(StationKind kind);
std::optional<StationKind> parse_station_kind(std::string_view name);

/// Gauges that the railways of the region have, mm: 1,000 and 1,435.
bool is_known_gauge(int gauge_mm);

/// A place on the railway.
struct Station {
  std::string id = {};
  std::string name = {};
  StationKind kind = StationKind::station;
  LonLat position = {};
  CountryCode country = {};
  std::string province = {};  ///< ISO 3166-2; empty outside Laos
  std::string line = {};      ///< the line whose posts `post_km` counts
  std::optional<double> post_km = {};
  std::vector<int> gauges_mm = {};  ///< of the tracks that serve it; two at a gauge change yard
  TerminalHandling handling = {};   ///< at a border the clearance of what passes
  std::string road_access = {};     ///< id of the port beside it that roads reach, if any
  bool open = true;                 ///< by the year asked for
  std::vector<std::string> assumed = {};

  friend bool operator==(const Station&, const Station&) = default;
};

/// A stretch of railway between two stations, run in both directions.
struct Railway {
  std::string id = {};
  std::string name = {};
  std::string line = {};
  std::vector<LonLat> drawn = {};  ///< from station `from` to station `to`
  std::size_t from = 0;            ///< place in the list of stations
  std::size_t to = 0;
  double length_km = 0.0;
  int gauge_mm = 0;
  int tracks = 1;
  double train_paths_per_day = 0.0;  ///< freight trains that can pass in each direction
  double train_payload_t = 0.0;      ///< of one freight train
  double speed_kmh = 0.0;            ///< mean of freight trains between stations, stops included
  double axle_limit_t = 0.0;
  double tariff_usd_per_tkm = 0.0;
  CountryCode country = {};
  std::string province = {};
  bool open = true;  ///< by the year asked for
  std::vector<std::string> assumed = {};

  friend bool operator==(const Railway&, const Railway&) = default;
};

}  // namespace landlink
