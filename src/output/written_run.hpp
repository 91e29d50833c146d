#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/cost/delay_function.hpp"
#include "landlink/demand/od_matrix.hpp"
#include "landlink/network/graph.hpp"

namespace landlink::output {

/// A user class as the tables give it.
struct WrittenClass {
  std::string id = {};
  std::size_t commodity = 0;
  double payload_t = 0.0;
  double pce = 1.0;
  double usd_per_vehicle_h = 0.0;
  double choice_load_t = 0.0;  ///< over which choice spreads the vehicle's money
  double unassigned_per_h = 0.0;
  // By link.
  std::vector<double> time_h = {};
  std::vector<double> money_usd = {};
  std::vector<double> constant_h = {};  ///< infinite where the table has no row
  std::vector<double> price_h = {};     ///< of side constraints
  std::vector<double> volume_per_h = {};
  OdMatrix vehicles_per_h = {};
};

struct WrittenCommodity {
  std::string id = {};
  double t_per_day = 0.0;
  OdMatrix demand_t_per_day = {};
};

/// An assignment read back from the tables of a results folder.
struct WrittenRun {
  Graph graph = {};
  std::vector<NodeId> centroids = {};
  std::vector<char> closed_to_through = {};
  std::vector<DelaySpec> delay_specs = {};
  std::vector<double> length_km = {};
  std::vector<char> is_truck_link = {};  ///< by LinkId: not of another mode
  std::vector<double> background_pcu_per_h = {};
  // What the results claim of each link.
  std::vector<double> volume_pcu_per_h = {};
  std::vector<double> delay_h = {};
  std::vector<double> t_per_day = {};
  std::vector<WrittenClass> classes = {};
  std::vector<WrittenCommodity> commodities = {};
};

/// Throws Error naming file, line and column for a table that cannot be used.
WrittenRun read_written_run(const std::filesystem::path& folder);

}  // namespace landlink::output
