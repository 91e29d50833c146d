// The main mesh of a network and what hangs on it, with Boost's maximum flow on our own graph as
// the oracle.
#include "landlink/network/redundancy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <boost/property_map/property_map.hpp>
#include <random>

#include "landlink/network/boost_graph.hpp"
#include "landlink/network/connectivity.hpp"
#include "support/draw_network.hpp"

namespace landlink {
namespace {

using test::DrawnNetwork;

NodeId node(std::size_t index) { return NodeId{index}; }

using Ends = std::vector<std::pair<NodeId, NodeId>>;

/// Each drawn link once, though it may be passed both ways.
Graph one_way(const DrawnNetwork& drawn) {
  Ends ends;
  for (const LinkId link : drawn.graph().links())
    if (drawn.graph().tail(link) < drawn.graph().head(link))
      ends.emplace_back(drawn.graph().tail(link), drawn.graph().head(link));
  return {drawn.graph().node_count(), ends};
}

/// The ends of the link by which a node hangs, as letters; empty where it hangs by none.
std::string hangs_by(const DrawnNetwork& drawn, const Graph& graph, const MainMesh& mesh,
                     char letter) {
  const LinkId link = mesh.hangs_by[drawn.node(letter)];
  std::string ends;
  if (!link.valid()) return ends;
  for (const char c : std::string("ABCDEFGHJKLM"))
    for (const NodeId end : {graph.tail(link), graph.head(link)})
      if (drawn.node(c) == end) ends += c;
  return ends;
}

// The ladder on the right, with six nodes, is the main mesh. The square on the left holds together
// in itself and hangs by D-E; an anchor in it would have said that all the rest hangs by one link.
constexpr const char* kSquareAndLadder = R"(
    A---B       F---G
    |   |       |   |
    C---D---E---H---J
    |           |   |
    K           L---M
)";

TEST(MainMesh, IsTheLargestPartThatNoSingleLinkSplits) {
  const DrawnNetwork drawn(kSquareAndLadder);
  const Graph graph = one_way(drawn);
  const MainMesh mesh = main_mesh(graph);
  EXPECT_EQ(mesh.node_count, 6U);
  for (const char letter : std::string("FGHJLM")) {
    EXPECT_TRUE(mesh.in_mesh[drawn.node(letter)]) << letter;
    EXPECT_EQ(hangs_by(drawn, graph, mesh, letter), "") << letter;
  }
  for (const char letter : std::string("ABCD"))
    EXPECT_EQ(hangs_by(drawn, graph, mesh, letter), "DE") << letter;
  EXPECT_EQ(hangs_by(drawn, graph, mesh, 'E'), "EH");
  EXPECT_EQ(hangs_by(drawn, graph, mesh, 'K'), "CK") << "the last of three single links";
}

TEST(MainMesh, TakesParallelLinksForTwoWaysAndPassesOneWayLinksBothWays) {
  // 0 = 1 --> 2 <-- 3, and 4 alone with a link to itself
  const Graph graph(5, Ends{{node(0), node(1)},
                            {node(1), node(0)},
                            {node(1), node(2)},
                            {node(3), node(2)},
                            {node(4), node(4)}});
  const MainMesh mesh = main_mesh(graph);
  EXPECT_EQ(mesh.node_count, 2U);
  EXPECT_TRUE(mesh.in_mesh[node(0)]);
  EXPECT_TRUE(mesh.in_mesh[node(1)]);
  ASSERT_TRUE(mesh.hangs_by[node(3)].valid());
  EXPECT_EQ(graph.tail(mesh.hangs_by[node(3)]), node(3));
  EXPECT_FALSE(mesh.hangs_by[node(4)].valid()) << "a piece apart hangs on nothing";
  EXPECT_FALSE(mesh.in_mesh[node(4)]);
}

TEST(MainMesh, IsEmptyWhereThereAreNoNodes) { EXPECT_EQ(main_mesh(Graph()).node_count, 0U); }

/// How many ways without a common link lead from one node to another when links may be passed both
/// ways (Menger), by Boost's maximum flow.
int disjoint_ways(const Graph& graph, NodeId from, NodeId to) {
  // Each link and its reverse, both of capacity one, are each other's residuals.
  Ends ends;
  for (const LinkId link : graph.links()) {
    ends.emplace_back(graph.tail(link), graph.head(link));
    ends.emplace_back(graph.head(link), graph.tail(link));
  }
  const Graph residual(graph.node_count(), ends);
  const std::size_t count = residual.link_count();
  std::vector<LinkId> link_of(count);
  for (std::size_t i = 0; i < count; ++i) link_of[residual.order()[i]] = LinkId{i};
  std::vector<LinkId> reverse(count);
  for (std::size_t place = 0; place < count; ++place)
    reverse[link_of[place].index()] = link_of[place ^ 1U];
  std::vector<int> capacity(count, 1);
  std::vector<int> left(count);
  std::vector<boost::default_color_type> colour(graph.node_count());
  std::vector<LinkId> before(graph.node_count());
  return boost::edmonds_karp_max_flow(
      residual, from, to, boost::make_iterator_property_map(capacity.begin(), link_index),
      boost::make_iterator_property_map(left.begin(), link_index),
      boost::make_iterator_property_map(reverse.begin(), link_index),
      boost::make_iterator_property_map(colour.begin(), node_index),
      boost::make_iterator_property_map(before.begin(), node_index));
}

// Nodes of the mesh have two ways to each other; one that hangs has one way into the mesh, which
// its link cuts; one without a link has none.
TEST(MainMesh, AgreesWithTheMaximumFlowOnRandomGraphs) {
  std::mt19937_64 random(20240601);
  std::size_t hanging = 0;
  for (int round = 0; round < 40; ++round) {
    const std::size_t nodes = 6 + static_cast<std::size_t>(round) % 10;
    Ends ends;
    for (std::size_t i = 0; i < nodes + 2; ++i)
      ends.emplace_back(node(random() % nodes), node(random() % nodes));
    const Graph graph(nodes, ends);
    const MainMesh mesh = main_mesh(graph);
    NodeId anchor = node(0);
    while (!mesh.in_mesh[anchor]) anchor = node(anchor.index() + 1);
    std::size_t in_mesh = 0;
    for (const NodeId other : graph.nodes()) {
      in_mesh += mesh.in_mesh[other] != 0 ? 1U : 0U;
      if (other == anchor) continue;
      const int ways = disjoint_ways(graph, anchor, other);
      const LinkId by = mesh.hangs_by[other];
      if (mesh.in_mesh[other]) {
        EXPECT_GE(ways, 2) << round;
      } else {
        EXPECT_EQ(ways, by.valid() ? 1 : 0) << round;
      }
      if (!by.valid()) continue;
      ++hanging;
      const Components rest = weak_components(graph, [by](LinkId link) { return link != by; });
      EXPECT_NE(rest.of_node[anchor], rest.of_node[other]) << round;
    }
    EXPECT_EQ(in_mesh, mesh.node_count);
  }
  EXPECT_GT(hanging, 40U) << "the graphs must have what is tested";
}

}  // namespace
}  // namespace landlink
