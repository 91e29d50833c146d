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

namespace {

/// The parts of one numbered road, by their ends: they become one as they are joined.
class NumberedParts {
 public:
  void add(LonLat from, LonLat to) {
    const std::size_t a = part(from);
    const std::size_t b = part(to);
    parent_[std::max(a, b)] = std::min(a, b);
  }
  [[nodiscard]] bool holds(LonLat end) const { return number_.contains(end); }
  std::size_t part(LonLat end) {
    const auto [found, is_new] = number_.emplace(end, parent_.size());
    if (is_new) parent_.push_back(parent_.size());
    std::size_t root = found->second;
    while (parent_[root] != root) root = parent_[root] = parent_[parent_[root]];
    return root;
  }
  [[nodiscard]] const std::map<LonLat, std::size_t>& ends() const { return number_; }

 private:
  std::map<LonLat, std::size_t> number_;
  std::vector<std::size_t> parent_;
};

class JunctionNumbers {
 public:
  JunctionNumbers(Roads& roads, double reach_km, RepairReport& report)
      : roads_(roads), reach_km_(reach_km), report_(report) {
    for (std::size_t r = 0; r < roads.size(); ++r) {
      roads_at_[roads[r].line.front()].push_back(r);
      roads_at_[roads[r].line.back()].push_back(r);
      if (!roads[r].number.empty())
        parts_[roads[r].number].add(roads[r].line.front(), roads[r].line.back());
    }
  }

  void run() {
    for (auto& [number, parts] : parts_) {
      for (bool joined = true; joined;) {
        joined = false;
        // New ends come in between as parts are joined; a map keeps its place.
        for (const auto& [start, part] : parts.ends())
          while (join_from(start, number, parts)) joined = true;
      }
    }
  }

 private:
  [[nodiscard]] LonLat other_end(std::size_t r, LonLat end) const {
    return roads_[r].line.front() == end ? roads_[r].line.back() : roads_[r].line.front();
  }

  // Dijkstra's search from an end of the road over what has no number, to another part.
  bool join_from(LonLat start, const std::string& number, NumberedParts& parts) {
    const std::size_t home = parts.part(start);
    std::set<std::pair<double, LonLat>> open{{0.0, start}};
    std::map<LonLat, double> km{{start, 0.0}};
    std::map<LonLat, std::size_t> by;
    LonLat reached = start;
    while (!open.empty() && reached == start) {
      const auto [so_far, place] = *open.begin();
      open.erase(open.begin());
      if (parts.holds(place) && parts.part(place) != home) reached = place;
      if (so_far > km.at(place) || reached != start) continue;
      for (const std::size_t r : roads_at_.at(place)) {
        if (!roads_[r].number.empty() || roads_[r].kind != LinkKind::road) continue;
        const LonLat to = other_end(r, place);
        const double to_km = so_far + roads_[r].length_km;
        if (to_km > reach_km_ || (km.contains(to) && km.at(to) <= to_km)) continue;
        km[to] = to_km;
        by[to] = r;
        open.insert({to_km, to});
      }
    }
    if (reached == start) return false;
    for (LonLat place = reached; place != start;) {
      const std::size_t r = by.at(place);
      roads_[r].number = number;
      report_.add({"classify", "number_over_junction", roads_[r].id, roads_[r].length_km, place,
                   "joins two parts of road " + number});
      parts.add(roads_[r].line.front(), roads_[r].line.back());
      place = other_end(r, place);
    }
    return true;
  }

  Roads& roads_;
  double reach_km_;
  RepairReport& report_;
  std::map<LonLat, std::vector<std::size_t>> roads_at_;
  std::map<std::string, NumberedParts> parts_;
};

}  // namespace

void number_junctions(Roads& roads, double reach_km, RepairReport& report) {
  JunctionNumbers(roads, reach_km, report).run();
}

}  // namespace landlink::road_import
