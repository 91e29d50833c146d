#pragma once

#include <string>
#include <vector>

#include "landlink/network/network.hpp"
#include "landlink/network/other_modes.hpp"

namespace landlink {

struct SupernetworkOptions {
  bool rail = true;
  bool waterway = true;
  bool air = true;
  /// 1 to 12: reaches that are closed or at low water in that month are so. 0: good water.
  int month = 0;
  double access_km = 30.0;  ///< a terminal farther from any road of its country has no access
};

struct Supernetwork {
  NetworkDraft draft = {};  ///< nodes and links of the roads first, with their numbers
  /// Terminals that no road reaches, one sentence each.
  std::vector<std::string> notes = {};
};

/// Joins the other modes to a road network, after the virtual network of Nodus (Jourquin & Beuthe
/// 1996): a place has a node for each mode and gauge that serves it, and freight passes from one to
/// another by transfer links only, which take time, money and capacity. Built lazily: only places
/// that something open serves get nodes.
///
/// - A yard, port or airport has a gate on the roads (an access link from the nearest road node of
///   its country in the main part of the network, never from a ferry alone), and links to load and
///   unload: handling, and for loading half a headway of what leaves there and the mean wait for
///   the opening, (24 - H)^2 / 48.
/// - Where gauges meet freight is moved between wagons, which is what the yard's capacity limits;
///   its road meets the broader gauge alone; at a border station each country's rails
///   have a node of their own, joined by clearance; at a lock each side of the dam.
/// - Line links take their length at the speed of trains or vessels, or a flight's block time and
///   half the time between flights; they charge a tariff per tonne and carry what trains, vessels
///   or flights hold in a day.
///
/// Sources of the links are the features they come from, so results come home: `railways`,
/// `waterways`, `air_links` by id; transfers are `stations`, `ports`, `airports` with the id and
/// what happens there ("TNL/gauge"), forward onto the mode.
Supernetwork with_other_modes(const NetworkDraft& roads, const OtherModes& modes,
                              const SupernetworkOptions& options = {});

}  // namespace landlink
