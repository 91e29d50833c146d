// One suite over every algorithm on the list.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>

#include "landlink/assign/assign.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/paths/skim.hpp"
#include "support/random_problem.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

class Algorithm : public testing::TestWithParam<std::string> {
 protected:
  /// What an algorithm is asked for: msa and fw approach the equilibrium as 1/n.
  static double gap() {
    const std::map<std::string, double> slow{{"msa", 1e-4}, {"fw", 1e-5}, {"cfw", 1e-7}};
    const auto found = slow.find(GetParam());
    return found == slow.end() ? 1e-8 : found->second;
  }
  static AssignmentResult solve(const AssignmentProblem& problem) {
    return assign(problem, {.algorithm = GetParam(), .relative_gap = gap()});
  }
  void TearDown() override { set_thread_count(0); }
};

/// What holds of stochastic equilibrium too.
class EveryAlgorithm : public Algorithm {};

// 0 to 1 by 1 + v/1000 h or 1.5 + v/2000 h, 2000 pcu/h. Equal times need
// 1 + v/1000 = 1.5 + (2000 - v)/2000, so v = 1000 and both take 2 h.
TEST_P(Algorithm, EqualisesTravelTimesOnTwoRoutes) {
  test::SmallProblem small(2, {{0, 1, 1.0, 1.0 / 1000}, {0, 1, 1.5, 1.0 / 2000}});
  small.add_class("all", 1.0, {{0, 1, 2000.0}});
  const AssignmentResult result = solve(small.problem());
  EXPECT_TRUE(result.converged());
  // Off by e, one route costs 1.5 e / 1000 more: gap >= 1.5 e / 1000 x (at least 999) / 4000.
  const double tolerance = gap() * 4000.0 / 1.49;
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], 1000.0, tolerance);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(1)], 1000.0, tolerance);
}

// Braess (1968): 0->2 10v, 0->3 50+v, 2->1 50+v, 2->3 10+v, 3->1 10v; 6 from 0 to 1.
// Flows 4, 2, 2, 2, 4; every route takes 92; total 552, Beckmann 386.
TEST_P(Algorithm, SendsBraessTrafficOverTheBridge) {
  test::SmallProblem small(4, {{0, 2, 0.0, 10.0},
                               {0, 3, 50.0, 1.0},
                               {2, 1, 50.0, 1.0},
                               {2, 3, 10.0, 1.0},
                               {3, 1, 0.0, 10.0}});
  small.add_class("all", 1.0, {{0, 1, 6.0}});
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  // The objective exceeds 386 by at most gap x 552, and by the flows' squared error: the sum of
  // slope/2 x error^2 with slopes of at least 1.
  const double tolerance = std::sqrt(2.0 * gap() * 553.0);
  const std::vector<double> expected{4.0, 2.0, 2.0, 2.0, 4.0};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(result.volume_pcu_per_h[small.at(i)], expected[i], tolerance) << "link " << i;
  }
  EXPECT_NEAR(result.objective, 386.0, gap() * 553.0);
}

// The same network: with three on each outer route and nobody on the bridge all pay 83, 498 in all;
// marginal costs are 2 x 10 x 3 + 50 + 2 x 3 = 116 there, and 60 + 10 + 60 = 130 over the bridge.
TEST_P(Algorithm, KeepsBraessTrafficOffTheBridgeForTheSystem) {
  test::SmallProblem small(4, {{0, 2, 0.0, 10.0},
                               {0, 3, 50.0, 1.0},
                               {2, 1, 50.0, 1.0},
                               {2, 3, 10.0, 1.0},
                               {3, 1, 0.0, 10.0}});
  small.add_class("all", 1.0, {{0, 1, 6.0}});
  // The optimum lies on a face (nobody on the bridge), where Frank-Wolfe goes as 1/n.
  const double wanted = GetParam() == "fw" ? 1e-4 : gap();
  const AssignmentResult result =
      assign(small.problem(),
             {.algorithm = GetParam(), .relative_gap = wanted, .objective = Objective::system});
  ASSERT_TRUE(result.converged());
  // Total cost exceeds its least by at most gap x 6 x 116, and by half the marginal slopes (at
  // least 2) times the flows' squared errors.
  EXPECT_NEAR(result.objective, 498.0, wanted * 697.0);
  const double tolerance = std::sqrt(wanted * 697.0);
  const std::vector<double> expected{3.0, 3.0, 3.0, 0.0, 3.0};
  const std::vector<double> slope{10.0, 1.0, 1.0, 1.0, 10.0};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double volume = result.volume_pcu_per_h[small.at(i)];
    EXPECT_NEAR(volume, expected[i], tolerance) << "link " << i;
    // Reported are delays, not marginal ones.
    EXPECT_NEAR(result.delay[small.at(i)], slope[i] * volume, 1e-12) << "link " << i;
  }
}

