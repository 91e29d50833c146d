// What a study file that is wrong gets: one message with file, line, problem and remedy. The
// numbers are those of the list of bad inputs that the project answers.

#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "landlink/core/file.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "landlink/study/base_model.hpp"
#include "landlink/study/study.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace fs = std::filesystem;

constexpr auto kFile = "scenarios/s.toml";

std::string complaint(const std::string& text) {
  try {
    static_cast<void>(parse_study(text, kFile));
  } catch (const Error& e) {
    EXPECT_EQ(e.exit_code(), ExitCode::bad_input);
    return e.what();
  }
  return "accepted";
}

const std::string kHead = "name = \"S\"\nyear = 2030\n";
const std::string kScenario = kHead + "[[scenario]]\nname = \"A\"\n";
const std::string kClose = kScenario +
                           "[[scenario.intervention]]\ntype = \"close_link\"\n"
                           "where = { road = \"9\" }\n";

// A batch reads all studies before the first runs: one that is edited meanwhile is not what runs.
TEST(BadStudy, G73_FileThatChangesBeforeItRuns) {
  const TemporaryFolder folder;
  const std::string toy = (fs::current_path() / "gis/toy").string();
  const std::string text = kHead + "network_year = 2024\n[data]\nnetwork = \"" + toy +
                           "\"\ndemand = \"" + toy + "/demand\"\n";
  const Study study = read_study(folder.write("s.toml", text));
  EXPECT_NO_THROW(load_base_model(study));
  folder.write("s.toml", text + "# edited\n");
  try {
    load_base_model(study);
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("s.toml: the file changed after it was read; run again"));
  }
}

TEST(BadStudy, S01_UnknownKeyWithTheNearest) {
  EXPECT_EQ(complaint(kHead + "[appraisal]\ndiscont_rate = 0.09\n"),
            "scenarios/s.toml:4:1: unknown key 'discont_rate'; did you mean 'discount_rate'?");
}

TEST(BadStudy, S02_TypoInAField) {
  EXPECT_THAT(complaint(kScenario + "[[scenario.intervention]]\ntype = \"upgrade_road\"\n"
                                    "where = { road = \"9\" }\nset = { lanse = 4 }\n"),
              HasSubstr("s.toml:8:9: unknown key 'lanse'; did you mean 'lanes'?"));
}

TEST(BadStudy, S04_NegativeCostUnlessASaving) {
  EXPECT_THAT(
      complaint(kClose + "cost = { capital_usd = -5 }\n"),
      HasSubstr("-5 is out of range; give a value of at least 0, or say type = \"saving\""));
  EXPECT_EQ(complaint(kClose + "cost = { capital_usd = -5, type = \"saving\" }\n"), "accepted");
  EXPECT_THAT(complaint(kClose + "cost = { capital_usd = 5, type = \"saving\" }\n"),
              HasSubstr("out of range"));
}

TEST(BadStudy, S05_S06_DiscountRates) {
  EXPECT_THAT(complaint(kHead + "[appraisal]\ndiscount_rate = 9\n"),
              HasSubstr("9 is out of range; give a value from 0 to 0.3"));
  EXPECT_THAT(complaint(kHead + "[appraisal]\ndiscount_rate = -1\n"), HasSubstr("from 0 to 0.3"));
}

TEST(BadStudy, S07_OpeningBeforeTheBase) {
  EXPECT_THAT(complaint(kClose + "opens = 2025\n"),
              HasSubstr("opens in 2025, before the network's year 2030"));
}

TEST(BadStudy, S08_S09_S31_NumbersAndUnits) {
  EXPECT_THAT(complaint(kClose + "cost = { capital_usd = \"2,000,000\" }\n"),
              HasSubstr("not a number without quotes"));
  EXPECT_THAT(complaint(kClose + "cost = { capital = \"2,000,000 USD\" }\n"),
              HasSubstr("a comma in a number"));
  EXPECT_THAT(complaint(kClose + "cost = { capital_usd = nan }\n"), HasSubstr("a finite number"));
  EXPECT_THAT(complaint(kClose + "cost = { capital_usd = inf }\n"), HasSubstr("a finite number"));
  EXPECT_THAT(complaint(kClose + "cost = { capital = \"5 million THB\" }\n"),
              HasSubstr("unknown unit 'THB'; this is in USD"));
  EXPECT_THAT(complaint(kClose + "length_mi = 4\n"), HasSubstr("unknown key 'length_mi'"));
  EXPECT_EQ(complaint(kClose + "cost = { capital = \"240 million USD\", maintenance = "
                               "\"1.5 million USD/year\", life = \"30 years\" }\n"),
            "accepted");
}

