#pragma once

#include <string>
#include <vector>

#include "scenario_appraisal.hpp"

namespace landlink {

/// Freight of a case that no way leads to its destination.
struct LostDemand {
  double t_per_day = 0.0;
  std::size_t pairs = 0;    ///< of zones
  std::size_t origins = 0;  ///< zones that they start from
  std::string first = {};   ///< some of the pairs, by id: "a to b, a to c"

  [[nodiscard]] bool any() const { return t_per_day > 0.0; }
};

LostDemand lost_demand(const SolvedCase& solved);

/// For a warning: how much is lost, and what is not counted for it.
std::string warning_of(const LostDemand& lost);

/// Throws Error naming the case and the pairs where any demand is lost.
void refuse_lost_demand(const LostDemand& lost, const std::string& scenario);

}  // namespace landlink
