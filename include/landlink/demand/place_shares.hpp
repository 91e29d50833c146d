#pragma once

#include <Eigen/Core>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/demand/zone.hpp"

namespace landlink {

/// A place that a table sends freight from or to, with its weight among the places of its cell.
struct PlaceShare {
  /// The first of these names that the zones know counts: a zone's id or name, a province of Laos
  /// (LA-SV) or a country (THA). More than one where the zoning may be coarser than the source.
  std::vector<std::string> names = {};
  double weight = 1.0;
};

/// Reads a cell such as "Vang Vieng|LA-VI=0.4; LA-KH=0.6": places separated by ';', weights after
/// '=' (1 without), alternatives separated by '|'. `place` is the cell's, for complaints.
std::vector<PlaceShare> parse_place_shares(std::string_view cell, const Place& place);

/// The share of each zone, adding up to 1. A place's weight spreads over its zones by population
/// in Laos and by attraction weight abroad.
///
/// Throws Error for a name that no zone, province or country has, with the nearest one; for a name
/// that two zones have; and for a place whose zones have no population or weight.
Eigen::VectorXd zone_shares(const std::vector<PlaceShare>& shares, const Zones& zones,
                            const Place& place);

}  // namespace landlink
