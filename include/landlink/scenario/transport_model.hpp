#pragma once

#include <string>
#include <vector>

#include "landlink/cost/carriers.hpp"
#include "landlink/cost/cost_settings.hpp"
#include "landlink/cost/delay_function.hpp"
#include "landlink/cost/freight_class.hpp"
#include "landlink/cost/mode_service.hpp"
#include "landlink/cost/vehicle_type.hpp"
#include "landlink/demand/freight_demand.hpp"
#include "landlink/demand/zone.hpp"
#include "landlink/network/access_rights.hpp"
#include "landlink/network/network.hpp"
#include "landlink/network/other_modes.hpp"
#include "landlink/network/supernetwork.hpp"

namespace landlink {

/// All that an assignment needs, and all that a scenario may change. `network`, `delays` and
/// `class_costs` follow from the rest: `rebuild` in the scenario module makes them anew.
struct TransportModel {
  int year = 0;
  NetworkDraft draft = {};
  Zones zones = {};
  IdVector<ZoneId, NodeId> centroids = {};
  std::vector<VehicleType> vehicles = {};
  Carriers carriers = {};    ///< whose trucks carry what goes between two countries
  AccessRights rights = {};  ///< without rows every truck may drive everywhere, and posts have no
                             ///< yards
  CostSettings cost_settings = {};
  /// The modes beside the road, what they charge and whom they take, and which of them freight may
  /// use; without services `network` is that of the roads alone.
  OtherModes other_modes = {};
  ModeTables mode_tables = {};
  SupernetworkOptions supernetwork = {};
  FreightDemand demand = {};
  IdVector<ClassId, FreightClass> classes = {};
  IdVector<ClassId, OdMatrix> vehicles_per_h = {};  ///< loaded vehicles, zones x zones

  Network network = {};
  LinkDelays delays = {};  ///< h, by LinkId of `network`
  IdVector<ClassId, ClassLinkCosts> class_costs = {};
};

}  // namespace landlink
