// Reads sources that lie beside the repository and are no part of it; skipped where they are not.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/raster.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = "../shared/gis";

class RealSources : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kFolder)) GTEST_SKIP() << "no ../shared/gis";
  }
  Diagnostics diagnostics_;
};

TEST_F(RealSources, GiveTheSameWaysAsPbfAndGeoJson) {
  const Layer pbf = read_layer(kFolder / "laos_roads_2014.osm.pbf", "lines",
                               {.multi_lines = MultiLines::split}, diagnostics_);
  const Layer text = read_layer(kFolder / "laos_roads_osm2014.geojson", "", {}, diagnostics_);
  EXPECT_EQ(text.features.size(), 899u);
  EXPECT_EQ(pbf.features.size(), 899u);
  EXPECT_EQ(diagnostics_.count(Severity::error), 0u);
}

TEST_F(RealSources, GiveReliefWhereTheMekongIsLowAndTheAnnamRangeHigh) {
  const Raster relief = read_raster(kFolder / "etopo5_mekong.tif");
  const auto vientiane = relief.value({102.6, 17.97});
  const auto phou_bia = relief.value({103.15, 18.98});  // 2,820 m; a 9 km cell shows less
  ASSERT_TRUE(vientiane && phou_bia);
  EXPECT_GT(*vientiane, 100.0);
  EXPECT_LT(*vientiane, 400.0);
  EXPECT_GT(*phou_bia, 1000.0);
  EXPECT_FALSE(relief.value({0.0, 0.0}));
}

}  // namespace
}  // namespace landlink
