#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "support/small_problem.hpp"

namespace landlink::test {

/// A random strongly connected network with parallel links, free links and several classes.
struct RandomProblem {
  RandomProblem(std::uint32_t seed, std::size_t nodes, std::size_t classes)
      : random(seed), small(nodes, links(nodes)) {
    for (std::size_t k = 0; k < classes; ++k) {
      UserClass& c = small.add_class(fmt::format("k{}", k), 1.0 + static_cast<double>(k), {});
      for (double& constant : c.constant_cost) constant += uniform() * static_cast<double>(k);
      // The ring keeps everything reachable; of the rest, some links are shut to the last class.
      if (k + 1 == classes && classes > 1) {
        for (std::size_t i = nodes; i < 3 * nodes; i += 5) {
          c.constant_cost[small.at(i)] = std::numeric_limits<double>::infinity();
        }
      }
      std::vector<OdEntry> entries;
      for (std::size_t i = 0; i < 2 * nodes; ++i) {
        entries.push_back({ZoneId{random() % nodes}, ZoneId{random() % nodes}, 20.0 * uniform()});
      }
      c.demand_per_h = OdMatrix(nodes, entries);
    }
  }
  double uniform() { return static_cast<double>(random() % 1000) / 1000.0; }
  std::vector<SmallLink> links(std::size_t nodes) {
    std::vector<SmallLink> result;
    for (std::size_t i = 0; i < nodes; ++i) {
      result.push_back({i, (i + 1) % nodes, uniform(), 0.01 * uniform()});
    }
    for (std::size_t i = nodes; i < 4 * nodes; ++i) {
      const bool free = i % 7 == 0;
      result.push_back({random() % nodes, random() % nodes, free ? 0.0 : 3.0 * uniform(),
                        free ? 0.0 : 0.05 * uniform()});
    }
    return result;
  }
  std::mt19937 random;
  SmallProblem small;
};

}  // namespace landlink::test
