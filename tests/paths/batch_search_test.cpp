#include "landlink/paths/batch_search.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <random>
#include <set>
#include <vector>

#include "landlink/paths/search.hpp"

namespace landlink {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// A connected ring with random chords, parallel links and self-loops, both ways not always.
Graph random_graph(std::mt19937& random, std::size_t nodes) {
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (std::size_t i = 0; i < nodes; ++i) ends.emplace_back(NodeId{i}, NodeId{(i + 1) % nodes});
  for (std::size_t i = 0; i < 3 * nodes; ++i) {
    ends.emplace_back(NodeId{random() % nodes}, NodeId{random() % nodes});
  }
  return {nodes, ends};
}

/// Small whole numbers, so that many paths tie; of ten links one free and one shut.
std::vector<double> random_cost(std::mt19937& random, std::size_t links) {
  std::vector<double> cost(links);
  for (double& c : cost) {
    const auto kind = random() % 10;
    c = kind == 0 ? 0.0 : kind == 1 ? kInfinite : static_cast<double>(1 + random() % 6) * 0.1;
  }
  return cost;
}

Graph reversed(const Graph& graph) {
  std::vector<std::pair<NodeId, NodeId>> ends;
  for (const LinkId link : graph.links()) ends.emplace_back(graph.head(link), graph.tail(link));
  return {graph.node_count(), ends};
}

/// Of a shortest path as read: from `from` to `to`, over no node twice, passing no closed one.
void expect_path(const Graph& graph, const std::vector<LinkId>& path, NodeId from, NodeId to,
                 const std::vector<char>& closed) {
  std::set<NodeId> seen{from};
  NodeId at = from;
  for (const LinkId link : path) {
    ASSERT_EQ(graph.tail(link), at);
    at = graph.head(link);
    ASSERT_TRUE(seen.insert(at).second);
    if (at != to) {
      ASSERT_EQ(closed[at.index()], 0);
    }
  }
  EXPECT_EQ(at, to);
}

// The oracle is the search for one: in the direction of links, or on the graph turned round.
TEST(BatchSearch, FindsTheDistancesOfSingleSearchesToTheLastBit) {
  std::mt19937 random(20);
  for (int round = 0; round < 40; ++round) {
    const std::size_t nodes = 2 + random() % 60;
    const Graph graph = random_graph(random, nodes);
    const Graph turned = reversed(graph);
    std::vector<char> closed(nodes, 0);
    for (char& c : closed) c = random() % 8 == 0 ? 1 : 0;
    const NodeId root{random() % nodes};
    const std::size_t lanes = 1 + random() % BatchSearch::kLanes;
    for (const Toward toward : {Toward::others, Toward::root}) {
      BatchSearch batch(graph, toward, closed);
      ShortestPathSearch single(toward == Toward::others ? graph : turned, closed);
      std::vector<std::vector<double>> cost;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        cost.push_back(random_cost(random, graph.link_count()));
        batch.set_cost(lane, cost[lane]);
      }
      batch.run(root, lanes);
      TightPaths paths(nodes);
      for (std::size_t lane = 0; lane < BatchSearch::kLanes; ++lane) {
        if (lane >= lanes) {
          EXPECT_EQ(batch.distance(root, lane), kInfinite);
          continue;
        }
        std::vector<double> own = cost[lane];
        if (toward == Toward::root) {
          for (std::size_t i = 0; i < own.size(); ++i) own[i] = cost[lane][turned.order()[i]];
        }
        single.run(root, own);
        const ShortestPathLabels labels{graph,      toward, root, batch.distances(lane),
                                        cost[lane], closed};
        for (const NodeId node : graph.nodes()) {
          ASSERT_EQ(batch.distance(node, lane), single.distance(node));
          if (single.distance(node) == kInfinite) continue;
          std::vector<LinkId> path;
          paths.read(labels, node, path);
          const bool away = toward == Toward::others;
          expect_path(graph, path, away ? root : node, away ? node : root, closed);
          // Added from the root outward, as labels are.
          double sum = 0.0;
          if (away) {
            for (const LinkId link : path) sum += cost[lane][link.index()];
          } else {
            for (std::size_t i = path.size(); i-- > 0;) sum += cost[lane][path[i].index()];
          }
          EXPECT_EQ(sum, single.distance(node));
        }
      }
    }
  }
}

