#include "landlink/gis/import/connect.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "landlink/gis/import/road_index.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

namespace {

struct Gap {
  double length_km;
  LonLat end;
  std::size_t road;  // that ends here
  RoadPoint to;

  friend bool operator<(const Gap& a, const Gap& b) {
    return std::tie(a.length_km, a.end, a.road) < std::tie(b.length_km, b.end, b.road);
  }
};

bool stays_in_one_country(const Areas& countries, LonLat a, LonLat b) {
  if (countries.empty()) return true;
  const std::string country = countries.code_at(a);
  constexpr int kSamples = 10;
  for (int i = 1; i <= kSamples; ++i) {
    const double t = static_cast<double>(i) / kSamples;
    if (countries.code_at({a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)}) != country)
      return false;
  }
  return true;
}

Road connector(const Road& like, LonLat from, LonLat to) {
  Road link = like;
  link.id = "gap-" + like.id;
  link.kind = LinkKind::connector;
  link.oneway = false;
  link.line = {from, to};
  link.length_factor = 1.0;
  // The road's toll is paid on the road.
  link.toll_usd.reset();
  link.fixed_time_min.reset();
  link.charge = 0;
  return link;
}

// A road that forks off at a sharp angle and ends soon is near to the other without a gap between:
// so many gaps from its end they must not have met.
constexpr double kForkGaps = 5.0;

// Whether two roads share a position within `within_km` of `place`.
bool meet_around(const Road& a, const Road& b, LonLat place, double within_km) {
  return std::any_of(a.line.begin(), a.line.end(), [&](LonLat position) {
    return std::find(b.line.begin(), b.line.end(), position) != b.line.end() &&
           geodesic_km(position, place) <= within_km;
  });
}

// Whether the straight way from a to b crosses one of the lines.
bool crosses(const std::vector<std::vector<LonLat>>& lines, LonLat a, LonLat b) {
  const auto side = [](LonLat p, LonLat q, LonLat r) {
    return (q.lon - p.lon) * (r.lat - p.lat) - (q.lat - p.lat) * (r.lon - p.lon);
  };
  for (const std::vector<LonLat>& line : lines) {
    for (std::size_t i = 1; i < line.size(); ++i) {
      const LonLat c = line[i - 1];
      const LonLat d = line[i];
      if (side(a, b, c) * side(a, b, d) <= 0.0 && side(c, d, a) * side(c, d, b) <= 0.0 &&
          std::max(a.lon, b.lon) >= std::min(c.lon, d.lon) &&
          std::max(c.lon, d.lon) >= std::min(a.lon, b.lon))
        return true;
    }
  }
  return false;
}

// Closes the shortest gap between two components, then the next. Lines and their index stay as they
// are until all gaps are found; places on them are put in at the end.
class GapCloser {
 public:
  GapCloser(Roads& roads, const Areas& countries, const ConnectOptions& options,
            RepairReport& report)
      : roads_(roads),
        countries_(countries),
        options_(options),
        report_(report),
        before_(roads),
        index_(before_),
        component_(components(before_)) {
    const std::size_t count =
        component_.empty() ? 0 : *std::max_element(component_.begin(), component_.end()) + 1;
    parent_.resize(count);
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  void run() {
    const PositionMap<int> uses = position_uses(before_);
    for (std::size_t r = 0; r < before_.size(); ++r)
      for (const LonLat end : {before_[r].line.front(), before_[r].line.back()})
        if (uses.at(end) == 1) look_from(r, end);
    while (!open_.empty()) {
      const Gap gap = *open_.begin();
      open_.erase(open_.begin());
      if (root_of(component_[gap.road]) == root_of(component_[gap.to.road])) {
        look_from(gap.road, gap.end);  // joined meanwhile: what else is near?
      } else if (options_.border_km == 0.0 &&
                 !stays_in_one_country(countries_, gap.end, gap.to.position)) {
        refuse(gap);
      } else {
        close(gap);
      }
    }
    draw();
  }

 private:
  std::size_t root_of(std::size_t part) {
    while (parent_[part] != part) part = parent_[part] = parent_[parent_[part]];
    return part;
  }

  void look_from(std::size_t r, LonLat end) {
    const std::size_t own = root_of(component_[r]);
    const auto is_apart = [&](const Road&, std::size_t other) {
      return root_of(component_[other]) != own;
    };
    auto found = index_.nearest(end, options_.gap_km, is_apart);
    if (!found && options_.border_km > options_.gap_km && !countries_.empty()) {
      const std::string country = countries_.code_at(end);
      found = index_.nearest(end, options_.border_km, is_apart);
      if (found && countries_.code_at(found->position) == country) found.reset();
    }
    if (found) open_.insert({found->distance_km, end, r, *found});
  }

  // Left open, until the two are joined elsewhere and the end may look for another road.
  void refuse(const Gap& gap) {
    const bool told_from_the_other_end = refused_.contains(gap.to.position);
    if (refused_.insert(gap.end).second && !told_from_the_other_end)
      report_.add({"connect", "gap_left_at_border", before_[gap.road].id, gap.length_km, gap.end,
                   "nearest road is " + before_[gap.to.road].id + " over a border"});
    parked_.push_back(gap);
  }

  void close(const Gap& gap) {
    const std::size_t a = root_of(component_[gap.road]);
    const std::size_t b = root_of(component_[gap.to.road]);
    parent_[std::max(a, b)] = std::min(a, b);
    links_.push_back(connector(before_[gap.road], gap.end, gap.end));
    points_.push_back(gap.to);
    const char* what = give_type(links_.back(), gap);
    report_.add({"connect", what, links_.back().id, gap.length_km, gap.end,
                 "from the end of " + before_[gap.road].id + " to " + before_[gap.to.road].id});
    std::vector<Gap> still;
    for (const Gap& parked : parked_) {
      if (root_of(component_[parked.road]) == root_of(component_[parked.to.road]))
        look_from(parked.road, parked.end);
      else
        still.push_back(parked);
    }
    parked_ = std::move(still);
  }

  // What the gap most likely is, and the name under which it is reported.
  const char* give_type(Road& link, const Gap& gap) const {
    const std::string& road = before_[gap.road].id;
    if (!stays_in_one_country(countries_, gap.end, gap.to.position)) {
      link.id = "border-" + road;
      return "border_joined";
    }
    if (!crosses(options_.water, gap.end, gap.to.position)) return "gap_closed";
    mark_assumed(link, "kind");
    if (before_[gap.road].bridge || before_[gap.to.road].bridge) {
      link.id = "bridge-" + road;
      link.kind = LinkKind::bridge;
      return "bridge_assumed";
    }
    link.id = "ferry-" + road;
    link.kind = LinkKind::ferry;
    return "ferry_assumed";
  }

  void draw() {
    const std::vector<LonLat> landed = insert_positions(roads_, points_);
    for (std::size_t i = 0; i < links_.size(); ++i) {
      links_[i].line.back() = landed[i];
      roads_.push_back(std::move(links_[i]));
    }
  }

  Roads& roads_;
  const Areas& countries_;
  const ConnectOptions& options_;
  RepairReport& report_;
  const Roads before_;
  const RoadIndex index_;
  const std::vector<std::size_t> component_;  // of roads
  std::vector<std::size_t> parent_;           // of components
  std::set<Gap> open_;
  std::set<LonLat> refused_;
  std::vector<Gap> parked_;
  std::vector<RoadPoint> points_;
  Roads links_;
};

}  // namespace

