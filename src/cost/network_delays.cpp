// Which delay function each link of a network has, and with what parameters.
#include "landlink/cost/crossing.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "landlink/cost/truck_running.hpp"
#include "landlink/network/road_standard.hpp"

namespace landlink {

namespace {

DelaySpec road_delay(const LinkAttributes& link, const CostSettings& settings) {
  const TruckRunning running = speed_and_voc(settings.reference_curve,
                                             {.surface = link.surface,
                                              .terrain = link.terrain,
                                              .iri_m_per_km = link.iri_m_per_km,
                                              .speed_limit_kmh = link.speed_limit_kmh},
                                             settings);
  const double running_h = link.length_km / running.speed_kmh;
  // The capacity is the link's own; how delay grows towards it is that of roads of its build.
  constexpr bool kLanesAreOfOneDirection = true;
  const RoadStandard standard =
      road_standard(link.lanes, kLanesAreOfOneDirection, link.surface, link.terrain);
  return {.function = "bpr",
          .parameters = {running_h, standard.bpr_b, link.capacity_pcu_per_h, standard.bpr_power}};
}

}  // namespace

LinkDelays link_delays(const Network& network, const CostSettings& settings) {
  std::vector<DelaySpec> specs(network.link_count());
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const LinkAttributes& link = network.link(LinkId{i});
    if (link.kind == LinkKind::road || link.kind == LinkKind::bridge) {
      specs[i] = road_delay(link, settings);
    } else if (link.checkpoint.valid()) {
      const BorderCheckpoint& checkpoint = network.checkpoints()[link.checkpoint];
      if (link.kind == LinkKind::border) {
        const Lanes which =
            link.post_way == PostWay::priority_lane ? Lanes::priority : Lanes::general;
        specs[i] = crossing_delay(checkpoint, which, settings);
      } else if (link.post_way == PostWay::transload) {
        specs[i] = yard_delay(checkpoint, settings);
      }
    }
  }
  return LinkDelays(std::move(specs));
}

}  // namespace landlink
