#include "landlink/paths/skim.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "landlink/core/parallel.hpp"
#include "support/draw_network.hpp"

namespace landlink {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

// The toll road A-B-C costs 1 + 1, the free road A-D-C 3 + 3; D has no link out but to C.
TEST(Skim, SumsAttributesAlongThePathsOfLeastCost) {
  const auto drawn = test::draw_network(R"(
    A-->B-->C
    |       ^
    v       |
    D----->-E
)");
  std::vector<double> cost(drawn.graph().link_count(), 1.0);
  cost[drawn.link('A', 'D').index()] = 3.0;
  std::vector<double> length(drawn.graph().link_count(), 0.0);
  for (const LinkId link : drawn.graph().links()) {
    length[link.index()] = drawn.network().link(link).length_km;
  }
  const std::vector<NodeId> centroids{drawn.node('A'), drawn.node('C'), drawn.node('D')};
  const Skims skims =
      skim({.graph = drawn.graph(), .centroids = centroids, .cost = cost, .attributes = {length}});
  // Rows A, C, D. From D: 8 columns (20 km) to E and 3 rows (15 km) up.
  EXPECT_THAT(skims.cost,
              testing::ElementsAre(0.0, 2.0, 3.0, kInfinite, 0.0, kInfinite, kInfinite, 2.0, 0.0));
  EXPECT_THAT(skims.attributes[0], testing::ElementsAre(0.0, 20.0, 15.0, kInfinite, 0.0, kInfinite,
                                                        kInfinite, 35.0, 0.0));
  EXPECT_EQ(skims.cell(ZoneId{2u}, ZoneId{1u}), 7u);
}

TEST(Skim, IsTheSameForAnyNumberOfThreads) {
  const auto drawn = test::draw_network(R"(
    A---B---C---D
    |   |   |   |
    E---F---G---H
)");
  std::vector<double> cost;
  for (const LinkId link : drawn.graph().links()) cost.push_back(0.1 * (1 + link.index() % 7));
  std::vector<NodeId> centroids;
  for (const NodeId node : drawn.graph().nodes()) centroids.push_back(node);
  std::vector<std::vector<double>> results;
  for (const int threads : {1, 2, 3}) {
    set_thread_count(threads);
    results.push_back(skim({.graph = drawn.graph(), .centroids = centroids, .cost = cost}).cost);
  }
  set_thread_count(0);
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
}

}  // namespace
}  // namespace landlink
