#include <gmock/gmock.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "end_to_end/program.hpp"
#include "landlink/core/file.hpp"
#include "support/toy_files.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A scratch folder with a copy of the toy network and a study on it.
class CommandLine : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    fs::copy("gis/toy", folder_ / "toy", fs::copy_options::recursive);
    write("study.toml",
          "name = \"Toy\"\nyear = 2024\n[data]\nnetwork = \"toy\"\ndemand = \"toy/demand\"\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    write_file_atomically(folder_ / name, text);
  }
  void replace_in(const std::string& name, const std::string& from, const std::string& to) {
    std::string text = read_text_file(folder_ / name);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from << " in " << name;
    text.replace(at, from.size(), to);
    write(name, text);
  }
  ProgramRun run_study() {
    return run_program("run " + (folder_ / "study.toml").string() + " --out " +
                       (folder_ / "out").string());
  }
  /// The study is refused: exit code 1, one message with `words`, and no output file.
  void expect_refusal(const std::vector<std::string>& words) {
    const ProgramRun run = run_study();
    EXPECT_EQ(run.exit_code, 1) << run.text;
    for (const std::string& word : words) EXPECT_THAT(run.text, HasSubstr(word));
    std::size_t messages = 0;
    for (std::size_t at = run.text.find("landlink: "); at != std::string::npos;
         at = run.text.find("landlink: ", at + 1)) {
      ++messages;
    }
    EXPECT_EQ(messages, 1u) << run.text;
    std::size_t files = 0;
    if (fs::exists(folder_ / "out")) {
      for (const auto& entry : fs::recursive_directory_iterator(folder_ / "out")) {
        files += entry.is_regular_file() ? 1 : 0;
      }
    }
    EXPECT_EQ(files, 0u) << run.text;
  }

  fs::path folder_ =
      fs::path(testing::TempDir()) /
      (std::string("landlink-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(CommandLine, RunsAndVerifiesTheToyStudy) {
  const ProgramRun run = run_study();
  ASSERT_EQ(run.exit_code, 0) << run.text;
  EXPECT_TRUE(fs::exists(folder_ / "out" / "study" / "base" / "base.gpkg"));
  EXPECT_TRUE(fs::exists(folder_ / "out" / "study" / "base" / "manifest.json"));
  const ProgramRun verify = run_program("verify " + (folder_ / "out/study/base").string());
  EXPECT_EQ(verify.exit_code, 0) << verify.text;
}

TEST_F(CommandLine, RefusesAMissingLayer) {
  fs::remove(folder_ / "toy" / "roads.geojson");
  expect_refusal({"toy", "roads"});
}

TEST_F(CommandLine, RefusesANanCoordinate) {
  replace_in("toy/roads.geojson", "\"coordinates\":[[", "\"coordinates\":[[NaN,18.0],[");
  expect_refusal({"roads.geojson"});
}

TEST_F(CommandLine, RefusesAnUnknownKey) {
  std::ofstream(folder_ / "study.toml", std::ios::app) << "[assignment]\nrelative_gpa = 1e-6\n";
  expect_refusal({"study.toml:7:1: unknown key 'relative_gpa'", "did you mean 'relative_gap'?"});
}

TEST_F(CommandLine, RefusesANegativeDemand) {
  replace_in("toy/demand/trade.csv", ",219000,", ",-219000,");
  expect_refusal({"trade.csv:3 field 'tonnes_per_year'", "-219000"});
}

TEST_F(CommandLine, RefusesAGeoPackageLayerWithoutACoordinateSystem) {
  test::write_toy_geopackage(folder_ / "toy.gpkg");
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((folder_ / "toy.gpkg").c_str(), &database), SQLITE_OK);
  const int updated = sqlite3_exec(
      database, "UPDATE gpkg_geometry_columns SET srs_id = 0 WHERE table_name = 'roads'", nullptr,
      nullptr, nullptr);
  sqlite3_close(database);
  ASSERT_EQ(updated, SQLITE_OK);
  replace_in("study.toml", "network = \"toy\"", "network = \"toy.gpkg\"");
  expect_refusal({"toy.gpkg layer 'roads'", "CRS"});
}

TEST_F(CommandLine, RefusesAZoneWithoutAccess) {
  // A town of Laos in the Gulf of Thailand: 300 km from any road.
  std::string zones = read_text_file(folder_ / "toy/zones.geojson");
  const std::size_t at = zones.find("\"type\":\"Point\",\"coordinates\":[");
  ASSERT_NE(at, std::string::npos);
  const std::size_t open = zones.find('[', at);
  zones.replace(open, zones.find(']', open) - open + 1, "[101.0,11.0]");
  write("toy/zones.geojson", zones);
  expect_refusal({"zones", "no access"});
}

TEST_F(CommandLine, RefusesAMissingStudyAndAnUnknownCommand) {
  EXPECT_EQ(run_program("run no-such.toml --out " + (folder_ / "out").string()).exit_code, 1);
  EXPECT_EQ(run_program("rnu").exit_code, 1);
  EXPECT_EQ(run_program("--version").exit_code, 0);
  EXPECT_EQ(run_program("--help").exit_code, 0);
  EXPECT_THAT(run_program("options").text, HasSubstr("upgrade_checkpoint"));
}

TEST_F(CommandLine, ValidatesEveryStudyBeforeTheFirstRuns) {
  write("bad.toml", "name = \"x\"\nyear = 2024\nyaer = 1\n");
  const ProgramRun run =
      run_program("run " + (folder_ / "study.toml").string() + " " +
                  (folder_ / "bad.toml").string() + " --out " + (folder_ / "out").string());
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(CommandLine, RunsTheOtherStudiesWhereOneFails) {
  write("lost.toml", "name = \"Lost\"\nyear = 2024\n[data]\nnetwork = \"nowhere\"\n");
  const ProgramRun run =
      run_program("run " + (folder_ / "lost.toml").string() + " " +
                  (folder_ / "study.toml").string() + " --out " + (folder_ / "out").string());
  EXPECT_EQ(run.exit_code, 5) << run.text;
  EXPECT_THAT(run.text, HasSubstr("study lost: "));
  EXPECT_THAT(run.text, HasSubstr("1 of 2 studies failed"));
  EXPECT_TRUE(fs::exists(folder_ / "out" / "study" / "base" / "manifest.json"));
  EXPECT_FALSE(fs::exists(folder_ / "out" / "lost"));
}

TEST_F(CommandLine, RefusesAFolderThatCannotBeWritten) {
  write("file", "in the way");
  const ProgramRun run = run_program("run " + (folder_ / "study.toml").string() + " --out " +
                                     (folder_ / "file" / "out").string());
  EXPECT_EQ(run.exit_code, 4) << run.text;
  EXPECT_THAT(run.text, HasSubstr("results cannot be written there"));
}

TEST_F(CommandLine, WritesTheSameBytesAtAnyThreadCount) {
  std::vector<std::string> hashes;
  for (const char* threads : {"1", "2", "3"}) {
    const fs::path out = folder_ / (std::string("out") + threads);
    const ProgramRun run = run_program("run " + (folder_ / "study.toml").string() + " --out " +
                                       out.string() + " --threads " + threads);
    ASSERT_EQ(run.exit_code, 0) << run.text;
    std::string all;
    for (const char* file : {"base.gpkg", "links.csv", "manifest.json", "map.png"}) {
      all += sha256_of_file(out / "study" / "base" / file);
    }
    hashes.push_back(all);
  }
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_EQ(hashes[0], hashes[2]);
}

}  // namespace
}  // namespace landlink
