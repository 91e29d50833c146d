#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landlink/appraise/measure.hpp"

namespace landlink {

/// A place that people and firms of a province want to reach.
struct Service {
  std::string kind = {};  ///< "capital", "border post", "airport": the nearest of each kind counts
  NodeId node = {};
};

struct ProvinceAccess {
  std::string province = {};  ///< ISO 3166-2
  double population = 0.0;
  double market_access = 0.0;         ///< persons, discounted by the cost of reaching them
  std::vector<double> hours_to = {};  ///< to the nearest of each kind; infinite where none is
};

/// How well provinces reach markets and services.
struct AccessReport {
  std::vector<std::string> kinds = {};  ///< of services, in the order of `hours_to`
  std::vector<ProvinceAccess> provinces = {};
  double gini = 0.0;   ///< of market access over provinces, by population
  double theil = 0.0;  ///< the same by Theil's T
};

struct AccessOptions {
  /// Market access of a zone: MA_i = sum over Lao zones j of population_j exp(-beta g_ij), g in
  /// USD/t; a zone's own cost is half of that to its nearest neighbour.
  double beta_per_usd_t = 0.05;
};

/// Access of each Lao province, a mean over its zones by population, in a truck of the domestic
/// class that carries most (of all classes where none is domestic) at the delays of an assignment;
/// hours are those of its cheapest ways. Services are reached from zones, going.
AccessReport access_report(const TransportModel& model, const AssignmentResult& flows,
                           std::span<const Service> services, const AccessOptions& options = {});

/// Gini coefficient of values with weights (both not negative): half the mean absolute difference
/// over the mean. Theil's T: the weighted mean of x/mu ln(x/mu). Zero for equal values.
double gini(std::span<const double> values, std::span<const double> weights);
double theil(std::span<const double> values, std::span<const double> weights);

}  // namespace landlink
