#include "landlink/appraise/equal_ways.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "support/draw_network.hpp"

namespace landlink {
namespace {

// From A to C over B or over E at a cost of 2 each; over B costs 2 of some attribute, over E 6.
//
//    A-->B-->C-->F
//    |       ^
//    v       |
//    D------>E
class EqualWays : public testing::Test {
 protected:
  EqualWays() {
    cost_[drawn_.link('A', 'D').index()] = 0.5;
    cost_[drawn_.link('D', 'E').index()] = 0.5;
    attribute_[drawn_.link('D', 'E').index()] = 4.0;
  }
  [[nodiscard]] Skims skims(double over_b, double over_e, double tolerance = 1e-6) const {
    std::vector<double> volume(drawn_.graph().link_count(), 0.0);
    volume[drawn_.link('B', 'C').index()] = over_b;
    volume[drawn_.link('E', 'C').index()] = over_e;
    volume[drawn_.link('C', 'F').index()] = over_b + over_e;
    const std::vector<NodeId> centroids{drawn_.node('A'), drawn_.node('F'), drawn_.node('E')};
    return skim_ways_in_use({.graph = drawn_.graph(),
                             .centroids = centroids,
                             .cost = cost_,
                             .attributes = {attribute_}},
                            volume, tolerance);
  }
  test::DrawnNetwork drawn_ = test::draw_network(R"(
    A-->B-->C-->F
    |       ^
    v       |
    D------>E
)");
  std::vector<double> cost_ = std::vector<double>(drawn_.graph().link_count(), 1.0);
  std::vector<double> attribute_ = std::vector<double>(drawn_.graph().link_count(), 1.0);
};

// Three quarters over B: 0.75 x 2 + 0.25 x 6, and 1 from C to F.
TEST_F(EqualWays, AreMeansByVolume) {
  EXPECT_DOUBLE_EQ(skims(30.0, 10.0).cost[1], 3.0);
  EXPECT_DOUBLE_EQ(skims(30.0, 10.0).attributes[0][1], 4.0);
  EXPECT_DOUBLE_EQ(skims(0.0, 10.0).attributes[0][1], 7.0);
  EXPECT_DOUBLE_EQ(skims(10.0, 0.0).attributes[0][1], 3.0);
}

TEST_F(EqualWays, LeaveOriginsAloneThatHaveOneWay) {
  EXPECT_DOUBLE_EQ(skims(30.0, 10.0).attributes[0][7], 2.0);  // from E
  EXPECT_EQ(skims(30.0, 10.0).cost[3], std::numeric_limits<double>::infinity());
}

TEST_F(EqualWays, AreNoDearerThanTheToleranceOfTheCost) {
  cost_[drawn_.link('E', 'C').index()] = 1.001;
  EXPECT_DOUBLE_EQ(skims(30.0, 10.0, 1e-6).attributes[0][1], 3.0);
  EXPECT_DOUBLE_EQ(skims(30.0, 10.0, 1e-3).attributes[0][1], 4.0);
  EXPECT_DOUBLE_EQ(skims(30.0, 10.0, 1e-3).cost[1], 3.0) << "the least cost stays";
}

}  // namespace
}  // namespace landlink
