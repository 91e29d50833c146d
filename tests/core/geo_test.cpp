#include "landlink/core/geo.hpp"

#include <gtest/gtest.h>

#include <array>

namespace landlink {
namespace {

TEST(Geodesic, MeasuresADegreeOfTheEquatorAndOfTheMeridian) {
  // One degree of longitude on the equator is a pi / 180 with a = 6378.137 km: 111.319491 km.
  EXPECT_NEAR(geodesic_km({0, 0}, {1, 0}), 111.319491, 1e-6);
  // The meridian from 0 to 1 degree north on WGS 84 is 110.574389 km (Vincenty's series).
  EXPECT_NEAR(geodesic_km({102, 0}, {102, 1}), 110.574389, 1e-6);
  const std::array<LonLat, 3> line{LonLat{0, 0}, {1, 0}, {2, 0}};
  EXPECT_NEAR(geodesic_length_km(line), 222.638982, 2e-6);
  EXPECT_EQ(geodesic_length_km({}), 0.0);
}

TEST(NearestOnSegment, StaysBetweenTheEnds) {
  const SegmentPoint middle = nearest_on_segment({0.5, 0.1}, {0, 0}, {1, 0});
  EXPECT_NEAR(middle.position.lon, 0.5, 1e-12);
  EXPECT_NEAR(middle.fraction, 0.5, 1e-12);
  EXPECT_EQ(nearest_on_segment({-3, 1}, {0, 0}, {1, 0}).fraction, 0.0);
  EXPECT_EQ(nearest_on_segment({3, 1}, {0, 0}, {1, 0}).fraction, 1.0);
  EXPECT_EQ(nearest_on_segment({3, 1}, {2, 2}, {2, 2}).position, (LonLat{2, 2}));
}

}  // namespace
}  // namespace landlink
