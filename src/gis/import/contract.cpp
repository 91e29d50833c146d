#include "landlink/gis/import/contract.hpp"
#include "landlink/gis/import/charges.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace landlink::road_import {

namespace {

// All that must be equal for two roads to be one link.
auto meaning(const Road& r) {
  const auto fields = std::tie(
      r.layer, r.kind, r.number, r.highway, r.oneway, r.lanes, r.surface, r.terrain, r.iri_m_per_km,
      r.speed_limit_kmh, r.capacity_pcu_per_h, r.background_pcu_per_h, r.axle_limit_t,
      r.max_gross_t, r.wet_months, r.wet_axle_limit_t, r.wet_max_gross_t, r.impassable_months,
      r.closed_months, r.country, r.province, r.opened, r.closed, r.source);
  return std::tuple_cat(fields, std::tuple(charging_under(r)));
}

struct End {
  std::size_t road;
  bool at_start;
};

class Contraction {
 public:
  Contraction(const Roads& roads, const Breaks& breaks)
      : roads_(roads), breaks_(breaks), taken_(roads.size()) {
    for (std::size_t r = 0; r < roads.size(); ++r) {
      ends_at_[roads[r].line.front()].push_back({r, true});
      ends_at_[roads[r].line.back()].push_back({r, false});
    }
  }

  Roads run() {
    Roads result;
    for (std::size_t r = 0; r < roads_.size(); ++r) {
      if (taken_[r]) continue;
      taken_[r] = true;
      Road road = roads_[r];
      grow(road, {r, false}, /*at_front=*/false);
      grow(road, {r, true}, /*at_front=*/true);
      result.push_back(std::move(road));
    }
    return result;
  }

 private:
  // The end that meets `end`, if it is the only one there and its road means the same.
  [[nodiscard]] const End* meeting(End end) const {
    const auto& line = roads_[end.road].line;
    const LonLat position = end.at_start ? line.front() : line.back();
    const std::vector<End>& ends = ends_at_.at(position);
    if (ends.size() != 2 || breaks_.contains(position)) return nullptr;
    const bool first_is_self = ends[0].road == end.road && ends[0].at_start == end.at_start;
    const End& other = first_is_self ? ends[1] : ends[0];
    if (taken_[other.road] || meaning(roads_[end.road]) != meaning(roads_[other.road]))
      return nullptr;
    const bool head_on = other.at_start == end.at_start;
    return roads_[end.road].oneway && head_on ? nullptr : &other;
  }

  // Follows the chain outwards from `end`, adding each part to the front or back of `road`.
  void grow(Road& road, End end, bool at_front) {
    while (const End* other = meeting(end)) {
      const Road& part = roads_[other->road];
      std::vector<LonLat> line = part.line;
      if (other->at_start == at_front) std::reverse(line.begin(), line.end());
      if (at_front) {
        road.line.insert(road.line.begin(), line.begin(), line.end() - 1);
      } else {
        road.line.insert(road.line.end(), line.begin() + 1, line.end());
      }
      road.length_km += part.length_km;
      road.schematic = road.schematic || part.schematic;
      if (road.name.empty()) road.name = part.name;
      for (const std::string& field : part.assumed) mark_assumed(road, field);
      taken_[other->road] = true;
      end = {other->road, !other->at_start};
    }
  }

  const Roads& roads_;
  const Breaks& breaks_;
  std::vector<bool> taken_;
  std::map<LonLat, std::vector<End>> ends_at_;
};

}  // namespace

Roads contract_chains(const Roads& roads, const Breaks& breaks, RepairReport& report) {
  Roads contracted = Contraction(roads, breaks).run();
  report.count("contract", "links_before", static_cast<double>(roads.size()));
  report.count("contract", "links_after", static_cast<double>(contracted.size()));
  return contracted;
}

Roads halve_loops(const Roads& roads) {
  Roads result;
  for (const Road& road : roads) {
    result.push_back(road);
    if (road.line.front() != road.line.back() || road.line.size() < 3) continue;
    const auto middle = road.line.begin() + static_cast<std::ptrdiff_t>(road.line.size() / 2);
    Road& first = result.back();
    first.line.assign(road.line.begin(), middle + 1);
    const double whole_km = geodesic_length_km(road.line);
    first.length_km = road.length_km * geodesic_length_km(first.line) / whole_km;
    Road second = road;
    second.line.assign(middle, road.line.end());
    second.length_km = road.length_km - first.length_km;
    result.push_back(std::move(second));
  }
  return result;
}

void even_tails(Roads& roads, const Breaks& breaks, double shortest_km) {
  std::map<LonLat, std::vector<std::size_t>> roads_at;
  for (std::size_t r = 0; r < roads.size(); ++r)
    for (const LonLat end : {roads[r].line.front(), roads[r].line.back()})
      roads_at[end].push_back(r);
  for (std::size_t r = 0; r < roads.size(); ++r) {
    Road& road = roads[r];
    if (road.kind != LinkKind::road || road.length_km >= shortest_km) continue;
    for (const auto& [loose, joined] : {std::pair{road.line.front(), road.line.back()},
                                        std::pair{road.line.back(), road.line.front()}}) {
      const std::vector<std::size_t>& met = roads_at.at(joined);
      if (roads_at.at(loose).size() != 1 || breaks.contains(loose) || met.size() != 2) continue;
      road.terrain = roads[met[0] == r ? met[1] : met[0]].terrain;
    }
  }
}

void drop_stubs(Roads& roads, const Breaks& breaks, double shortest_km, RepairReport& report) {
  std::map<LonLat, int> ends_at;
  for (const Road& road : roads)
    for (const LonLat end : {road.line.front(), road.line.back()}) ++ends_at[end];
  std::erase_if(roads, [&](const Road& road) {
    if (road.kind != LinkKind::road || road.length_km >= shortest_km) return false;
    for (const auto& [loose, joined] : {std::pair{road.line.front(), road.line.back()},
                                        std::pair{road.line.back(), road.line.front()}}) {
      if (ends_at[loose] != 1 || breaks.contains(loose) || ends_at[joined] < 3) continue;
      --ends_at[joined];  // so that of two stubs at one place the second is a road's end
      report.add({"contract", "stub_dropped", road.id, road.length_km, loose,
                  "leads nowhere " + road.number});
      return true;
    }
    return false;
  });
}

void drop_duplicates(Roads& roads, RepairReport& report) {
  std::set<std::tuple<LinkKind, std::string, std::string, std::vector<LonLat>>> seen;
  std::erase_if(roads, [&](const Road& road) {
    std::vector<LonLat> drawn = road.line;
    if (drawn.back() < drawn.front()) std::reverse(drawn.begin(), drawn.end());
    if (seen.insert({road.kind, road.opened, road.closed, std::move(drawn)}).second) return false;
    report.add({"duplicates", "dropped", road.id, geodesic_length_km(road.line), road.line.front(),
                "same positions as an earlier road"});
    return true;
  });
}

}  // namespace landlink::road_import
