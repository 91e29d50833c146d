#include "landlink/output/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "output/example_results.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using test::ExampleResults;
using test::TemporaryFolder;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> failed(const VerifyReport& report) {
  std::vector<std::string> names;
  for (const VerifyCheck& check : report.checks) {
    if (!check.ok) names.push_back(check.name);
  }
  return names;
}

/// A folder of good results to be spoilt.
class Verify : public ::testing::Test {
 protected:
  Verify() {
    const ScenarioResults base = example_.base();
    write_results(example_.scenario(base), results());
  }
  [[nodiscard]] std::filesystem::path results() const { return folder_ / case_; }

  /// Replaces the cell of a column in the first row where it is not "0", with `changed`.
  template <class Change>
  void change_cell(const char* file, const char* column, Change changed) {
    const std::filesystem::path path = results() / file;
    std::vector<std::string> lines = split(read_text_file(path), '\n');
    const std::vector<std::string> header = split(lines[0], ',');
    const auto place =
        static_cast<std::size_t>(std::find(header.begin(), header.end(), column) - header.begin());
    ASSERT_LT(place, header.size());
    for (std::size_t i = 1; i < lines.size(); ++i) {
      std::vector<std::string> cells = split(lines[i], ',');
      if (cells.size() != header.size() || cells[place] == "0") continue;
      cells[place] = shortest_text(changed(*parse_number(cells[place])));
      lines[i] = cells[0];
      for (std::size_t c = 1; c < cells.size(); ++c) lines[i] += "," + cells[c];
      break;
    }
    std::string text = lines[0];
    for (std::size_t i = 1; i < lines.size(); ++i) text += "\n" + lines[i];
    std::ofstream(path, std::ios::binary) << text;
  }

  /// Makes the manifest's checksum of a file fit again, as a careful forger would.
  void renew_checksum(const char* file) {
    const std::filesystem::path path = results() / "manifest.json";
    auto manifest = nlohmann::ordered_json::parse(read_text_file(path));
    for (auto& entry : manifest.at("files")) {
      if (entry.at("name") == file) entry["sha256"] = sha256_of_file(results() / file);
    }
    std::ofstream(path, std::ios::binary) << manifest.dump(2);
  }

  void run_sql(const char* sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((results() / "closed-9.gpkg").c_str(), &database), SQLITE_OK);
    // Triggers of the spatial index call functions that only GDAL has.
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, &message), SQLITE_OK)
        << (message != nullptr ? message : "");
    sqlite3_free(message);
    sqlite3_close(database);
  }

  TemporaryFolder folder_;
  std::string case_ = "closed-9";
  ExampleResults example_;
};

TEST_F(Verify, AcceptsResultsAsWritten) {
  const VerifyReport report = verify_results(results());
  EXPECT_THAT(failed(report), IsEmpty());
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.scenario, "closed-9");
  // Files, 3 of volumes, conservation, 2 commodities, 6 of the assignment, 6 totals, the layer.
  EXPECT_EQ(report.checks.size(), 20u);
}

TEST_F(Verify, NoticesAChangedFile) {
  change_cell("summary.csv", "value", [](double value) { return value + 1.0; });
  EXPECT_THAT(failed(verify_results(results())), Contains("files changed or missing"));
}

TEST_F(Verify, NoticesAMissingFile) {
  std::filesystem::remove(results() / "map.svg");
  const VerifyReport report = verify_results(results());
  EXPECT_FALSE(report.ok());
  EXPECT_THAT(report.checks[0].detail, HasSubstr("map.svg"));
}

TEST_F(Verify, NoticesAChangedVolumeBehindAMendedChecksum) {
  change_cell("class_links.csv", "volume_per_h", [](double value) { return value * (1 + 1e-7); });
  renew_checksum("class_links.csv");
  const auto names = failed(verify_results(results()));
  EXPECT_THAT(names, Not(Contains("files changed or missing")));
  EXPECT_THAT(names, Contains("conservation, share of a class's demand"));
  EXPECT_THAT(names, Contains("pcu of links against their classes"));
}

TEST_F(Verify, NoticesAChangedDemandBehindAMendedChecksum) {
  change_cell("class_demand.csv", "vehicles_per_h", [](double value) { return value * 1.001; });
  renew_checksum("class_demand.csv");
  const auto names = failed(verify_results(results()));
  EXPECT_THAT(names, Contains("conservation, share of a class's demand"));
  EXPECT_THAT(names, Contains("mass balance: goods"));
}

TEST_F(Verify, NoticesAChangedCommodityMatrixBehindAMendedChecksum) {
  change_cell("commodity_demand.csv", "t_per_day", [](double value) { return value + 0.01; });
  renew_checksum("commodity_demand.csv");
  EXPECT_THAT(failed(verify_results(results())), Contains("mass balance: goods"));
}

TEST_F(Verify, NoticesAChecksumThatIsNotTheFiles) {
  const std::filesystem::path path = results() / "manifest.json";
  auto manifest = nlohmann::ordered_json::parse(read_text_file(path));
  manifest["files"][1]["sha256"] = std::string(64, '0');
  std::ofstream(path, std::ios::binary) << manifest.dump(2);
  EXPECT_THAT(failed(verify_results(results())), Contains("files changed or missing"));
}

