#include "landlink/paths/search.hpp"

#include <gmock/gmock.h>

#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <limits>
#include <random>
#include <vector>

#include "landlink/network/boost_graph.hpp"
#include "support/draw_network.hpp"

namespace landlink {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

std::vector<double> lengths(const Network& network) {
  std::vector<double> result;
  for (const LinkId link : network.graph().links()) result.push_back(network.link(link).length_km);
  return result;
}

// From A: B 10, D 5, E 5 + 10, C by B 20 (by E 15 + 5 is no link).
TEST(ShortestPathSearch, FindsHandComputedDistances) {
  const auto drawn = test::draw_network(R"(
    A---B---C
    |   |
    D---E
)");
  ShortestPathSearch search(drawn.graph());
  search.run(drawn.node('A'), lengths(drawn.network()));
  EXPECT_EQ(search.distance(drawn.node('A')), 0.0);
  EXPECT_EQ(search.distance(drawn.node('B')), 10.0);
  EXPECT_EQ(search.distance(drawn.node('C')), 20.0);
  EXPECT_EQ(search.distance(drawn.node('D')), 10.0);
  EXPECT_EQ(search.distance(drawn.node('E')), 20.0);
  EXPECT_EQ(search.parent(drawn.node('C')), drawn.link('B', 'C'));
  EXPECT_FALSE(search.parent(drawn.node('A')).valid());
  EXPECT_EQ(search.reached().front(), drawn.node('A'));
  EXPECT_EQ(search.reached().size(), 5u);
}

TEST(ShortestPathSearch, LeavesAClosedCentroidOnlyWhenItStartsThere) {
  const auto drawn = test::draw_network("A---B---C");
  const std::vector<char> closed{0, 1, 0};
  ShortestPathSearch search(drawn.graph(), closed);
  search.run(drawn.node('A'), lengths(drawn.network()));
  EXPECT_EQ(search.distance(drawn.node('B')), 10.0);
  EXPECT_EQ(search.distance(drawn.node('C')), kInfinite);
  EXPECT_FALSE(search.parent(drawn.node('C')).valid());
  search.run(drawn.node('B'), lengths(drawn.network()));
  EXPECT_EQ(search.distance(drawn.node('C')), 10.0);
}

TEST(ShortestPathSearch, NeverUsesALinkOfInfiniteCost) {
  const auto drawn = test::draw_network("A--->B--->C");
  std::vector<double> cost = lengths(drawn.network());
  cost[drawn.link('B', 'C').index()] = kInfinite;
  ShortestPathSearch search(drawn.graph());
  search.run(drawn.node('A'), cost);
  EXPECT_EQ(search.distance(drawn.node('C')), kInfinite);
  EXPECT_FALSE(search.parent(drawn.node('C')).valid());
  EXPECT_EQ(search.reached().size(), 2u);
}

Graph graph_of(std::size_t nodes, const std::vector<std::pair<std::size_t, std::size_t>>& links) {
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const auto& [tail, head] : links) ends.emplace_back(NodeId{tail}, NodeId{head});
  return {nodes, ends};
}

TEST(ShortestPathSearch, TakesTheSmallestOfTightParallelLinksAndPaths) {
  // Links 0, 1: 0->1 and 0->2; 2, 3: twice 1->3; 4: 2->3. All cost 1: 3 is entered by link 2.
  const Graph graph = graph_of(4, {{0, 1}, {0, 2}, {1, 3}, {1, 3}, {2, 3}});
  ShortestPathSearch search(graph);
  search.run(NodeId{0u}, std::vector<double>(5, 1.0));
  EXPECT_EQ(search.parent(NodeId{3u}), LinkId{2u});
  // Link 2 dearer: the next of the tight ones.
  search.run(NodeId{0u}, std::vector<double>{1.0, 1.0, 1.5, 1.0, 1.0});
  EXPECT_EQ(search.parent(NodeId{3u}), LinkId{3u});
}

TEST(ShortestPathSearch, BuildsATreeThroughZeroCostCycles) {
  // A cycle of free links 1 -> 2 -> 3 -> 1 entered from 0 at node 3.
  const Graph graph = graph_of(4, {{0, 3}, {1, 2}, {2, 3}, {3, 1}});
  ShortestPathSearch search(graph);
  search.run(NodeId{0u}, std::vector<double>{2.0, 0.0, 0.0, 0.0});
  for (const std::size_t node : {1u, 2u, 3u}) EXPECT_EQ(search.distance(NodeId{node}), 2.0);
  EXPECT_EQ(search.parent(NodeId{3u}), LinkId{0u});
  EXPECT_EQ(search.parent(NodeId{1u}), LinkId{3u});
  EXPECT_EQ(search.parent(NodeId{2u}), LinkId{1u});
}

/// A random graph with parallel links, self-loops, free links and shut ones.
struct RandomCase {
  Graph graph;
  std::vector<double> cost;
  std::vector<char> closed;
};

