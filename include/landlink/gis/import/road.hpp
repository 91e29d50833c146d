#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "landlink/core/geo.hpp"
#include "landlink/network/link.hpp"

namespace landlink::road_import {

/// A stretch of road on its way from a source to a link feature. What no source says is empty until
/// the step that gives defaults; docs/data.md has the fields that it becomes.
struct Road {
  std::string id = {};
  std::string layer = "roads";  ///< `roads`, `bridges` or `corridors`
  LinkKind kind = LinkKind::road;
  std::string number = {};  ///< road number, such as 13S
  std::string name = {};
  std::string highway = {};  ///< class in the manner of OpenStreetMap
  bool oneway = false;       ///< only along the drawn direction
  // What keeps roads apart that cross on a map: a bridge, a tunnel, or another level.
  bool bridge = false;
  bool tunnel = false;
  int level = 0;

  std::vector<LonLat> line = {};
  /// Length along the road over length of the line: 1 where the line was surveyed.
  double length_factor = 1.0;
  bool schematic = false;  ///< the line only joins places, and its length is a stated one
  double length_km = 0.0;  ///< set by `measure`, while the line still has all its positions

  std::optional<double> lanes = {};
  std::optional<Surface> surface = {};
  std::optional<Terrain> terrain = {};
  std::optional<double> iri_m_per_km = {};
  std::optional<double> speed_limit_kmh = {};
  std::optional<double> capacity_pcu_per_h = {};
  std::optional<double> background_pcu_per_h = {};
  std::optional<double> fixed_time_min = {};
  std::optional<double> toll_usd = {};
  /// Roads of one number share one toll and one fixed time (charges.hpp); 0 is none.
  std::size_t charge = 0;
  std::optional<double> axle_limit_t = {};
  std::optional<double> max_gross_t = {};
  // Season rules; months as network/months.hpp writes them.
  std::string wet_months = {};
  std::optional<double> wet_axle_limit_t = {};
  std::optional<double> wet_max_gross_t = {};
  std::string impassable_months = {};
  std::string closed_months = {};

  CountryCode country = {};
  std::string province = {};                 ///< ISO 3166-2
  std::optional<DriveSide> drive_side = {};  ///< of the source; else that of the country
  std::string opened = {};
  std::string closed = {};
  std::string source = {};
  std::vector<std::string> assumed = {};  ///< fields that no source gives
};

using Roads = std::vector<Road>;

/// Sets every `length_km` from its line: the geodesic length times `length_factor`.
void measure(Roads& roads);

/// Numbers the links that share an id, as pieces of one way do, so that ids are unique over all
/// three layers: a study finds a link by its id alone. `w1`, `w1.2`, `w1.3`: those of layer `roads`
/// first, then `bridges`, then `corridors`, each in the order given.
void number_pieces(Roads& roads);

/// Notes that a field was assumed; once for each field.
void mark_assumed(Road& road, const std::string& field);

}  // namespace landlink::road_import
