// One suite over every method that makes choice sets.
#include "landlink/assign/choice_set.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "landlink/assign/class_costs.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"
#include "support/random_problem.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

class ChoiceSet : public testing::TestWithParam<std::string> {
 protected:
  void TearDown() override { set_thread_count(0); }

  static std::vector<double> constants(const AssignmentProblem& problem) {
    std::vector<double> cost;
    for (const UserClass& c : problem.classes) {
      cost.insert(cost.end(), c.constant_cost.begin(), c.constant_cost.end());
    }
    return cost;
  }
  static PathSet make(const AssignmentProblem& problem, ChoiceSetOptions options) {
    options.method = GetParam();
    const std::vector<double> cost = constants(problem);
    PathSet set(problem, access_groups(problem));
    add_choice_set({problem, cost, options}, set);
    return set;
  }
  static double cost_of(std::span<const LinkId> links, const UserClass& c) {
    double cost = 0.0;
    for (const LinkId link : links) cost += c.constant_cost[link.index()];
    return cost;
  }
};

TEST_P(ChoiceSet, HoldsSimplePermittedPathsWithTheLeastCostOfEveryClass) {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    test::RandomProblem random(seed, 14, 3);
    AssignmentProblem& problem = random.small.problem();
    const Graph& graph = *problem.graph;
    problem.closed_to_through.assign(graph.node_count(), 0);
    problem.closed_to_through[5] = 1;
    const ChoiceSetOptions options{.max_paths = 5, .max_detour = 1.6};
    const PathSet set = make(problem, options);
    for (std::size_t k = 0; k < problem.classes.size(); ++k) {
      const UserClass& c = problem.classes[k];
      for (const OdEntry& cell : c.demand_per_h.entries()) {
        if (cell.origin == cell.destination) continue;
        const std::size_t pair = set.find_pair({set.group_of(k), cell.origin, cell.destination});
        ShortestPathSearch search(graph, problem.closed_to_through);
        search.run(problem.centroids[cell.origin.index()], c.constant_cost);
        const double least = search.distance(problem.centroids[cell.destination.index()]);
        if (std::isinf(least)) {
          EXPECT_EQ(set.path_count(pair), 0u);
          continue;
        }
        double found = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < set.path_count(pair); ++i) {
          const auto links = set.links(set.first_path(pair) + i);
          NodeId at = problem.centroids[cell.origin.index()];
          std::set<NodeId> seen{at};
          for (const LinkId link : links) {
            EXPECT_EQ(graph.tail(link), at);
            EXPECT_TRUE(std::isfinite(c.constant_cost[link.index()]));
            at = graph.head(link);
            EXPECT_TRUE(seen.insert(at).second) << "a node twice";
            EXPECT_TRUE(at.index() != 5 || link == links.back());
          }
          EXPECT_EQ(at, problem.centroids[cell.destination.index()]);
          found = std::min(found, cost_of(links, c));
        }
        // Sums in another order.
        EXPECT_NEAR(found, least, 1e-12 * (1.0 + least));
        // Two classes at most share a pair, each with a cheapest path of its own.
        EXPECT_LE(set.path_count(pair), 5u + 2u);
      }
    }
  }
}

TEST_P(ChoiceSet, IsTheSameForAnyNumberOfThreads) {
  test::RandomProblem random(5, 20, 3);
  set_thread_count(1);
  const PathSet one = make(random.small.problem(), {});
  EXPECT_GT(one.path_count(), one.pair_count() / 2);
  set_thread_count(3);
  EXPECT_EQ(make(random.small.problem(), {}), one);
}

TEST_P(ChoiceSet, RefusesOptionsOutOfBounds) {
  test::SmallProblem small(2, {{0, 1, 1.0}});
  small.add_class("all", 1.0, {{0, 1, 5.0}});
  EXPECT_THROW(make(small.problem(), {.max_paths = 0}), Error);
  EXPECT_THROW(make(small.problem(), {.max_detour = 0.9}), Error);
  EXPECT_THROW(make(small.problem(), {.max_overlap = 1.1}), Error);
  EXPECT_THROW(make(small.problem(), {.penalty = 0.0}), Error);
}

std::vector<std::string> names() {
  std::vector<std::string> result;
  for (const ChoiceSetMethod& method : choice_set_methods()) result.emplace_back(method.name);
  return result;
}

INSTANTIATE_TEST_SUITE_P(All, ChoiceSet, testing::ValuesIn(names()),
                         [](const auto& instance) { return instance.param; });

