#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "output/example_results.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using test::ExampleResults;
using test::TemporaryFolder;
using ::testing::Contains;
using ::testing::HasSubstr;

/// The row of a table whose columns have the given texts.
CsvRow row_where(const CsvTable& table, const std::map<std::string, std::string>& wanted) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    bool fits = true;
    for (const auto& [column, text] : wanted) fits = fits && table.row(i).text(column) == text;
    if (fits) return table.row(i);
  }
  throw std::out_of_range("no such row in " + table.file());
}

Layer read_back(const std::filesystem::path& file, const std::string& layer, GeometryType type) {
  Diagnostics diagnostics;
  ReadLayerOptions options;
  options.geometry = type;
  Layer result = read_layer(file, layer, options, diagnostics);
  for (const Diagnostic& fault : diagnostics.all()) ADD_FAILURE() << fault.problem;
  return result;
}

TEST(WriteResults, ListsTheFilesOfTheManifest) {
  const TemporaryFolder folder;
  const ExampleResults example;
  const ScenarioResults base = example.base();
  const auto paths = write_results(example.scenario(base), folder / "closed-9");
  const auto manifest =
      nlohmann::json::parse(read_text_file(folder / "closed-9" / "manifest.json"));
  EXPECT_EQ(paths.back(), folder / "closed-9" / "manifest.json");
  EXPECT_EQ(manifest.at("files").size(), paths.size() - 1);
  for (const auto& entry : manifest.at("files")) {
    const std::filesystem::path file = folder / "closed-9" / entry.at("name").get<std::string>();
    EXPECT_EQ(entry.at("sha256"), sha256_of_file(file)) << file;
  }
  EXPECT_EQ(manifest.at("base"), "base");
  EXPECT_EQ(manifest.at("assignment").at("converged"), true);
  EXPECT_EQ(manifest.at("inputs").at(0).at("path"), "roads.geojson");
  EXPECT_THAT(manifest.at("assumptions"), Contains("demand of an example"));
}

// All freight abroad crosses at Dansavanh, 750 + 450 t/day in trucks of 25 t: with it closed none
// does, and the map says why.
TEST(WriteResults, SaysThatAPostIsClosed) {
  const TemporaryFolder folder;
  const ExampleResults example("LV6");
  const ScenarioResults base = example.base();
  write_results(example.scenario(base), folder / "closed-post");
  const Layer posts =
      read_back(folder / "closed-post/closed-post.gpkg", "checkpoints", GeometryType::point);
  ASSERT_EQ(posts.features.size(), 1u);
  EXPECT_EQ(posts.features[0].text("status"), "closed");
  EXPECT_EQ(posts.features[0].number("veh_day"), 0.0);
  EXPECT_NEAR(posts.features[0].number("base_veh_day"), 48.0, 1e-9);
}

TEST(WriteResults, LeavesNoMapsWhereNoneAreWanted) {
  const TemporaryFolder folder;
  const ExampleResults example;
  const ScenarioResults base = example.base();
  ScenarioResults results = example.scenario(base);
  write_results(results, folder / "case");
  ASSERT_TRUE(std::filesystem::exists(folder / "case" / "difference.png"));
  results.maps = false;
  const auto paths = write_results(results, folder / "case");
  for (const char* map : {"map.png", "map.svg", "difference.png"}) {
    EXPECT_FALSE(std::filesystem::exists(folder / "case" / map)) << map;
  }
  for (const auto& path : paths) EXPECT_TRUE(std::filesystem::exists(path)) << path;
}

TEST(WriteResults, LeavesNoOtherFile) {
  const TemporaryFolder folder;
  const ExampleResults example;
  const auto paths = write_results(example.base(), folder / "base");
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder / "base")) {
    ++count;
  }
  EXPECT_EQ(count, paths.size());
}

TEST(WriteResults, GivesEqualBytesForEqualResults) {
  const TemporaryFolder folder;
  const ExampleResults first;
  const ExampleResults second;
  const ScenarioResults first_base = first.base();
  const ScenarioResults second_base = second.base();
  set_thread_count(1);
  const auto one = write_results(first.scenario(first_base), folder / "one");
  set_thread_count(3);
  const auto two = write_results(second.scenario(second_base), folder / "two");
  set_thread_count(0);
  ASSERT_EQ(one.size(), two.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(sha256_of_file(one[i]), sha256_of_file(two[i])) << one[i];
  }
}

// Route 9, 100 km, is shorter than Route 8, 150 km: all of West-Abroad's 600 t and West-Middle's
// 75 t are on R9-1 forward, East-West's 300 t and nothing of Abroad-Middle's 150 t backward.
TEST(WriteResults, WritesTonnesByLinkAndDirection) {
  const TemporaryFolder folder;
  const ExampleResults example;
  write_results(example.base(), folder / "base");
  const CsvTable links = CsvTable::read(folder / "base" / "links.csv");
  const auto forward = row_where(links, {{"feature", "R9-1"}, {"forward", "1"}});
  const auto backward = row_where(links, {{"feature", "R9-1"}, {"forward", "0"}});
  // Sums of two figures: rounding only.
  EXPECT_NEAR(forward.number("t_per_day"), 675.0, 1e-9);
  EXPECT_NEAR(backward.number("t_per_day"), 300.0, 1e-9);
  // 25 t a truck.
  EXPECT_NEAR(forward.number("vehicles_per_day"), 27.0, 1e-9);
}

