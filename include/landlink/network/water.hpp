#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/geo.hpp"
#include "landlink/network/link.hpp"
#include "landlink/network/months.hpp"
#include "landlink/network/terminal.hpp"

namespace landlink {

enum class PortKind {
  river_port,
  sea_port,
  dry_port,   ///< inland, beside a station or a road
  lock,       ///< vessels pass a dam; nothing is loaded
  reach_end,  ///< a reach ends or a border is passed; nothing is loaded
};

/// The names of the layers: "river port", "sea port", "dry port", "lock", "reach end".
std::string_view name_of(PortKind kind);
std::optional<PortKind> parse_port_kind(std::string_view name);

/// A port, or a place on the river where reaches meet.
struct Port {
  std::string id = {};
  std::string name = {};
  PortKind kind = PortKind::river_port;
  LonLat position = {};
  CountryCode country = {};
  std::string province = {};       ///< ISO 3166-2; empty outside Laos
  std::string station = {};        ///< id of the station that serves it, if any
  std::string gateway = {};        ///< id of the gateway that it is the port of, if any
  double vessel_limit_t = 0.0;     ///< largest vessel, tonnes deadweight; 0 where unknown
  TerminalHandling handling = {};  ///< at a lock the passage
  bool open = true;                ///< by the year asked for
  std::vector<std::string> assumed = {};

  friend bool operator==(const Port&, const Port&) = default;
};

/// A reach of river between two ports (or locks or ends), drawn downstream.
struct Waterway {
  std::string id = {};
  std::string name = {};
  std::string river = {};
  std::vector<LonLat> drawn = {};
  std::size_t from = 0;  ///< place in the list of ports
  std::size_t to = 0;
  double length_km = 0.0;
  double speed_down_kmh = 0.0;
  double speed_up_kmh = 0.0;
  double vessel_t = 0.0;            ///< load of the vessels that pass at good water
  double low_water_vessel_t = 0.0;  ///< and in the months of low water
  Months low_water_months = {};
  Months closed_months = {};
  double vessels_per_day = 0.0;  ///< that can pass in each direction
  double tariff_usd_per_tkm = 0.0;
  CountryCode country = {};
  bool open = true;  ///< by the year asked for
  std::vector<std::string> assumed = {};

  friend bool operator==(const Waterway&, const Waterway&) = default;
};

}  // namespace landlink
