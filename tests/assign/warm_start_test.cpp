// Runs that start from what an earlier one has kept end as cold ones do.
#include "landlink/assign/warm_start.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

constexpr double kShut = std::numeric_limits<double>::infinity();

/// A result with what the slot says of its run.
struct WarmResult : AssignmentResult {
  WarmSlot slot;
};

WarmResult run(const AssignmentProblem& problem, std::shared_ptr<const WarmStart> start,
               double gap) {
  WarmResult result;
  result.slot.start = std::move(start);
  result.slot.keep = true;
  static_cast<AssignmentResult&>(result) = assign(problem, {.relative_gap = gap}, result.slot);
  return result;
}

WarmResult base_run(const AssignmentProblem& problem) { return run(problem, nullptr, 1e-10); }

WarmResult warm_run(const AssignmentProblem& problem, const WarmResult& base, double gap = 1e-10) {
  return run(problem, base.slot.kept, gap);
}

// 0 to 1 by 1 + v/1000 h or 1.5 + v/2000 h: 2000 pcu/h divide evenly. Of 3000,
// 1 + v/1000 = 1.5 + (3000 - v)/2000 gives v = 4000/3. With the first road at half its capacity,
// 1 + v/500 = 1.5 + (3000 - v)/2000 gives v = 800.
TEST(WarmStart, FollowsChangesOfDemandAndCapacity) {
  test::SmallProblem small(2, {{0, 1, 1.0, 1.0 / 1000}, {0, 1, 1.5, 1.0 / 2000}});
  small.add_class("all", 1.0, {{0, 1, 2000.0}});
  const WarmResult base = base_run(small.problem());
  ASSERT_TRUE(base.slot.kept);
  EXPECT_FALSE(base.slot.started_warm);
  EXPECT_GT(base.slot.state_bytes, 0u);
  small.problem().classes[0].demand_per_h = OdMatrix(2, {{ZoneId{0u}, ZoneId{1u}, 3000.0}});
  const WarmResult more = warm_run(small.problem(), base);
  EXPECT_TRUE(more.slot.started_warm);
  EXPECT_TRUE(more.converged());
  // A gap of 1e-10 leaves 1e-10 x 7000 / (slopes of 0.0015) x ... < 1e-3 pcu/h.
  EXPECT_NEAR(more.volume_pcu_per_h[small.at(0)], 4000.0 / 3.0, 1e-3);
  small.set_delay(0, {"bpr", {1.0, 1.0 / 500, 1.0, 1.0}});
  const WarmResult less = warm_run(small.problem(), base);
  EXPECT_NEAR(less.volume_pcu_per_h[small.at(0)], 800.0, 1e-3);
}

// The ring 0-1-2-3-0 both ways, 10 from 0 to 2. With 1 -> 2 shut all go by 3; with 3 -> 2 shut too
// nobody arrives; with all open again from there, both ways cost 2 + 0.1 v and share evenly.
TEST(WarmStart, LeavesShutLinksAndComesBackWhenTheyOpen) {
  test::SmallProblem small(4, {{0, 1, 1.0, 0.05},
                               {1, 2, 1.0, 0.05},
                               {0, 3, 1.0, 0.05},
                               {3, 2, 1.0, 0.05},
                               {2, 1, 1.0},
                               {2, 3, 1.0}});
  small.add_class("all", 2.0, {{0, 2, 5.0}});
  std::vector<double>& constant = small.problem().classes[0].constant_cost;
  const WarmResult base = base_run(small.problem());
  constant[small.at(1)] = kShut;
  const WarmResult detour = warm_run(small.problem(), base);
  EXPECT_TRUE(detour.slot.started_warm);
  EXPECT_EQ(detour.volume_per_h[0][small.at(1)], 0.0);
  EXPECT_EQ(detour.volume_per_h[0][small.at(3)], 5.0);
  constant[small.at(3)] = kShut;
  const WarmResult cut = warm_run(small.problem(), detour);
  EXPECT_EQ(cut.unassigned_per_h[0], 5.0);
  EXPECT_EQ(cut.total_cost, 0.0);
  constant[small.at(1)] = constant[small.at(3)] = 1.0;
  const WarmResult again = warm_run(small.problem(), cut);
  EXPECT_EQ(again.unassigned_per_h[0], 0.0);
  EXPECT_NEAR(again.volume_per_h[0][small.at(1)], 2.5, 1e-4);
}