// Without free links every node has a nearer one before it, and the paths are those of the trees.
TEST(TightPaths, AreThoseOfTheTreesOfSingleSearches) {
  std::mt19937 random(21);
  for (int round = 0; round < 40; ++round) {
    const std::size_t nodes = 2 + random() % 60;
    const Graph graph = random_graph(random, nodes);
    std::vector<double> cost(graph.link_count());
    for (double& c : cost) c = static_cast<double>(1 + random() % 4);
    BatchSearch batch(graph);
    batch.set_cost(0, cost);
    ShortestPathSearch single(graph);
    TightPaths paths(nodes);
    batch.run(NodeId{0u}, 1);
    single.run(NodeId{0u}, cost);
    for (const NodeId node : graph.nodes()) {
      std::vector<LinkId> path;
      paths.read({graph, Toward::others, NodeId{0u}, batch.distances(0), cost}, node, path);
      NodeId at = node;
      for (std::size_t i = path.size(); i-- > 0;) {
        EXPECT_EQ(path[i], single.parent(at));
        at = graph.tail(path[i]);
      }
      EXPECT_EQ(at, NodeId{0u});
    }
  }
}

// 0 -> 1 at cost 1, then 1 -> 2 -> 3 -> 1 free and 3 -> 4 free: 4 is reached over 2 and 3 though
// none of them is nearer than another. By ascending ids alone the way back from 3 could circle.
TEST(TightPaths, LeadOutOfARingOfFreeLinks) {
  const std::vector<std::pair<NodeId, NodeId>> ends{{NodeId{0u}, NodeId{1u}},
                                                    {NodeId{1u}, NodeId{2u}},
                                                    {NodeId{2u}, NodeId{3u}},
                                                    {NodeId{3u}, NodeId{1u}},
                                                    {NodeId{3u}, NodeId{4u}}};
  const Graph graph(5, ends);
  const std::vector<double> cost{1.0, 0.0, 0.0, 0.0, 0.0};
  BatchSearch batch(graph);
  batch.set_cost(0, cost);
  batch.run(NodeId{0u}, 1);
  TightPaths paths(5);
  std::vector<LinkId> path;
  paths.read({graph, Toward::others, NodeId{0u}, batch.distances(0), cost}, NodeId{4u}, path);
  EXPECT_THAT(path, testing::ElementsAre(LinkId{0u}, LinkId{1u}, LinkId{2u}, LinkId{4u}));
}

// A network on which Pape's order looks at nodes 2^43 times, which would take days. Links go from
// every node to all later ones. Each look at node j lowers the labels of all nodes behind it,
// however well the nodes between have been explored, if c(i, j + 1) > c(i, j) + c(j, last); the
// last of them goes first; and the root's links are met in descending order. Single steps cost 1
// and are the cheapest way.
TEST(BatchSearch, EndsWhereADequeWouldNot) {
  constexpr std::size_t kNodes = 44;
  std::vector<std::vector<double>> cost_of(kNodes, std::vector<double>(kNodes, 0.0));
  for (std::size_t i = kNodes - 1; i-- > 0;) {
    cost_of[i][i + 1] = 1.0;
    for (std::size_t j = i + 1; j + 1 < kNodes; ++j) {
      cost_of[i][j + 1] = cost_of[i][j] + cost_of[j][kNodes - 1] + 1.0;
    }
  }
  std::vector<std::pair<NodeId, NodeId>> ends;
  std::vector<double> cost;
  for (std::size_t j = kNodes; j-- > 1;) {
    ends.emplace_back(NodeId{0u}, NodeId{j});
    cost.push_back(cost_of[0][j]);
  }
  for (std::size_t i = 1; i < kNodes; ++i) {
    for (std::size_t j = i + 1; j < kNodes; ++j) {
      ends.emplace_back(NodeId{i}, NodeId{j});
      cost.push_back(cost_of[i][j]);
    }
  }
  const Graph graph(kNodes, ends);  // the order given is that of tails already
  BatchSearch batch(graph);
  batch.set_cost(0, cost);
  batch.run(NodeId{0u}, 1);
  for (const NodeId node : graph.nodes()) {
    EXPECT_EQ(batch.distance(node, 0), static_cast<double>(node.index()));
  }
}

}  // namespace
}  // namespace landlink
