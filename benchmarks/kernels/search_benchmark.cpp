// Shortest paths on a road-like grid: one tree, by our kernel and by Boost's through the adaptor;
// trees of many sources in turn, as a loading runs them; and skims between zones.
#include <benchmark/benchmark.h>

#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "landlink/core/parallel.hpp"
#include "landlink/network/boost_graph.hpp"
#include "landlink/paths/batch_search.hpp"
#include "landlink/paths/search.hpp"
#include "landlink/paths/skim.hpp"

namespace landlink {
namespace {

struct Grid {
  Graph graph;
  std::vector<double> cost;
};

/// A square of two-way streets whose costs vary by a factor of four, from a fixed seed.
Grid grid(std::size_t side) {
  std::vector<std::pair<NodeId, NodeId>> ends;
  const auto join = [&](std::size_t a, std::size_t b) {
    ends.emplace_back(NodeId{a}, NodeId{b});
    ends.emplace_back(NodeId{b}, NodeId{a});
  };
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      const std::size_t node = row * side + column;
      if (column + 1 < side) join(node, node + 1);
      if (row + 1 < side) join(node, node + side);
    }
  }
  Grid result{Graph(side * side, ends), {}};
  std::mt19937 random(1);
  for (std::size_t i = 0; i < result.graph.link_count(); ++i) {
    result.cost.push_back(1.0 + 3.0 * static_cast<double>(random() % 4096) / 4096.0);
  }
  return result;
}

void our_search(benchmark::State& state) {
  const Grid g = grid(static_cast<std::size_t>(state.range(0)));
  ShortestPathSearch search(g.graph);
  std::uint32_t origin = 0;
  for (auto _ : state) {
    search.run(NodeId{origin}, g.cost);
    benchmark::DoNotOptimize(search.distances().data());
    origin = (origin + 7919) % static_cast<std::uint32_t>(g.graph.node_count());
  }
}
BENCHMARK(our_search)->Arg(30)->Arg(110)->Arg(300)->Unit(benchmark::kMicrosecond);

void boost_search(benchmark::State& state) {
  const Grid g = grid(static_cast<std::size_t>(state.range(0)));
  const std::size_t nodes = g.graph.node_count();
  std::vector<double> distance(nodes);
  std::vector<NodeId> predecessor(nodes);
  std::uint32_t origin = 0;
  for (auto _ : state) {
    boost::dijkstra_shortest_paths_no_color_map(
        g.graph, NodeId{origin},
        boost::vertex_index_map(node_index)
            .weight_map(boost::make_iterator_property_map(g.cost.begin(), link_index))
            .predecessor_map(boost::make_iterator_property_map(predecessor.begin(), node_index))
            .distance_map(boost::make_iterator_property_map(distance.begin(), node_index)));
    benchmark::DoNotOptimize(distance.data());
    origin = (origin + 7919) % static_cast<std::uint32_t>(nodes);
  }
}
BENCHMARK(boost_search)->Arg(30)->Arg(110)->Arg(300)->Unit(benchmark::kMicrosecond);

/// Eight trees of one origin whose costs differ by a share of the length, as those of classes do:
/// together, or in turn. Items are trees.
void trees_of_classes(benchmark::State& state, bool together) {
  const Grid g = grid(static_cast<std::size_t>(state.range(0)));
  constexpr std::size_t kClasses = BatchSearch::kLanes;
  std::mt19937 random(2);
  std::vector<std::vector<double>> cost;
  for (std::size_t k = 0; k < kClasses; ++k) {
    cost.push_back(g.cost);
    for (double& c : cost.back()) {
      c += 0.2 * static_cast<double>(k) * static_cast<double>(random() % 4096) / 4096.0;
    }
  }
  ShortestPathSearch search(g.graph);
  BatchSearch batch(g.graph);
  std::uint32_t origin = 0;
  for (auto _ : state) {
    if (together) {
      for (std::size_t k = 0; k < kClasses; ++k) batch.set_cost(k, cost[k]);
      batch.run(NodeId{origin}, kClasses);
      benchmark::DoNotOptimize(batch.labels().data());
    } else {
      for (std::size_t k = 0; k < kClasses; ++k) {
        search.run(NodeId{origin}, cost[k]);
        benchmark::DoNotOptimize(search.distances().data());
      }
    }
    origin = (origin + 7919) % static_cast<std::uint32_t>(g.graph.node_count());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kClasses));
}
BENCHMARK_CAPTURE(trees_of_classes, together, true)
    ->Arg(30)
    ->Arg(110)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(trees_of_classes, in_turn, false)
    ->Arg(30)
    ->Arg(110)
    ->Unit(benchmark::kMicrosecond);

/// Time of all trees; items are trees.
void trees_of_sources(benchmark::State& state) {
  const Grid g = grid(110);
  ShortestPathSearch search(g.graph);
  const auto sources = static_cast<std::uint32_t>(state.range(0));
  const auto nodes = static_cast<std::uint32_t>(g.graph.node_count());
  for (auto _ : state) {
    for (std::uint32_t i = 0; i < sources; ++i) {
      search.run(NodeId{i * (nodes / sources)}, g.cost);
      benchmark::DoNotOptimize(search.distances().data());
    }
  }
  state.SetItemsProcessed(state.iterations() * sources);
}
BENCHMARK(trees_of_sources)->Arg(1)->Arg(8)->Arg(64)->Unit(benchmark::kMillisecond);

/// Costs and one attribute between zones spread over the grid, on one thread; items are cells.
void skims(benchmark::State& state) {
  set_thread_count(1);
  const Grid g = grid(110);
  const auto zones = static_cast<std::size_t>(state.range(0));
  std::vector<NodeId> centroids;
  for (std::size_t zone = 0; zone < zones; ++zone) {
    centroids.push_back(NodeId{zone * (g.graph.node_count() / zones)});
  }
  const std::vector<double> length(g.graph.link_count(), 1.0);
  for (auto _ : state) {
    const Skims result =
        skim({.graph = g.graph, .centroids = centroids, .cost = g.cost, .attributes = {length}});
    benchmark::DoNotOptimize(result.cost.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(zones * zones));
}
BENCHMARK(skims)->Arg(8)->Arg(88)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace landlink
