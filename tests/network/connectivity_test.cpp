#include "landlink/network/connectivity.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace landlink {
namespace {

std::pair<NodeId, NodeId> ends(std::size_t tail, std::size_t head) {
  return {NodeId{tail}, NodeId{head}};
}

// 0 -> 1 -> 2 -> 0   2 -> 3   4 alone
const Graph& example() {
  static const std::vector links{ends(0, 1), ends(1, 2), ends(2, 0), ends(2, 3)};
  static const Graph graph(5, links);
  return graph;
}

TEST(Connectivity, CountsComponents) {
  EXPECT_EQ(weak_components(example()).count, 2u);
  const Components strong = strong_components(example());
  EXPECT_EQ(strong.count, 3u);
  EXPECT_THAT(strong.of_node.raw(), testing::ElementsAre(0, 0, 0, 1, 2));
}

TEST(Connectivity, LeavesOutFilteredLinks) {
  // Without the link 2 -> 0 (the third by tail) no cycle is left.
  const auto keep = [](LinkId link) { return link != LinkId{2u}; };
  EXPECT_EQ(strong_components(example(), keep).count, 5u);
  EXPECT_EQ(weak_components(example(), keep).count, 2u);
}

TEST(Connectivity, FollowsDirections) {
  EXPECT_THAT(reachable_from(example(), NodeId{0u}).raw(), testing::ElementsAre(1, 1, 1, 1, 0));
  EXPECT_THAT(reachable_from(example(), NodeId{3u}).raw(), testing::ElementsAre(0, 0, 0, 1, 0));
}

}  // namespace
}  // namespace landlink
