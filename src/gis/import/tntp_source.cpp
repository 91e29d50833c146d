#include <algorithm>
#include <cmath>
#include <map>

#include "landlink/core/text.hpp"
#include "landlink/exchange/tntp.hpp"
#include "landlink/gis/import/node_links.hpp"

namespace landlink::road_import {

namespace fs = std::filesystem;

namespace {

constexpr double kMinutesPerHour = 60.0;
// Speeds out of these come from files whose units are others than km and minutes.
constexpr double kSlowest_kmh = 5.0;
constexpr double kFastest_kmh = 200.0;
// 55 m: nodes stand apart, and no length of a file is less than the way between two of them.
constexpr double kGridStep_degrees = 0.0005;

/// `X_node.tntp` for `X_net.tntp` and `X_net.tntp.gz`; empty where there is none.
fs::path node_file_of(const fs::path& net_file) {
  const std::string name = net_file.filename().string();
  const std::size_t at = name.rfind("_net");
  if (at == std::string::npos) return {};
  for (const char* ending : {"_node.tntp", "_nodes.tntp", "_node.tntp.gz"}) {
    const fs::path file = net_file.parent_path() / (name.substr(0, at) + ending);
    if (fs::exists(file)) return file;
  }
  return {};
}

}  // namespace

GmnsNetwork node_links_of_tntp(const fs::path& net_file, RepairReport& report) {
  Diagnostics diagnostics;
  const TntpNetwork tntp = read_tntp_network(net_file, diagnostics);
  for (const Diagnostic& finding : diagnostics.all())
    report.add(
        {"read", finding.code, net_file.filename().string(), 0.0, std::nullopt, finding.problem});
  std::map<TntpNodeNumber, LonLat> place_of;
  for (const TntpLink& link : tntp.links) {
    place_of[link.from];
    place_of[link.to];
  }
  GmnsNetwork network;
  network.name = net_file.stem().string();
  const fs::path node_file = node_file_of(net_file);
  if (!node_file.empty()) {
    network.crs.clear();  // such files do not name it
    std::size_t placed = 0;
    for (const TntpNode& node : read_tntp_nodes(node_file)) {
      const auto found = place_of.find(node.number);
      if (found == place_of.end()) continue;
      found->second = {node.x, node.y};
      ++placed;
    }
    if (placed < place_of.size())
      throw Error{{.file = node_file.string()},
                  counted(place_of.size() - placed, "node") + " of the network without a position",
                  "add a row for each node"};
  } else {
    const auto width = static_cast<std::size_t>(std::ceil(std::sqrt(place_of.size())));
    std::size_t i = 0;
    for (auto& [number, place] : place_of) {
      place = {kGridStep_degrees * static_cast<double>(i % width),
               kGridStep_degrees * static_cast<double>(i / width)};
      ++i;
    }
    report.add({"read", "positions_assumed", net_file.filename().string(), 0.0, std::nullopt,
                "no node file beside it, so nodes stand on a schematic grid"});
  }
  const TntpNodeNumber last_zone =
      tntp.zone_count > 0 ? tntp.zone_count : tntp.first_through_node - 1;
  for (const auto& [number, place] : place_of) {
    const std::string id = std::to_string(number);
    network.nodes.push_back(
        {.id = id, .x = place.lon, .y = place.lat, .zone_id = number <= last_zone ? id : ""});
  }
  std::map<std::string, int> seen;
  std::size_t other_units = 0;
  std::size_t shut = 0;
  for (const TntpLink& row : tntp.links) {
    if (!std::isfinite(row.free_flow_time)) {
      ++shut;
      continue;
    }
    GmnsLink link;
    link.from = std::to_string(row.from);
    link.to = std::to_string(row.to);
    link.id = link.from + "-" + link.to;
    if (const int nth = ++seen[link.id]; nth > 1) link.id += "." + std::to_string(nth);
    if (row.length > 0.0) link.length_km = row.length;
    if (row.capacity > 0.0) link.capacity_pce_per_h_lane = row.capacity;
    if (row.length > 0.0 && row.free_flow_time > 0.0) {
      const double kmh = row.length / (row.free_flow_time / kMinutesPerHour);
      if (kmh >= kSlowest_kmh && kmh <= kFastest_kmh)
        link.free_speed_kmh = kmh;
      else
        ++other_units;
    }
    network.links.push_back(std::move(link));
  }
  if (shut > 0) report.count("read", "left_out_shut", static_cast<double>(shut));
  if (other_units > 0)
    report.count("read", "speeds_in_other_units", static_cast<double>(other_units));
  return network;
}

}  // namespace landlink::road_import
