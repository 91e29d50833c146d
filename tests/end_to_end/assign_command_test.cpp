#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "end_to_end/program.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using testing::HasSubstr;

/// Braess' network (1968): 10 v as 1e-8 (1 + 1e9 v), 50 + v and 10 + v; links 1 long.
constexpr const char* kBraess =
    "<FIRST THRU NODE> 1\n<END OF METADATA>\n"
    "1 3 1 1 1e-8 1e9 1;\n1 4 1 1 50 0.02 1;\n3 2 1 1 50 0.02 1;\n"
    "3 4 1 1 10 0.1 1;\n4 2 1 1 1e-8 1e9 1;\n";

class AssignCommand : public testing::Test {
 protected:
  AssignCommand() { folder_.write("net.tntp", kBraess); }

  ProgramRun run(const std::string& arguments) {
    return run_program("assign --net " + (folder_ / "net.tntp").string() + " --trips " +
                       trips_.string() + " --flows " + flows_.string() + ' ' + arguments);
  }
  std::vector<std::string> flow_rows() { return split(trim(read_text_file(flows_)), '\n'); }

  test::TemporaryFolder folder_;
  std::filesystem::path trips_ = folder_.write("trips.tntp", "Origin 1\n2 : 6;\n");
  std::filesystem::path flows_ = folder_ / "flows.tsv";
};

TEST_F(AssignCommand, WritesTheHistoryAsLinesOfJson) {
  const auto file = folder_ / "history.jsonl";
  const ProgramRun ran = run("--algorithm bfw --gap 1e-7 --history " + file.string());
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  std::istringstream lines(read_text_file(file));
  int iteration = 0;
  nlohmann::json last;
  for (std::string line; std::getline(lines, line);) {
    const auto row = nlohmann::json::parse(line);
    EXPECT_EQ(row.size(), 6u);
    EXPECT_EQ(row.at("iteration"), ++iteration);
    EXPECT_GE(row.at("cpu_s").get<double>(), iteration == 1 ? 0.0 : last.at("cpu_s").get<double>());
    EXPECT_GE(row.at("step").get<double>(), 0.0);
    if (iteration > 1) {
      EXPECT_GT(last.at("relative_gap").get<double>(), 1e-7);
    }
    last = row;
  }
  ASSERT_GT(iteration, 1);
  EXPECT_THAT(ran.text, HasSubstr("after " + std::to_string(iteration) + " iterations"));
  EXPECT_LE(last.at("relative_gap").get<double>(), 1e-7);
  // Off by at most gap x 552 from Beckmann's 386; the total moves with the flows, which are good to
  // sqrt(2 x 1e-7 x 552), by at most 2 x 92 per unit of each.
  EXPECT_NEAR(last.at("objective").get<double>(), 386.0, 1e-4);
  EXPECT_NEAR(last.at("total_cost").get<double>(), 552.0, 2.0);
}

// D07. Node 2 has no way out.
TEST_F(AssignCommand, TellsOfTripsWithoutPathOrStopsWhereStrict) {
  folder_.write("trips.tntp", "Origin 1\n2 : 6;\nOrigin 2\n1 : 3;\n");
  const ProgramRun strict = run("--strict");
  EXPECT_EQ(strict.exit_code, 1);
  EXPECT_THAT(strict.text, HasSubstr("trips.tntp: 3 trips have no path: zones 2 to 1; add"));
  EXPECT_FALSE(std::filesystem::exists(flows_));
  const ProgramRun told = run("");
  EXPECT_EQ(told.exit_code, 0);
  EXPECT_THAT(told.text, HasSubstr("warning: 3 of the demand has no path"));
  folder_.write("trips.tntp", "Origin 1\n2 : 6;\n");
  EXPECT_EQ(run("--strict").exit_code, 0);
}

// D26. 10^9 rows, as a file that takes no room on the disk: refused by its size, before it is read.
TEST_F(AssignCommand, RefusesATableWithoutEnd) {
  std::filesystem::resize_file(trips_, std::uintmax_t{8} * 1'000'000'000);
  const ProgramRun refused = run("");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.text, HasSubstr("trips.tntp: 8000000000 bytes, over the limit of "));
}

TEST_F(AssignCommand, FindsTheSystemOptimum) {
  const ProgramRun ran = run("--objective system --gap 1e-10");
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("least total cost 498.0000"));
  EXPECT_THAT(flow_rows().at(4), HasSubstr("3\t4\t0\t10"));
  const ProgramRun mistyped = run("--objective sytem");
  EXPECT_EQ(mistyped.exit_code, 1);
  EXPECT_THAT(mistyped.text, HasSubstr("sytem"));
}

