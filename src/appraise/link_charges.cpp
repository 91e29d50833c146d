#include "link_charges.hpp"

#include "landlink/cost/generalised_cost.hpp"
#include "landlink/network/link_mode.hpp"

namespace landlink {

LinkCharges charges(const TransportModel& model, const LinkAttributes& link,
                    const VehicleType& vehicle) {
  LinkCharges result{.tolls_usd = link.toll_usd};
  if (link.kind == LinkKind::border && link.checkpoint.valid()) {
    result.fees_usd = crossing_usd(model.network.checkpoints()[link.checkpoint]);
    return result;
  }
  if (is_other_mode(link)) {
    // As in the price: tolls of such links are in their tariffs.
    result.carbon_usd = model.cost_settings.usd_per_t_co2 / kGramsPerTonne *
                        co2_g(link, {}, vehicle, model.cost_settings, model.mode_tables);
    return result;
  }
  const bool runs = link.kind == LinkKind::road || link.kind == LinkKind::bridge ||
                    link.kind == LinkKind::connector;
  if (!runs) return result;
  result.carbon_usd =
      model.cost_settings.usd_per_t_co2 * vehicle.co2_g_per_km / kGramsPerTonne * link.length_km;
  result.fuel_tax_usd = fuel_tax_usd_per_km(vehicle, model.cost_settings) * link.length_km;
  return result;
}

}  // namespace landlink
