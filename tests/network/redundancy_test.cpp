// The smallest cut between two places, by Boost's maximum flow on our own graph.
#include "landlink/network/redundancy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "landlink/network/connectivity.hpp"

namespace landlink {
namespace {

NodeId node(int index) { return NodeId{static_cast<std::uint32_t>(index)}; }

using Ends = std::vector<std::pair<NodeId, NodeId>>;

Ends pairs(const std::vector<std::pair<int, int>>& list) {
  Ends ends;
  for (const auto& [from, to] : list) ends.emplace_back(node(from), node(to));
  return ends;
}

//      1 --- 2
//     /       \        two ways from 0 to 4 over 1-2 and over 3, then one link to 5
//    0 -- 3 -- 4 --- 5
const Ends kDrawn = pairs({{0, 1}, {1, 2}, {2, 4}, {0, 3}, {3, 4}, {4, 5}});

TEST(SmallestCut, CountsWaysWithoutACommonLink) {
  const Graph graph(6, kDrawn);
  EXPECT_EQ(smallest_cut(graph, node(0), node(4)).ways, 2U);
  const Cut last = smallest_cut(graph, node(0), node(5));
  EXPECT_EQ(last.ways, 1U);
  ASSERT_EQ(last.links.size(), 1U);
  EXPECT_EQ(graph.tail(last.links[0]), node(4));
  EXPECT_EQ(graph.head(last.links[0]), node(5));
}

TEST(SmallestCut, IsNoneAgainstTheDirectionOfTheLinks) {
  const Graph graph(6, kDrawn);
  const Cut cut = smallest_cut(graph, node(5), node(0));
  EXPECT_EQ(cut.ways, 0U);
  EXPECT_TRUE(cut.links.empty());
}

TEST(SmallestCut, CountsParallelLinksApart) {
  const Graph graph(2, pairs({{0, 1}, {0, 1}, {0, 1}, {1, 0}}));
  EXPECT_EQ(smallest_cut(graph, node(0), node(1)).ways, 3U);
}

// Two properties that together make a cut the smallest: closing it leaves no way (so no more ways
// than its links exist), and every smaller set fails, which holds if closing any one link of it and
// asking again finds one way less.
TEST(SmallestCut, CannotBeSmallerOnRandomGraphs) {
  std::mt19937_64 random(20240601);
  for (int round = 0; round < 40; ++round) {
    const unsigned nodes = 6 + static_cast<unsigned>(round) % 10;
    Ends ends;
    for (unsigned i = 0; i < 3 * nodes; ++i)
      ends.emplace_back(node(static_cast<int>(random() % nodes)),
                        node(static_cast<int>(random() % nodes)));
    const Graph graph(nodes, ends);
    const NodeId from = node(0);
    const NodeId to = node(static_cast<int>(nodes) - 1);
    const Cut cut = smallest_cut(graph, from, to);
    EXPECT_EQ(cut.links.size(), cut.ways);
    const auto reached = reachable_from(graph, from, [&](LinkId link) {
      return std::find(cut.links.begin(), cut.links.end(), link) == cut.links.end();
    });
    EXPECT_EQ(reached[to], 0) << round;
    for (const LinkId closed : cut.links) {
      Ends rest;
      for (const LinkId link : graph.links())
        if (link != closed) rest.emplace_back(graph.tail(link), graph.head(link));
      EXPECT_EQ(smallest_cut(Graph(graph.node_count(), rest), from, to).ways, cut.ways - 1);
    }
  }
}

}  // namespace
}  // namespace landlink
