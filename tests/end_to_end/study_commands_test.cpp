// Studies through the program, on the toy network: what is refused before a run, what a run goes on
// without, and the commands that explain and compare.

#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <string>

#include "end_to_end/program.hpp"
#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

/// A study of the toy network in a folder of its own.
class ToyStudy : public testing::Test {
 protected:
  fs::path write(const std::string& name, const std::string& scenarios,
                 const std::string& top = {}) const {
    const fs::path file = folder_ / name;
    const std::string toy = (fs::current_path() / "gis/toy").string();
    write_file_atomically(file, top + "name = \"Toy\"\nyear = 2030\nnetwork_year = 2024\n[data]\n" +
                                    "network = \"" + toy + "\"\ndemand = \"" + toy + "/demand\"\n" +
                                    scenarios);
    return file;
  }
  [[nodiscard]] fs::path out() const { return folder_ / "results"; }
  [[nodiscard]] ProgramRun run(const std::string& arguments) const {
    return run_program("run " + arguments + " --out " + out().string());
  }
  TemporaryFolder folder_;
};

std::string scenario(const std::string& name, const std::string& intervention) {
  return "[[scenario]]\nname = \"" + name + "\"\n[[scenario.intervention]]\n" + intervention + "\n";
}
const std::string kPave =
    "type = \"upgrade_road\"\nwhere = { road = \"2\" }\nset = { iri = \"2 m/km\" }\n"
    "cost = { capital = \"3 million USD\" }\nopens = 2030";
const std::string kToll = "type = \"toll\"\nwhere = { road = \"1\" }\ntoll = \"0.01 USD/km\"";

TEST_F(ToyStudy, RunsByTheFolder) {
  write("b.toml", scenario("Paved", kPave));
  write("a.toml", scenario("Tolled", kToll));
  write_file_atomically(folder_ / "notes.txt", "not a study");
  const ProgramRun done = run((folder_ / "").string());
  EXPECT_EQ(done.exit_code, 0) << done.text;
  EXPECT_LT(done.text.find("study a:"), done.text.find("study b:"));
  EXPECT_THAT(done.text, HasSubstr("map.png without it"));
  EXPECT_THAT(run((folder_ / "").string() + " --no-maps").text, Not(HasSubstr("map.png")));
  EXPECT_TRUE(fs::exists(out() / "a" / "tolled" / "manifest.json"));
  EXPECT_TRUE(fs::exists(out() / "b" / "paved" / "manifest.json"));

  const fs::path empty = folder_ / "empty";
  fs::create_directory(empty);
  const ProgramRun refused = run(empty.string());
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.text, AllOf(HasSubstr("no study in this folder"), HasSubstr(".toml")));
}

// Scenarios are solved side by side: whatever ends first, files and messages are those of one
// thread.
TEST_F(ToyStudy, GivesTheSameFilesAndMessagesAtAnyNumberOfThreads) {
  const fs::path file =
      write("many.toml",
            scenario("Paved", kPave) +
                scenario("Cut", "type = \"close_link\"\nwhere = { kind = [\"road\", \"ferry\"] }") +
                scenario("Tolled", kToll) + scenario("Again", kPave) + scenario("Dearer", kToll));
  std::map<fs::path, std::string> files;
  std::string text;
  for (const char* threads : {"1", "2", "3"}) {
    fs::remove_all(out());
    const ProgramRun done = run(file.string() + " --threads " + threads);
    ASSERT_EQ(done.exit_code, 0) << done.text;
    EXPECT_THAT(done.text, HasSubstr("no way"));
    if (text.empty()) text = done.text;
    EXPECT_EQ(done.text, text) << threads << " threads";
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(out())) {
      if (!entry.is_regular_file()) continue;
      ++count;
      const std::string hash = sha256_of_file(entry.path());
      const auto known = files.try_emplace(entry.path(), hash).first;
      EXPECT_EQ(known->second, hash) << entry.path() << " with " << threads << " threads";
    }
    EXPECT_EQ(count, files.size()) << threads << " threads";
  }
  EXPECT_GT(files.size(), 6u * 10u);  // six cases of many files each
}

// The base and the scenarios before the fault are whole, with any number of threads.
TEST_F(ToyStudy, LeavesWholeFoldersWhereAScenarioIsRefused) {
  const fs::path file =
      write("s.toml",
            scenario("Paved", kPave) +
                scenario("Cut", "type = \"close_link\"\nwhere = { kind = [\"road\", \"ferry\"] }") +
                scenario("Tolled", kToll));
  for (const char* threads : {"1", "2"}) {
    fs::remove_all(out());
    const ProgramRun cut = run(file.string() + " --strict --no-maps --threads " + threads);
    EXPECT_EQ(cut.exit_code, 1) << cut.text;
    EXPECT_THAT(cut.text, HasSubstr("case 'cut'"));
    for (const char* scenario : {"base", "paved"}) {
      EXPECT_TRUE(fs::exists(out() / "s" / scenario / "manifest.json")) << scenario;
      EXPECT_FALSE(fs::exists(out() / "s" / scenario / "map.png")) << scenario;
    }
    EXPECT_FALSE(fs::exists(out() / "s/cut"));
  }
}

