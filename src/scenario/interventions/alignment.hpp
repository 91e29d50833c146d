#pragma once

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "clearance.hpp"
#include "landlink/core/setting.hpp"
#include "landlink/scenario/intervention.hpp"

// Where a new road or railway runs, and what it costs to clear the ground of ordnance.

namespace landlink {

/// Length over the straight line between two places of the Lao network, where nobody has drawn the
/// new line (assumed).
inline constexpr double kWinding = 1.2;
/// How far an end may be from what it joins.
inline constexpr double kReachKm = 5.0;

using Line = std::vector<LonLat>;

/// A node that trucks can reach, and the province around it.
struct Joint {
  NodeId node = {};
  double km = std::numeric_limits<double>::infinity();
  std::string province = {};
  CountryCode country = {};
};

/// The nearest node of a road, bridge or ferry, open or not.
Joint nearest_joint(const TransportModel& model, LonLat position);

inline constexpr std::array kClearanceKeys{
    KeyRecord{.table = "clearance",
              .key = "width_m",
              .meaning = "of the corridor cleared of unexploded ordnance",
              .bounds = {0, 500}},
    KeyRecord{.table = "clearance",
              .key = "teams",
              .meaning = "that clear it at once",
              .bounds = {1, 1000}},
};

/// The table `clearance`, where there is one.
ClearanceOptions read_clearance(const ConfigTable& table);

/// Terms with the cost of clearance along a line, and its whole years as a delay of the opening.
/// `length_factor`: length built over that of the line.
InterventionTerms with_clearance(InterventionTerms terms, const TransportModel& base,
                                 const Line& line, double length_factor,
                                 const ClearanceOptions& options);

}  // namespace landlink