void close_gaps(Roads& roads, const Areas& countries, const ConnectOptions& options,
                RepairReport& report) {
  GapCloser(roads, countries, options, report).run();
}

void join_loose_pairs(Roads& roads, const Areas& countries, double gap_km, RepairReport& report) {
  PositionMap<int> uses = position_uses(roads);
  const Roads before = roads;
  const RoadIndex index(before);
  for (std::size_t r = 0; r < before.size(); ++r) {
    for (const LonLat end : {before[r].line.front(), before[r].line.back()}) {
      if (uses.at(end) != 1) continue;
      for (const std::size_t other : index.roads_within(end, gap_km)) {
        if (other <= r) continue;  // each pair once
        for (const LonLat to : {before[other].line.front(), before[other].line.back()}) {
          const double km = geodesic_km(end, to);
          if (uses.at(to) != 1 || uses.at(end) != 1 || km > gap_km ||
              !stays_in_one_country(countries, end, to))
            continue;
          report.add({"connect", "loose_pair_joined", "gap-" + before[r].id, km, end,
                      "from the end of " + before[r].id + " to the end of " + before[other].id});
          roads.push_back(connector(before[r], end, to));
          uses[end] = uses[to] = 2;
        }
      }
    }
  }
}

void join_near_ends(Roads& roads, const Areas& countries, const Breaks& breaks, double gap_km,
                    RepairReport& report) {
  const PositionMap<int> uses = position_uses(roads);
  const Roads before = roads;
  const RoadIndex index(before);
  std::vector<RoadPoint> points;
  std::vector<Road> links;
  for (std::size_t r = 0; r < before.size(); ++r) {
    const Road& road = before[r];
    if (road.kind == LinkKind::ferry) continue;
    for (const LonLat end : {road.line.front(), road.line.back()}) {
      if (uses.at(end) != 1 || breaks.contains(end)) continue;
      // A stub ends near the road that it leaves; drop_stubs deals with it.
      if (geodesic_length_km(road.line) <= gap_km) continue;
      const auto found = index.nearest(end, gap_km, [&](const Road& other, std::size_t o) {
        return o != r && other.kind != LinkKind::ferry && other.country == road.country &&
               !meet_around(road, other, end, kForkGaps * gap_km);
      });
      if (!found || !stays_in_one_country(countries, end, found->position)) continue;
      report.add({"connect", "near_end_joined", "gap-" + road.id, found->distance_km, end,
                  "from the end of " + road.id + " onto " + before[found->road].id});
      points.push_back(*found);
      links.push_back(connector(road, end, end));
    }
  }
  const std::vector<LonLat> landed = insert_positions(roads, points);
  for (std::size_t i = 0; i < links.size(); ++i) {
    links[i].line.back() = landed[i];
    roads.push_back(std::move(links[i]));
  }
}

}  // namespace landlink::road_import
