#include "landlink/network/road_standard.hpp"

#include <gtest/gtest.h>

namespace landlink {
namespace {

TEST(RoadStandard, FollowsLanesSurfaceAndTerrain) {
  // Two paved lanes carry 2,800 pcu/h both ways; four lanes 2,000 a lane; gravel 1,000 both ways.
  EXPECT_DOUBLE_EQ(road_standard(2, false, Surface::dbst, Terrain::flat).capacity_pcu_per_h, 1400);
  EXPECT_DOUBLE_EQ(road_standard(4, false, Surface::asphalt, Terrain::flat).capacity_pcu_per_h,
                   4000);
  EXPECT_DOUBLE_EQ(road_standard(2, false, Surface::gravel, Terrain::flat).capacity_pcu_per_h, 500);
  // A one-way carriageway of two lanes is half of a four-lane road.
  EXPECT_DOUBLE_EQ(road_standard(2, true, Surface::asphalt, Terrain::flat).capacity_pcu_per_h,
                   4000);
  // 1,400 x 2.5 / 3.25 in mountains.
  EXPECT_NEAR(road_standard(2, false, Surface::dbst, Terrain::mountainous).capacity_pcu_per_h,
              1076.923077, 1e-6);
  EXPECT_EQ(road_standard(2, false, Surface::earth, Terrain::flat).bpr_power, 3.0);
}

}  // namespace
}  // namespace landlink
