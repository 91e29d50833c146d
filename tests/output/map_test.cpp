#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "landlink/core/file.hpp"
#include "map_canvas.hpp"
#include "map_geometry.hpp"
#include "map_labels.hpp"
#include "support/temporary_folder.hpp"

namespace landlink::output {
namespace {

TEST(MapFrame, PutsTheMiddleInTheMiddleAndKeepsDistances) {
  const MapFrame frame({102.0, 17.0}, {104.0, 19.0}, {0.0, 0.0, 400.0, 400.0});
  EXPECT_NEAR(frame.point({103.0, 18.0}).x, 200.0, 1e-9);
  EXPECT_NEAR(frame.point({103.0, 18.0}).y, 200.0, 1e-9);
  // North is up; 2 degrees of latitude fill 400 px, one degree of longitude is cos(18) as long.
  EXPECT_NEAR(frame.point({103.0, 19.0}).y, 0.0, 1e-9);
  EXPECT_NEAR(frame.point({104.0, 18.0}).x - 200.0, 200.0 * 0.9510565162951535, 1e-9);
  // A degree of longitude at 18 north is 105.9 km on WGS 84: 105.9 / 190.2 km per pixel.
  EXPECT_NEAR(frame.km_per_px(), 105.9 / 190.2, 1e-3);
}

TEST(MovedAside, LiesToTheRightOfTravel) {
  // Eastward on a picture: the right side is below, at larger y.
  const auto moved = moved_aside({{0.0, 0.0}, {10.0, 0.0}}, 2.0);
  ASSERT_EQ(moved.size(), 2u);
  EXPECT_NEAR(moved[0].y, 2.0, 1e-12);
  EXPECT_NEAR(moved[1].x, 10.0, 1e-12);
  // East, then south: the inner corner of a right angle is at (10 - 2, 2).
  const auto corner = moved_aside({{0.0, 0.0}, {10.0, 0.0}, {10.0, 10.0}}, 2.0);
  EXPECT_NEAR(corner[1].x, 8.0, 1e-12);
  EXPECT_NEAR(corner[1].y, 2.0, 1e-12);
}

TEST(MovedAside, StaysNearAtATurnBackAndAtARepeatedPoint) {
  for (const MapPoint& point :
       moved_aside({{0.0, 0.0}, {0.0, 0.0}, {10.0, 0.0}, {0.0, 0.0}}, 2.0)) {
    EXPECT_LE(std::hypot(point.x - 5.0, point.y), 5.0 + 4.0);
  }
}

TEST(Simplified, KeepsWhatStandsOutAndTheEnds) {
  const auto line = simplified({{0.0, 0.0}, {5.0, 1.9}, {10.0, 4.0}, {20.0, 0.0}}, 1.0);
  ASSERT_EQ(line.size(), 3u);
  EXPECT_EQ(line[1].y, 4.0);
}

TEST(Inside, LeavesHolesOut) {
  const std::vector<std::vector<LonLat>> rings{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}},
                                               {{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}}};
  EXPECT_TRUE(inside(rings, {2.0, 2.0}));
  EXPECT_FALSE(inside(rings, {5.0, 5.0}));
  EXPECT_FALSE(inside(rings, {11.0, 5.0}));
}

std::string written(MapCanvas::Format format) {
  MapCanvas canvas(240.0, 60.0, format);
  canvas.text({10.3, 40.0}, "Savannakhet 340", {.size_px = 13.0, .italic = true, .halo_px = 1.5});
  return canvas.finish();
}

// Cairo keeps fonts for the process: one that draws an SVG first gives the same picture as one that
// does not.
TEST(MapCanvas, WritesTheSamePictureWhateverWasDrawnBefore) {
  const test::TemporaryFolder folder;
  const std::filesystem::path after_svg = folder / "after.png";
  const pid_t child = fork();
  ASSERT_NE(child, -1);
  if (child == 0) {
    written(MapCanvas::Format::svg);
    write_file_atomically(after_svg, written(MapCanvas::Format::png));
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_TRUE(written(MapCanvas::Format::png) == read_text_file(after_svg));
}

TEST(LabelPlacer, NeverPutsALabelOverAnother) {
  LabelPlacer labels({0.0, 0.0, 200.0, 200.0});
  std::vector<MapBox> placed;
  for (int i = 0; i < 60; ++i) {
    const MapPoint point{20.0 + 7.0 * (i % 20), 30.0 + 40.0 * (i / 20)};
    if (const auto box = labels.beside(point, 40.0, 10.0, 4.0)) {
      for (const MapBox& other : placed) EXPECT_FALSE(box->overlaps(other));
      EXPECT_GE(box->x, 0.0);
      EXPECT_LE(box->x + box->width, 200.0);
      placed.push_back(*box);
    }
  }
  EXPECT_GE(placed.size(), 6u);
  EXPECT_LT(placed.size(), 60u);
}

TEST(LabelPlacer, PrefersASideThatNoBandCovers) {
  LabelPlacer labels({0.0, 0.0, 200.0, 200.0});
  labels.avoid({{100.0, 100.0}, {200.0, 100.0}}, 20.0);
  const auto box = labels.beside({100.0, 100.0}, 40.0, 12.0, 6.0);
  ASSERT_TRUE(box);
  EXPECT_LE(box->x + box->width, 100.0);
}

}  // namespace
}  // namespace landlink::output
