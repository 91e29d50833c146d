#pragma once

#include <limits>
#include <map>
#include <vector>

#include "landlink/core/geo.hpp"
#include "landlink/network/network.hpp"

namespace landlink {

/// A node of a network and how far it is as the crow flies.
struct NearestNode {
  NodeId node = {};  ///< invalid where there is none
  double distance_km = std::numeric_limits<double>::infinity();
};

/// Where a place joins the roads of its country: the nodes at which an open road, bridge or
/// connector of that country ends. Ferries and border crossings give no access.
class RoadAccess {
 public:
  explicit RoadAccess(const NetworkDraft& draft);

  /// The nearest such node of `country`, whatever its distance.
  [[nodiscard]] NearestNode nearest(CountryCode country, LonLat from) const;
  /// The nearest of those in the main part of the network: the strong component of open links with
  /// the most nodes.
  [[nodiscard]] NearestNode nearest_in_main_part(CountryCode country, LonLat from) const;
  /// The side on which the country's roads drive, by the first of them; right where it has none.
  [[nodiscard]] DriveSide drive_side(CountryCode country) const;

 private:
  struct Candidate {
    NodeId node;
    LonLat position;
    bool in_main_part;
  };
  [[nodiscard]] NearestNode nearest_of(CountryCode country, LonLat from, bool any_part) const;

  std::map<CountryCode, std::vector<Candidate>> nodes_;
  std::map<CountryCode, DriveSide> sides_;
};

/// The last stretch between a place and its road node: town streets of a stated build (assumed).
/// Kind, length, speed, roughness, country and side are set; the source is the caller's.
LinkAttributes access_link(double length_km, CountryCode country, DriveSide side);

}  // namespace landlink