// Two classes on a road of 1 + 0.5 v with 1 preloaded, or round by 4. Marginal costs are 1 + 0.5 (v
// + 1) + 0.5 (v + 1) = 4 for cars, so v = 2; trucks pay 10 more on the road: 4 of the cars' 6 pcu
// and all trucks, 4 pcu, go round. Total: 2 x (1 + 0.5 x 3) + 8 x 4 = 37, and the preload's one
// vehicle waits 0.5 x 2 longer than alone.
TEST_P(Algorithm, CountsHarmToThePreloadInTheSystemsCost) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.5}, {0, 1, 4.0, 0.0}});
  small.add_class("cars", 1.0, {{0, 1, 6.0}});
  small.add_class("trucks", 2.0, {{0, 1, 2.0}}).constant_cost[small.at(0)] += 10.0;
  small.problem().preload_pcu_per_h.assign(2, 0.0);
  small.problem().preload_pcu_per_h[small.at(0)] = 1.0;
  const AssignmentResult result =
      assign(small.problem(),
             {.algorithm = GetParam(), .relative_gap = gap(), .objective = Objective::system});
  ASSERT_TRUE(result.converged());
  EXPECT_NEAR(result.objective, 38.0, gap() * 41.0);
  // Half the marginal slope of 1 times the squared error, as above.
  EXPECT_NEAR(result.volume_per_h[0][small.at(0)], 2.0, std::sqrt(2.0 * gap() * 41.0));
}

// Routes A 1 + 0.5 v and B 2 + 0.25 v (v in pcu); 4 cars of 1 pcu, 2 trucks of 2 pcu that pay 0.6
// more on A: cars all on A, trucks all on B, both times 3.
TEST_P(Algorithm, SeparatesTwoClassesByTheirConstants) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.5}, {0, 1, 2.0, 0.25}});
  small.add_class("cars", 1.0, {{0, 1, 4.0}});
  small.add_class("trucks", 2.0, {{0, 1, 2.0}}).constant_cost[small.at(0)] += 0.6;
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  // As above, with a total cost of 24 and slopes of at least 0.25; trucks in vehicles.
  const double tolerance = std::sqrt(2.0 * gap() * 25.0 / 0.25);
  EXPECT_NEAR(result.volume_per_h[0][small.at(0)], 4.0, tolerance);
  EXPECT_NEAR(result.volume_per_h[0][small.at(1)], 0.0, tolerance);
  EXPECT_NEAR(result.volume_per_h[1][small.at(0)], 0.0, tolerance);
  EXPECT_NEAR(result.volume_per_h[1][small.at(1)], 2.0, tolerance);
  EXPECT_NEAR(1.0 + result.delay[small.at(0)], 3.0, tolerance);
  EXPECT_NEAR(2.0 + result.delay[small.at(1)], 3.0, tolerance);
}

// A takes 1 + (2 + v)/10 with 2 preloaded, B 1.5: of 6, v = 3 go by A.
TEST_P(Algorithm, SeesThePreloadButDoesNotReportIt) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}, {0, 1, 1.5, 0.0}});
  small.add_class("all", 1.0, {{0, 1, 6.0}});
  small.problem().preload_pcu_per_h.assign(2, 0.0);
  small.problem().preload_pcu_per_h[small.at(0)] = 2.0;
  const AssignmentResult result = solve(small.problem());
  ASSERT_TRUE(result.converged());
  const double tolerance = std::sqrt(2.0 * gap() * 9.1 / 0.1);
  EXPECT_NEAR(result.volume_pcu_per_h[small.at(0)], 3.0, tolerance);
  EXPECT_NEAR(result.delay[small.at(0)], 0.5, 0.1 * tolerance);
}

