#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/csv_table.hpp"
#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/report.hpp"
#include "landlink/gis/import/road.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

/// Fields of a checkpoint that a table may leave out; docs/data.md says what they mean.
inline constexpr std::array<std::string_view, 13> kFacilityNumbers{
    "yellow_share",    "red_share",         "yellow_factor",
    "red_factor",      "pre_arrival_share", "pre_arrival_document_min",
    "unofficial_usd",  "priority_lanes",    "daily_cap",
    "weighbridge_min", "transload_bays",    "transload_min",
    "transload_usd"};

/// A border checkpoint as docs/data.md has it; times in minutes as written to the layer.
struct CheckpointSite {
  std::string id = {};
  std::string name = {};
  std::string name_other = {};
  CountryCode country_other = {};
  std::string province = {};
  LonLat position = {};
  double lanes = 1.0;
  double service_min = 0.0;
  double service_sd_min = 0.0;
  std::optional<double> open_h_per_day = {};  ///< nothing where it follows from the hours
  int stops = 2;
  double document_min = 0.0;
  double fee_usd = 0.0;
  std::string hours = {};
  std::string hours_other = {};
  /// By kFacilityNumbers; nothing where the table has no value.
  std::array<std::optional<double>, kFacilityNumbers.size()> facility = {};
  std::string opened = {};
  std::string closed = {};
  std::string position_basis = {};  ///< `surveyed`, `inferred` or `described`
  std::string note = {};
  std::string source = {};
  std::string assumed = {};
};

/// Reads the project's table of checkpoints, with the positions and names of `list` (id, name_lao,
/// name_other, country_other, lon, lat, source) where `table` gives none. Every row of `list` must
/// be in `table`; throws Error naming the first that is not, or that has no position in either.
std::vector<CheckpointSite> read_checkpoints(const CsvTable& list, const CsvTable& table);

/// Moves each checkpoint onto the road network (at most `within_km`) and makes the place a break.
/// Reported as `attached`, or as `off_the_network` and left where it is.
void attach_checkpoints(std::vector<CheckpointSite>& sites, Roads& roads, Breaks& breaks,
                        double within_km, RepairReport& report);

/// Sets the country of roads without one: `home` for all that the longest part of the network
/// reaches without passing a checkpoint, and the neighbour's for what lies beyond a checkpoint.
/// Parts that no checkpoint joins are left to the map of countries.
void settle_home(Roads& roads, const std::vector<CheckpointSite>& sites, CountryCode home);

/// No freight crosses where there is no checkpoint: a road abroad that meets one of `home` at
/// another place is cut back by 120 m, further than near ends are joined again; one shorter than
/// that goes. Reported as `crossing_cut`. Lengths are already measured.
void cut_free_crossings(Roads& roads, const std::vector<CheckpointSite>& sites, CountryCode home,
                        RepairReport& report);

/// Reports roads of `home` of which more than 1 km lies in another country by the map of
/// countries, so that a crossing was missed, as `home_road_abroad`.
void report_strays(const Roads& roads, const Areas& countries, CountryCode home,
                   RepairReport& report);

/// Reports checkpoints that lack a road of `home` or one of their neighbour as `one_sided`.
void check_sides(const std::vector<CheckpointSite>& sites, const Roads& roads, CountryCode home,
                 RepairReport& report);

}  // namespace landlink::road_import
