// What path-based equilibrium has beyond the others: its paths.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "landlink/assign/path_set.hpp"
#include "landlink/assign/select_link.hpp"
#include "landlink/assign/warm_start.hpp"
#include "support/random_problem.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

using testing::ElementsAre;

AssignmentResult solve(const AssignmentProblem& problem, double gap = 1e-10) {
  return assign(problem, {.algorithm = "gp", .relative_gap = gap});
}

TEST(GradientProjection, GivesPathsThatAddUpToDemandAndVolumes) {
  for (std::uint32_t seed = 31; seed <= 34; ++seed) {
    test::RandomProblem random(seed, 14, 3);
    const AssignmentProblem& problem = random.small.problem();
    const AssignmentResult result = solve(problem);
    ASSERT_TRUE(result.converged()) << seed << ' ' << result.relative_gap;
    ASSERT_NE(result.paths, nullptr);
    const PathFlows& paths = *result.paths;
    for (std::size_t k = 0; k < problem.classes.size(); ++k) {
      const std::vector<double> volume = link_volumes(paths, k, problem.graph->link_count());
      for (std::size_t i = 0; i < volume.size(); ++i) {
        // Sums of a few hundred flows in another order.
        EXPECT_NEAR(volume[i], result.volume_per_h[k][i], 1e-10);
      }
      for (const PathCell& cell : paths.cells[k]) {
        const PathPair& pair = paths.set.pairs()[cell.pair];
        double sum = 0.0;
        for (std::size_t p = 0; p < paths.set.path_count(cell.pair); ++p) {
          const double flow = paths.flows(cell)[p];
          if (flow == 0.0) continue;  // another class's path
          sum += flow;
          const auto links = paths.set.links(paths.set.first_path(cell.pair) + p);
          EXPECT_EQ(problem.graph->tail(links.front()), problem.centroids[pair.origin.index()]);
          EXPECT_EQ(problem.graph->head(links.back()), problem.centroids[pair.destination.index()]);
          double cost = 0.0;
          std::set<NodeId> met{problem.graph->tail(links.front())};
          for (const LinkId link : links) {
            cost += problem.classes[k].constant_cost[link.index()] + result.delay[link.index()];
            EXPECT_TRUE(met.insert(problem.graph->head(link)).second) << "a cycle";
          }
          // No path of any weight costs more than the gap leaves: flow x excess <= gap x total.
          EXPECT_LE(flow * problem.classes[k].pce * (cost - cell.expected_cost),
                    1e-10 * result.total_cost * 1.01 + 1e-12);
        }
        EXPECT_NEAR(sum, cell.demand_per_h, 1e-11 * cell.demand_per_h);
      }
    }
  }
}

TEST(GradientProjection, ReachesTheObjectiveOfBushes) {
  for (std::uint32_t seed = 41; seed <= 44; ++seed) {
    test::RandomProblem random(seed, 20, 2);
    const AssignmentResult paths = solve(random.small.problem(), 1e-11);
    const AssignmentResult bushes =
        assign(random.small.problem(), {.algorithm = "bush", .relative_gap = 1e-11});
    ASSERT_TRUE(paths.converged() && bushes.converged());
    // Each exceeds the optimum by at most gap x total cost.
    EXPECT_NEAR(paths.objective, bushes.objective, 1e-11 * paths.total_cost);
  }
}

/// 0 to 3 by two ways that share the last link; 1 to 3 by that alone; cars and trucks.
struct Shared {
  Shared() : small(4, {{0, 1, 1.0, 0.1}, {0, 2, 1.0, 0.1}, {1, 2, 0.0, 0.0}, {2, 3, 1.0, 0.1}}) {
    small.add_class("cars", 1.0, {{0, 3, 8.0}, {1, 3, 2.0}});
    small.add_class("trucks", 2.0, {{0, 3, 3.0}});
  }
  test::SmallProblem small;
};

// Both ways from 0 to 2 take 1 + 0.1 v each: 7 of 14 pcu by either.
TEST(SelectLink, SaysWhoUsesALinkAndHowMuch) {
  Shared shared;
  const AssignmentResult result = solve(shared.small.problem(), 1e-12);
  ASSERT_TRUE(result.converged());
  const auto on_last = select_link(*result.paths, shared.small.link(3));
  EXPECT_THAT(on_last, ElementsAre(LinkUse{0, ZoneId{0u}, ZoneId{3u}, 8.0},
                                   LinkUse{0, ZoneId{1u}, ZoneId{3u}, 2.0},
                                   LinkUse{1, ZoneId{0u}, ZoneId{3u}, 3.0}));
  double pcu = 0.0;
  for (const LinkUse& use : select_link(*result.paths, shared.small.link(0))) {
    EXPECT_EQ(use.origin, ZoneId{0u});
    pcu += use.volume_per_h * shared.small.problem().classes[use.user_class].pce;
  }
  EXPECT_NEAR(pcu, 7.0, 1e-5);  // slopes of 0.1: squared error below 2 x 1e-12 x 50 / 0.1
}