TEST_F(Verify, NoticesAClaimedGapThatIsNotTheFlows) {
  const std::filesystem::path path = results() / "manifest.json";
  auto manifest = nlohmann::ordered_json::parse(read_text_file(path));
  manifest["assignment"]["relative_gap"] = 1e-7;
  std::ofstream(path, std::ios::binary) << manifest.dump(2);
  EXPECT_THAT(failed(verify_results(results())), Contains("relative gap against the written one"));
}

// Half of the goods from West by a road twice as long is no equilibrium.
TEST_F(Verify, NoticesFlowsThatAreNotOnCheapestPaths) {
  change_cell("class_links.csv", "constant_h", [](double value) { return value * 1.5; });
  renew_checksum("class_links.csv");
  EXPECT_THAT(failed(verify_results(results())), Contains("total cost"));
}

TEST_F(Verify, NoticesAChangedCellOfTheGeoPackage) {
  run_sql("UPDATE links SET t_day = t_day + 1 WHERE fid = 1");
  const auto names = failed(verify_results(results()));
  EXPECT_THAT(names, Contains("files changed or missing"));
  EXPECT_THAT(names, Contains("t/day of the GeoPackage's links, summed"));
}

// QGIS sets its own journal mode and page marks in every GeoPackage that it opens.
TEST_F(Verify, AcceptsAGeoPackageWhoseBytesButNotItsDataChanged) {
  const std::string before = sha256_of_file(results() / "closed-9.gpkg");
  run_sql("PRAGMA journal_mode = WAL; PRAGMA user_version = 10300; PRAGMA journal_mode = DELETE");
  ASSERT_NE(sha256_of_file(results() / "closed-9.gpkg"), before);
  EXPECT_THAT(failed(verify_results(results())), IsEmpty());
}

TEST_F(Verify, LeavesTheFolderAsItWas) {
  const std::string before = sha256_of_file(results() / "closed-9.gpkg");
  const auto count = [&] {
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(results())) {
      ++files;
    }
    return files;
  };
  const std::size_t files = count();
  verify_results(results());
  EXPECT_EQ(count(), files);
  EXPECT_EQ(sha256_of_file(results() / "closed-9.gpkg"), before);
}

TEST_F(Verify, NamesTheTableThatCannotBeRead) {
  std::filesystem::remove(results() / "links.csv");
  try {
    verify_results(results());
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.place().file, HasSubstr("links.csv"));
  }
}

TEST_F(Verify, NamesTheCellThatIsNoIndex) {
  change_cell("class_demand.csv", "destination", [](double) { return 77.0; });
  try {
    verify_results(results());
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("77 names nothing"));
    EXPECT_EQ(error.place().field, "destination");
  }
}

TEST(VerifyResults, AsksForAFolderWithAManifest) {
  const TemporaryFolder folder;
  EXPECT_THROW(verify_results(folder.path()), Error);
  folder.write("manifest.json", "{\"study\": 3}");
  EXPECT_THROW(verify_results(folder.path()), Error);
  folder.write("manifest.json", "not json");
  EXPECT_THROW(verify_results(folder.path()), Error);
}

/// The base with at most 300 t/day eastward on the first part of Route 9, where 675 would go: the
/// rest takes Route 8, which is 50 km longer, so that the limit has a price.
class VerifyLimits : public Verify {
 protected:
  VerifyLimits() {
    case_ = "base";
    for (DraftLink& link : example_.base_model.draft.links) {
      const FeatureRef& source = link.attributes.source;
      if (source.id == "R9-1" && source.forward) link.attributes.capacity_t_per_day = 300.0;
    }
    rebuild(example_.base_model);
    example_.options = {.relative_gap = 1e-9};
    example_.base_flows = assign(assignment_problem(example_.base_model), example_.options);
    example_.base_indicators = indicators(example_.base_model, example_.base_flows);
    write_results(example_.base(), results());
  }
  /// The checks of limits that fail once a cell of a table is another.
  template <class Change>
  std::vector<std::string> failed_after(const char* file, const char* column, Change changed) {
    change_cell(file, column, changed);
    renew_checksum(file);
    std::vector<std::string> names = failed(verify_results(results()));
    std::erase_if(names, [](const std::string& name) { return !name.starts_with("limits: "); });
    return names;
  }
};

TEST_F(VerifyLimits, AcceptsWhatIsKept) {
  ASSERT_TRUE(example_.base_flows.converged());
  ASSERT_EQ(example_.base_flows.side_constraints.size(), 1u);
  EXPECT_GT(example_.base_flows.side_constraints[0].multiplier, 0.0);
  const VerifyReport report = verify_results(results());
  EXPECT_THAT(failed(report), IsEmpty());
  EXPECT_EQ(std::count_if(report.checks.begin(), report.checks.end(),
                          [](const auto& check) { return check.name.starts_with("limits: "); }),
            7);
}

