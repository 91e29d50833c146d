// What `landlink assign` takes and gives beyond flows: limits, elastic demand, equivalents by link,
// who uses a link, and how runs end that do not converge.
#include <gmock/gmock.h>

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "end_to_end/program.hpp"
#include "landlink/core/csv_table.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using testing::HasSubstr;

/// Two ways from 1 to 2: straight in 2 + f, over 3 in 1 + (2 + f).
constexpr const char* kTwoWays =
    "<FIRST THRU NODE> 1\n<END OF METADATA>\n"
    "1 2 1 1 2 0.5 1;\n1 3 1 1 1 0 0;\n3 2 1 1 2 0.5 1;\n";

class AssignExtras : public testing::Test {
 protected:
  ProgramRun run(const std::string& arguments) {
    return run_program("assign --net " + net_.string() + " --trips " + trips_.string() +
                       " --flows " + flows_.string() + ' ' + arguments);
  }
  [[nodiscard]] CsvTable table(const std::string& name) const {
    return CsvTable::read(folder_ / name);
  }

  test::TemporaryFolder folder_;
  std::filesystem::path net_ = folder_.write("net.tntp", kTwoWays);
  std::filesystem::path trips_ = folder_.write("trips.tntp", "Origin 1\n2 : 5;\n");
  std::filesystem::path flows_ = folder_ / "flows.tsv";
};

// At most 2 of 5 on the straight way: 4 there and 6 over 3; a permit is worth 2.
TEST_F(AssignExtras, PricesSideConstraints) {
  const auto limits =
      folder_.write("limits.csv", "constraint,limit,from,to,unit\nbridge,2,1,2,trucks\n");
  const ProgramRun ran =
      run("--gap 1e-8 --side-constraints " + limits.string() + " --prices " +
          (folder_ / "prices.csv").string() + " --report " + (folder_ / "report.json").string());
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("bridge"));
  const CsvTable prices = table("prices.csv");
  ASSERT_EQ(prices.size(), 1u);
  EXPECT_EQ(prices.row(0).text("unit"), "trucks");
  EXPECT_NEAR(prices.row(0).number("value"), 2.0, 2e-6);
  EXPECT_NEAR(prices.row(0).number("multiplier"), 2.0, 1e-5);
  const auto report = nlohmann::json::parse(read_text_file(folder_ / "report.json"));
  EXPECT_EQ(report.at("stop"), "converged");
  EXPECT_EQ(report.at("gap_kind"), "relative");
  EXPECT_LE(report.at("conservation").get<double>(), 1e-12);
  EXPECT_LE(report.at("side_constraints").at(0).at("violation").get<double>(), 1e-6);
}

TEST_F(AssignExtras, EndsWithAMessageWhereLimitsCannotBeKept) {
  const auto limits =
      folder_.write("limits.csv", "constraint,limit,from,to\nboth,4,1,2\nboth,4,3,2\n");
  const ProgramRun ran = run("--side-constraints " + limits.string());
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.text, HasSubstr("side constraint 'both'"));
  EXPECT_THAT(ran.text, HasSubstr("raise the limit"));
  EXPECT_FALSE(std::filesystem::exists(flows_));
}

TEST_F(AssignExtras, RefusesALimitOnALinkThatIsNot) {
  const auto limits = folder_.write("limits.csv", "constraint,limit,from,to\nbridge,2,2,1\n");
  const ProgramRun ran = run("--side-constraints " + limits.string());
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.text, HasSubstr("limits.csv:2"));
  EXPECT_THAT(ran.text, HasSubstr("no link 2 to 1"));
}

