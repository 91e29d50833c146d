#pragma once

#include <string_view>

#include "landlink/cost/cost_settings.hpp"
#include "landlink/cost/mode_service.hpp"
#include "landlink/network/link.hpp"

namespace landlink {

/// What a load of one vehicle of a class takes and pays on a link of another mode than the road.
struct ModePassage {
  double time_h = 0.0;
  double money_usd = 0.0;
  double constant_usd = 0.0;  ///< weighed by shippers though nobody is paid
};

/// Whether a commodity may pass such a link.
bool may_use_mode(const LinkAttributes& link, std::string_view commodity, const ModeTables& modes);

/// Precondition: may_use_mode.
ModePassage mode_passage(const LinkAttributes& link, std::string_view commodity, double payload_t,
                         const ModeTables& modes, const CostSettings& settings);

}  // namespace landlink
