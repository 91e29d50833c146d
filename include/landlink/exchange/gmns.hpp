#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "landlink/core/geo.hpp"

namespace landlink {

/// The General Modeling Network Specification, version 0.96: a folder of CSV tables.
/// Source: Zephyr Foundation, github.com/zephyr-data-specs/GMNS, tag v0.96.

/// Columns of each table in the specification's order.
inline constexpr std::array kGmnsNodeColumns{"node_id",   "name",    "x_coord",
                                             "y_coord",   "z_coord", "node_type",
                                             "ctrl_type", "zone_id", "parent_node_id"};
inline constexpr std::array kGmnsLinkColumns{
    "link_id",       "name",          "from_node_id",   "to_node_id",   "directed",
    "geometry_id",   "geometry",      "parent_link_id", "dir_flag",     "length",
    "grade",         "facility_type", "capacity",       "free_speed",   "lanes",
    "bike_facility", "ped_facility",  "parking",        "allowed_uses", "toll",
    "jurisdiction",  "row_width"};
inline constexpr std::array kGmnsUseColumns{"use", "persons_per_vehicle", "pce",
                                            "special_conditions", "description"};
inline constexpr std::array kGmnsConfigColumns{
    "dataset_name",          "short_length", "long_length",    "speed",  "crs",
    "geometry_field_format", "currency",     "version_number", "id_type"};
inline constexpr std::array kGmnsZoneColumns{"zone_id", "name", "boundary", "super_zone"};

struct GmnsNode {
  std::string id = {};
  std::string name = {};
  double x = 0.0;  ///< in the CRS of the network
  double y = 0.0;
  std::string node_type = {};
  std::string zone_id = {};
};

/// A link; lengths in km, speeds in km/h, whatever the units of the files.
struct GmnsLink {
  std::string id = {};
  std::string name = {};
  std::string from = {};
  std::string to = {};
  bool directed = true;
  /// Its shape from `from` to `to` (as `dir_flag` has it turned when read), in the CRS of the
  /// network; empty where the files have none.
  std::vector<LonLat> line = {};
  std::optional<double> length_km = {};
  std::string facility_type = {};
  std::optional<double> capacity_pce_per_h_lane = {};
  std::optional<double> free_speed_kmh = {};
  std::optional<double> lanes = {};  ///< in the direction of travel
  std::string allowed_uses = {};
  std::optional<double> toll = {};      ///< in the network's currency
  std::vector<std::string> extra = {};  ///< a cell for each of `extra_columns`; may be empty
};

struct GmnsUse {
  std::string use = {};
  double persons_per_vehicle = 1.0;
  double pce = 1.0;
  std::string description = {};
};

struct GmnsZone {
  std::string id = {};
  std::string name = {};
  std::vector<std::string> extra = {};
};

struct GmnsNetwork {
  std::string name = {};
  std::string crs = "EPSG:4326";  ///< empty where the files do not say
  std::string currency = "USD";
  std::vector<GmnsNode> nodes = {};
  std::vector<GmnsLink> links = {};
  std::vector<std::string> extra_columns = {};  ///< of links, after the specification's
  std::vector<GmnsUse> uses = {};
  std::vector<GmnsZone> zones = {};
  std::vector<std::string> zone_extra_columns = {};
};

/// Writes node.csv, link.csv, use_definition.csv, config.csv and, where there are zones, zone.csv:
/// km, km/h, WKT of six decimals... every column of the specification in its order, ours after.
/// Throws Error (exit code 4) when the disk refuses.
void write_gmns(const std::filesystem::path& folder, const GmnsNetwork& network);

/// Whether a path is a folder with node.csv and link.csv.
bool is_gmns_folder(const std::filesystem::path& path);

/// Reads a folder. Tables besides node.csv and link.csv may be missing; units are those of
/// config.csv (km and km/h without it). Shapes come from `geometry` or geometry.csv.
///
/// Throws Error with file and line for a missing table or required column (with the nearest one),
/// a repeated id, a link to no node, a value out of the specification's bounds, an unknown unit or
/// a geometry that is no WKT LINESTRING.
GmnsNetwork read_gmns(const std::filesystem::path& folder);

}  // namespace landlink