// D = 10 - u, 5 at a cost of 5 with an elasticity of -1; links 2 + f and 3 + f: 3 and 2.
TEST_F(AssignExtras, MeetsElasticDemand) {
  const auto costs = folder_.write("costs.csv", "origin,destination,cost,elasticity\n1,2,5,-1\n");
  const ProgramRun ran = run("--gap 1e-9 --elastic linear --least-share 0 --reference-costs " +
                             costs.string() + " --demand " + (folder_ / "demand.csv").string());
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  EXPECT_NEAR(table("demand.csv").row(0).number("vehicles"), 5.0, 1e-4);
  const std::vector<std::string> rows = split(trim(read_text_file(flows_)), '\n');
  EXPECT_NEAR(parse_number(split(rows[1], '\t')[2]).value(), 3.0, 1e-4);
  EXPECT_NEAR(parse_number(split(rows[3], '\t')[2]).value(), 2.0, 1e-4);

  const ProgramRun without = run("--elastic power");
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_THAT(without.text, HasSubstr("no elasticity"));
}

TEST_F(AssignExtras, NamesTheKindOfGapWhereEquivalentsVary) {
  const auto trips =
      folder_.write("trips.csv", "class,origin,dest,veh_h\ncar,1,2,3\nlorry,1,2,2\n");
  const auto classes =
      folder_.write("classes.csv", "class,pce,distance_cost\ncar,1,0\nlorry,2,0.1\n");
  const auto pce = folder_.write("pce.csv", "class,from,to,pce\nlorry,1,2,4\n");
  trips_ = trips;
  const ProgramRun ran = run("--gap 1e-8 --classes " + classes.string() + " --link-pce " +
                             pce.string() + " --report " + (folder_ / "report.json").string());
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("variational inequality"));
  const auto report = nlohmann::json::parse(read_text_file(folder_ / "report.json"));
  EXPECT_EQ(report.at("gap_kind"), "variational inequality");
}

TEST_F(AssignExtras, SaysWhoUsesALink) {
  for (const auto& [algorithm, link] :
       {std::pair("gp", "1-2"), std::pair("gp", "1"), std::pair("bush", "1-2")}) {
    const ProgramRun ran = run(fmt::format("--algorithm {} --gap 1e-10 --select-link {} --uses {}",
                                           algorithm, link, (folder_ / "uses.csv").string()));
    ASSERT_EQ(ran.exit_code, 0) << ran.text;
    const CsvTable uses = table("uses.csv");
    ASSERT_EQ(uses.size(), 1u);
    EXPECT_EQ(uses.row(0).text("origin"), "1");
    EXPECT_NEAR(uses.row(0).number("vehicles"), 3.0, 1e-4);
    EXPECT_NEAR(uses.row(0).number("share"), 0.6, 1e-4);
  }
  const ProgramRun unknown =
      run("--algorithm gp --select-link 2-1 --uses " + (folder_ / "none.csv").string());
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_THAT(unknown.text, HasSubstr("no such link"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "none.csv"));
}

TEST_F(AssignExtras, MarksARunThatDidNotConverge) {
  trips_ = folder_.write("trips.tntp", "Origin 1\n2 : 50;\n3 : 1;\nOrigin 3\n2 : 7;\n");
  const ProgramRun ran = run("--algorithm msa --gap 1e-9 --max-iterations 3 --report " +
                             (folder_ / "report.json").string());
  EXPECT_EQ(ran.exit_code, 2) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("iteration limit after 3 iterations"));
  EXPECT_TRUE(std::filesystem::exists(flows_));
  const auto report = nlohmann::json::parse(read_text_file(folder_ / "report.json"));
  EXPECT_EQ(report.at("stop"), "iteration limit");
  EXPECT_EQ(report.at("converged"), false);
}

// 5 / 1e-300 to the fourth power is beyond any double.
TEST_F(AssignExtras, NamesTheLinkWhoseDelayIsNoNumberAndWritesNothing) {
  net_ =
      folder_.write("net.tntp", "<FIRST THRU NODE> 1\n<END OF METADATA>\n1 2 1e-300 1 2 0.5 4;\n");
  const ProgramRun ran = run("--history " + (folder_ / "history.jsonl").string() + " --report " +
                             (folder_ / "report.json").string());
  EXPECT_EQ(ran.exit_code, 3) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("link 1 to 2"));
  EXPECT_FALSE(std::filesystem::exists(flows_));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "history.jsonl"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "report.json"));
}

}  // namespace
}  // namespace landlink
