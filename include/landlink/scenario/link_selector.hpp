#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landlink/core/setting.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// Which links an intervention applies to: those that meet every condition given. From `where` of
/// a study file:
///
///   where = { road = "9" }                                     every link of road 9
///   where = { road = "13S", from = "Thakhek", to = "Seno" }    the part between two places
///   where = { feature = ["R13S-12", "TLFB5"] }                 features by id
///   where = { road = "12", province = "LA-KH" }                the part in a province
///   where = { polygon = [[102.5, 17.9], [102.7, 17.9], [102.6, 18.1]] }   links in an area
///   where = { province = "LA-XI", surface = "gravel" }         links by attribute
///
/// A link is in an area if the middle between its ends is.
struct LinkSelector {
  std::vector<std::string> roads = {};
  std::vector<std::string> features = {};
  std::vector<std::string> provinces = {};
  std::vector<std::string> kinds = {};
  std::vector<std::string> surfaces = {};
  std::vector<std::string> terrains = {};
  std::vector<std::string> countries = {};
  std::vector<LonLat> polygon = {};                ///< a ring, closed or not; empty: anywhere
  std::optional<std::string> from = std::nullopt;  ///< name or id of a zone or checkpoint
  std::optional<std::string> to = std::nullopt;
  Place place = {};  ///< of `where` in the study file, for complaints

  /// Reads the table; throws Error for unknown keys, `from` without `to` or without `road`, or no
  /// condition at all.
  static LinkSelector parse(const ConfigTable& where);

  /// In words: "road 13S from Thakhek to Seno".
  [[nodiscard]] std::string text() const;

  /// Places in `model.draft.links`, ascending; closed links included. With `from` and `to`: the
  /// links, both ways, of the shortest chain along the road between its nodes that are nearest to
  /// the two places. Throws Error naming `place` if nothing is selected, a name is unknown or the
  /// chain is broken.
  [[nodiscard]] std::vector<std::size_t> select(const TransportModel& model) const;
};

/// The keys of `where`, for the help text and the JSON schema.
std::span<const KeyRecord> where_keys();

/// Whether a position is inside a ring, closed or not, by the even-odd rule in plane degrees.
bool contains(std::span<const LonLat> ring, LonLat position);

/// The position of a zone or checkpoint by name or id, ignoring case. Throws Error with the nearest
/// known name.
LonLat find_place(const TransportModel& model, const std::string& name, const Place& place);

}  // namespace landlink