TEST_P(EveryAlgorithm, KeepsAClassOffWhatIsForbiddenAndReportsWhatHasNoPath) {
  test::SmallProblem small(3, {{0, 1, 1.0, 0.1}, {0, 1, 9.0, 0.1}, {1, 2, 1.0}});
  small.add_class("cars", 1.0, {{0, 2, 5.0}, {2, 0, 2.0}});
  UserClass& trucks = small.add_class("trucks", 2.0, {{0, 2, 3.0}, {0, 1, 1.0}});
  constexpr double kForbidden = std::numeric_limits<double>::infinity();
  trucks.constant_cost[small.at(0)] = kForbidden;
  trucks.constant_cost[small.at(2)] = kForbidden;
  const AssignmentResult result = solve(small.problem());
  EXPECT_TRUE(result.converged());
  EXPECT_EQ(result.volume_per_h[1][small.at(0)], 0.0);
  EXPECT_EQ(result.volume_per_h[1][small.at(1)], 1.0);
  EXPECT_EQ(result.volume_per_h[1][small.at(2)], 0.0);
  EXPECT_THAT(result.unassigned_per_h, testing::ElementsAre(2.0, 3.0));
}

TEST_P(EveryAlgorithm, HasNothingToDoWithoutDemand) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}});
  small.add_class("all", 1.0, {{0, 0, 5.0}});
  const AssignmentResult result = solve(small.problem());
  EXPECT_TRUE(result.converged());
  EXPECT_EQ(result.volume_pcu_per_h[0], 0.0);
  EXPECT_EQ(result.relative_gap, 0.0);
  EXPECT_EQ(result.total_cost, 0.0);
}

TEST_P(EveryAlgorithm, StopsWhenTheObserverSaysSoOrIterationsEnd) {
  test::SmallProblem small(2, {{0, 1, 1.0, 0.1}, {0, 1, 1.1, 0.13}, {0, 1, 1.2, 0.17}});
  small.add_class("all", 1.0, {{0, 1, 60.0}});
  const AssignmentOptions options{.algorithm = GetParam(), .relative_gap = 0.0};
  const AssignmentResult asked =
      assign(small.problem(), options, [](const IterationSummary&) { return Continue::no; });
  EXPECT_EQ(asked.stop, StopReason::stopped_by_observer);
  EXPECT_EQ(asked.history.size(), 1u);
  AssignmentOptions two = options;
  two.max_iterations = 2;
  const AssignmentResult limited = assign(small.problem(), two);
  EXPECT_FALSE(limited.converged() && limited.relative_gap > 0.0);
  EXPECT_LE(limited.history.size(), 2u);
}

/// Gap and conservation from the reported volumes alone.
void expect_certified(const AssignmentProblem& problem, const AssignmentResult& result) {
  double total = 0.0;
  double shortest = 0.0;
  const Graph& graph = *problem.graph;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const UserClass& c = problem.classes[k];
    std::vector<double> cost = c.constant_cost;
    std::vector<double> balance(graph.node_count(), 0.0);
    double demand = 0.0;
    for (const LinkId link : graph.links()) {
      const std::size_t i = link.index();
      cost[i] += result.delay[i];
      const double pcu = result.volume_per_h[k][i] * c.pce;
      EXPECT_GE(pcu, 0.0);
      if (pcu > 0.0) total += pcu * cost[i];
      balance[graph.tail(link).index()] -= pcu;
      balance[graph.head(link).index()] += pcu;
    }
    const Skims skims = skim({.graph = graph, .centroids = problem.centroids, .cost = cost});
    for (const OdEntry& entry : c.demand_per_h.entries()) {
      if (entry.origin == entry.destination) continue;
      const double pcu = entry.value * c.pce;
      demand += pcu;
      shortest += pcu * skims.cost[skims.cell(entry.origin, entry.destination)];
      balance[problem.centroids[entry.origin.index()].index()] += pcu;
      balance[problem.centroids[entry.destination.index()].index()] -= pcu;
    }
    // Sums of some hundred volumes with errors in the last bit.
    for (const double b : balance) EXPECT_NEAR(b, 0.0, 1e-11 * demand);
  }
  // The same sums in another order.
  EXPECT_NEAR(result.total_cost / total, 1.0, 1e-12);
  EXPECT_NEAR(result.shortest_path_cost / shortest, 1.0, 1e-12);
  EXPECT_NEAR(result.relative_gap, (total - shortest) / total, 1e-12);
}

