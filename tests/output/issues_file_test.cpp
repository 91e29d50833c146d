#include "landlink/output/issues_file.hpp"

#include <gtest/gtest.h>

#include "landlink/gis/layer_reader.hpp"
#include "sqlite_file.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

TEST(IssuesFile, HasAStyledLayerAndATableOfWhatHasNoPlace) {
  Diagnostics found;
  found.add({Severity::warning,
             "piece_cut_off",
             {.file = "roads.geojson", .feature = "island"},
             "cut off",
             "join it",
             LonLat{103.5, 17.0}});
  found.add({Severity::error, "no_name", {.file = "roads.geojson"}, "no name", "give one"});
  const test::TemporaryFolder folder;
  write_issues(folder / "issues.gpkg", found);
  Diagnostics diagnostics;
  const Layer layer =
      read_layer(folder / "issues.gpkg", "issues", {.geometry = GeometryType::point}, diagnostics);
  ASSERT_EQ(layer.features.size(), 1u);
  EXPECT_EQ(layer.features[0].text("severity"), "warning");
  EXPECT_EQ(layer.features[0].text("feature"), "island");
  EXPECT_EQ(layer.features[0].point(), (LonLat{103.5, 17.0}));
  output::SqliteFile file(folder / "issues.gpkg", output::SqliteFile::Mode::read);
  output::SqliteStatement others = file.prepare("SELECT code FROM issues_without_place");
  ASSERT_TRUE(others.step());
  EXPECT_EQ(others.text(0), "no_name");
  EXPECT_FALSE(others.step());
  output::SqliteStatement styles =
      file.prepare("SELECT count(*) FROM layer_styles WHERE f_table_name = 'issues'");
  ASSERT_TRUE(styles.step());
  EXPECT_GE(styles.number(0), 1.0);
}

}  // namespace
}  // namespace landlink
