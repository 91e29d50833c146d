#pragma once

#include <string>
#include <vector>

#include "landlink/appraise/post_report.hpp"
#include "landlink/output/scenario_results.hpp"

namespace landlink::output {

/// One link under one scenario. Times and costs are means over the classes that may use the link,
/// weighted by each class's total demand: the same weights for every link, so that they compare.
struct LinkState {
  std::vector<double> vehicles_per_day = {};  ///< by ClassId, loaded
  std::vector<double> tonnes_per_day = {};    ///< by ClassId
  double all_vehicles_per_day = 0.0;
  double all_tonnes_per_day = 0.0;
  double pcu_per_h = 0.0;  ///< freight, without the background
  double background_pcu_per_h = 0.0;
  double capacity_pcu_per_h = 0.0;
  /// Freight and background over the capacity; at a border post with a known service time, trucks
  /// per day over those that it can serve in its hours.
  double volume_capacity_ratio = 0.0;
  double free_time_h = 0.0;
  double delay_h = 0.0;
  double time_h = 0.0;
  double speed_kmh = 0.0;
  double cost_usd_per_t = 0.0;
};

/// One direction of a link, in the scenario, in the base, or in both.
struct LinkRow {
  LinkId link = {};  ///< of the scenario's network; invalid where the scenario has closed it
  const LinkAttributes* attributes = nullptr;
  std::string status = "same";    ///< same, changed, new or closed
  std::vector<LonLat> line = {};  ///< along travel
  /// False for what has a place but no course: crossings, connectors of zones and terminals.
  bool drawn = false;
  LinkState now = {};
  LinkState base = {};  ///< of the base, or equal to `now` where there is none
};

/// One row per link of the scenario's network in the order of its ids, then the base's links that
/// the scenario has closed.
std::vector<LinkRow> link_rows(const ScenarioResults& results);

/// A border crossing in one direction.
struct CrossingState {
  double vehicles_per_day = 0.0;
  double tonnes_per_day = 0.0;
  double capacity_use = 0.0;  ///< LinkState::volume_capacity_ratio
  double wait_h = 0.0;        ///< what traffic adds: the delay
  double crossing_h = 0.0;    ///< with service, documents and fixed hours
};

/// A post of the scenario's network.
struct CheckpointRow {
  const BorderCheckpoint* checkpoint = nullptr;
  bool open = true;                           ///< false where the scenario has no link at it
  CrossingState out = {}, in = {};            ///< leaving and entering Laos
  CrossingState base_out = {}, base_in = {};  ///< as in LinkRow
  bool changed = false;
  PostReport out_report = {}, in_report = {};  ///< of the scenario
};

/// By checkpoint of the scenario's network.
std::vector<CheckpointRow> checkpoint_rows(const ScenarioResults& results,
                                           const std::vector<LinkRow>& links);

struct ZoneRow {
  const Zone* zone = nullptr;
  double out_t_per_day = 0.0, in_t_per_day = 0.0;  ///< to and from other zones
  double within_t_per_day = 0.0;
  double base_out_t_per_day = 0.0, base_in_t_per_day = 0.0;
};

/// By ZoneId; the base's are matched by the zone's id.
std::vector<ZoneRow> zone_rows(const ScenarioResults& results);

/// Name of a class or commodity as part of a field name: letters, digits and _.
std::string field_name(const std::string& text);

}  // namespace landlink::output