TEST_F(ToyStudy, S03_NamesTheScenarioAndTheMissingLinkAndWritesNothing) {
  const fs::path file = write(
      "s.toml", scenario("Good", kPave) +
                    scenario("Bad", "type = \"close_link\"\nwhere = { feature = \"999999\" }"));
  const ProgramRun refused = run(file.string());
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.text,
              AllOf(HasSubstr("scenario 'Bad'"), HasSubstr("'999999'"), HasSubstr("s.toml:")));
  EXPECT_FALSE(fs::exists(out() / "s"));
  // S39: the others run, the bad one is named, and the exit code says so.
  const ProgramRun going = run(file.string() + " --keep-going");
  EXPECT_EQ(going.exit_code, 5) << going.text;
  EXPECT_THAT(going.text, AllOf(HasSubstr("'999999'"), HasSubstr("1 scenario left out")));
  EXPECT_TRUE(fs::exists(out() / "s/good/manifest.json"));
  EXPECT_FALSE(fs::exists(out() / "s/bad"));
}

TEST_F(ToyStudy, S36_RefusesTwoStudiesWithOneOutput) {
  const fs::path a = write("a.toml", scenario("A", kPave), "output = \"same\"\n");
  const fs::path b = write("b.toml", scenario("B", kPave), "output = \"Same\"\n");
  const ProgramRun refused = run(a.string() + " " + b.string());
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.text, HasSubstr("a second study with results in 'Same'"));
  EXPECT_FALSE(fs::exists(out() / "same"));
}

TEST_F(ToyStudy, S29_CountsWhatLosesItsWay) {
  const fs::path file =
      write("cut.toml",
            scenario("Cut", "type = \"close_link\"\nwhere = { kind = [\"road\", \"ferry\"] }"));
  const ProgramRun cut = run(file.string());
  EXPECT_EQ(cut.exit_code, 0) << cut.text;
  EXPECT_THAT(cut.text, AllOf(HasSubstr("have no way and are not assigned"), HasSubstr("zone pair"),
                              Not(HasSubstr("inf")), Not(HasSubstr("nan"))));
}

// Strict, the case is refused with the pairs; the base, which was solved before it, is whole.
TEST_F(ToyStudy, D07_StopsWhereFreightHasNoWayIfStrict) {
  const fs::path file =
      write("cut.toml",
            scenario("Cut", "type = \"close_link\"\nwhere = { kind = [\"road\", \"ferry\"] }"));
  const ProgramRun cut = run(file.string() + " --strict");
  EXPECT_EQ(cut.exit_code, 1) << cut.text;
  EXPECT_THAT(cut.text,
              AllOf(HasSubstr("case 'cut'"), HasSubstr("t/day have no way: "), HasSubstr(" to ")));
  EXPECT_TRUE(fs::exists(out() / "cut/base/manifest.json"));
  EXPECT_FALSE(fs::exists(out() / "cut/cut"));
}

// What is wrong with a table has no place on the map: it is said, and stays in the manifest.
TEST_F(ToyStudy, D11_SaysThatAMatrixIsEmpty) {
  write_file_atomically(folder_ / "od.csv",
                        "origin,destination,commodity,tonnes_per_day\nnorth,south,cement,0\n");
  const fs::path file = write("zero.toml", "matrix = \"od.csv\"\n");
  const ProgramRun zero = run(file.string());
  EXPECT_EQ(zero.exit_code, 0) << zero.text;
  EXPECT_THAT(zero.text, HasSubstr("od.csv: all flows are zero"));
  const std::string manifest = read_text_file(out() / "zero/base/manifest.json");
  EXPECT_THAT(manifest, HasSubstr("Warning: od.csv: all flows are zero."));
  EXPECT_THAT(manifest, Not(HasSubstr("nan")));
}

TEST_F(ToyStudy, S38_SaysThatThereIsNoRateOfReturn) {
  const fs::path file = write(
      "s.toml", scenario("Idle",
                         "type = \"upgrade_road\"\nwhere = { road = \"2\" }\n"
                         "set = { axle_limit_t = 30 }\ncost = { capital = \"3 million USD\" }"));
  const ProgramRun idle = run(file.string());
  EXPECT_EQ(idle.exit_code, 0) << idle.text;
  EXPECT_THAT(idle.text, AllOf(HasSubstr("Idle: no internal rate of return"), HasSubstr("none")));
}

