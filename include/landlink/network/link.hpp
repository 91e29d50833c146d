#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "landlink/core/id.hpp"

namespace landlink {

/// Whatever delays freight is a link.
enum class LinkKind : std::uint8_t {
  road,
  bridge,
  ferry,
  border,     ///< the crossing of a checkpoint, one link per direction
  connector,  ///< from a zone's centroid to the network, or over a gap in the source
  transfer,   ///< loading, unloading, transhipment
  rail,
  waterway,
  air,
};

/// What is done to freight on a transfer link.
enum class Transfer : std::uint8_t {
  none,          ///< not a transfer link
  load,          ///< from a truck onto a vehicle of another mode
  unload,        ///< the way back
  gauge_change,  ///< from wagons of one gauge onto those of another
  clearance,     ///< a border passed on the rails
  lock,          ///< a dam passed by water
};

enum class Surface : std::uint8_t { concrete, asphalt, dbst, gravel, earth };
enum class Terrain : std::uint8_t { flat, rolling, mountainous };
enum class DriveSide : std::uint8_t { right, left };

// Names as the layers and tables write them; the parsing functions return nothing for another name.
std::string_view name_of(LinkKind kind);
std::string_view name_of(Surface surface);
std::string_view name_of(Terrain terrain);
std::string_view name_of(DriveSide side);
std::optional<LinkKind> parse_link_kind(std::string_view name);
std::optional<Surface> parse_surface(std::string_view name);
std::optional<Terrain> parse_terrain(std::string_view name);
std::optional<DriveSide> parse_drive_side(std::string_view name);

/// Which part of a border post a link is.
enum class PostWay : std::uint8_t {
  none,
  general_lane,   ///< the crossing itself, for all
  priority_lane,  ///< the crossing on lanes kept for perishables
  own_truck,      ///< up to the crossing without changing trucks: for vehicles with the right
  transload,      ///< up to the crossing over the yard, where freight changes trucks
};

/// ISO 3166-1 alpha-3, such as LAO; empty where unknown.
class CountryCode {
 public:
  constexpr CountryCode() = default;
  /// Takes the first three letters of `text`; anything but three letters gives the empty code.
  constexpr explicit CountryCode(std::string_view text) {
    if (text.size() == 3) letters_ = {text[0], text[1], text[2]};
  }
  [[nodiscard]] std::string text() const {
    return letters_[0] == '\0' ? std::string() : std::string(letters_.begin(), letters_.end());
  }
  [[nodiscard]] constexpr bool empty() const { return letters_[0] == '\0'; }
  friend constexpr auto operator<=>(const CountryCode&, const CountryCode&) = default;

 private:
  std::array<char, 3> letters_{};
};

inline constexpr CountryCode kLaos{"LAO"};

/// The GIS feature that a link came from, and whether the link runs along its drawn direction.
/// Scenarios and results are joined by it, since a LinkId is valid within one Network only.
struct FeatureRef {
  std::string layer = {};
  std::string id = {};
  bool forward = true;

  friend auto operator<=>(const FeatureRef&, const FeatureRef&) = default;
};

/// All that is known of one directed link but its ends.
struct LinkAttributes {
  LinkKind kind = LinkKind::road;
  FeatureRef source = {};
  std::string name = {};
  std::string road = {};  ///< road number, such as 13S or 9
  CountryCode country = {};
  std::string province = {};  ///< ISO 3166-2, such as LA-SV; empty outside Laos
  DriveSide drive_side = DriveSide::right;
  Surface surface = Surface::dbst;
  Terrain terrain = Terrain::flat;

  double length_km = 0.0;
  double lanes = 1.0;  ///< in this direction
  double iri_m_per_km = 4.0;
  double speed_limit_kmh = 80.0;       ///< legal or design limit: a cap on vehicle speeds
  double capacity_pcu_per_h = 1400.0;  ///< of this direction
  double background_pcu_per_h = 0.0;   ///< passenger and local traffic, preloaded
  double fixed_time_h = 0.0;           ///< besides running time: boarding a ferry, say
  double toll_usd = 0.0;               ///< per vehicle passing
  double axle_limit_t = std::numeric_limits<double>::infinity();
  double max_gross_t = std::numeric_limits<double>::infinity();  ///< weight of a whole vehicle

  // Of other modes than the road; network/supernetwork.hpp makes these links.
  LinkKind mode = LinkKind::road;      ///< of a transfer link: the mode that it leads to or from
  Transfer transfer = Transfer::none;  ///< of a transfer link
  double usd_per_t = 0.0;              ///< per tonne passing: tariff, handling
  double capacity_t_per_day = std::numeric_limits<double>::infinity();  ///< of this direction
  FacilityId facility = {};  ///< whose capacity all its links share: a yard, a port, an airport

  CheckpointId checkpoint = {};  ///< of a border link, and of the ways to it
  PostWay post_way = PostWay::none;
  bool open = true;  ///< a draft keeps closed links; a built Network leaves them out

  friend bool operator==(const LinkAttributes&, const LinkAttributes&) = default;
};

}  // namespace landlink
