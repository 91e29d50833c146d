#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/geo.hpp"
#include "landlink/network/link.hpp"
#include "landlink/network/terminal.hpp"

namespace landlink {

/// The largest freighter that an airport handles.
enum class FreighterClass { none, narrow_body, wide_body };

/// The names of the layers: "none", "narrow body", "wide body".
std::string_view name_of(FreighterClass freighter);
std::optional<FreighterClass> parse_freighter_class(std::string_view name);

struct Airport {
  std::string id = {};  ///< ICAO code
  std::string iata = {};
  std::string name = {};
  CountryCode country = kLaos;
  std::string province = {};
  LonLat position = {};
  double runway_m = 0.0;  ///< 0 where unknown
  FreighterClass freighter = FreighterClass::none;
  double slots_per_h = 0.0;        ///< movements; 0 where unknown
  TerminalHandling handling = {};  ///< of freight; `open_h_per_day` is that of the runway
  double cold_store_t = 0.0;
  double weather_closed_share = 0.0;  ///< of the hours in which it is else open
  bool open = true;                   ///< by the year asked for
  std::vector<std::string> assumed = {};

  friend bool operator==(const Airport&, const Airport&) = default;
};

enum class AirService {
  belly,  ///< holds of passenger flights
  freighter,
};

std::string_view name_of(AirService service);
std::optional<AirService> parse_air_service(std::string_view name);

/// Flights between two airports, as many one way as the other.
struct AirLink {
  std::string id = {};
  std::string name = {};
  std::vector<LonLat> drawn = {};
  std::size_t from = 0;  ///< place in the list of airports
  std::size_t to = 0;
  double length_km = 0.0;
  AirService service = AirService::belly;
  std::string aircraft = {};
  double flights_per_week = 0.0;  ///< in each direction
  double payload_t = 0.0;         ///< freight that one flight carries
  double block_h = 0.0;           ///< from ramp to ramp
  double runway_needed_m = 0.0;   ///< 0 where any of the two will do
  double tariff_usd_per_t = 0.0;
  bool open = true;  ///< by the year asked for
  std::vector<std::string> assumed = {};

  friend bool operator==(const AirLink&, const AirLink&) = default;
};

}  // namespace landlink
