#include "landlink/network/chain.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace landlink {
namespace {

ChainLink link(std::size_t tail, std::size_t head, double length_km) {
  return {NodeId{tail}, NodeId{head}, length_km};
}

// 0 --5-- 1 --5-- 2 and the long way 0 --20-- 2; drawn in mixed directions; 3 stands apart.
TEST(ShortestChain, FollowsARoadAgainstItsDrawing) {
  const std::vector links{link(0, 2, 20), link(1, 0, 5), link(1, 2, 5)};
  EXPECT_THAT(shortest_chain(4, links, NodeId{0u}, NodeId{2u}), testing::ElementsAre(1, 2));
  EXPECT_THAT(shortest_chain(4, links, NodeId{2u}, NodeId{0u}), testing::ElementsAre(2, 1));
}

TEST(ShortestChain, IsEmptyWithoutAWay) {
  const std::vector links{link(0, 1, 5)};
  EXPECT_TRUE(shortest_chain(4, links, NodeId{0u}, NodeId{3u}).empty());
  EXPECT_TRUE(shortest_chain(4, links, NodeId{0u}, NodeId{0u}).empty());
}

}  // namespace
}  // namespace landlink
