// Where single shifts hardly lead on: trips of many origins on a grid far over its capacity.
#include <gtest/gtest.h>

#include <random>

#include "support/small_problem.hpp"

namespace landlink {
namespace {

/// Two-way streets on a square grid with steep delays that differ from street to street, and trips
/// between all pairs of drawn zones.
struct CrowdedGrid {
  CrowdedGrid(std::uint32_t seed, std::size_t side, std::size_t zones)
      : random(seed), small(side * side, streets(side)) {
    std::vector<std::size_t> zone;
    for (std::size_t i = 0; i < zones; ++i) zone.push_back(random() % (side * side));
    std::vector<OdEntry> trips;
    for (const std::size_t from : zone) {
      for (const std::size_t to : zone) {
        if (from != to) trips.push_back({ZoneId{from}, ZoneId{to}, 3000.0 + 6000.0 * uniform()});
      }
    }
    UserClass& c = small.add_class("all", 1.0, {});
    c.demand_per_h = OdMatrix(side * side, trips);
    std::vector<DelaySpec> specs;
    for (std::size_t i = 0; i < small.problem().graph->link_count(); ++i) {
      specs.push_back({"bpr", {0.5 + uniform(), 0.1, 1000.0, 6.0}});
    }
    delays = LinkDelays(std::move(specs));
    small.problem().delays = &delays;
  }
  double uniform() { return static_cast<double>(random() % 1000) / 1000.0; }
  std::vector<test::SmallLink> streets(std::size_t side) {
    std::vector<test::SmallLink> result;
    const auto add = [&](std::size_t a, std::size_t b) {
      result.push_back({a, b});
      result.push_back({b, a});
    };
    for (std::size_t i = 0; i < side * side; ++i) {
      if ((i + 1) % side != 0) add(i, i + 1);
      if (i + side < side * side) add(i, i + side);
    }
    return result;
  }
  std::mt19937 random;
  test::SmallProblem small;
  LinkDelays delays;
};

// Without exchanges 400 iterations left gaps of 7e-10, 4e-7 and 1e-8.
TEST(BushExchange, LeadsOnWhereShiftsOfOneBushDoNot) {
  for (const std::uint32_t seed : {2u, 3u, 7u}) {
    CrowdedGrid grid(seed, 8, 30);
    const AssignmentResult result = assign(
        grid.small.problem(), {.algorithm = "bush", .relative_gap = 1e-10, .max_iterations = 400});
    EXPECT_TRUE(result.converged()) << "seed " << seed << ", gap " << result.relative_gap;
  }
}

}  // namespace
}  // namespace landlink
