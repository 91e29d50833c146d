#pragma once

#include <string>
#include <vector>

#include "landlink/core/id.hpp"
#include "landlink/demand/od_matrix.hpp"

namespace landlink {

/// A group of goods that travel alike.
struct Commodity {
  std::string id = {};
  std::string name = {};
  double usd_per_t = 0.0;          ///< unit value
  double time_usd_per_t_h = 0.48;  ///< value of time
  double decay_per_day = 0.0;      ///< share of value lost per day in transit
  double beta_per_usd_t = 0.05;    ///< deterrence of cost in its distribution, exp(-beta c)
  /// Percent by which tonnes between two zones change when their cost rises by 1 %; not above 0.
  double elasticity = 0.0;
  std::string body = {};     ///< what it is carried in, such as tanker
  std::string vehicle = {};  ///< id of the vehicle type that carries it
};

/// Freight to be carried, by commodity.
struct FreightDemand {
  int year = 0;
  IdVector<CommodityId, Commodity> commodities = {};
  IdVector<CommodityId, OdMatrix> tonnes_per_day = {};  ///< zones x zones
  /// One sentence per assumption or conflict between sources, for the manifest.
  std::vector<std::string> assumptions = {};
};

}  // namespace landlink