//   1---2---3      0-1-2-3-6 costs 4, 0-4-5-6 5, 0-6 by the long road 7; 4-5 has a twin of 1.1, and
//  /         \     7 hangs on 2. Detour 1.5: the road of 7 is too long.
// 0---4===5---6
TEST(AlternativePaths, DifferEnoughAndStayWithinTheDetour) {
  test::SmallProblem small(8, {{0, 1, 1.0},
                               {1, 2, 1.0},
                               {2, 3, 1.0},
                               {3, 6, 1.0},
                               {0, 4, 2.0},
                               {4, 5, 1.0},
                               {4, 5, 1.1},
                               {5, 6, 2.0},
                               {0, 6, 7.0},
                               {2, 7, 0.5},
                               {7, 2, 0.5}});
  small.add_class("all", 1.0, {{0, 6, 1.0}});
  const std::vector<double> cost = small.problem().classes[0].constant_cost;
  const auto paths = [&](const std::string& method, double detour, double overlap) {
    PathSet set(small.problem(), access_groups(small.problem()));
    const ChoiceSetOptions options{.method = method, .max_detour = detour, .max_overlap = overlap};
    add_choice_set({small.problem(), cost, options}, set);
    std::vector<double> costs;
    for (std::size_t path = 0; path < set.path_count(); ++path) {
      double sum = 0.0;
      for (const LinkId link : set.links(path)) sum += cost[link.index()];
      costs.push_back(sum);
    }
    return costs;
  };
  using testing::DoubleEq;
  using testing::ElementsAre;
  for (const std::string method : {"via", "penalty"}) {
    // The twin shares 4 of 5.
    EXPECT_THAT(paths(method, 1.5, 0.7), ElementsAre(DoubleEq(4.0), DoubleEq(5.0))) << method;
    EXPECT_THAT(paths(method, 2.0, 0.7), ElementsAre(DoubleEq(4.0), DoubleEq(5.0), DoubleEq(7.0)))
        << method;
    EXPECT_THAT(paths(method, 1.2, 0.7), ElementsAre(DoubleEq(4.0))) << method;
  }
  EXPECT_THAT(paths("least_cost", 2.0, 1.0), ElementsAre(DoubleEq(4.0)));
}

TEST(LeastCostPaths, JoinWhenTheyBeatTheSetAndCountWhatHasNoPath) {
  test::SmallProblem small(3, {{0, 1, 1.0}, {0, 1, 2.0}, {1, 2, 1.0}});
  small.add_class("all", 2.0, {{0, 1, 3.0}, {2, 0, 4.0}});
  PathSet set(small.problem(), access_groups(small.problem()));
  std::vector<double> cost = small.problem().classes[0].constant_cost;
  LeastCosts found = add_least_cost_paths(small.problem(), cost, &set);
  EXPECT_EQ(found.added, 1u);
  EXPECT_EQ(found.cost, 2.0 * 3.0 * 1.0);
  EXPECT_THAT(found.unassigned_per_h, testing::ElementsAre(4.0));
  EXPECT_EQ(add_least_cost_paths(small.problem(), cost, &set).added, 0u);
  cost[small.at(0)] = 2.0;  // a tie does not beat
  EXPECT_EQ(add_least_cost_paths(small.problem(), cost, &set).added, 0u);
  cost[small.at(0)] = 2.1;
  EXPECT_EQ(add_least_cost_paths(small.problem(), cost, &set).added, 1u);
  EXPECT_EQ(set.path_count(), 2u);
}

// From 0 to 3 over 1 for 2, over 2 for 5; a line from 1 to 2 for 1, and one from 2 to 4, whence
// a way of 1 leads back to 2.
class ByWayOf : public testing::Test {
 protected:
  ByWayOf()
      : small_(5, {{0, 1, 1.0},
                   {1, 3, 1.0},
                   {0, 2, 2.0},
                   {2, 3, 3.0},
                   {1, 2, 1.0},
                   {2, 4, 1.0},
                   {4, 2, 1.0}}) {
    small_.add_class("a", 1.0, {{0, 3, 1.0}});
  }
  PathSet added(std::vector<LinkId> links, double max_detour, int times = 1) {
    PathSet set(small_.problem(), access_groups(small_.problem()));
    for (int i = 0; i < times; ++i) {
      add_paths_by_way_of(small_.problem(), small_.problem().classes[0].constant_cost,
                          std::vector<std::vector<LinkId>>{links}, max_detour, set);
    }
    return set;
  }
  test::SmallProblem small_;
};

TEST_F(ByWayOf, AddsTheCheapestPathOverOneOfTheLinks) {
  const PathSet set = added({small_.link(4), small_.link(5)}, 3.0, 2);
  ASSERT_EQ(set.path_count(), 1u) << "and not again";
  const std::vector<LinkId> path(set.links(0).begin(), set.links(0).end());
  EXPECT_EQ(path, (std::vector{small_.link(0), small_.link(4), small_.link(3)}));
}

TEST_F(ByWayOf, LeavesOutWhatIsFarDearerOrPassesANodeTwice) {
  // 0-1-2-3 costs 5, the least 2.
  EXPECT_EQ(added({small_.link(4)}, 2.4).path_count(), 0u);
  EXPECT_EQ(added({small_.link(4)}, 2.5).path_count(), 1u);
  // 0-2-4-2-3 meets 2 twice.
  EXPECT_EQ(added({small_.link(5)}, 10.0).path_count(), 0u);
  EXPECT_EQ(added({}, 10.0).path_count(), 0u);
}

}  // namespace
}  // namespace landlink
