#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/csv_table.hpp"
#include "landlink/exchange/tntp.hpp"

namespace landlink {

/// Vehicles that pay the same, with their trips.
struct TripClass {
  std::string name = {};
  double pce = 1.0;            ///< pcu of one vehicle, > 0
  double distance_cost = 0.0;  ///< paid per unit of length besides the link's time, >= 0
  OdMatrix trips = {};         ///< vehicles/h by place in ClassTrips::zones
};

/// Demand by class for a TNTP network.
struct ClassTrips {
  std::string file = {};
  std::vector<TntpNodeNumber> zones = {};  ///< ascending: all that send or receive something
  std::vector<TripClass> classes = {};     ///< in the order of the table of classes
};

/// Reads classes (columns class, pce, distance_cost) and their trips (columns class, origin, dest,
/// veh_h, and pce if wanted, which must be the class's), both gzipped or not. Zones are nodes of
/// `network`, by its numbers.
///
/// Throws Error with file, line and field for a class that is unknown or stands twice, a pair of
/// zones that stands twice in a class, a zone that is no node, and a value that is no number or
/// out of bounds.
ClassTrips read_class_trips(const std::filesystem::path& trips,
                            const std::filesystem::path& classes, const TntpNetwork& network);
ClassTrips parse_class_trips(const CsvTable& trips, const CsvTable& classes,
                             const TntpNetwork& network);

}  // namespace landlink
