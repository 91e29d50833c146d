#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/demand/targets.hpp"
#include "landlink/study/base_model.hpp"
#include "landlink/study/cost_targets.hpp"

namespace landlink {

/// Tonnes a day of one commodity by where they begin and end.
struct CommodityTotal {
  std::string id = {};
  std::string name = {};
  double imports = 0.0;
  double exports = 0.0;
  double domestic = 0.0;  ///< between zones of Laos
  double transit = 0.0;
  double within_zones = 0.0;
  [[nodiscard]] double total() const {
    return imports + exports + domestic + transit + within_zones;
  }
};

/// Freight that begins or ends at a place abroad or crosses a border post, tonnes a day.
struct GatewayTotal {
  std::string id = {};
  std::string name = {};
  std::string country = {};
  bool is_post = false;
  double out_of_laos = 0.0;  ///< for a place abroad: what arrives there
  double into_laos = 0.0;
  double trucks_per_day = 0.0;  ///< of posts, both ways, empty ones included
};

/// What a study's freight is, before any assignment: by commodity, gateway and post, and against
/// the facts. Posts and costs are those of the cheapest ways in the empty network, all by truck.
struct DemandReport {
  BaseModel base = {};
  std::vector<CommodityTotal> commodities = {};
  std::vector<GatewayTotal> gateways = {};
  std::vector<TargetResult> targets = {};  ///< empty without targets.csv
  std::vector<CostResult> costs = {};      ///< empty without cost_targets.csv
  AssignmentResult free_flow = {};         ///< all freight on its cheapest way in the empty network
  double balance_residual = 0.0;           ///< |tonnes of classes - tonnes of matrices|, relative
};

DemandReport report_demand(const Study& study);

/// The report as a table for the terminal.
std::string demand_report_text(const DemandReport& report, const Study& study);

/// Writes demand.csv and demand.omx (tonnes a day by pair and commodity), totals.csv, gateways.csv,
/// facts.csv, costs.csv, directions.csv, desire_lines.gpkg and README.md, which explains them, to a
/// folder. Returns their names.
std::vector<std::string> write_demand_report(const DemandReport& report, const Study& study,
                                             const std::filesystem::path& folder);

}  // namespace landlink
