#pragma once

#include <string_view>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// Where freight goes, seen from Laos.
enum class FreightDirection { domestic, import, export_, transit };
std::string_view name_of(FreightDirection direction);
FreightDirection direction_of(const Zone& origin, const Zone& destination);

/// What one mode does of one commodity in one direction on a day.
struct ModeUse {
  LinkKind mode = LinkKind::road;  ///< road (trucks), rail, waterway or air
  CommodityId commodity = {};
  FreightDirection direction = FreightDirection::domestic;
  /// Hauls whose main mode it is: of those that a haul uses, beside the truck the one with the most
  /// km, the truck where there is no other. So the tonnes of all modes are those carried.
  double tonnes = 0.0;
  double lifted_tonnes = 0.0;    ///< hauls that use it at all
  double tonne_km = 0.0;         ///< on its own links, as all that follows
  double tonne_km_in_laos = 0.0;
  double money_usd = 0.0;        ///< with loading and unloading
  double tonne_h = 0.0;          ///< with waiting and handling
  double co2_t = 0.0;
};

/// By mode, commodity and direction, those that are used. Loaded vehicles only: what empty trucks
/// cost and emit is in Indicators. `paths` are those of the flows.
std::vector<ModeUse> mode_report(const TransportModel& model, const AssignmentResult& flows,
                                 const PathFlows& paths);

/// What a yard, port or airport handles on a day.
struct TerminalUse {
  FeatureRef source = {};  ///< of the place: its layer and id
  std::string_view mode = {};
  double loaded_t = 0.0;
  double unloaded_t = 0.0;
  double passed_t = 0.0;  ///< between gauges, countries or sides of a dam, or through its gates
};

/// By terminal of the network, in the order of layer, id and mode.
std::vector<TerminalUse> terminal_report(const TransportModel& model,
                                         const AssignmentResult& flows);

}  // namespace landlink
