#pragma once

#include <limits>
#include <map>
#include <string>
#include <utility>

#include "landlink/network/months.hpp"

namespace landlink {

struct NetworkDraft;

/// What changes on a link with the seasons.
struct SeasonRules {
  Months wet_months = {};  ///< in these the wet limits stand in for the others
  double wet_axle_limit_t = std::numeric_limits<double>::infinity();
  double wet_max_gross_t = std::numeric_limits<double>::infinity();
  Months impassable_months = {};  ///< mud or water lets no truck pass
  Months closed_months = {};      ///< shut by rule

  [[nodiscard]] bool shut_in(int month) const {
    return impassable_months.contains(month) || closed_months.contains(month);
  }

  friend bool operator==(const SeasonRules&, const SeasonRules&) = default;
};

/// Rules by layer and id of the link features that have any.
using SeasonRulesByFeature = std::map<std::pair<std::string, std::string>, SeasonRules>;

/// Makes the network as it is in a month, 1 to 12: links that are impassable or closed in it are
/// shut, and in its wet months a link has its wet limits, where they are lower. Month 0 changes
/// nothing; nothing that is shut opens.
void apply_month(const SeasonRulesByFeature& rules, int month, NetworkDraft& draft);

}  // namespace landlink
