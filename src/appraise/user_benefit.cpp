#include <cmath>

#include "landlink/appraise/measure.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/flow_units.hpp"

namespace landlink {

double user_benefit_usd_per_day(const TransportModel& base,
                                const IdVector<ClassId, Eigen::MatrixXd>& base_skims,
                                const TransportModel& scenario,
                                const IdVector<ClassId, Eigen::MatrixXd>& scenario_skims) {
  CompensatedSum benefit_usd;
  for (std::size_t k = 0; k < base.classes.size(); ++k) {
    const ClassId id{k};
    const double usd_per_h = base.classes[id].usd_per_vehicle_h;
    const auto add = [&](const OdMatrix& demand) {
      for (const OdEntry& entry : demand.entries()) {
        if (entry.origin == entry.destination) continue;
        const double saved_h = base_skims[id](entry.origin.index(), entry.destination.index()) -
                               scenario_skims[id](entry.origin.index(), entry.destination.index());
        if (!std::isfinite(saved_h)) continue;
        // Half of this matrix, and half of the other: 0.5 (T0 + T1)(C0 - C1).
        benefit_usd.add(0.5 * vehicles_per_day(entry.value, base.cost_settings) * saved_h *
                        usd_per_h);
      }
    };
    add(base.vehicles_per_h[id]);
    add(scenario.vehicles_per_h[id]);
  }
  return benefit_usd.value();
}

}  // namespace landlink
