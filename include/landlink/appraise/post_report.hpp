#pragma once

#include <map>
#include <string>
#include <vector>

#include "landlink/assign/result.hpp"
#include "landlink/border/post_days.hpp"
#include "landlink/scenario/transport_model.hpp"

namespace landlink {

/// What a change of a post would save at the same traffic: the model's own delays with the changed
/// post, so that no truck comes because of it.
struct PostSaving {
  double truck_h_per_day = 0.0;
  double usd_per_day = 0.0;  ///< at each class's value of a vehicle hour, with the crew's
};

/// One direction of a border post in an equilibrium. Trucks are loaded and empty ones.
struct PostReport {
  CheckpointId checkpoint = {};
  bool leaves_laos = true;
  bool open = false;  ///< whether the network has the crossing

  double trucks_per_day = 0.0;
  double empty_trucks_per_day = 0.0;  ///< of them
  double tonnes_per_day = 0.0;
  double priority_trucks_per_day = 0.0;   ///< of them, on priority lanes
  double transload_trucks_per_day = 0.0;  ///< of them, change freight in the yard
  std::map<std::string, double> tonnes_by_commodity = {};
  std::map<std::string, double> trucks_by_class = {};

  double capacity_per_day = 0.0;  ///< trucks, of all lanes
  double use = 0.0;               ///< trucks over capacity
  PostDay day = {};               ///< of the general lanes

  // CPMM 1 and 2: hours from arrival to departure and cost at the post, per truck.
  double crossing_h = 0.0;    ///< with waits in the equilibrium, and changing trucks
  double wait_h = 0.0;        ///< of them, for opening, turn and bay
  double crossing_usd = 0.0;  ///< official and unofficial charges, and changing trucks

  double fees_usd_per_day = 0.0;        ///< official charges: customs' revenue at the post
  double unofficial_usd_per_day = 0.0;  ///< paid besides

  PostSaving one_lane = {};     ///< one lane more on each side
  PostSaving one_hour = {};     ///< open an hour longer, up to 24
  PostSaving single_stop = {};  ///< one inspection in place of two
};

/// Both directions of every post of the model's network, leaving Laos first.
std::vector<PostReport> post_reports(const TransportModel& model, const AssignmentResult& flows);

}  // namespace landlink