TEST_F(ToyStudy, ExplainsWhatItResolvesTo) {
  const fs::path file = write("s.toml", scenario("Pave", kPave));
  const ProgramRun explained = run_program("explain " + file.string());
  EXPECT_EQ(explained.exit_code, 0) << explained.text;
  EXPECT_THAT(explained.text,
              AllOf(HasSubstr("scenario pave: Pave"), HasSubstr("upgrade_road-1"),
                    HasSubstr("iri_m_per_km"), HasSubstr("-> 2"), HasSubstr(" km\n"),
                    HasSubstr("costs 3.00 million USD over 2 years before 2030")));
}

TEST_F(ToyStudy, StartsANewStudyAndOverwritesNone) {
  const std::string file = (folder_ / "new.toml").string();
  const ProgramRun made = run_program("new " + file + " --name 'Mine' --data ../gis/laos");
  EXPECT_EQ(made.exit_code, 0) << made.text;
  EXPECT_THAT(read_text_file(file), AllOf(HasSubstr("#:schema"), HasSubstr("name = \"Mine\"")));
  const ProgramRun again = run_program("new " + file);
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.text, HasSubstr("is there already; give another name"));
}

// Paving and a toll, alone and together; benefits of each year between 2030 and 2040.
TEST_F(ToyStudy, AppraisesVerifiesAndCompares) {
  const fs::path file = write(
      "s.toml", scenario("Pave", kPave) + scenario("Toll", kToll) +
                    "[[scenario]]\nname = \"Both\"\nbase = \"Pave\"\n[[scenario.intervention]]\n" +
                    kToll + "\n[appraisal]\nmodelled_years = [2040]\nramp_up = [0.5]\n");
  const ProgramRun done = run(file.string());
  ASSERT_EQ(done.exit_code, 0) << done.text;
  const ProgramRun verified = run_program("verify " + (out() / "s/both").string());
  EXPECT_EQ(verified.exit_code, 0) << verified.text;
  EXPECT_THAT(verified.text, HasSubstr("net present value by country"));
  // 2030 has half of its benefit by the ramp-up; linear from there to 2040, beyond it by growth.
  const CsvTable flow = CsvTable::read(out() / "s/pave/cash_flow.csv");
  std::map<long long, double> users;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    users[flow.row(i).integer("year")] = flow.row(i).number("users_usd");
  }
  EXPECT_NEAR(users.at(2035), 0.5 * (2.0 * users.at(2030) + users.at(2040)),
              1e-9 * std::abs(users.at(2040)));
  EXPECT_NEAR(users.at(2041), 1.03 * users.at(2040), 1e-9 * std::abs(users.at(2040)));
  const ProgramRun compared = run_program("compare " + (out() / "s").string() + " --out " +
                                          (folder_ / "c").string() + " --against toll");
  EXPECT_EQ(compared.exit_code, 0) << compared.text;
  EXPECT_THAT(compared.text, AllOf(HasSubstr("rank"), HasSubstr("Together beyond their sum")));
  EXPECT_TRUE(fs::exists(folder_ / "c/pave-against-toll.gpkg"));
  EXPECT_TRUE(fs::exists(folder_ / "c/pave-against-toll.png"));
  EXPECT_TRUE(fs::exists(folder_ / "c/toll-against-base.svg"));
  EXPECT_EQ(CsvTable::read(folder_ / "c/ranking.csv").size(), 3u);
}

// Paving opens in 2030 and the toll in 2033: until then the two together are the paving alone.
TEST_F(ToyStudy, OpensProjectsOfAPairInTheirOwnYears) {
  const std::string toll = kToll + "\nopens = 2033";
  const fs::path file = write("s.toml", scenario("Pave", kPave) + scenario("Toll", toll) +
                                            "[[scenario]]\nname = \"Both\"\nbase = \"Pave\"\n" +
                                            "[[scenario.intervention]]\n" + toll + "\n");
  const ProgramRun done = run(file.string());
  ASSERT_EQ(done.exit_code, 0) << done.text;
  const auto users = [&](const std::string& name) {
    std::map<long long, double> by_year;
    const CsvTable flow = CsvTable::read(out() / "s" / name / "cash_flow.csv");
    for (std::size_t i = 0; i < flow.size(); ++i) {
      by_year[flow.row(i).integer("year")] = flow.row(i).number("users_usd");
    }
    return by_year;
  };
  const auto pave = users("pave");
  const auto toll_alone = users("toll");
  const auto both = users("both");
  ASSERT_NE(pave.at(2032), 0.0);
  EXPECT_EQ(toll_alone.at(2032), 0.0);
  EXPECT_NE(toll_alone.at(2033), 0.0);
  EXPECT_EQ(both.at(2032), pave.at(2032));
  EXPECT_NE(both.at(2033), pave.at(2033));
  // 25 years of benefits from the last opening, for all of them.
  for (const auto& each : {pave, toll_alone, both}) EXPECT_EQ(each.rbegin()->first, 2057);
  const ProgramRun compared =
      run_program("compare " + (out() / "s").string() + " --out " + (folder_ / "c").string());
  ASSERT_EQ(compared.exit_code, 0) << compared.text;
  EXPECT_EQ(CsvTable::read(folder_ / "c/interactions.csv").size(), 1u);
}

