#include "landlink/gis/import/fill_numbers.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

namespace {

class NumberFinder {
 public:
  explicit NumberFinder(const Roads& roads) : roads_(roads) {
    for (std::size_t r = 0; r < roads.size(); ++r) {
      roads_at_[roads[r].line.front()].push_back(r);
      roads_at_[roads[r].line.back()].push_back(r);
    }
  }

  // Numbers of the roads of this class that the walk from one end of `r` comes to first.
  [[nodiscard]] std::set<std::string> beyond(std::size_t r, bool at_start) const {
    LonLat end = at_start ? roads_[r].line.front() : roads_[r].line.back();
    std::set<std::size_t> walked{r};
    for (;;) {
      std::set<std::string> numbers;
      for (const std::size_t other : roads_at_.at(end))
        if (!roads_[other].number.empty() && roads_[other].highway == roads_[r].highway)
          numbers.insert(roads_[other].number);
      const std::vector<std::size_t>& here = roads_at_.at(end);
      if (!numbers.empty() || here.size() != 2) return numbers;
      const std::size_t next = walked.contains(here[0]) ? here[1] : here[0];
      if (!walked.insert(next).second || roads_[next].highway != roads_[r].highway) return {};
      end = roads_[next].line.front() == end ? roads_[next].line.back() : roads_[next].line.front();
    }
  }

 private:
  const Roads& roads_;
  std::map<LonLat, std::vector<std::size_t>> roads_at_;
};

}  // namespace

void fill_numbers(Roads& roads, RepairReport& report) {
  const Roads before = roads;
  const NumberFinder finder(before);
  for (std::size_t r = 0; r < roads.size(); ++r) {
    if (!roads[r].number.empty() || roads[r].highway.ends_with("_link") ||
        roads[r].kind != LinkKind::road)
      continue;
    const std::set<std::string> one = finder.beyond(r, true);
    const std::set<std::string> other = finder.beyond(r, false);
    std::vector<std::string> both;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                          std::back_inserter(both));
    if (both.empty()) continue;
    roads[r].number = both.front();
    report.add({"classify", "number_filled", roads[r].id, roads[r].length_km, roads[r].line.front(),
                "between roads " + both.front()});
  }
}

void number_junctions(Roads& roads, double reach_km, RepairReport& report) {
  std::map<LonLat, std::vector<std::size_t>> roads_at;
  std::set<std::string> numbers;
  for (std::size_t r = 0; r < roads.size(); ++r) {
    roads_at[roads[r].line.front()].push_back(r);
    roads_at[roads[r].line.back()].push_back(r);
    if (!roads[r].number.empty()) numbers.insert(roads[r].number);
  }
  const auto other_end = [&](std::size_t r, LonLat end) {
    return roads[r].line.front() == end ? roads[r].line.back() : roads[r].line.front();
  };
  for (const std::string& number : numbers) {
    for (bool joined = true; joined;) {
      joined = false;
      Roads numbered;
      for (const Road& road : roads) {
        if (road.number != number) continue;
        numbered.push_back({.line = {road.line.front(), road.line.back()}});
      }
      const std::vector<std::size_t> part = components(numbered);
      std::map<LonLat, std::size_t> part_at;
      for (std::size_t i = 0; i < numbered.size(); ++i)
        for (const LonLat end : numbered[i].line) part_at[end] = part[i];
      // Dijkstra's search from each end of the road over what has no number, to another part.
      for (const auto& [start, home] : part_at) {
        std::set<std::pair<double, LonLat>> open{{0.0, start}};
        std::map<LonLat, double> km{{start, 0.0}};
        std::map<LonLat, std::size_t> by;
        LonLat reached = start;
        while (!open.empty() && reached == start) {
          const auto [so_far, place] = *open.begin();
          open.erase(open.begin());
          const auto found = part_at.find(place);
          if (found != part_at.end() && found->second != home) reached = place;
          if (so_far > km.at(place) || reached != start) continue;
          for (const std::size_t r : roads_at.at(place)) {
            if (!roads[r].number.empty() || roads[r].kind != LinkKind::road) continue;
            const LonLat to = other_end(r, place);
            const double to_km = so_far + roads[r].length_km;
            if (to_km > reach_km || (km.contains(to) && km.at(to) <= to_km)) continue;
            km[to] = to_km;
            by[to] = r;
            open.insert({to_km, to});
          }
        }
        if (reached == start) continue;
        for (LonLat place = reached; place != start;) {
          const std::size_t r = by.at(place);
          roads[r].number = number;
          report.add({"classify", "number_over_junction", roads[r].id, roads[r].length_km, place,
                      "joins two parts of road " + number});
          place = other_end(r, place);
        }
        joined = true;
        break;  // the parts have changed
      }
    }
  }
}

}  // namespace landlink::road_import
