#include "landlink/assign/loader.hpp"

#include <gmock/gmock.h>

#include "landlink/core/parallel.hpp"
#include "support/small_problem.hpp"

namespace landlink {
namespace {

// 0 -1-> 1 -1-> 2 and 0 -3-> 2; trucks of 2 pcu may not use 1 -> 2.
struct Triangle {
  Triangle() : small(3, {{0, 1, 1.0}, {1, 2, 1.0}, {0, 2, 3.0}}) {
    small.add_class("cars", 1.0, {{0, 2, 10.0}, {0, 1, 4.0}, {1, 1, 7.0}, {2, 0, 3.0}});
    UserClass& trucks = small.add_class("trucks", 2.0, {{0, 2, 5.0}});
    trucks.constant_cost[small.at(1)] = std::numeric_limits<double>::infinity();
  }
  test::SmallProblem small;
};

TEST(Loader, PutsEachClassOnItsShortestPaths) {
  Triangle triangle;
  const AssignmentProblem& problem = triangle.small.problem();
  std::vector<double> cost;
  for (const UserClass& c : problem.classes) {
    cost.insert(cost.end(), c.constant_cost.begin(), c.constant_cost.end());
  }
  std::vector<double> volume(6);
  Loader loader(problem, 4);
  // Cars: 10 x 2 + 4 x 1; trucks 10 pcu x 3. Trips within zone 1 go nowhere; 2 has no way out.
  EXPECT_DOUBLE_EQ(loader.load(cost, volume), 54.0);
  EXPECT_EQ(volume[triangle.small.at(0)], 14.0);
  EXPECT_EQ(volume[triangle.small.at(1)], 10.0);
  EXPECT_EQ(volume[triangle.small.at(2)], 0.0);
  EXPECT_EQ(volume[3 + triangle.small.at(2)], 10.0);
  EXPECT_THAT(loader.unassigned_per_h(), testing::ElementsAre(3.0, 0.0));
}

TEST(Loader, LoadsTheSameForAnyNumberOfThreads) {
  Triangle triangle;
  const AssignmentProblem& problem = triangle.small.problem();
  const std::vector<double> cost{0.1, 0.7, 0.3, 0.1, 0.7, 0.3};
  std::vector<std::vector<double>> volumes;
  for (const int threads : {1, 2, 3}) {
    set_thread_count(threads);
    volumes.emplace_back(6);
    Loader(problem, 64).load(cost, volumes.back());
  }
  set_thread_count(0);
  EXPECT_EQ(volumes[0], volumes[1]);
  EXPECT_EQ(volumes[0], volumes[2]);
}

}  // namespace
}  // namespace landlink
