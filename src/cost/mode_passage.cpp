#include "mode_passage.hpp"

#include "landlink/network/link_mode.hpp"

namespace landlink {

bool may_use_mode(const LinkAttributes& link, std::string_view commodity, const ModeTables& modes) {
  return modes.access_of(commodity, mode_of(link)) != nullptr;
}

ModePassage mode_passage(const LinkAttributes& link, std::string_view commodity, double payload_t,
                         const ModeTables& modes, const CostSettings& settings) {
  ModePassage passage{.time_h = link.length_km / link.speed_limit_kmh + link.fixed_time_h,
                      .money_usd = payload_t * link.usd_per_t + link.toll_usd};
  const ModeService& service = *modes.service(mode_of(link));
  if (link.kind != LinkKind::transfer) {
    passage.money_usd +=
        settings.usd_per_t_co2 * payload_t * link.length_km * service.co2_g_per_t_km * 1e-6;
  } else if (link.transfer == Transfer::load) {
    passage.time_h += service.wait_h;
    passage.money_usd += payload_t * service.usd_per_t;
    passage.constant_usd =
        payload_t * modes.access_of(commodity, mode_of(link))->constant_usd_per_t;
  }
  return passage;
}

}  // namespace landlink