TEST_F(ToyStudy, S12_RefusesTwoValuesOfOneFieldAndNamesBoth) {
  const auto lanes = [](int count) {
    return "type = \"upgrade_road\"\nwhere = { road = \"2\" }\nset = { lanes = " +
           std::to_string(count) + " }\n";
  };
  const auto two = [&](const std::string& first, const std::string& second) {
    return scenario("Twice", lanes(2) + first) + "[[scenario.intervention]]\n" + lanes(4) + second;
  };
  const ProgramRun refused = run(write("s.toml", two("", "")).string());
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.text, AllOf(HasSubstr("'upgrade_road-1' and 'upgrade_road-2' set 'lanes'"),
                                  HasSubstr("order = 1 and order = 2")));
  EXPECT_FALSE(fs::exists(out() / "s"));
}

TEST_F(ToyStudy, S20_RunsAScenarioWithoutInterventionsAsTheBase) {
  const ProgramRun done = run(write("s.toml", "[[scenario]]\nname = \"Nothing\"\n").string());
  EXPECT_EQ(done.exit_code, 0) << done.text;
  EXPECT_THAT(done.text, HasSubstr("'Nothing' has no interventions: it is the base case"));
  const CsvTable summary = CsvTable::read(out() / "s/nothing/summary.csv");
  for (std::size_t i = 0; i < summary.size(); ++i) {
    if (summary.row(i).text("indicator") != "transport work") continue;
    EXPECT_EQ(summary.row(i).number("difference"), 0.0);
  }
}

TEST_F(ToyStudy, S24_TakesAByteOrderMark) {
  const fs::path file = write("s.toml", scenario("Paved", kPave));
  write_file_atomically(file, "\xEF\xBB\xBF" + read_text_file(file));
  const ProgramRun done = run(file.string());
  EXPECT_EQ(done.exit_code, 0) << done.text;
}

TEST_F(ToyStudy, S28_SaysWhichOfTwoYearsHolds) {
  const std::string close = "type = \"close_link\"\nwhere = { road = \"2\" }\nopens = 2035\n";
  const ProgramRun done = run(
      write("s.toml", scenario("Paved then shut", kPave) + "[[scenario.intervention]]\n" + close)
          .string());
  EXPECT_EQ(done.exit_code, 0) << done.text;
  EXPECT_THAT(done.text, HasSubstr("'close_link-2' closes from 2035: nobody uses it from then on"));
}

// The road opens in 2032; what changes it would open with the study's year, 2030.
TEST_F(ToyStudy, TellsOfWhatOpensBeforeWhatItNeedsAndSolvesNothing) {
  const std::string road =
      "type = \"new_road\"\nid = \"detour\"\nfrom = \"North Town\"\nto = \"South Town\"\n"
      "set = { length = \"90 km\", surface = \"asphalt\" }\nopens = 2032";
  const std::string change =
      "type = \"upgrade_road\"\nwhere = { feature = \"detour\" }\nset = { lanes = 4 }";
  const auto both = [&](const std::string& opens) {
    return scenario("Detour", road) + "[[scenario.intervention]]\n" + change + opens + "\n";
  };
  const ProgramRun refused = run(write("s.toml", both("")).string());
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.text, AllOf(HasSubstr("with what is open by 2030"), HasSubstr("opens")));
  EXPECT_FALSE(fs::exists(out() / "s"));
  const ProgramRun done = run(write("s.toml", both("\nopens = 2032")).string());
  EXPECT_EQ(done.exit_code, 0) << done.text;
}

TEST_F(ToyStudy, SaysThatNothingTakesANewRoad) {
  const std::string slow =
      "type = \"new_road\"\nid = \"detour\"\nfrom = \"North Town\"\nto = \"South Town\"\n"
      "set = { length = \"900 km\", surface = \"earth\" }";
  const ProgramRun done = run(write("s.toml", scenario("Detour", slow)).string());
  EXPECT_EQ(done.exit_code, 0) << done.text;
  EXPECT_THAT(done.text, HasSubstr("nothing takes the new road 'detour'"));
}

}  // namespace
}  // namespace landlink
