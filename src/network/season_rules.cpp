#include "landlink/network/season_rules.hpp"

#include <algorithm>

#include "landlink/network/network.hpp"

namespace landlink {

void apply_month(const SeasonRulesByFeature& rules, int month, NetworkDraft& draft) {
  if (month == 0) return;
  for (DraftLink& draft_link : draft.links) {
    LinkAttributes& link = draft_link.attributes;
    const auto found = rules.find({link.source.layer, link.source.id});
    if (found == rules.end()) continue;
    const SeasonRules& season = found->second;
    if (season.shut_in(month)) link.open = false;
    if (!season.wet_months.contains(month)) continue;
    link.axle_limit_t = std::min(link.axle_limit_t, season.wet_axle_limit_t);
    link.max_gross_t = std::min(link.max_gross_t, season.wet_max_gross_t);
  }
}

}  // namespace landlink
