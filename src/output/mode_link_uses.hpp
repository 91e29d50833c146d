#pragma once

#include <map>
#include <tuple>

#include "landlink/appraise/mode_report.hpp"

namespace landlink::output {

/// By mode, commodity and whether freight stays in Laos (false: it crosses a border).
using LinkUseKey = std::tuple<LinkKind, CommodityId, bool>;

/// What modes do as volumes of links tell it, for algorithms that keep no paths. Which mode is a
/// haul's main one and where it goes is not known there: `tonnes` is 0, `direction` has no
/// meaning. Of other modes what is loaded onto them is lifted (twice where a haul is loaded
/// twice), of trucks all that leaves its zone. Loaded vehicles only.
std::map<LinkUseKey, ModeUse> mode_uses_of_links(const TransportModel& model,
                                                 const AssignmentResult& flows);

}  // namespace landlink::output
