#include "landlink/gis/import/fill_numbers.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

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

}  // namespace landlink::road_import
