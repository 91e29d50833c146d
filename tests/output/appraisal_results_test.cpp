#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/output/compare.hpp"
#include "landlink/output/verify.hpp"
#include "output/example_results.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using test::ExampleResults;
using test::TemporaryFolder;
using testing::HasSubstr;

/// 10 million USD in 2028 and 2029 for `benefit` a year from 2030 to 2034, half of it abroad.
Appraisal example_appraisal(double benefit, double rate = 0.10) {
  const Benefit at_home{.group = Beneficiary::shipper,
                        .part = BenefitPart::time,
                        .country = "LAO",
                        .province = "LA-SV",
                        .commodity = "goods",
                        .usd = 0.5 * benefit};
  Benefit abroad = at_home;
  abroad.country = "VNM";
  abroad.province = "abroad";
  AppraisalInput input;
  input.assets = {{.terms = {.capital_usd = 20e6,
                             .maintenance_usd_per_year = 0.5e6,
                             .construction_years = 2,
                             .opens = 2030},
                   .life_years = 10.0}};
  input.payers = {{"LAO", "VNM"}};
  input.timing = {.opens = 2030, .last_year = 2034, .modelled_years = {2030}};
  input.ledgers = {{at_home, abroad}};
  input.year = 2030;
  input.discount_rate = rate;
  return appraised(input);
}

std::filesystem::path write_with(Appraisal appraisal, const TemporaryFolder& folder,
                                 const std::string& name,
                                 const std::vector<std::string>& interventions) {
  ExampleResults example;
  example.appraisal = std::move(appraisal);
  const ScenarioResults base = example.base();
  ScenarioResults results = example.scenario(base);
  results.scenario = name;
  results.title = name;
  results.interventions = interventions;
  const std::filesystem::path path = folder / name;
  write_results(results, path);
  return path;
}

/// With every intervention open in 2030.
std::filesystem::path write(const TemporaryFolder& folder, const std::string& name,
                            const std::vector<std::string>& interventions, double benefit) {
  Appraisal appraisal = example_appraisal(benefit);
  appraisal.openings.assign(interventions.size(), 2030);
  return write_with(std::move(appraisal), folder, name, interventions);
}

// Half of 10 years' life is left: 10 million USD. At 10 %, discounted to 2028, in million USD:
//   -10 - 10/1.1 + (8 - 0.5) x 3.446170 + 10 x 0.564474 = 12.400105
TEST(AppraisalTables, AddUpToTheNetPresentValue) {
  const Appraisal worth = example_appraisal(8e6);
  EXPECT_NEAR(worth.npv_usd, 12.400105e6, 10.0);  // digits above
  EXPECT_NEAR(total_usd(worth.present_values), worth.npv_usd, 1e-9 * worth.npv_usd);
  // Laos and Vietnam share benefits and costs alike here.
  const auto by_country =
      totals_by(worth.present_values, [](const Benefit& b) { return b.country; });
  EXPECT_NEAR(by_country.at("LAO"), 0.5 * worth.npv_usd, 1e-9 * worth.npv_usd);
  ASSERT_EQ(worth.by_rate.size(), 4u);  // 6, 9 and 12 %, and its own
  EXPECT_GT(worth.by_rate[0].npv_usd, worth.by_rate[2].npv_usd);
  ASSERT_EQ(worth.eirr.size(), 1u);
  EXPECT_GT(worth.eirr[0], 0.12);
  ASSERT_FALSE(worth.tornado.empty());
  for (const Swing& swing : worth.tornado) {
    EXPECT_LE(swing.low_npv_usd, swing.high_npv_usd) << swing.input;
  }
}

TEST(AppraisalTables, AreVerified) {
  const TemporaryFolder folder;
  const auto path = write(folder, "road", {"upgrade"}, 8e6);
  const auto faults = [&] {
    std::vector<std::string> names;
    for (const VerifyCheck& check : verify_results(path).checks) {
      if (!check.ok) names.push_back(check.name);
    }
    return names;
  };
  EXPECT_THAT(faults(), testing::IsEmpty());
  const std::string flow = read_text_file(path / "cash_flow.csv");
  std::string spoilt = flow;
  spoilt.replace(spoilt.find("8e+06"), 5, "9e+06");
  write_file_atomically(path / "cash_flow.csv", spoilt);
  EXPECT_THAT(faults(), testing::Contains("net present value at 9 %"));
  write_file_atomically(path / "cash_flow.csv", flow);
  std::string worth = read_text_file(path / "worth.csv");
  worth.replace(worth.find("country,LAO,") + 12, 1, "9");
  write_file_atomically(path / "worth.csv", worth);
  EXPECT_THAT(faults(), testing::Contains("net present value by country"));
}

TEST(Compare, RanksAndFindsWhatProjectsAreWorthTogether) {
  const TemporaryFolder folder;
  write(folder, "road", {"upgrade"}, 8e6);
  write(folder, "post", {"one stop"}, 9e6);
  write(folder, "both", {"upgrade", "one stop"}, 20e6);
  const Comparison comparison = compare_results({folder.path()});
  ASSERT_EQ(comparison.cases.size(), 3u);
  EXPECT_EQ(comparison.cases[0].scenario, "both");
  EXPECT_EQ(comparison.cases[2].scenario, "road");
  ASSERT_EQ(comparison.interactions.size(), 1u);
  EXPECT_EQ(comparison.interactions[0].together, "both");
  EXPECT_NEAR(comparison.interactions[0].benefit_usd_per_year, 3e6, 1e-3);  // 20 - 8 - 9
  EXPECT_THAT(ranking_text(comparison), HasSubstr("1,example,both,both,2e+07"));
  EXPECT_THAT(interactions_text(comparison), HasSubstr("both,"));
}

