#include "landlink/gis/import/one_way.hpp"

#include <algorithm>
#include <map>

#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

void open_one_way_traps(Roads& roads, RepairReport& report) {
  std::map<LonLat, std::size_t> node_at;
  for (const Road& road : roads)
    for (const LonLat end : {road.line.front(), road.line.back()}) node_at.emplace(end, 0);
  std::size_t next = 0;
  for (auto& [position, node] : node_at) node = next++;

  // Opening one road can free others, so a handful of rounds; each opens one road or more.
  for (bool opened = true; opened;) {
    opened = false;
    std::vector<std::vector<std::size_t>> out(node_at.size());
    std::vector<std::vector<std::size_t>> in(node_at.size());
    for (const Road& road : roads) {
      const std::size_t from = node_at.at(road.line.front());
      const std::size_t to = node_at.at(road.line.back());
      out[from].push_back(to);
      in[to].push_back(from);
      if (road.oneway) continue;
      out[to].push_back(from);
      in[from].push_back(to);
    }
    const auto reached = [&](std::size_t start, const auto& steps) {
      std::vector<bool> seen(node_at.size());
      std::vector<std::size_t> open{start};
      seen[start] = true;
      while (!open.empty()) {
        const std::size_t node = open.back();
        open.pop_back();
        for (const std::size_t to : steps[node]) {
          if (seen[to]) continue;
          seen[to] = true;
          open.push_back(to);
        }
      }
      return seen;
    };
    // Start from the longest two-way road of each component: what it cannot reach and come back
    // from is trapped.
    const std::vector<std::size_t> component = components(roads);
    std::map<std::size_t, std::pair<double, std::size_t>> longest;
    for (std::size_t r = 0; r < roads.size(); ++r) {
      if (roads[r].oneway) continue;
      auto& best = longest[component[r]];
      if (roads[r].length_km > best.first) best = {roads[r].length_km, r};
    }
    for (const auto& [number, best] : longest) {
      const std::size_t start = node_at.at(roads[best.second].line.front());
      const std::vector<bool> from = reached(start, out);
      const std::vector<bool> to = reached(start, in);
      for (std::size_t r = 0; r < roads.size(); ++r) {
        if (!roads[r].oneway || component[r] != number) continue;
        const std::size_t a = node_at.at(roads[r].line.front());
        const std::size_t b = node_at.at(roads[r].line.back());
        if (from[a] && to[a] && from[b] && to[b]) continue;
        roads[r].oneway = false;
        report.add({"one_way", "opened_both_ways", roads[r].id, roads[r].length_km,
                    roads[r].line.front(), roads[r].highway + " " + roads[r].number});
        opened = true;
      }
    }
  }
}

}  // namespace landlink::road_import
