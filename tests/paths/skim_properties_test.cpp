// What holds of least costs on any network, on seeded random ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

#include "landlink/paths/skim.hpp"

namespace landlink {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

struct RandomNetwork {
  explicit RandomNetwork(std::uint32_t seed) : random(seed) {
    constexpr std::size_t kNodes = 24;
    std::vector<std::pair<NodeId, NodeId>> ends;
    for (std::size_t i = 0; i < 4 * kNodes; ++i) {
      ends.emplace_back(NodeId{random() % kNodes}, NodeId{random() % kNodes});
    }
    graph = Graph(kNodes, ends);
    for (std::size_t i = 0; i < graph.link_count(); ++i) {
      // Whole numbers add without rounding; some links are free, some shut.
      const auto draw = static_cast<std::uint32_t>(random() % 40);
      cost.push_back(draw == 0 ? kInfinite : static_cast<double>(draw % 20));
    }
    for (const NodeId node : graph.nodes()) centroids.push_back(node);
  }
  [[nodiscard]] Skims skims() const {
    return skim(
        {.graph = graph, .centroids = centroids, .cost = cost, .closed_to_through = closed});
  }

  std::mt19937 random;
  Graph graph;
  std::vector<double> cost;
  std::vector<NodeId> centroids;
  std::vector<char> closed = {};
};

TEST(SkimProperties, ObeyTheTriangleInequality) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    const Skims s = RandomNetwork(seed).skims();
    for (std::size_t i = 0; i < s.zones; ++i) {
      for (std::size_t j = 0; j < s.zones; ++j) {
        for (std::size_t k = 0; k < s.zones; ++k) {
          EXPECT_LE(s.cost[i * s.zones + k], s.cost[i * s.zones + j] + s.cost[j * s.zones + k]);
        }
      }
    }
  }
}

/// Floyd (1962) and Warshall: an oracle that shares nothing with the search.
TEST(SkimProperties, AgreeWithFloydAndWarshall) {
  for (std::uint32_t seed = 11; seed <= 20; ++seed) {
    const RandomNetwork network(seed);
    const Skims s = network.skims();
    std::vector<double> least(s.zones * s.zones, kInfinite);
    for (std::size_t i = 0; i < s.zones; ++i) least[i * s.zones + i] = 0.0;
    for (const LinkId link : network.graph.links()) {
      double& cell =
          least[network.graph.tail(link).index() * s.zones + network.graph.head(link).index()];
      cell = std::min(cell, network.cost[link.index()]);
    }
    for (std::size_t k = 0; k < s.zones; ++k) {
      for (std::size_t i = 0; i < s.zones; ++i) {
        for (std::size_t j = 0; j < s.zones; ++j) {
          double& cell = least[i * s.zones + j];
          cell = std::min(cell, least[i * s.zones + k] + least[k * s.zones + j]);
        }
      }
    }
    EXPECT_EQ(s.cost, least) << seed;
  }
}

TEST(SkimProperties, NeverFallWhereALinkIsShutOrANodeClosed) {
  for (std::uint32_t seed = 21; seed <= 26; ++seed) {
    RandomNetwork network(seed);
    const Skims before = network.skims();
    network.cost[seed] = kInfinite;
    const Skims shut = network.skims();
    network.closed.assign(network.graph.node_count(), 0);
    network.closed[seed % network.graph.node_count()] = 1;
    const Skims closed = network.skims();
    for (std::size_t cell = 0; cell < before.cost.size(); ++cell) {
      EXPECT_LE(before.cost[cell], shut.cost[cell]);
      EXPECT_LE(shut.cost[cell], closed.cost[cell]);
    }
  }
}

TEST(SkimProperties, FollowTheNumbersOfLinks) {
  // The same network with its links given the other way round: the same costs.
  for (std::uint32_t seed = 31; seed <= 36; ++seed) {
    const RandomNetwork network(seed);
    std::vector<std::pair<NodeId, NodeId>> ends;
    std::vector<double> given;
    for (std::size_t i = network.graph.link_count(); i-- > 0;) {
      ends.emplace_back(network.graph.tail(LinkId{i}), network.graph.head(LinkId{i}));
      given.push_back(network.cost[i]);
    }
    const Graph turned(network.graph.node_count(), ends);
    std::vector<double> cost;
    for (const std::uint32_t place : turned.order()) cost.push_back(given[place]);
    EXPECT_EQ(skim({.graph = turned, .centroids = network.centroids, .cost = cost}).cost,
              network.skims().cost);
  }
}

}  // namespace
}  // namespace landlink
