#include "landlink/gis/import/topology.hpp"

#include <cmath>
#include <numeric>

namespace landlink::road_import {

namespace {

constexpr double kMergeDegrees = 1e-7;

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t item) {
  while (parent[item] != item) item = parent[item] = parent[parent[item]];
  return item;
}

double rounded(double degrees) { return std::round(degrees / kMergeDegrees) * kMergeDegrees; }

std::size_t count_positions(const Roads& roads) {
  std::size_t count = 0;
  for (const Road& road : roads) count += road.line.size();
  return count;
}

}  // namespace

PositionMap<int> position_uses(const Roads& roads) {
  PositionMap<int> uses;
  uses.reserve(count_positions(roads));
  for (const Road& road : roads) {
    for (std::size_t i = 0; i < road.line.size(); ++i)
      uses[road.line[i]] += i == 0 || i + 1 == road.line.size() ? 1 : 2;
  }
  return uses;
}

std::vector<std::size_t> components(const Roads& roads) {
  std::vector<std::size_t> parent(roads.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  PositionMap<std::uint32_t> first_user;
  first_user.reserve(count_positions(roads));
  for (std::size_t r = 0; r < roads.size(); ++r) {
    for (const LonLat position : roads[r].line) {
      const auto [place, is_new] = first_user.emplace(position, static_cast<std::uint32_t>(r));
      if (!is_new) {
        const std::size_t a = root_of(parent, place);
        const std::size_t b = root_of(parent, r);
        parent[std::max(a, b)] = std::min(a, b);
      }
    }
  }
  std::vector<std::size_t> number(roads.size());
  std::vector<std::size_t> number_of_root(roads.size(), roads.size());
  std::size_t next = 0;
  for (std::size_t r = 0; r < roads.size(); ++r) {
    const std::size_t root = root_of(parent, r);
    if (number_of_root[root] == roads.size()) number_of_root[root] = next++;
    number[r] = number_of_root[root];
  }
  return number;
}

std::size_t component_count(const Roads& roads) {
  std::size_t count = 0;
  for (const std::size_t number : components(roads)) count = std::max(count, number + 1);
  return count;
}

std::size_t merge_positions(Roads& roads) {
  for (Road& road : roads) {
    std::vector<LonLat> line;
    line.reserve(road.line.size());
    for (const LonLat position : road.line) {
      const LonLat merged{rounded(position.lon), rounded(position.lat)};
      if (line.empty() || merged != line.back()) line.push_back(merged);
    }
    road.line = std::move(line);
  }
  return std::erase_if(roads, [](const Road& road) { return road.line.size() < 2; });
}

Roads split_at_shared(const Roads& roads, const Breaks& breaks) {
  const PositionMap<int> uses = position_uses(roads);
  Roads pieces;
  for (const Road& road : roads) {
    std::vector<LonLat> line;
    const auto cut = [&] {
      Road piece = road;
      piece.line = std::move(line);
      pieces.push_back(std::move(piece));
      line.clear();
    };
    for (std::size_t i = 0; i < road.line.size(); ++i) {
      const LonLat position = road.line[i];
      line.push_back(position);
      const bool inner = i > 0 && i + 1 < road.line.size();
      if (inner && (uses.at(position) > 2 || breaks.contains(position))) {
        cut();
        line.push_back(position);
      }
    }
    cut();
  }
  return pieces;
}

}  // namespace landlink::road_import