TEST_F(VerifyLimits, NoticesAnotherLimit) {
  EXPECT_THAT(failed_after("side_constraints.csv", "limit_per_h", [](double v) { return 1.1 * v; }),
              Contains("limits: complementarity against the written"));
}

TEST_F(VerifyLimits, NoticesALimitThatFlowsDoNotKeep) {
  const auto names =
      failed_after("side_constraints.csv", "limit_per_h", [](double v) { return 0.9 * v; });
  EXPECT_THAT(names, Contains("limits: violation against the written"));
  EXPECT_THAT(names, Contains("limits: violation and complementarity"));
}

TEST_F(VerifyLimits, NoticesAnotherValue) {
  EXPECT_THAT(
      failed_after("side_constraints.csv", "value_per_h", [](double v) { return v * (1 + 1e-8); }),
      Contains("limits: what flows take, against the written"));
}

TEST_F(VerifyLimits, NoticesAnotherMultiplier) {
  EXPECT_THAT(
      failed_after("side_constraints.csv", "multiplier_h", [](double v) { return 0.5 * v; }),
      Contains("limits: prices of links against multipliers"));
}

TEST_F(VerifyLimits, NoticesAnotherPriceOfALink) {
  EXPECT_THAT(failed_after("side_prices.csv", "price_h", [](double v) { return v + 1e-3; }),
              Contains("limits: prices of links against multipliers"));
}

TEST_F(VerifyLimits, NoticesAnotherCoefficient) {
  const auto names =
      failed_after("side_terms.csv", "coefficient", [](double v) { return 1.001 * v; });
  EXPECT_THAT(names, Contains("limits: what a vehicle takes, against its payload"));
  EXPECT_THAT(names, Contains("limits: what flows take, against the written"));
}

/// The base by a stochastic algorithm, written and verified.
class VerifyStochastic : public Verify, public ::testing::WithParamInterface<std::string> {
 protected:
  VerifyStochastic() {
    example_.options = {.algorithm = GetParam(), .relative_gap = 1e-9};
    example_.options.stochastic.theta = 0.3;
    example_.base_flows = assign(assignment_problem(example_.base_model), example_.options);
    example_.base_indicators = indicators(example_.base_model, example_.base_flows);
    write_results(example_.base(), base());
  }
  [[nodiscard]] std::filesystem::path base() const { return folder_ / "base"; }
};

TEST_P(VerifyStochastic, RecomputesTheResidual) {
  ASSERT_TRUE(example_.base_flows.converged());
  const VerifyReport report = verify_results(base());
  EXPECT_THAT(failed(report), IsEmpty());
  std::vector<std::string> names;
  for (const VerifyCheck& check : report.checks) names.push_back(check.name);
  EXPECT_THAT(names, Contains("fixed-point residual against the written one"));
  EXPECT_THAT(names, Contains("fixed-point residual against its goal"));
  EXPECT_THAT(names, Contains("Fisk's objective"));
}

TEST_P(VerifyStochastic, NoticesAnotherTheta) {
  auto manifest = nlohmann::ordered_json::parse(read_text_file(base() / "manifest.json"));
  manifest["options"]["theta_per_usd_t"] = 0.6;
  std::ofstream(base() / "manifest.json", std::ios::binary) << manifest.dump(2);
  EXPECT_THAT(failed(verify_results(base())),
              Contains("fixed-point residual against the written one"));
}

TEST_P(VerifyStochastic, NoticesFlowsThatMovedToAnotherPath) {
  if (!std::filesystem::exists(base() / "path_flows.csv.gz")) return;  // by links: no paths
  std::vector<std::string> lines = split(read_possibly_gzipped(base() / "path_flows.csv.gz"), '\n');
  // The first two rows are of one class and its first two zones, which two roads join.
  std::vector<std::string> one = split(lines[1], ',');
  std::vector<std::string> other = split(lines[2], ',');
  const double shift = 0.01 * *parse_number(one[2]);
  one[2] = shortest_text(*parse_number(one[2]) - shift);
  other[2] = shortest_text(*parse_number(other[2]) + shift);
  lines[1] = one[0] + "," + one[1] + "," + one[2];
  lines[2] = other[0] + "," + other[1] + "," + other[2];
  std::string text = lines[0];
  for (std::size_t i = 1; i < lines.size(); ++i) text += "\n" + lines[i];
  std::ofstream(base() / "path_flows.csv.gz", std::ios::binary) << gzipped(text);
  const std::vector<std::string> names = failed(verify_results(base()));
  EXPECT_THAT(names, Contains("files changed or missing"));
  EXPECT_THAT(names, Contains("fixed-point residual against the written one"));
  EXPECT_THAT(names, Contains("flows of paths against links, share of a class's demand"));
}

INSTANTIATE_TEST_SUITE_P(All, VerifyStochastic, ::testing::Values("psl", "c-logit", "mnl", "dial"),
                         [](const auto& instance) {
                           return instance.param == "c-logit" ? std::string("clogit")
                                                              : instance.param;
                         });

}  // namespace
}  // namespace landlink