TEST(SelectLink, AddsUpToTheVolumeOfEveryLink) {
  test::RandomProblem random(51, 14, 3);
  const AssignmentProblem& problem = random.small.problem();
  const AssignmentResult result = solve(problem, 1e-8);
  for (const LinkId link : problem.graph->links()) {
    std::vector<double> sum(problem.classes.size(), 0.0);
    for (const LinkUse& use : select_link(*result.paths, link)) {
      sum[use.user_class] += use.volume_per_h;
    }
    for (std::size_t k = 0; k < sum.size(); ++k) {
      EXPECT_NEAR(sum[k], result.volume_per_h[k][link.index()], 1e-10);
    }
  }
}

/// Of the bushes that an equilibrium leaves.
std::vector<LinkUse> uses_by_bushes(const AssignmentProblem& problem, LinkId link) {
  WarmSlot slot{.keep = true};
  const AssignmentResult result = assign(problem, {.relative_gap = 1e-12}, slot);
  EXPECT_TRUE(result.converged());
  return slot.kept->link_uses(problem, link);
}

// The last link is used by all. On the first, 7 of the 14 pcu from 0: which of the cars and trucks
// is not determined, but no trip from 1.
TEST(SelectLink, KnowsTheUsesFromBushes) {
  Shared shared;
  EXPECT_THAT(
      uses_by_bushes(shared.small.problem(), shared.small.link(3)),
      ElementsAre(LinkUse{0, ZoneId{0u}, ZoneId{3u}, 8.0}, LinkUse{0, ZoneId{1u}, ZoneId{3u}, 2.0},
                  LinkUse{1, ZoneId{0u}, ZoneId{3u}, 3.0}));
  double pcu = 0.0;
  for (const LinkUse& use : uses_by_bushes(shared.small.problem(), shared.small.link(0))) {
    EXPECT_EQ(use.origin, ZoneId{0u});
    pcu += use.volume_per_h * shared.small.problem().classes[use.user_class].pce;
  }
  EXPECT_NEAR(pcu, 7.0, 1e-5);  // as above
}

// 0 to 2 by 1 + 0.1 v twice, then on to 3: of 6 to 2 and 4 to 3, 5 take either way; beyond the
// meeting both destinations have come by each in the same shares, 3 and 2.
TEST(SelectLink, SharesWaysEvenlyBetweenTheDestinationsBeyond) {
  test::SmallProblem small(4, {{0, 2, 1.0, 0.1}, {0, 2, 1.0, 0.1}, {2, 3, 1.0, 0.0}});
  small.add_class("all", 1.0, {{0, 2, 6.0}, {0, 3, 4.0}});
  const std::vector<LinkUse> uses = uses_by_bushes(small.problem(), small.link(0));
  ASSERT_EQ(uses.size(), 2u);
  // Squared error of the volume below 2 x gap x cost / slope = 2 x 1e-12 x 19 / 0.1.
  EXPECT_NEAR(uses[0].volume_per_h, 3.0, 2e-5);
  EXPECT_NEAR(uses[1].volume_per_h, 2.0, 2e-5);
}

TEST(SelectLink, AddsUpToTheVolumeOfEveryLinkByBushes) {
  test::RandomProblem random(51, 14, 3);
  const AssignmentProblem& problem = random.small.problem();
  WarmSlot slot{.keep = true};
  const AssignmentResult result = assign(problem, {.relative_gap = 1e-8}, slot);
  for (const LinkId link : problem.graph->links()) {
    std::vector<double> sum(problem.classes.size(), 0.0);
    for (const LinkUse& use : slot.kept->link_uses(problem, link)) {
      sum[use.user_class] += use.volume_per_h;
    }
    for (std::size_t k = 0; k < sum.size(); ++k) {
      // Rounding of some hundred vehicles in sums of a few dozen.
      EXPECT_NEAR(sum[k], result.volume_per_h[k][link.index()], 1e-9);
    }
  }
}

// Side constraints and elastic demand put links of their own into paths; what comes out is on the
// network.
TEST(GradientProjection, KeepsPathsOnTheNetworkUnderConstraintsAndElasticDemand) {
  Shared shared;
  AssignmentProblem& problem = shared.small.problem();
  problem.side_constraints = {
      {.name = "quota", .terms = {{0, shared.small.link(0), 1.0}}, .limit = 1.0}};
  UserClass& cars = problem.classes[0];
  cars.elastic = {
      .form = DemandForm::power, .reference_cost = {4.0, 2.0}, .elasticity = {-0.5, -0.5}};
  const AssignmentResult result = solve(problem, 1e-6);
  ASSERT_TRUE(result.converged()) << result.relative_gap << ' ' << result.elastic->demand_gap;
  ASSERT_NE(result.paths, nullptr);
  for (std::size_t k = 0; k < 2; ++k) {
    const std::vector<double> volume = link_volumes(*result.paths, k, problem.graph->link_count());
    for (std::size_t i = 0; i < volume.size(); ++i) {
      EXPECT_NEAR(volume[i], result.volume_per_h[k][i], 1e-9);
    }
  }
  EXPECT_LE(result.volume_per_h[0][shared.small.at(0)], 1.0 + 1e-6);
}

}  // namespace
}  // namespace landlink
