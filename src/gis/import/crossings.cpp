#include "landlink/gis/import/crossings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {

namespace {

constexpr double kCell_degrees = 0.005;  // half a kilometre: a few segments of a town's streets
constexpr double kVertex_km = 0.001;     // a position this near to the crossing is the crossing
constexpr std::int64_t kCellsAround = 1 << 20;

struct Segment {
  std::int64_t cell;
  std::uint32_t road;
  std::uint32_t number;
  friend auto operator<=>(const Segment&, const Segment&) = default;
};

std::int64_t cell_index(double degrees) {
  return static_cast<std::int64_t>(std::floor((degrees + 180.0) / kCell_degrees));
}

/// Segments by the cells that they pass; long ones in pieces, so that they fill no square of cells.
std::vector<Segment> segments_by_cell(const Roads& roads) {
  std::vector<Segment> entries;
  for (std::size_t r = 0; r < roads.size(); ++r) {
    const auto& line = roads[r].line;
    for (std::size_t s = 0; s + 1 < line.size(); ++s) {
      const LonLat a = line[s];
      const LonLat b = line[s + 1];
      const double extent = std::max(std::abs(b.lon - a.lon), std::abs(b.lat - a.lat));
      const int parts = 1 + static_cast<int>(extent / kCell_degrees);
      for (int part = 0; part < parts; ++part) {
        const double t0 = static_cast<double>(part) / parts;
        const double t1 = static_cast<double>(part + 1) / parts;
        const double lon0 = a.lon + t0 * (b.lon - a.lon);
        const double lon1 = a.lon + t1 * (b.lon - a.lon);
        const double lat0 = a.lat + t0 * (b.lat - a.lat);
        const double lat1 = a.lat + t1 * (b.lat - a.lat);
        const double west = std::min(lon0, lon1);
        const double east = std::max(lon0, lon1);
        const double south = std::min(lat0, lat1);
        const double north = std::max(lat0, lat1);
        for (auto x = cell_index(west); x <= cell_index(east); ++x)
          for (auto y = cell_index(south); y <= cell_index(north); ++y)
            entries.push_back({x * kCellsAround + y, static_cast<std::uint32_t>(r),
                               static_cast<std::uint32_t>(s)});
      }
    }
  }
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  return entries;
}

bool at_grade(const Road& a, const Road& b) {
  const auto is_ground = [](const Road& road) {
    return road.kind != LinkKind::ferry && road.kind != LinkKind::connector && !road.bridge &&
           !road.tunnel && road.kind != LinkKind::bridge;
  };
  return is_ground(a) && is_ground(b) && a.level == b.level;
}

/// Where two segments cross in the plane of degrees, neither at an end of both; nothing where they
/// do not or are parallel.
std::optional<LonLat> crossing_of(LonLat a, LonLat b, LonLat c, LonLat d) {
  const double bx = b.lon - a.lon;
  const double by = b.lat - a.lat;
  const double dx = d.lon - c.lon;
  const double dy = d.lat - c.lat;
  const double turn = bx * dy - by * dx;
  if (turn == 0.0) return std::nullopt;
  const double t = ((c.lon - a.lon) * dy - (c.lat - a.lat) * dx) / turn;
  const double u = ((c.lon - a.lon) * by - (c.lat - a.lat) * bx) / turn;
  if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0) return std::nullopt;
  return LonLat{std::round((a.lon + t * bx) * 1e7) / 1e7, std::round((a.lat + t * by) * 1e7) / 1e7};
}

/// A position to be put into segment `number` of a line.
struct Insertion {
  std::uint32_t number;
  double along_km;  ///< from the segment's start
  LonLat position;
};

/// Two segments and the place where they cross.
struct Found {
  std::uint32_t first_road;
  std::uint32_t first_segment;
  std::uint32_t second_road;
  std::uint32_t second_segment;
  LonLat at;
  friend auto operator<=>(const Found&, const Found&) = default;
};

class Crossings {
 public:
  Crossings(Roads& roads, double tail_km, RepairReport& report)
      : roads_(roads), tail_km_(tail_km), report_(report) {}

  void run() {
    const std::vector<Segment> entries = segments_by_cell(roads_);
    for (std::size_t first = 0; first < entries.size();) {
      std::size_t end = first;
      while (end < entries.size() && entries[end].cell == entries[first].cell) ++end;
      for (std::size_t i = first; i < end; ++i)
        for (std::size_t j = i + 1; j < end; ++j) look_at(entries[i], entries[j]);
      first = end;
    }
    join();
    insert();
    cut_tails();
  }