RandomCase random_case(std::mt19937& random, std::size_t nodes, std::size_t links) {
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  for (std::size_t i = 0; i < links; ++i) ends.emplace_back(random() % nodes, random() % nodes);
  RandomCase result{graph_of(nodes, ends), {}, std::vector<char>(nodes, 0)};
  for (std::size_t i = 0; i < links; ++i) {
    const auto draw = random() % 20;
    result.cost.push_back(draw == 0  ? kInfinite
                          : draw < 4 ? 0.0
                                     : static_cast<double>(random() % 50) / 8.0);
  }
  for (std::size_t i = 0; i < nodes / 10; ++i) result.closed[random() % nodes] = 1;
  return result;
}

TEST(ShortestPathSearch, AgreesWithBellmanFordOnRandomGraphs) {
  std::mt19937 random(7);
  for (int repetition = 0; repetition < 50; ++repetition) {
    const RandomCase c = random_case(random, 60, 180);
    const NodeId origin{random() % 60u};
    ShortestPathSearch search(c.graph, c.closed);
    search.run(origin, c.cost);

    // Closing a node to through traffic is the same as shutting the links that leave it.
    constexpr double kShut = 1e9;
    std::vector<double> cost = c.cost;
    for (const LinkId link : c.graph.links()) {
      const NodeId tail = c.graph.tail(link);
      if (cost[link.index()] == kInfinite || (c.closed[tail.index()] != 0 && tail != origin)) {
        cost[link.index()] = kShut;
      }
    }
    std::vector<double> oracle(60, std::numeric_limits<double>::max());
    oracle[origin.index()] = 0.0;
    std::vector<NodeId> predecessor(60);
    boost::bellman_ford_shortest_paths(
        c.graph, 60,
        boost::weight_map(boost::make_iterator_property_map(cost.begin(), link_index))
            .predecessor_map(boost::make_iterator_property_map(predecessor.begin(), node_index))
            .distance_map(boost::make_iterator_property_map(oracle.begin(), node_index)));
    for (const NodeId node : c.graph.nodes()) {
      const double expected = oracle[node.index()] < kShut ? oracle[node.index()] : kInfinite;
      EXPECT_EQ(search.distance(node), expected);  // eighths add up exactly
    }
  }
}

TEST(ShortestPathSearch, GivesATreeOfTightLinksOnRandomGraphs) {
  std::mt19937 random(8);
  for (int repetition = 0; repetition < 50; ++repetition) {
    const RandomCase c = random_case(random, 60, 240);
    const NodeId origin{random() % 60u};
    ShortestPathSearch search(c.graph, c.closed);
    search.run(origin, c.cost);
    std::vector<char> seen(60, 0);
    for (const NodeId node : search.reached()) {
      seen[node.index()] = 1;
      const LinkId parent = search.parent(node);
      if (node == origin) {
        EXPECT_FALSE(parent.valid());
        continue;
      }
      const NodeId tail = c.graph.tail(parent);
      EXPECT_EQ(seen[tail.index()], 1) << "a parent comes first, so there is no cycle";
      EXPECT_EQ(search.distance(tail) + c.cost[parent.index()], search.distance(node));
      for (const LinkId link : c.graph.in_links(node)) {
        const NodeId from = c.graph.tail(link);
        const bool open = from == origin || c.closed[from.index()] == 0;
        if (open && search.distance(from) < search.distance(node) &&
            search.distance(from) + c.cost[link.index()] == search.distance(node)) {
          EXPECT_LE(parent, link) << "the smallest tight link from a nearer node";
        }
      }
    }
  }
}

// A chain on which the deque of Pape scans about 2^18 times: from node i the dear link 2^(18-i)
// skips ahead of the cheap way round, so that every relabelling repeats all that follows.
TEST(ShortestPathSearch, StaysFastWhereLabelCorrectingExplodes) {
  constexpr std::size_t kStages = 18;
  std::vector<std::pair<std::size_t, std::size_t>> ends;
  std::vector<double> given_cost;
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    const std::size_t from = 2 * stage;
    const double dear = static_cast<double>(1u << (kStages - stage));
    ends.insert(ends.end(), {{from, from + 2}, {from, from + 1}, {from + 1, from + 2}});
    given_cost.insert(given_cost.end(), {dear, dear / 4.0, dear / 4.0});
  }
  const Graph graph = graph_of(2 * kStages + 1, ends);
  std::vector<double> cost;
  for (const std::uint32_t given : graph.order()) cost.push_back(given_cost[given]);
  ShortestPathSearch search(graph);
  search.run(NodeId{0u}, cost);
  // The ways round: half of each dear link; 2^18 + 2^17 + ... + 2 = 2^19 - 2, halved.
  EXPECT_EQ(search.distance(NodeId{2 * kStages}), (1 << kStages) - 1.0);
  EXPECT_EQ(search.reached().size(), 2 * kStages + 1);
}

TEST(ShortestPathSearch, NeverFindsShorterPathsAfterALinkIsShut) {
  std::mt19937 random(9);
  for (int repetition = 0; repetition < 30; ++repetition) {
    RandomCase c = random_case(random, 40, 120);
    ShortestPathSearch search(c.graph, c.closed);
    search.run(NodeId{0u}, c.cost);
    const std::vector<double> before(search.distances().begin(), search.distances().end());
    c.cost[random() % c.cost.size()] = kInfinite;
    search.run(NodeId{0u}, c.cost);
    for (std::size_t node = 0; node < before.size(); ++node) {
      EXPECT_GE(search.distances()[node], before[node]);
    }
  }
}

}  // namespace
}  // namespace landlink