// With R9-1 closed all of it goes by Route 8, and West-Middle's 75 t turn round in East:
// R8-1 forward has 600 + 75 more than in the base, where it had nothing.
TEST(WriteResults, WritesDifferencesToTheBaseByFeature) {
  const TemporaryFolder folder;
  const ExampleResults example;
  const ScenarioResults base = example.base();
  write_results(example.scenario(base), folder / "closed-9");
  const CsvTable links = CsvTable::read(folder / "closed-9" / "links.csv");
  const auto by_road_8 = row_where(links, {{"feature", "R8-1"}, {"forward", "1"}});
  EXPECT_NEAR(by_road_8.number("difference_t_per_day"), 675.0, 1e-9);
  EXPECT_EQ(by_road_8.text("base_t_per_day"), "0");
  const CsvTable closed = CsvTable::read(folder / "closed-9" / "closed_links.csv");
  EXPECT_NEAR(row_where(closed, {{"feature", "R9-1"}, {"forward", "1"}}).number("base_t_per_day"),
              675.0, 1e-9);
}

TEST(WriteResults, DrawsOneLineAlongTravelForEachDirectionOfARoad) {
  const TemporaryFolder folder;
  const ExampleResults example;
  const ScenarioResults base = example.base();
  write_results(example.scenario(base), folder / "closed-9");
  const auto layer = read_back(folder / "closed-9" / "closed-9.gpkg", "links", GeometryType::line);
  // Three roads both ways, the closed one with what the base had on it.
  ASSERT_EQ(layer.features.size(), 6u);
  for (const Feature& feature : layer.features) {
    const bool forward = feature.text("direction") == "forward";
    const Line& line = feature.line();
    EXPECT_EQ(line.front().lon < line.back().lon, forward) << feature.text("feature");
    EXPECT_EQ(line.size(), 3u);
    if (feature.text("feature") == "R9-1" && forward) {
      EXPECT_EQ(feature.text("status"), "closed");
      EXPECT_NEAR(feature.number("diff_t_day"), -675.0, 1e-9);
    }
  }
}

TEST(WriteResults, ShowsWhatCrossesABorderPostInEachDirection) {
  const TemporaryFolder folder;
  const ExampleResults example;
  write_results(example.base(), folder / "base");
  const auto layer = read_back(folder / "base" / "base.gpkg", "checkpoints", GeometryType::point);
  ASSERT_EQ(layer.features.size(), 1u);
  const Feature& post = layer.features[0];
  // Out: 600 t of goods and 450 t of maize, 42 trucks; in: 150 t, 6 trucks.
  EXPECT_NEAR(post.number("t_day_out"), 1050.0, 1e-9);
  EXPECT_NEAR(post.number("veh_day_in"), 6.0, 1e-9);
  // Four lanes of half an hour a truck over 12 hours serve 96 trucks a day: 42 / 96.
  EXPECT_NEAR(post.number("use"), 0.4375, 1e-9);
  EXPECT_GT(post.number("wait_h"), 0.0);
}

TEST(WriteResults, SaysInTheManifestWhereTonnesWent) {
  const TemporaryFolder folder;
  const ExampleResults example;
  write_results(example.base(), folder / "base");
  const auto manifest = nlohmann::json::parse(read_text_file(folder / "base" / "manifest.json"));
  const auto& maize = manifest.at("mass_balance").at(1);
  EXPECT_EQ(maize.at("commodity"), "maize");
  // 450 + 75 between zones and 30 within West.
  EXPECT_NEAR(maize.at("demand_t_per_day").get<double>(), 555.0, 1e-9);
  EXPECT_NEAR(maize.at("within_zones_t_per_day").get<double>(), 30.0, 1e-9);
  EXPECT_NEAR(maize.at("departed_t_per_day").get<double>(), 525.0, 1e-9);
  EXPECT_NEAR(maize.at("residual_t_per_day").get<double>(), 0.0, 1e-9);
}

TEST(WriteResults, HoldsNoPathOfTheMachine) {
  const TemporaryFolder folder;
  const ExampleResults example;
  const ScenarioResults base = example.base();
  for (const auto& path : write_results(example.scenario(base), folder / "closed-9")) {
    const std::string bytes = read_text_file(path);
    EXPECT_EQ(bytes.find(folder.path().string()), std::string::npos) << path;
  }
}

TEST(WriteResults, RefusesAScenarioNameThatIsNoFileName) {
  const TemporaryFolder folder;
  const ExampleResults example;
  ScenarioResults results = example.base();
  for (const char* name : {"", "../base", "a/b", "two words"}) {
    results.scenario = name;
    try {
      write_results(results, folder / "x");
      ADD_FAILURE() << "took '" << name << "'";
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("letters, digits"));
    }
  }
  EXPECT_EQ(folder.entries(), 0u);
}

TEST(WriteResults, SaysWhereAFolderCannotBeMade) {
  const TemporaryFolder folder;
  folder.write("file", "x");
  const ExampleResults example;
  try {
    write_results(example.base(), folder / "file/base");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), ExitCode::out_of_resources);
    EXPECT_THAT(error.place().file, HasSubstr("file/base"));
  }
}

}  // namespace
}  // namespace landlink
