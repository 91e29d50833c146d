#include "landlink/network/other_modes.hpp"

#include <array>
#include <utility>

namespace landlink {

namespace {

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Names<StationKind, 5> kStationKinds{{
    {StationKind::station, "station"},
    {StationKind::freight_yard, "freight yard"},
    {StationKind::gauge_change_yard, "gauge change yard"},
    {StationKind::border, "border"},
    {StationKind::junction, "junction"},
}};
constexpr Names<PortKind, 5> kPortKinds{{
    {PortKind::river_port, "river port"},
    {PortKind::sea_port, "sea port"},
    {PortKind::dry_port, "dry port"},
    {PortKind::lock, "lock"},
    {PortKind::reach_end, "reach end"},
}};
constexpr Names<FreighterClass, 3> kFreighterClasses{{
    {FreighterClass::none, "none"},
    {FreighterClass::narrow_body, "narrow body"},
    {FreighterClass::wide_body, "wide body"},
}};
constexpr Names<AirService, 2> kAirServices{{
    {AirService::belly, "belly"},
    {AirService::freighter, "freighter"},
}};

template <class Enum, std::size_t N>
std::string_view find_name(const Names<Enum, N>& names, Enum value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) return name;
  }
  return {};
}

template <class Enum, std::size_t N>
std::optional<Enum> find_value(const Names<Enum, N>& names, std::string_view text) {
  for (const auto& [value, name] : names) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(StationKind kind) { return find_name(kStationKinds, kind); }
std::string_view name_of(PortKind kind) { return find_name(kPortKinds, kind); }
std::string_view name_of(FreighterClass freighter) {
  return find_name(kFreighterClasses, freighter);
}
std::string_view name_of(AirService service) { return find_name(kAirServices, service); }

std::optional<StationKind> parse_station_kind(std::string_view name) {
  return find_value(kStationKinds, name);
}
std::optional<PortKind> parse_port_kind(std::string_view name) {
  return find_value(kPortKinds, name);
}
std::optional<FreighterClass> parse_freighter_class(std::string_view name) {
  return find_value(kFreighterClasses, name);
}
std::optional<AirService> parse_air_service(std::string_view name) {
  return find_value(kAirServices, name);
}

bool is_known_gauge(int gauge_mm) { return gauge_mm == 1000 || gauge_mm == 1435; }

}  // namespace landlink