TEST(WarmStart, StartsColdOnAnotherGraphOrWithOtherClasses) {
  test::SmallProblem small(3, {{0, 1, 1.0, 0.1}, {1, 2, 1.0, 0.1}});
  small.add_class("all", 1.0, {{0, 2, 1.0}});
  const WarmResult base = base_run(small.problem());
  test::SmallProblem other(3, {{0, 1, 1.0, 0.1}, {0, 2, 1.0, 0.1}});
  other.add_class("all", 1.0, {{0, 2, 1.0}});
  const WarmResult on_other = warm_run(other.problem(), base);
  EXPECT_FALSE(on_other.slot.started_warm);
  EXPECT_EQ(on_other.volume_pcu_per_h[other.at(1)], 1.0);
  small.add_class("trucks", 2.0, {{0, 2, 1.0}});
  EXPECT_FALSE(warm_run(small.problem(), base).slot.started_warm);
}

/// A random strongly connected network with free and parallel links and two classes.
class RandomChange {
 public:
  RandomChange(std::uint32_t seed, std::size_t nodes)
      : nodes_(nodes), random_(seed), small_(nodes, links()) {
    for (std::size_t k = 0; k < 2; ++k) {
      UserClass& c = small_.add_class(k == 0 ? "a" : "b", 1.0 + static_cast<double>(k), {});
      for (double& constant : c.constant_cost) constant += uniform() * static_cast<double>(k);
      c.demand_per_h = demand();
    }
  }
  /// Slopes, demand, and links open to one class or to none: all but the ring's.
  void change() {
    AssignmentProblem& problem = small_.problem();
    for (UserClass& c : problem.classes) c.demand_per_h = demand();
    for (std::size_t i = 0; i < 4 * nodes_; i += 3) {
      small_.set_delay(i, {"bpr", {1.0, 0.05 * uniform(), 1.0, 1.0}});
    }
    for (std::size_t i = nodes_; i < 4 * nodes_; i += 4) {
      problem.classes[1].constant_cost[small_.at(i)] = kShut;
      if (i % 8 == 0) problem.classes[0].constant_cost[small_.at(i)] = kShut;
    }
  }
  /// Shuts or opens a link to a class; those of the ring stay open.
  void flip(std::size_t user_class, std::size_t link) {
    double& constant = small_.problem().classes[user_class].constant_cost[small_.at(link)];
    constant = constant == kShut ? uniform() : kShut;
  }
  void steepen(std::size_t link) {
    small_.set_delay(link, {"bpr", {1.0, 0.1 * uniform(), 1.0, 1.0}});
  }
  [[nodiscard]] const AssignmentProblem& problem() { return small_.problem(); }

 private:
  double uniform() { return static_cast<double>(random_() % 1000) / 1000.0; }
  std::vector<test::SmallLink> links() {
    std::vector<test::SmallLink> result;
    for (std::size_t i = 0; i < nodes_; ++i) {
      result.push_back({i, (i + 1) % nodes_, uniform(), 0.01 * uniform()});
    }
    for (std::size_t i = nodes_; i < 4 * nodes_; ++i) {
      const double free = i % 7 == 0 ? 0.0 : 1.0;
      result.push_back({random_() % nodes_, random_() % nodes_, 3.0 * free * uniform(),
                        0.05 * free * uniform()});
    }
    return result;
  }
  OdMatrix demand() {
    std::vector<OdEntry> entries;
    for (std::size_t i = 0; i < 2 * nodes_; ++i) {
      // Some zones start to send, others cease.
      entries.push_back({ZoneId{random_() % nodes_}, ZoneId{random_() % nodes_}, 20.0 * uniform()});
    }
    return OdMatrix(nodes_, std::move(entries));
  }

  std::size_t nodes_;
  std::mt19937 random_;
  test::SmallProblem small_;
};