TEST(BadStudy, S10_S11_Duplicates) {
  EXPECT_THAT(complaint(kHead + "year = 2031\n"), HasSubstr("s.toml:3"));
  EXPECT_THAT(complaint(kClose + "id = \"a\"\n[[scenario.intervention]]\ntype = \"open_link\"\n"
                                 "id = \"A\"\nwhere = { road = \"8\" }\n"),
              HasSubstr("a second intervention 'A'"));
}

TEST(BadStudy, S13_S14_BasedOnItself) {
  const TemporaryFolder folder;
  const auto write = [&](const char* name, const std::string& base) {
    write_file_atomically(folder.path() / name,
                          "base = \"" + base + "\"\nname = \"S\"\nyear = 2030\n");
  };
  const auto refused = [&](const char* name) {
    try {
      static_cast<void>(read_study(folder.path() / name));
    } catch (const Error& e) {
      return std::string(e.what());
    }
    return std::string("accepted");
  };
  write("self.toml", "self.toml");
  EXPECT_THAT(refused("self.toml"),
              AllOf(HasSubstr("studies are based on each other: self.toml -> self.toml"),
                    HasSubstr("self.toml:1:8")));
  write("a.toml", "b.toml");
  write("b.toml", "a.toml");
  EXPECT_THAT(refused("a.toml"), HasSubstr("a.toml -> b.toml -> a.toml"));
  write("lost.toml", "nowhere.toml");
  EXPECT_THAT(refused("lost.toml"), HasSubstr("the study it is based on cannot be read"));
  EXPECT_THAT(complaint(kScenario + "base = \"A\"\n"),
              HasSubstr("scenarios are based on each other: A -> A"));
  EXPECT_THAT(complaint(kScenario + "base = \"B\"\n[[scenario]]\nname = \"B\"\nbase = \"A\"\n"),
              HasSubstr("A -> B -> A"));
  EXPECT_THAT(complaint(kScenario + "[[scenario]]\nname = \"Fuor\"\nbase = \"Four\"\n"),
              HasSubstr("no scenario 'Four' to be based on"));
}

TEST(BadStudy, S15_PathsOutOfTheProject) {
  EXPECT_THAT(complaint(kHead + "[data]\nnetwork = \"../../etc/passwd\"\n"),
              AllOf(HasSubstr("'../../etc/passwd' leads out of the project's folder"),
                    HasSubstr("s.toml:4:11")));
  EXPECT_THAT(complaint("base = \"../../etc/passwd\"\n" + kHead), HasSubstr("leads out of"));
  EXPECT_EQ(complaint(kHead + "[data]\nnetwork = \"../gis/toy\"\n"), "accepted");
}

TEST(BadStudy, S16_S17_OutputElsewhere) {
  EXPECT_THAT(complaint(kHead + "output = \"../../outside\"\n"),
              HasSubstr("'../../outside' is no folder within that of the results"));
  EXPECT_THAT(complaint(kHead + "output = \"a/../../b\"\n"), HasSubstr("no folder within"));
  EXPECT_THAT(complaint(kHead + "output = \"/tmp/x\"\n"),
              HasSubstr("'/tmp/x' is an absolute path; give a folder within"));
  EXPECT_EQ(parse_study(kHead + "output = \"corridors/r9\"\n", kFile).output, "corridors/r9");
}

TEST(BadStudy, S18_S19_S37_Names) {
  EXPECT_THAT(complaint("name = \"a\\nb\"\nyear = 2030\n"),
              HasSubstr("'a\\x0Ab' has a line break or another control character"));
  EXPECT_THAT(complaint("name = \"\"\nyear = 2030\n"), HasSubstr("empty text"));
  EXPECT_EQ(parse_study(kHead + "[[scenario]]\nname = \"a/b\\\\c\"\n", kFile).scenarios[0].id,
            "a-b-c");
  EXPECT_THAT(complaint(kScenario + "[[scenario]]\nname = \"a\"\n"),
              HasSubstr("a second scenario 'a'; give each scenario a name that differs in more "
                        "than case"));
}

TEST(BadStudy, S20_NoInterventionsIsTheBase) {
  EXPECT_THAT(parse_study(kScenario, kFile).warnings,
              ElementsAre(HasSubstr("scenario 'A' has no interventions: it is the base case")));
  EXPECT_THAT(parse_study(kClose, kFile).warnings, IsEmpty());
}

TEST(BadStudy, S21_InterventionsOfTheWrongType) {
  EXPECT_THAT(complaint(kScenario + "intervention = \"close\"\n"),
              HasSubstr("not a list of tables, written [[intervention]]"));
  EXPECT_THAT(complaint(kScenario + "intervention = [1]\n"), HasSubstr("a list of tables"));
  EXPECT_THAT(complaint(kHead + "scenario = 3\n"), HasSubstr("written [[scenario]]"));
}

