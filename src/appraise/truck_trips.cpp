#include "landlink/appraise/truck_trips.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "landlink/core/geo.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/cost/empties.hpp"
#include "landlink/network/link_mode.hpp"

namespace landlink {

namespace {

/// The zone that stands for a place where freight changes between truck and another mode.
class TerminalZones {
 public:
  explicit TerminalZones(const TransportModel& model)
      : model_(&model), zone_(model.network.node_count()) {}

  ZoneId of(NodeId node) {
    ZoneId& known = zone_[node.index()];
    if (known.valid()) return known;
    const Node& place = model_->network.node(node);
    double nearest_km = std::numeric_limits<double>::infinity();
    for (std::size_t z = 0; z < model_->zones.size(); ++z) {
      const Zone& zone = model_->zones[ZoneId{z}];
      if (zone.country != place.country) continue;
      const double km = geodesic_km(zone.position, place.position);
      if (km < nearest_km) {
        nearest_km = km;
        known = ZoneId{z};
      }
    }
    return known;
  }

 private:
  const TransportModel* model_;
  std::vector<ZoneId> zone_;  ///< by NodeId, as far as asked for
};

/// Calls `trip(from, to)` for each stretch of a path by truck, zones invalid where a terminal's
/// country has none.
template <class Trip>
void for_stretches(const Network& network, std::span<const LinkId> path, const PathPair& pair,
                   TerminalZones& zones, const Trip& trip) {
  ZoneId from = pair.origin;
  bool on_road = true;
  for (const LinkId link : path) {
    const bool other = is_other_mode(network.link(link));
    if (on_road && other) trip(from, zones.of(network.tail(link)));
    if (!on_road && !other) from = zones.of(network.tail(link));
    on_road = !other;
  }
  if (on_road) trip(from, pair.destination);
}

bool causes(const FreightClass& loaded, const VehicleType& vehicle, const FreightClass& empty,
            const VehicleType& unloaded) {
  return loaded.domestic == empty.domestic && loaded.nationality == empty.nationality &&
         vehicle.cost_curve == unloaded.cost_curve && vehicle.pce == unloaded.pce;
}

}  // namespace

IdVector<ClassId, OdMatrix> truck_trips(const TransportModel& model, const PathFlows& paths) {
  IdVector<ClassId, OdMatrix> result;
  TerminalZones zones(model);
  for (std::size_t k = 0; k < model.classes.size(); ++k) {
    std::vector<OdEntry> trips;
    if (!model.classes[ClassId{k}].empty) {
      for (const PathCell& cell : paths.cells[k]) {
        const PathPair& pair = paths.set.pairs()[cell.pair];
        const std::span<const double> flows = paths.flows(cell);
        for (std::size_t i = 0; i < flows.size(); ++i) {
          if (flows[i] == 0.0) continue;
          const auto links = paths.set.links(paths.set.first_path(cell.pair) + i);
          for_stretches(model.network, links, pair, zones, [&](ZoneId from, ZoneId to) {
            if (from.valid() && to.valid() && from != to) trips.push_back({from, to, flows[i]});
          });
        }
      }
    }
    result.push_back(OdMatrix(model.zones.size(), std::move(trips)));
  }
  return result;
}

FollowingEmpties following_empties(const TransportModel& model,
                                   const IdVector<ClassId, OdMatrix>& loaded_trips) {
  FollowingEmpties result{.vehicles_per_h = model.vehicles_per_h};
  CompensatedSum change;
  CompensatedSum before;
  for (std::size_t e = 0; e < model.classes.size(); ++e) {
    const FreightClass& empty = model.classes[ClassId{e}];
    if (!empty.empty) continue;
    std::vector<OdEntry> trips;
    for (std::size_t k = 0; k < model.classes.size(); ++k) {
      const FreightClass& loaded = model.classes[ClassId{k}];
      const VehicleType& vehicle = model.vehicles[loaded.vehicle];
      if (loaded.empty || !causes(loaded, vehicle, empty, model.vehicles[empty.vehicle])) continue;
      const std::vector<OdEntry> own =
          empty_vehicles(loaded_trips[ClassId{k}], vehicle.empty_share).entries();
      trips.insert(trips.end(), own.begin(), own.end());
    }
    const OdMatrix& held = model.vehicles_per_h[ClassId{e}];
    OdMatrix& now = result.vehicles_per_h[ClassId{e}];
    now = OdMatrix(model.zones.size(), std::move(trips));
    change.add((now.dense() - held.dense()).cwiseAbs().sum());
    before.add(held.total());
  }
  if (before.value() > 0.0) result.change = change.value() / before.value();
  return result;
}

}  // namespace landlink
