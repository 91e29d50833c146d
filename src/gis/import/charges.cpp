#include "landlink/gis/import/charges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "landlink/core/text.hpp"

namespace landlink::road_import {

namespace {

constexpr double kCentsPerUsd = 100.0;
constexpr double kPartsPerMinute = 1000.0;
constexpr double kFinest = 1e6;  // clears what subtraction leaves beyond the sixth decimal

bool charges(const Road& road) {
  return road.toll_usd.value_or(0.0) > 0.0 || road.fixed_time_min.value_or(0.0) > 0.0;
}

double rounded(double value, double scale) { return std::round(value * scale) / scale; }

/// Shares by length, each a whole number of parts of the unit but the last, which takes the rest.
void share(Roads& roads, const std::vector<std::size_t>& pieces,
           std::optional<double> Road::*charge, double parts_per_unit) {
  const std::optional<double> whole = roads[pieces.front()].*charge;
  if (!whole || *whole == 0.0) return;
  double km = 0.0;
  for (const std::size_t piece : pieces) km += roads[piece].length_km;
  double left = *whole;
  for (const std::size_t piece : pieces) {
    const double part = piece == pieces.back()
                            ? rounded(left, kFinest)
                            : rounded(*whole * roads[piece].length_km / km, parts_per_unit);
    roads[piece].*charge = part;
    left -= part;
  }
}

}  // namespace

void number_charges(Roads& roads) {
  std::size_t last = 0;
  for (const Road& road : roads) last = std::max(last, road.charge);
  for (Road& road : roads)
    if (road.charge == 0 && (charges(road) || road.kind == LinkKind::ferry)) road.charge = ++last;
}

std::size_t charging_under(const Road& road) { return charges(road) ? road.charge : 0; }

void share_charges(Roads& roads, RepairReport& report) {
  std::map<std::size_t, std::vector<std::size_t>> pieces_of;
  for (std::size_t r = 0; r < roads.size(); ++r)
    if (charging_under(roads[r]) != 0) pieces_of[roads[r].charge].push_back(r);
  for (const auto& [number, pieces] : pieces_of) {
    if (pieces.size() < 2) continue;
    const Road& first = roads[pieces.front()];
    report.add({"charges", "shared", first.id, first.length_km, first.line.front(),
                fmt::format("{} share {} USD and {} min", counted(pieces.size(), "link"),
                            shortest_text(first.toll_usd.value_or(0.0)),
                            shortest_text(first.fixed_time_min.value_or(0.0)))});
    share(roads, pieces, &Road::toll_usd, kCentsPerUsd);
    share(roads, pieces, &Road::fixed_time_min, kPartsPerMinute);
  }
}

}  // namespace landlink::road_import
