#include "landlink/network/graph.hpp"

#include <gmock/gmock.h>

#include <boost/concept/assert.hpp>
#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <random>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/network/boost_graph.hpp"

namespace landlink {
namespace {

BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Graph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Graph>));

std::pair<NodeId, NodeId> ends(std::size_t tail, std::size_t head) {
  return {NodeId{tail}, NodeId{head}};
}

TEST(Graph, NumbersLinksByTailAndRemembersTheGivenOrder) {
  const std::vector given{ends(2, 0), ends(0, 1), ends(1, 1), ends(0, 2), ends(0, 1)};
  const Graph graph(3, given);
  EXPECT_THAT(graph.order(), testing::ElementsAre(1, 3, 4, 2, 0));
  EXPECT_EQ(graph.out_links(NodeId{0u}).size(), 3u);
  EXPECT_THAT(graph.in_links(NodeId{1u}), testing::ElementsAre(LinkId{0u}, LinkId{2u}, LinkId{3u}));
  EXPECT_EQ(graph.tail(LinkId{4u}), NodeId{2u});
  EXPECT_EQ(graph.head(LinkId{4u}), NodeId{0u});
}

TEST(Graph, RefusesALinkToAMissingNode) {
  const std::vector given{ends(0, 3)};
  EXPECT_THROW(Graph(3, given), Error);
}

TEST(BoostAdaptor, DijkstraAndBellmanFordAgreeOnRandomGraphs) {
  std::mt19937 random(20240901);
  for (int repetition = 0; repetition < 20; ++repetition) {
    std::vector<std::pair<NodeId, NodeId>> links;
    for (int i = 0; i < 200; ++i) links.push_back(ends(random() % 50, random() % 50));
    const Graph graph(50, links);
    std::vector<double> cost(graph.link_count());
    for (double& c : cost) c = 1.0 + static_cast<double>(random() % 1000);
    const auto weight = boost::make_iterator_property_map(cost.begin(), link_index);

    std::vector<double> dijkstra(50);
    std::vector<NodeId> predecessor(50);
    boost::dijkstra_shortest_paths(
        graph, NodeId{0u},
        boost::vertex_index_map(node_index)
            .weight_map(weight)
            .predecessor_map(boost::make_iterator_property_map(predecessor.begin(), node_index))
            .distance_map(boost::make_iterator_property_map(dijkstra.begin(), node_index)));
    std::vector<double> oracle(50, std::numeric_limits<double>::max());
    oracle[0] = 0.0;
    boost::bellman_ford_shortest_paths(
        graph, 50,
        boost::weight_map(weight)
            .predecessor_map(boost::make_iterator_property_map(predecessor.begin(), node_index))
            .distance_map(boost::make_iterator_property_map(oracle.begin(), node_index)));
    EXPECT_EQ(dijkstra, oracle);
  }
}

}  // namespace
}  // namespace landlink