// Three posts side by side behind a common road: one shut at night, one open all day, one without
// a queue but far away. Trucks together overload the first, and the flow settles near the kinks of
// its delay, where slopes jump by orders of magnitude.
TEST_P(Algorithm, BalancesQueuesAtBorders) {
  test::SmallProblem small(5, {{0, 1, 0.5, 1e-4},
                               {1, 2, 0.3},
                               {1, 2, 0.8},
                               {1, 2, 9.0},
                               {2, 3, 0.4, 1e-4},
                               {2, 4, 0.7, 1e-4}});
  // Capacities: 12 x 12/24 = 6 vehicles/h over the day, or 24 pcu/h at 0.25; 4 x 20/24, 13 pcu/h.
  small.set_delay(1, {"border_queue", {2.0, 1.0 / 6.0, 1.0, 12.0, 2.0, 12.0, 0.25, 0.0, 0.0}});
  small.set_delay(2, {"border_queue", {1.0, 1.0 / 4.0, 0.5, 20.0, 2.0, 12.0, 0.25, 0.0, 0.0}});
  small.add_class("light", 2.0, {{0, 3, 6.0}, {0, 4, 3.0}});
  small.add_class("heavy", 3.0, {{0, 3, 7.0}}).constant_cost[small.at(2)] += 1.5;
  const double wanted = GetParam() == "msa" ? 1e-3 : GetParam() == "fw" ? 1e-4 : 1e-6;
  const AssignmentResult result =
      assign(small.problem(), {.algorithm = GetParam(), .relative_gap = wanted});
  EXPECT_TRUE(result.converged()) << result.relative_gap;
  expect_certified(small.problem(), result);
  EXPECT_GT(result.volume_pcu_per_h[small.at(1)], 10.0);
  EXPECT_GT(result.volume_pcu_per_h[small.at(2)], 5.0);
}

TEST_P(Algorithm, CertifiesItsGapOnRandomNetworks) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    test::RandomProblem random(seed, 12, 1 + seed % 3);
    const double wanted = GetParam() == "msa" ? 3e-3 : GetParam() == "fw" ? 1e-3 : 1e-5;
    const AssignmentResult result =
        assign(random.small.problem(), {.algorithm = GetParam(), .relative_gap = wanted});
    EXPECT_TRUE(result.converged()) << "seed " << seed << ": " << result.relative_gap;
    expect_certified(random.small.problem(), result);
  }
}

TEST_P(Algorithm, ReachesTheSameObjectiveAsBiconjugateFrankWolfe) {
  for (std::uint32_t seed = 11; seed <= 13; ++seed) {
    test::RandomProblem random(seed, 10, 3);
    const double wanted = GetParam() == "msa" ? 3e-3 : GetParam() == "fw" ? 1e-3 : 1e-5;
    const AssignmentResult result =
        assign(random.small.problem(), {.algorithm = GetParam(), .relative_gap = wanted});
    const AssignmentResult reference =
        assign(random.small.problem(), {.algorithm = "bfw", .relative_gap = 1e-6});
    ASSERT_TRUE(reference.converged());
    // An objective exceeds the optimum by at most gap x total cost.
    EXPECT_NEAR(result.objective, reference.objective,
                (wanted + 1e-6) * std::max(result.total_cost, reference.total_cost));
  }
}

TEST_P(EveryAlgorithm, GivesTheSameBytesForAnyNumberOfThreads) {
  test::RandomProblem random(21, 60, 3);  // enough bushes for groups of several
  std::vector<AssignmentResult> results;
  for (const int threads : {1, 2, 3}) {
    set_thread_count(threads);
    results.push_back(assign(random.small.problem(),
                             {.algorithm = GetParam(), .relative_gap = 0.0, .max_iterations = 40}));
  }
  for (const std::size_t other : {1u, 2u}) {
    EXPECT_EQ(results[0].volume_per_h, results[other].volume_per_h);
    EXPECT_EQ(results[0].delay, results[other].delay);
    EXPECT_EQ(results[0].relative_gap, results[other].relative_gap);
    EXPECT_EQ(results[0].objective, results[other].objective);
  }
}

std::vector<std::string> names(bool with_stochastic) {
  std::vector<std::string> result;
  for (const AlgorithmEntry& entry : algorithms()) {
    if (with_stochastic || !entry.stochastic) result.emplace_back(entry.name);
  }
  return result;
}

std::string test_name(const testing::TestParamInfo<std::string>& instance) {
  std::string name = instance.param;
  name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, Algorithm, testing::ValuesIn(names(false)), test_name);
INSTANTIATE_TEST_SUITE_P(All, EveryAlgorithm, testing::ValuesIn(names(true)), test_name);

}  // namespace
}  // namespace landlink