// Vans pay nothing for length, the lorry 100: the way over the bridge is 3 long and the others 2,
// so it keeps off. Six pcu as before: flows 4, 2, 2, 2, 4.
TEST_F(AssignCommand, WritesAColumnForEachClass) {
  trips_ = folder_.write("trips.csv", "class,pce,origin,dest,veh_h\nvan,1,1,2,4\nlorry,2,1,2,1\n");
  const auto classes =
      folder_.write("classes.csv", "class,pce,distance_cost\nvan,1,0\nlorry,2,100\n");
  const ProgramRun ran = run("--gap 1e-12 --classes " + classes.string());
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  const std::vector<std::string> rows = flow_rows();
  ASSERT_EQ(rows.size(), 6u);
  EXPECT_EQ(rows[0], "From\tTo\tVolume\tCost\tvan\tlorry");
  const std::vector<double> expected{4.0, 2.0, 2.0, 2.0, 4.0};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::vector<std::string> cells = split(rows[i + 1], '\t');
    ASSERT_EQ(cells.size(), 6u);
    const double volume = parse_number(cells[2]).value();
    // Squared errors are below 2 x gap x total cost (952) / least slope (1).
    EXPECT_NEAR(volume, expected[i], 5e-5);
    EXPECT_NEAR(volume, parse_number(cells[4]).value() + 2.0 * parse_number(cells[5]).value(),
                1e-12);
  }
  EXPECT_EQ(split(rows[4], '\t')[5], "0");  // no lorry on the bridge
}

TEST_F(AssignCommand, RefusesAnUnknownClassAndWritesNothing) {
  trips_ = folder_.write("trips.csv", "class,origin,dest,veh_h\nvan,1,2,4\nvna,1,2,1\n");
  const auto classes = folder_.write("classes.csv", "class,pce,distance_cost\nvan,1,0\n");
  const auto history = folder_ / "history.jsonl";
  const ProgramRun ran = run("--classes " + classes.string() + " --history " + history.string());
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.text, HasSubstr("trips.csv:3"));
  EXPECT_THAT(ran.text, HasSubstr("unknown class 'vna'; did you mean 'van'?"));
  EXPECT_FALSE(std::filesystem::exists(flows_) || std::filesystem::exists(history));
}

// Two routes of 2 + f and 1.5 + 2 f, demand 4, theta 0.5: f = 2.2990959494 on the first.
TEST_F(AssignCommand, WritesThePathsOfAStochasticEquilibrium) {
  folder_.write("net.tntp",
                "<FIRST THRU NODE> 1\n<END OF METADATA>\n"
                "1 3 1 1 1 1 1;\n3 2 1 1 1 0 0;\n1 2 1 1 1.5 1.3333333333333333 1;\n");
  trips_ = folder_.write("trips.tntp", "Origin 1\n2 : 4;\n");
  const auto paths = folder_ / "paths.csv.gz";
  const ProgramRun ran = run("--algorithm psl --theta 0.5 --gap 1e-12 --paths " + paths.string());
  ASSERT_EQ(ran.exit_code, 0) << ran.text;
  EXPECT_THAT(ran.text, HasSubstr("iteration     residual"));
  EXPECT_THAT(ran.text, HasSubstr("residual"));
  const std::vector<std::string> rows = split(trim(read_possibly_gzipped(paths)), '\n');
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0],
            "class,origin,destination,vehicles,probability,cost,log_weight,expected_cost,nodes,"
            "links");
  // The direct road is cheaper when empty, so it was found first.
  const std::vector<std::string> direct = split(rows[1], ',');
  const std::vector<std::string> round = split(rows[2], ',');
  EXPECT_EQ(direct[8], "1 2");
  EXPECT_EQ(direct[9], "3");
  EXPECT_EQ(round[8], "1 3 2");
  EXPECT_EQ(round[9], "1 2");
  EXPECT_NEAR(parse_number(round[3]).value(), 2.2990959494, 1e-10);
  EXPECT_NEAR(parse_number(round[5]).value(), 4.2990959494, 1e-10);
  EXPECT_NEAR(parse_number(round[4]).value() + parse_number(direct[4]).value(), 1.0, 1e-15);
  const ProgramRun without = run("--paths " + paths.string());
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_THAT(without.text, HasSubstr("keeps no paths"));
}

}  // namespace
}  // namespace landlink
