// Classes that would each rather have the other's way.
#include "class_swaps.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "support/small_problem.hpp"

namespace landlink {
namespace {

/// From node 0 to node 1 by link 0 or by link 1.
Bush two_ways(std::size_t user_class, double flow_on_first, double flow_on_second) {
  return {.user_class = user_class,
          .origin = ZoneId{0u},
          .order = {0, 1},
          .active = 2,
          .entry = {0, Bush::kMerge},
          .merges = {{.first = 0, .count = 2}},
          .approach_link = {0, 1},
          .approach_flow = {flow_on_first, flow_on_second}};
}

/// The wish to leave the approach `from` for the other.
SegmentPairs wish(std::uint32_t from) {
  const std::uint32_t to = 1 - from;
  return {.pairs = {{.longer = 0, .shorter = 1, .end = 2}},
          .entries = {{.link = from, .approach = from}, {.link = to, .approach = to}}};
}

using Flows = std::vector<double>;

TEST(ClassSwaps, MovesWhatBothCanSpareAndNoVolume) {
  std::vector<Bush> bushes{two_ways(0, 10.0, 1.0), two_ways(1, 2.0, 6.0), two_ways(1, 0.0, 3.0)};
  ClassSwaps swaps(bushes);
  swaps.take(0, wish(0));
  swaps.take(1, wish(1));
  EXPECT_EQ(bushes[0].approach_flow, (Flows{4.0, 7.0}));
  EXPECT_EQ(bushes[1].approach_flow, (Flows{8.0, 0.0}));
  // What is left of the first one's wish waits for the third.
  swaps.take(2, wish(1));
  EXPECT_EQ(bushes[0].approach_flow, (Flows{1.0, 10.0}));
  EXPECT_EQ(bushes[2].approach_flow, (Flows{3.0, 0.0}));
}

TEST(ClassSwaps, LeavesThoseWhoWishTheSameAndThoseOfOneClass) {
  std::vector<Bush> bushes{two_ways(0, 10.0, 0.0), two_ways(1, 5.0, 6.0), two_ways(0, 2.0, 3.0)};
  ClassSwaps swaps(bushes);
  swaps.take(0, wish(0));
  swaps.take(1, wish(0));
  EXPECT_EQ(bushes[0].approach_flow, (Flows{10.0, 0.0}));
  EXPECT_EQ(bushes[1].approach_flow, (Flows{5.0, 6.0}));
  // The third is of the first one's class, and swaps with the second.
  swaps.take(2, wish(1));
  EXPECT_EQ(bushes[0].approach_flow, (Flows{10.0, 0.0}));
  EXPECT_EQ(bushes[1].approach_flow, (Flows{2.0, 9.0}));
  EXPECT_EQ(bushes[2].approach_flow, (Flows{5.0, 0.0}));
}

// Twelve classes that pay more and more for the length of streets whose delays differ, between all
// pairs of drawn zones: 30, 36 and 64 iterations, and 36, 37 and 108 without swaps.
TEST(ClassSwaps, LeadOnWhereShiftsOfOneClassDoNot) {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    std::mt19937 random(seed);
    const auto uniform = [&] { return static_cast<double>(random() % 1000) / 1000.0; };
    constexpr std::size_t kSide = 7;
    constexpr std::size_t kNodes = kSide * kSide;
    std::vector<test::SmallLink> streets;
    const auto add = [&](std::size_t a, std::size_t b) {
      streets.push_back({a, b, 0.2 + uniform(), 0.001 + 0.004 * uniform()});
      streets.push_back({b, a, 0.2 + uniform(), 0.001 + 0.004 * uniform()});
    };
    for (std::size_t i = 0; i < kNodes; ++i) {
      if ((i + 1) % kSide != 0) add(i, i + 1);
      if (i + kSide < kNodes) add(i, i + kSide);
    }
    test::SmallProblem small(kNodes, streets);
    std::vector<double> length;
    for (std::size_t i = 0; i < streets.size(); ++i) length.push_back(uniform());
    for (int k = 0; k < 12; ++k) {
      UserClass& c = small.add_class("class " + std::to_string(k), 1.0 + 0.25 * k, {});
      for (std::size_t i = 0; i < length.size(); ++i) {
        c.constant_cost[small.at(i)] += (0.25 + 0.05 * k) * length[i];
      }
      std::vector<OdEntry> trips;
      for (std::size_t i = 0; i < 60; ++i) {
        trips.push_back({ZoneId{random() % kNodes}, ZoneId{random() % kNodes}, 30.0 * uniform()});
      }
      c.demand_per_h = OdMatrix(kNodes, trips);
    }
    const AssignmentResult result =
        assign(small.problem(), {.algorithm = "bush", .relative_gap = 1e-12, .max_iterations = 90});
    EXPECT_TRUE(result.converged()) << "seed " << seed << ", gap " << result.relative_gap;
    EXPECT_LT(result.conservation, 1e-9);
  }
}

}  // namespace
}  // namespace landlink