TEST(Compare, LeavesOutAPairThatOpensInOtherYears) {
  const TemporaryFolder folder;
  write(folder, "road", {"upgrade"}, 8e6);
  write(folder, "post", {"one stop"}, 9e6);
  Appraisal later = example_appraisal(20e6);
  later.openings = {2030, 2032};
  write_with(later, folder, "both", {"upgrade", "one stop"});
  const Comparison comparison = compare_results({folder.path()});
  EXPECT_TRUE(comparison.interactions.empty());
  ASSERT_EQ(comparison.notes.size(), 1u);
  EXPECT_THAT(comparison.notes[0], HasSubstr("open in other years than in both"));
  EXPECT_THAT(comparison.notes[0], HasSubstr("the same `opens`"));
}

TEST(Compare, RefusesStreamsThatAreNotAlike) {
  const TemporaryFolder folder;
  write(folder, "road", {"upgrade"}, 8e6);
  Appraisal other = example_appraisal(9e6);
  const auto problem = [&](const Appraisal& appraisal) {
    write_with(appraisal, folder, "post", {"one stop"});
    try {
      static_cast<void>(compare_results({folder.path()}));
    } catch (const Error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  EXPECT_EQ(problem(other), "");
  EXPECT_THAT(problem(example_appraisal(9e6, 0.09)), HasSubstr("the same discount_rate"));
  Appraisal rebased = other;
  rebased.discount_to = 2025;
  EXPECT_THAT(problem(rebased), HasSubstr("the same discount_to"));
  Appraisal longer = other;
  longer.years.push_back({.year = 2035});
  EXPECT_THAT(problem(longer), HasSubstr("the same last_year"));
}

// Scenarios of two studies with one name: files and tables tell them apart by the study's folder.
TEST(Compare, NamesScenariosOfSeveralStudiesApart) {
  const TemporaryFolder folder;
  const TemporaryFolder other;
  const auto first = write(folder, "road", {"upgrade"}, 8e6);
  const auto second = write(other, "road", {"upgrade of another kind"}, 9e6);
  const Comparison comparison = compare_results({first, second});
  ASSERT_EQ(comparison.cases.size(), 2u);
  EXPECT_NE(comparison.cases[0].name, comparison.cases[1].name);
  EXPECT_EQ(comparison.cases[0].name, other.path().filename().string() + ".road");
}

TEST(Compare, RefusesWhatCannotBeCompared) {
  const TemporaryFolder folder;
  write(folder, "road", {"upgrade"}, 8e6);
  const auto other = write(folder, "post", {"one stop"}, 9e6);
  std::string manifest = read_text_file(other / "manifest.json");
  const std::string year = "\"year\": 2024";
  manifest.replace(manifest.find(year), year.size(), "\"year\": 2030");
  write_file_atomically(other / "manifest.json", manifest);
  EXPECT_THROW(static_cast<void>(compare_results({folder.path()})), Error);
  EXPECT_THROW(static_cast<void>(compare_results({folder / "nothing"})), Error);
}

TEST(Compare, DrawsWhatOneScenarioHasOverAnother) {
  const TemporaryFolder folder;
  const auto now = write(folder, "road", {"upgrade"}, 8e6);
  const auto before = write(folder, "post", {"one stop"}, 9e6);
  write_difference_map(now, before, folder / "d.gpkg");
  Diagnostics diagnostics;
  const Layer layer = read_layer(folder / "d.gpkg", "links", {}, diagnostics);
  ASSERT_FALSE(layer.features.empty());
  for (const Feature& feature : layer.features) {
    EXPECT_EQ(feature.number("diff_t_day"), 0.0);  // the same flows twice
  }
}

TEST(Compare, DrawsPicturesOfEveryScenarioAgainstItsBaseAndAnother) {
  const TemporaryFolder folder;
  write(folder, "road", {"upgrade"}, 8e6);
  write(folder, "post", {"one stop"}, 9e6);
  const Comparison comparison = compare_results({folder.path()});
  std::filesystem::create_directory(folder / "maps");
  const auto against_base = draw_difference_maps(comparison.cases, nullptr, folder / "maps");
  ASSERT_EQ(against_base.size(), 4u);  // two scenarios, each as picture and as drawing
  EXPECT_EQ(against_base[0].filename(), "post-against-base.png");
  EXPECT_EQ(against_base[1].filename(), "post-against-base.svg");
  for (const auto& file : against_base) {
    const std::string bytes = read_text_file(file);
    EXPECT_TRUE(bytes.starts_with(file.extension() == ".png" ? "\x89PNG" : "<?xml")) << file;
  }
  const auto against_post =
      draw_difference_maps(comparison.cases, &comparison.cases[0], folder / "maps");
  ASSERT_EQ(against_post.size(), 2u);
  EXPECT_EQ(against_post[0].filename(), "road-against-post.png");
  // The same results, the same bytes.
  const std::string before = read_text_file(against_post[0]);
  draw_difference_maps(comparison.cases, &comparison.cases[0], folder / "maps");
  EXPECT_EQ(read_text_file(against_post[0]), before);
}

}  // namespace
}  // namespace landlink
