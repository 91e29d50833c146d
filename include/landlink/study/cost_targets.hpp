#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/demand/demand_tables.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// What trucking is known to cost: a row of cost_targets.csv.
struct CostTarget {
  std::string name = {};
  bool is_average = false;  ///< USD per tonne-km in Laos; else USD per vehicle-km between two zones
  CountryCode nationality = {};
  std::string type = {};
  std::string from = {};
  std::string to = {};
  bool empty_back = false;
  double value = 0.0;
  double band_top = 0.0;  ///< with it, `value` is the bottom of a band; 0 without
  double tolerance = 0.0;
  Provenance provenance = {};
};

struct CostResult {
  CostTarget target = {};
  double model = 0.0;
  [[nodiscard]] double deviation() const { return model / target.value - 1.0; }
  /// Within the band, or within the tolerance of the value.
  [[nodiscard]] bool holds() const;
};

/// Throws Error naming file, line and column.
std::vector<CostTarget> read_cost_targets(const std::filesystem::path& path);

/// USD per tonne-km of the trucks of a nationality on links in Laos (all nationalities if it is
/// empty): operating cost and tolls of loaded and empty trips over the tonne-km of the loaded ones.
/// Costs at border posts are not counted.
double average_usd_per_tkm(const TransportModel& model, const AssignmentResult& flows,
                           CountryCode nationality);

/// USD per km of a truck from one zone to another on its cheapest way in the empty network; with
/// `empty_back` the way back without a load is added, and divided by the km of the loaded way.
/// Zones by name. Throws Error for an unknown zone or type.
double usd_per_vehicle_km(const TransportModel& model, const std::string& type,
                          CountryCode nationality, const std::string& from, const std::string& to,
                          bool empty_back);

std::vector<CostResult> hold_against_costs(const TransportModel& model,
                                           const AssignmentResult& flows,
                                           const std::vector<CostTarget>& targets);

}  // namespace landlink
