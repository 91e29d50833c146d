// Equivalents that vary by link: a variational inequality, by diagonalisation.
#include <gmock/gmock.h>

#include <string>

#include "landlink/core/parallel.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

/// A hill road (0) on which a truck counts 4 cars and a plain road (1) on which it counts 2.
struct TwoRoads {
  TwoRoads() : small(2, {{0, 1, 1.0, 0.1}, {0, 1, 2.0, 0.1}}) {
    small.add_class("cars", 1.0, {{0, 1, 10.0}});
    UserClass& trucks = small.add_class("trucks", 2.0, {{0, 1, 5.0}});
    trucks.constant_cost[small.at(0)] += 0.5;
    trucks.link_pce.assign(2, 2.0);
    trucks.link_pce[small.at(0)] = 4.0;
  }
  test::SmallProblem small;
};

// Costs: cars 1 + 0.1 v on the hill and 2 + 0.1 w on the plain, trucks 0.5 more on the hill. Where
// cars are indifferent, 0.1 (v - w) = 1, trucks prefer the plain by 0.5: all 5 go there, w = b + 10
// with b cars, v = 10 - b; 0.1 (10 - b - b - 10) = 1 gives b = -5: not so. All cars on the hill,
// then: v = 10 + 4 t with t trucks there, w = 2 (5 - t); trucks are indifferent at 1.5 + 1 + 0.4 t
// = 2 + 1 - 0.2 t: t = 5/6. Cars: 2 + 1/3 on the hill, 2 + 5/6 on the plain: stay.
TEST(LinkPce, FindsTheEquilibriumByHand) {
  for (const std::string algorithm : {"bush", "bfw"}) {
    TwoRoads roads;
    const AssignmentResult result =
        assign(roads.small.problem(), {.algorithm = algorithm, .relative_gap = 1e-9});
    ASSERT_TRUE(result.converged()) << algorithm << ' ' << result.relative_gap;
    EXPECT_EQ(result.gap_kind, GapKind::variational_inequality);
    EXPECT_EQ(name_of(result.gap_kind), "variational inequality");
    const std::size_t hill = roads.small.at(0);
    const std::size_t plain = roads.small.at(1);
    EXPECT_NEAR(result.volume_per_h[0][hill], 10.0, 1e-6);
    EXPECT_NEAR(result.volume_per_h[1][hill], 5.0 / 6.0, 1e-6);
    // 10 + 4 x 5/6 and 2 x 25/6 pcu.
    EXPECT_NEAR(result.volume_pcu_per_h[hill], 10.0 + 10.0 / 3.0, 1e-5);
    EXPECT_NEAR(result.volume_pcu_per_h[plain], 25.0 / 3.0, 1e-5);
    EXPECT_NEAR(result.delay[hill], 4.0 / 3.0, 1e-6);
    EXPECT_LE(result.conservation, 1e-12);
    EXPECT_EQ(result.objective, 0.0);  // there is none
  }
}

// The gap from the reported volumes and delays: (total - least) / total in own pcu.
TEST(LinkPce, StatesAGapThatItsVolumesAndDelaysGive) {
  TwoRoads roads;
  roads.small.problem().preload_pcu_per_h = {3.0, 1.0};
  const AssignmentResult result = assign(roads.small.problem(), {.relative_gap = 1e-4});
  ASSERT_TRUE(result.converged());
  double total = 0.0;
  double least = 0.0;
  for (std::size_t k = 0; k < 2; ++k) {
    const UserClass& c = roads.small.problem().classes[k];
    double cheapest = 1e300;
    for (std::size_t i = 0; i < 2; ++i) {
      const double cost = c.constant_cost[i] + result.delay[i];
      total += result.volume_per_h[k][i] * c.pce * cost;
      cheapest = std::min(cheapest, cost);
    }
    least += c.demand_per_h.total() * c.pce * cheapest;
  }
  EXPECT_NEAR(result.total_cost, total, 1e-12 * total);
  EXPECT_NEAR(result.relative_gap, (total - least) / total, 1e-12);
  // The delay is that of all pcu, the preload's included.
  const std::size_t hill = roads.small.at(0);
  const double preload = roads.small.problem().preload_pcu_per_h[hill];
  EXPECT_NEAR(result.delay[hill], 0.1 * (preload + result.volume_pcu_per_h[hill]), 1e-12);
}

TEST(LinkPce, EqualToTheClassesOwnChangesNothingButTheKindOfGap) {
  TwoRoads roads;
  roads.small.problem().classes[1].link_pce.assign(2, 2.0);
  const AssignmentResult varied = assign(roads.small.problem(), {.relative_gap = 1e-9});
  roads.small.problem().classes[1].link_pce.clear();
  const AssignmentResult plain = assign(roads.small.problem(), {.relative_gap = 1e-9});
  EXPECT_EQ(plain.gap_kind, GapKind::relative);
  for (std::size_t k = 0; k < 2; ++k) {
    // Slopes of 0.1 per pcu, total cost about 60: errors below sqrt(2 x 60 x 1e-9 / 0.1).
    EXPECT_NEAR(varied.volume_per_h[k][0], plain.volume_per_h[k][0], 2e-3);
  }
}

TEST(LinkPce, IsRefusedForTheSystemAndWhereItIsNoNumberAboveZero) {
  TwoRoads roads;
  EXPECT_THROW(assign(roads.small.problem(), {.objective = Objective::system}), Error);
  roads.small.problem().classes[1].link_pce[0] = 0.0;
  EXPECT_THROW(assign(roads.small.problem(), {}), Error);
  roads.small.problem().classes[1].link_pce = {1.0};
  EXPECT_THROW(assign(roads.small.problem(), {}), Error);
}

}  // namespace
}  // namespace landlink
