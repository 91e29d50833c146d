#pragma once

#include <string>
#include <vector>

#include "landlink/network/access.hpp"
#include "landlink/network/supernetwork.hpp"

namespace landlink {

/// A terminal as a supernetwork sees it.
struct TerminalSite {
  std::string layer;
  std::string id;
  std::string name;
  LonLat position;
  CountryCode country;
  std::string province;
};

/// One transfer, both ways.
struct TransferSpec {
  LinkKind mode = LinkKind::rail;
  Transfer forward = Transfer::load;
  Transfer backward = Transfer::unload;
  std::string suffix = {};  ///< of the source's id: "/1435", "/gauge"
  TerminalHandling handling = {};
  double forward_wait_h = 0.0;  ///< besides handling and opening hours
  double backward_wait_h = 0.0;
  FacilityId facility = {};
};

/// A stretch of line in one direction.
struct LineSpec {
  LinkKind kind = LinkKind::rail;
  FeatureRef source = {};
  std::string name = {};
  std::string line = {};
  CountryCode country = {};
  std::string province = {};
  double length_km = 0.0;
  double speed_kmh = 0.0;
  double fixed_time_h = 0.0;
  double usd_per_t = 0.0;
  double capacity_t_per_day = 0.0;  ///< 0 where unknown: none
};

/// Adds nodes and links of other modes to a draft.
class SupernetworkBuilder {
 public:
  /// `draft` holds the roads and must outlive the builder.
  SupernetworkBuilder(NetworkDraft& draft, const SupernetworkOptions& options);

  NodeId add_node(const TerminalSite& site);
  /// The node by which roads reach a site, made when first asked for; invalid, with a note, where
  /// no road of its country is near.
  NodeId gate(const TerminalSite& site);
  /// Invalid where the capacity is unlimited.
  FacilityId facility(const TerminalSite& site, double capacity_t_per_day);
  void add_transfer(NodeId from, NodeId to, const TerminalSite& site, const TransferSpec& transfer);
  void add_line(NodeId from, NodeId to, const LineSpec& line);

  [[nodiscard]] std::vector<std::string> take_notes() { return std::move(notes_); }

 private:
  NetworkDraft* draft_;
  SupernetworkOptions options_;
  RoadAccess access_;
  std::map<std::string, NodeId> gates_;  ///< by layer and id
  std::vector<std::string> notes_;
};

/// Half the time between departures, h; 0 where their number is unknown.
double half_headway_h(double departures_per_day);

// One mode each.
void add_rail(const OtherModes& modes, SupernetworkBuilder& builder);
void add_water(const OtherModes& modes, int month, SupernetworkBuilder& builder);
void add_air(const OtherModes& modes, SupernetworkBuilder& builder);

}  // namespace landlink