 private:
  void look_at(const Segment& p, const Segment& q) {
    if (p.road == q.road) return;
    const Road& first = roads_[p.road];
    const Road& second = roads_[q.road];
    const LonLat a = first.line[p.number];
    const LonLat b = first.line[p.number + 1];
    const LonLat c = second.line[q.number];
    const LonLat d = second.line[q.number + 1];
    if (std::max(a.lon, b.lon) < std::min(c.lon, d.lon) ||
        std::max(c.lon, d.lon) < std::min(a.lon, b.lon) ||
        std::max(a.lat, b.lat) < std::min(c.lat, d.lat) ||
        std::max(c.lat, d.lat) < std::min(a.lat, b.lat))
      return;
    if (a == c || a == d || b == c || b == d || !at_grade(first, second)) return;
    if (const auto crossing = crossing_of(a, b, c, d))
      found_.push_back({p.road, p.number, q.road, q.number, *crossing});
  }

  /// Crossings in the order of their roads; two segments may share several cells.
  void join() {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    for (const Found& found : found_) {
      const auto& first = roads_[found.first_road].line;
      const auto& second = roads_[found.second_road].line;
      const LonLat a = first[found.first_segment];
      const LonLat b = first[found.first_segment + 1];
      const LonLat c = second[found.second_segment];
      const LonLat d = second[found.second_segment + 1];
      LonLat at = found.at;
      for (const LonLat vertex : {a, b, c, d}) {
        if (geodesic_km(vertex, found.at) > kVertex_km) continue;
        at = vertex;
        break;
      }
      const bool new_to_first = note(found.first_road, found.first_segment, a, b, at);
      const bool new_to_second = note(found.second_road, found.second_segment, c, d, at);
      if (!new_to_first && !new_to_second) continue;
      report_.add({"crossings", "joined_at_crossing", roads_[found.first_road].id, 0.0, at,
                   "with " + roads_[found.second_road].id});
    }
  }

  /// False where the line has the position already.
  bool note(std::uint32_t road, std::uint32_t segment, LonLat start, LonLat end, LonLat at) {
    crossings_of_[road].push_back(at);
    if (at == start || at == end) return false;
    insertions_[road].push_back({segment, geodesic_km(start, at), at});
    return true;
  }

  void insert() {
    for (auto& [road, insertions] : insertions_) {
      // From the far end of the line to its start, so that segment numbers stay true.
      std::sort(insertions.begin(), insertions.end(), [](const Insertion& a, const Insertion& b) {
        return a.number != b.number ? a.number > b.number : a.along_km > b.along_km;
      });
      auto& line = roads_[road].line;
      for (const Insertion& insertion : insertions)
        line.insert(line.begin() + insertion.number + 1, insertion.position);
      line.erase(std::unique(line.begin(), line.end()), line.end());
    }
  }

  void cut_tails() {
    const auto uses = position_uses(roads_);
    for (const auto& [r, crossings] : crossings_of_) {
      Road& road = roads_[r];
      for (const bool at_start : {true, false}) {
        auto line = road.line;
        if (at_start) std::reverse(line.begin(), line.end());
        if (uses.at(line.back()) != 1) continue;
        double tail_km = 0.0;
        std::size_t last = line.size() - 1;
        while (last > 0 && tail_km <= tail_km_ &&
               std::find(crossings.begin(), crossings.end(), line[last]) == crossings.end()) {
          tail_km += geodesic_km(line[last - 1], line[last]);
          --last;
        }
        if (last == 0 || tail_km > tail_km_ || tail_km == 0.0) continue;
        report_.add({"crossings", "tail_cut", road.id, tail_km, line.back(),
                     "it ends just behind a road that it crosses"});
        line.resize(last + 1);
        if (at_start) std::reverse(line.begin(), line.end());
        road.line = std::move(line);
      }
    }
  }

  Roads& roads_;
  double tail_km_;
  RepairReport& report_;
  std::vector<Found> found_;
  std::map<std::uint32_t, std::vector<Insertion>> insertions_;
  std::map<std::uint32_t, std::vector<LonLat>> crossings_of_;
};

}  // namespace

void join_crossings(Roads& roads, double tail_km, RepairReport& report) {
  Crossings(roads, tail_km, report).run();
}

}  // namespace landlink::road_import