TEST(WarmStart, ReachesTheObjectiveOfAColdRunOnRandomNetworks) {
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    RandomChange random(seed, 14);
    const WarmResult base = base_run(random.problem());
    ASSERT_TRUE(base.converged()) << "seed " << seed;
    random.change();
    const AssignmentResult cold = assign(random.problem(), {.relative_gap = 1e-9});
    const WarmResult warm = warm_run(random.problem(), base, 1e-9);
    ASSERT_TRUE(warm.slot.started_warm);
    EXPECT_TRUE(warm.converged()) << "seed " << seed << ": " << warm.relative_gap;
    // Either exceeds the optimum by at most its gap times the total cost.
    EXPECT_NEAR(warm.objective, cold.objective, 2e-9 * cold.total_cost) << "seed " << seed;
    EXPECT_EQ(warm.unassigned_per_h, cold.unassigned_per_h);
    for (const UserClass& c : random.problem().classes) {
      const std::size_t k = static_cast<std::size_t>(&c - random.problem().classes.data());
      for (std::size_t i = 0; i < c.constant_cost.size(); ++i) {
        if (c.constant_cost[i] == kShut) {
          EXPECT_EQ(warm.volume_per_h[k][i], 0.0);
        }
      }
    }
  }
}

/// What the demand would cost on shortest paths at a result's delays, found anew.
double shortest_path_cost(const AssignmentProblem& problem, const AssignmentResult& result) {
  ShortestPathSearch search(*problem.graph, problem.closed_to_through);
  CompensatedSum sum;
  for (const UserClass& c : problem.classes) {
    std::vector<double> cost = c.constant_cost;
    for (std::size_t i = 0; i < cost.size(); ++i) cost[i] += result.delay[i];
    for (std::size_t zone = 0; zone < problem.centroids.size(); ++zone) {
      search.run(problem.centroids[zone], cost);
      for (const OdCell& cell : c.demand_per_h.row(ZoneId{zone})) {
        if (cell.destination == ZoneId{zone}) continue;
        const double distance = search.distance(problem.centroids[cell.destination.index()]);
        if (distance < kShut) sum.add(cell.value * c.pce * distance);
      }
    }
  }
  return sum.value();
}

// Bushes that a change does not touch are not looked at again: the certificate is to be that of all
// of them, whatever links have been shut and opened on the way.
TEST(WarmStart, CertifiesWhatItHasNotLookedAtAgain) {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    constexpr std::size_t kNodes = 14;
    RandomChange random(seed, kNodes);
    WarmResult last = base_run(random.problem());
    std::size_t at_once = 0;
    for (std::size_t link = kNodes; link < 4 * kNodes; ++link) {
      random.flip(link % 2, link);
      if (link % 5 == 0) random.flip(0, kNodes + (link * link) % (3 * kNodes));
      if (link % 11 == 0) random.steepen(link);
      const WarmResult warm = warm_run(random.problem(), last, 1e-9);
      ASSERT_TRUE(warm.slot.started_warm);
      ASSERT_TRUE(warm.converged()) << "seed " << seed << ", link " << link;
      // Both add the same distances, in another order.
      EXPECT_NEAR(warm.shortest_path_cost, shortest_path_cost(random.problem(), warm),
                  1e-12 * warm.total_cost)
          << "seed " << seed << ", link " << link;
      const AssignmentResult cold = assign(random.problem(), {.relative_gap = 1e-9});
      EXPECT_NEAR(warm.objective, cold.objective, 2e-9 * cold.total_cost);
      if (warm.history.size() == 1) ++at_once;
      last = warm;
    }
    EXPECT_GT(at_once, 5u) << "seed " << seed;  // links that few or none have used
  }
}

TEST(WarmStart, GivesTheSameBytesForAnyNumberOfThreads) {
  RandomChange random(5, 60);
  std::vector<WarmResult> results;
  const WarmResult base = base_run(random.problem());
  random.change();
  for (const int threads : {1, 2, 3}) {
    set_thread_count(threads);
    results.push_back(warm_run(random.problem(), base));
  }
  set_thread_count(0);
  EXPECT_EQ(results[0].volume_per_h, results[1].volume_per_h);
  EXPECT_EQ(results[0].volume_per_h, results[2].volume_per_h);
  EXPECT_EQ(results[0].objective, results[2].objective);
}

}  // namespace
}  // namespace landlink
