#include "landlink/network/link.hpp"

#include <span>
#include <utility>

namespace landlink {

namespace {

template <class Enum>
using Names = std::span<const std::pair<Enum, std::string_view>>;

constexpr std::array<std::pair<LinkKind, std::string_view>, 9> kLinkKinds{{
    {LinkKind::road, "road"},
    {LinkKind::bridge, "bridge"},
    {LinkKind::ferry, "ferry"},
    {LinkKind::border, "border"},
    {LinkKind::connector, "connector"},
    {LinkKind::transfer, "transfer"},
    {LinkKind::rail, "rail"},
    {LinkKind::waterway, "waterway"},
    {LinkKind::air, "air"},
}};
constexpr std::array<std::pair<Surface, std::string_view>, 5> kSurfaces{{
    {Surface::concrete, "concrete"},
    {Surface::asphalt, "asphalt"},
    {Surface::dbst, "dbst"},
    {Surface::gravel, "gravel"},
    {Surface::earth, "earth"},
}};
constexpr std::array<std::pair<Terrain, std::string_view>, 3> kTerrains{{
    {Terrain::flat, "flat"},
    {Terrain::rolling, "rolling"},
    {Terrain::mountainous, "mountainous"},
}};
constexpr std::array<std::pair<DriveSide, std::string_view>, 2> kDriveSides{{
    {DriveSide::right, "right"},
    {DriveSide::left, "left"},
}};

template <class Enum>
std::string_view find_name(Names<Enum> names, Enum value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) return name;
  }
  return {};
}

template <class Enum>
std::optional<Enum> find_value(Names<Enum> names, std::string_view text) {
  for (const auto& [value, name] : names) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(LinkKind kind) { return find_name<LinkKind>(kLinkKinds, kind); }
std::string_view name_of(Surface surface) { return find_name<Surface>(kSurfaces, surface); }
std::string_view name_of(Terrain terrain) { return find_name<Terrain>(kTerrains, terrain); }
std::string_view name_of(DriveSide side) { return find_name<DriveSide>(kDriveSides, side); }

std::optional<LinkKind> parse_link_kind(std::string_view name) {
  return find_value<LinkKind>(kLinkKinds, name);
}
std::optional<Surface> parse_surface(std::string_view name) {
  return find_value<Surface>(kSurfaces, name);
}
std::optional<Terrain> parse_terrain(std::string_view name) {
  return find_value<Terrain>(kTerrains, name);
}
std::optional<DriveSide> parse_drive_side(std::string_view name) {
  return find_value<DriveSide>(kDriveSides, name);
}

}  // namespace landlink
