// One shortest-path tree on a road-like grid: our kernel against Boost's through the adaptor.
#include <benchmark/benchmark.h>

#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "landlink/network/boost_graph.hpp"
#include "landlink/paths/search.hpp"

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

}  // namespace
}  // namespace landlink