TEST(BadStudy, S22_S23_S26_Syntax) {
  EXPECT_THAT(complaint(kHead + "[appraisal\n"), HasSubstr("s.toml:3:"));
  EXPECT_THAT(complaint("name = \"S\nyear = 2030\n"), HasSubstr("s.toml:1:"));
  EXPECT_THAT(complaint(kHead + "a = = 1\n"), HasSubstr("s.toml:3:5"));
  EXPECT_THAT(complaint("a = " + std::string(100'000, '[')), HasSubstr("s.toml:1:"));
}

TEST(BadStudy, S24_S25_Encodings) {
  EXPECT_EQ(parse_study("\xEF\xBB\xBF" + kHead, kFile).name, "S");
  EXPECT_THAT(complaint("name = \"caf\xE9\"\nyear = 2030\n"),
              HasSubstr("the text is not UTF-8; save the file as UTF-8"));
}

TEST(BadStudy, S27_YearTooLarge) {
  EXPECT_THAT(complaint("name = \"S\"\nyear = 99999999999999999999\n"), HasSubstr("s.toml:2:"));
  EXPECT_THAT(complaint("name = \"S\"\nyear = 9223372036854775807\n"),
              HasSubstr("give a value from 1990 to 2100"));
}

TEST(BadStudy, S30_NewerThanTheProgram) {
  EXPECT_EQ(complaint("schema_version = 999\n" + kHead),
            "scenarios/s.toml:1:18 field 'schema_version': schema version 999, and this program "
            "reads up to 1; use a newer landlink");
  EXPECT_EQ(complaint("schema_version = 1\n" + kHead), "accepted");
}

TEST(BadStudy, S32_OpeningAfterTheLastYear) {
  EXPECT_THAT(parse_study(kClose + "opens = 2060\n[appraisal]\nlast_year = 2050\n", kFile).warnings,
              ElementsAre(HasSubstr("'close_link-1' opens in 2060, after the last year 2050 of the "
                                    "appraisal: no benefit is counted")));
}

TEST(BadStudy, S39_OneOfManyIsNamed) {
  std::string text = kHead;
  for (int i = 0; i < 10'000; ++i) {
    text += "[[scenario]]\nname = \"n" + std::to_string(i) + "\"\n[[scenario.intervention]]\n" +
            (i == 7777 ? "type = \"close_lnik\"\n" : "type = \"close_link\"\n") +
            "where = { road = \"9\" }\n";
  }
  EXPECT_THAT(complaint(text), AllOf(HasSubstr("did you mean 'close_link'?"),
                                     HasSubstr("s.toml:" + std::to_string(2 + 7777 * 5 + 4))));
  const Study study = parse_study(text, kFile, {.keep_going = true});
  EXPECT_EQ(study.scenarios.size(), 9'999u);
  ASSERT_EQ(study.rejected.size(), 1u);
  EXPECT_EQ(study.rejected[0].name, "n7777");
}

TEST(Inheritance, TakesSettingsDataAndBaseOfTheOtherStudy) {
  const TemporaryFolder folder;
  write_file_atomically(folder.path() / "parent.toml",
                        "name = \"P\"\nyear = 2030\nnetwork_year = 2024\n[data]\nnetwork = \"n\"\n"
                        "[assignment]\nrelative_gap = 1e-9\n[appraisal]\ndiscount_rate = 0.12\n"
                        "[[base.intervention]]\ntype = \"close_link\"\nwhere = { road = \"8\" }\n"
                        "[[scenario]]\nname = \"not mine\"\n");
  write_file_atomically(folder.path() / "child.toml",
                        "base = \"parent.toml\"\nname = \"C\"\n[appraisal]\nyears = 30\n");
  const Study study = read_study(folder.path() / "child.toml");
  EXPECT_EQ(study.name, "C");
  EXPECT_EQ(study.id, "child");
  EXPECT_EQ(study.year, 2030);
  EXPECT_EQ(study.network_year, 2024);
  EXPECT_EQ(study.network, folder.path() / "n");
  EXPECT_EQ(study.assignment.relative_gap, 1e-9);
  EXPECT_EQ(study.appraisal.discount_rate, 0.12);
  EXPECT_EQ(study.appraisal.years, 30);
  EXPECT_EQ(study.base.interventions.size(), 1u);
  EXPECT_THAT(study.scenarios, IsEmpty());
  EXPECT_THAT(study.parents, ElementsAre(folder.path() / "parent.toml"));
}

TEST(Inheritance, PutsAScenarioOnTopOfAnother) {
  const Study study = parse_study(kClose +
                                      "[[scenario]]\nname = \"B\"\nbase = \"a\"\n"
                                      "[[scenario.intervention]]\ntype = \"open_link\"\n"
                                      "where = { road = \"8\" }\n",
                                  kFile);
  ASSERT_EQ(study.scenarios.size(), 2u);
  ASSERT_EQ(study.scenarios[1].interventions.size(), 2u);
  EXPECT_EQ(study.scenarios[1].interventions[0]->terms().type, "close_link");
  EXPECT_EQ(study.scenarios[1].interventions[1]->terms().type, "open_link");
}

TEST(Order, FollowsStatedPlacesAndYears) {
  const auto intervention = [](const std::string& id, const std::string& more) {
    return "[[scenario.intervention]]\nid = \"" + id +
           "\"\ntype = \"close_link\"\nwhere = { road = \"9\" }\n" + more;
  };
  const Study study = parse_study(
      kScenario + intervention("late", "opens = 2040\n") + intervention("early", "opens = 2031\n") +
          intervention("last", "order = 2\n") + intervention("first", "order = 1\n"),
      kFile);
  std::vector<std::string> ids;
  for (const auto& i : study.scenarios[0].interventions) ids.push_back(i->terms().id);
  EXPECT_THAT(ids, ElementsAre("early", "late", "first", "last"));
}

TEST(Projects, AreReadFromATable) {
  const TemporaryFolder folder;
  write_file_atomically(folder.path() / "projects.csv",
                        "scenario,type,road,lanes,surface,capital,opens\n"
                        "Route 9,upgrade_road,9,4,asphalt,595 million USD,2031\n"
                        "Route 9,close_link,8,,,,\n"
                        "Route 8,upgrade_road,8,,dbst,40 million USD,\n");
  write_file_atomically(folder.path() / "s.toml", kHead + "[projects]\ntable = \"projects.csv\"\n");
  const Study study = read_study(folder.path() / "s.toml");
  ASSERT_EQ(study.scenarios.size(), 2u);
  EXPECT_EQ(study.scenarios[0].interventions.size(), 2u);
  EXPECT_EQ(study.scenarios[0].interventions[0]->terms().capital_usd, 595e6);
  EXPECT_THAT(study.scenarios[1].interventions[0]->text(), HasSubstr("road 8: surface dbst"));
  write_file_atomically(folder.path() / "projects.csv",
                        "scenario,type,road,lanse\nRoute 9,upgrade_road,9,4\n");
  try {
    static_cast<void>(read_study(folder.path() / "s.toml"));
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(),
                HasSubstr("projects.csv:2: unknown column 'lanse' for upgrade_road; did you mean "
                          "'lanes'?"));
  }
}

TEST(Projects, AreDrawnInAGeoPackage) {
  const TemporaryFolder folder;
  const LayerTable lines{.name = "edits",
                         .geometry = GeometryType::line,
                         .fields = {{"scenario", FieldType::text},
                                    {"type", FieldType::text},
                                    {"lanes", FieldType::integer},
                                    {"capital", FieldType::text}},
                         .rows = {{.geometry = Line{{105.0, 16.6}, {106.0, 16.7}},
                                   .values = {std::string("By-pass"), std::string("new_road"), 2LL,
                                              std::string("12 million USD")}}}};
  const LayerTable areas{
      .name = "areas",
      .geometry = GeometryType::polygon,
      .fields = {{"scenario", FieldType::text},
                 {"type", FieldType::text},
                 {"above_t", FieldType::real}},
      .rows = {{.geometry = Polygons{{{{105, 16}, {106, 16}, {106, 17}, {105, 16}}}},
                .values = {std::string("Ban"), std::string("truck_ban"), 7.5}}}};
  write_geopackage(folder.path() / "edits.gpkg", std::vector{lines, areas});
  const auto study_of = [&](const std::string& layer) {
    write_file_atomically(folder.path() / "s.toml", kHead + "[projects]\nedits = \"edits.gpkg\"\n" +
                                                        "layer = \"" + layer + "\"\n");
    return read_study(folder.path() / "s.toml");
  };
  const Study drawn = study_of("edits");
  ASSERT_EQ(drawn.scenarios.size(), 1u);
  EXPECT_EQ(drawn.scenarios[0].name, "By-pass");
  EXPECT_EQ(drawn.scenarios[0].interventions[0]->terms().capital_usd, 12e6);
  EXPECT_THAT(drawn.scenarios[0].interventions[0]->text(), HasSubstr("new_road along 2 positions"));
  EXPECT_THAT(study_of("areas").scenarios[0].interventions[0]->text(),
              HasSubstr("in an area of 4 corners: above 7.5 t"));
}

}  // namespace
}  // namespace landlink
