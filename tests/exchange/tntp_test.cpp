#include "landlink/exchange/tntp.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "landlink/study/tntp_assignment.hpp"
#include "support/complaint.hpp"

namespace landlink {
namespace {

using test::complaint;

TntpNetwork network_of(const std::string& text) {
  Diagnostics diagnostics;
  return parse_tntp_network(text, "net.tntp", diagnostics);
}

constexpr const char* kQuirks =
    "<NUMBER OF ZONES> 2\r\n"
    "<FIRST THRU NODE>\t3\t\r\n"
    "<NUMBER OF LINKS> 4 ~ as counted\r\n"
    "<ORIGINAL HEADER>~ init term capacity\r\n"
    "<SOMETHING NEW> x y z\r\n"
    "text before the end of the metadata\r\n"
    "<END OF METADATA>\r\n"
    "\r\n"
    "~ \tinit_node\tterm_node\tcapacity\r\n"
    "\t2147483647\t1\t1\t1.08333\t1.08333\t0.00E+00\t0\t0\t0\t9\t;\r\n"
    "1 2 100 5 2 .15 4 60 7 1;\r\n"
    "\r\n"
    "1 2 100 5 999999 0.15 16.8 60 0\r\n"
    "2 1 0 0 0 0 0\r\n";

TEST(TntpNetwork, TakesTheQuirksOfTheFormat) {
  Diagnostics diagnostics;
  const TntpNetwork network = parse_tntp_network(kQuirks, "net.tntp", diagnostics);
  EXPECT_TRUE(diagnostics.all().empty());
  EXPECT_EQ(network.first_through_node, 3);
  ASSERT_EQ(network.links.size(), 4u);
  EXPECT_EQ(network.links[0].from, 2147483647);
  EXPECT_EQ(network.links[0].length, 1.08333);
  EXPECT_EQ(network.links[1].b, 0.15);
  EXPECT_EQ(network.links[1].toll, 7.0);
  EXPECT_EQ(network.links[1].line, 11);
  EXPECT_EQ(network.links[2].free_flow_time, 999999.0);
  EXPECT_EQ(network.links[2].power, 16.8);
  EXPECT_EQ(network.links[3].capacity, 0.0);
}

TEST(TntpNetwork, HasAllNodesOpenWithoutAFirstThroughNode) {
  EXPECT_EQ(network_of("1 2 100 5 2 0.15 4\n").first_through_node, 1);
}

TEST(TntpNetwork, WarnsOfAnotherCountOfLinks) {
  Diagnostics diagnostics;
  parse_tntp_network("<NUMBER OF LINKS> 5\n<END OF METADATA>\n1 2 1 1 1 1 1;\n", "net.tntp",
                     diagnostics);
  ASSERT_EQ(diagnostics.count(Severity::warning), 1u);
  EXPECT_EQ(diagnostics.all()[0].problem, "5 declared, 1 found");
}

TEST(TntpNetwork, TakesAnInfiniteFreeFlowTimeAsAShutLinkAndCountsThem) {
  Diagnostics diagnostics;
  const TntpNetwork network =
      parse_tntp_network("1 2 100 5 2 0.15 4\n1 3 100 5 inf 0.15 4\n3 2 100 5 Infinity 0 0\n",
                         "net.tntp", diagnostics);
  ASSERT_EQ(network.links.size(), 3u);
  EXPECT_FALSE(is_shut(network.links[0]));
  EXPECT_TRUE(is_shut(network.links[1]));
  EXPECT_TRUE(is_shut(network.links[2])) << "whatever its power";
  ASSERT_EQ(diagnostics.count(Severity::warning), 1u);
  EXPECT_EQ(diagnostics.all()[0].place.line, 2);
  EXPECT_EQ(diagnostics.all()[0].problem, "2 links with an infinite free-flow time");
}

TEST(TntpNetwork, NamesLineAndColumnOfWhatIsWrong) {
  const auto complain = [](const std::string& row) {
    return complaint([&] { network_of(fmt::format("<END OF METADATA>\n{}\n", row)); });
  };
  EXPECT_THAT(complain("1 2 100 5"),
              testing::AllOf(testing::HasSubstr("net.tntp:2"), testing::HasSubstr("free_flow_time"),
                             testing::HasSubstr("4 columns")));
  EXPECT_THAT(complain("1 x 100 5 1 1 1"), testing::HasSubstr("'x' is no node number"));
  EXPECT_THAT(complain("1 2 nan 5 1 1 1"), testing::HasSubstr("'nan' is not a number"));
  EXPECT_THAT(complain("1 2 inf 5 1 1 1"), testing::HasSubstr("'inf' is not a number"));
  EXPECT_THAT(complain("1 2 100 5 -inf 1 1"), testing::HasSubstr("'-inf' is not a number"));
  EXPECT_THAT(complain("1 2 -7 5 1 1 1"), testing::HasSubstr("-7 is negative"));
  EXPECT_THAT(complain("1 2 1e999 5 1 1 1"), testing::HasSubstr("'1e999' is not a number"));
  EXPECT_THAT(complain(""), testing::HasSubstr("no link"));
}

TEST(TntpTrips, TakesTheQuirksOfTheFormat) {
  const TntpTrips trips = parse_tntp_trips(
      "<NUMBER OF ZONES> 4\r\n<TOTAL OD FLOW> 99\r\n<END OF METADATA>\r\n\r\n"
      "Origin \t1 \r\n"
      "    1 :      3.0;     2 :     6.5;3:1e1;\r\n"
      "~ a remark\r\n"
      "  2:0.5 ;\r\n"
      "Origin 7\r\n"
      "\r\n"
      "origin  2147483647\r\n"
      " 1 : 4\r\n",
      "trips.tntp");
  EXPECT_THAT(trips.zones, testing::ElementsAre(1, 2, 3, 2147483647));
  EXPECT_EQ(trips.trips.at(ZoneId{0u}, ZoneId{0u}), 3.0);
  EXPECT_EQ(trips.trips.at(ZoneId{0u}, ZoneId{1u}), 7.0);
  EXPECT_EQ(trips.trips.at(ZoneId{0u}, ZoneId{2u}), 10.0);
  EXPECT_EQ(trips.trips.at(ZoneId{3u}, ZoneId{0u}), 4.0);
  EXPECT_EQ(trips.trips.cell_count(), 4u);
}

TEST(TntpTrips, NamesTheLineOfWhatIsWrong) {
  const auto complain = [](const std::string& text) {
    return complaint([&] { parse_tntp_trips(text, "trips.tntp"); });
  };
  EXPECT_THAT(complain("1 : 5;\n"), testing::HasSubstr("before the first 'Origin'"));
  EXPECT_THAT(complain("Origin 1\n\n 2 : -5;\n"),
              testing::AllOf(testing::HasSubstr("trips.tntp:3"),
                             testing::HasSubstr("-5 trips from zone 1 to zone 2")));
  EXPECT_THAT(complain("Origin 1\n 2 : nan;\n"), testing::HasSubstr("'nan;'"));
  EXPECT_THAT(complain("Origin 1\n 2 5;\n"), testing::HasSubstr("no ':' after zone 2"));
  EXPECT_THAT(complain("Origin x\n"), testing::HasSubstr("is no zone number"));
  EXPECT_THAT(complain("Destination 1\n"), testing::HasSubstr("'Destination 1'"));
}

TEST(Tntp, D26TablesWithoutEndAreRefusedByLine) {
  Diagnostics diagnostics;
  const std::string rows = "1 2 1 1 1 1 1\n2 3 1 1 1 1 1\n3 1 1 1 1 1 1\n";
  EXPECT_EQ(parse_tntp_network(rows, "net.tntp", diagnostics, 3).links.size(), 3u);
  EXPECT_THAT(complaint([&] { parse_tntp_network(rows, "net.tntp", diagnostics, 2); }),
              testing::HasSubstr("net.tntp:3: more than 2 links"));
  EXPECT_THAT(complaint([&] { parse_tntp_trips("Origin 1\n1:1;2:1;\n3:1;", "trips.tntp", 2); }),
              testing::HasSubstr("trips.tntp:3: more than 2 pairs"));
}

// From node 1 (closed to through traffic) by way of 3 to 2; parallel links 3 -> 2 share 10 trips
// at 1 + v/10 each, one of them with a toll of 40 at 0.01: v - 0.4 x 10 / 2 ... the dearer one
// carries 3, the other 7.
TEST(TntpAssignment, WritesParallelLinksInFileOrderWithTheirFullCost) {
  Diagnostics diagnostics;
  const TntpAssignment assignment(network_of("<FIRST THRU NODE> 3\n<END OF METADATA>\n"
                                             "3 2 10 0 1 1 1 0 40;\n"
                                             "1 3 1 0 0 0 0 0 0;\n"
                                             "3 2 10 0 1 1 1 0 0;\n"
                                             "1 9 0 2 1 1 1 0 0;\n"),
                                  parse_tntp_trips("Origin 1\n2 : 10;\n", "trips.tntp"),
                                  {.toll = 0.01}, diagnostics);
  const AssignmentResult result = assign(assignment.problem(), {.relative_gap = 1e-14});
  EXPECT_EQ(diagnostics.count(Severity::warning), 1u);  // no capacity from 1 to 9
  const std::string text = assignment.flows_text(result);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  for (std::istringstream in(text); std::getline(in, line);) {
    std::istringstream words(line);
    rows.emplace_back(std::istream_iterator<std::string>(words),
                      std::istream_iterator<std::string>());
  }
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_THAT(rows[0], testing::ElementsAre("From", "To", "Volume", "Cost"));
  EXPECT_NEAR(std::stod(rows[1][2]), 3.0, 1e-12);
  EXPECT_NEAR(std::stod(rows[1][3]), 1.7, 1e-12);  // 1.3 and the toll
  EXPECT_THAT(rows[2], testing::ElementsAre("1", "3", "10", "0"));
  EXPECT_NEAR(std::stod(rows[3][2]), 7.0, 1e-12);
  EXPECT_NEAR(std::stod(rows[3][3]), 1.7, 1e-12);
  EXPECT_THAT(rows[4], testing::ElementsAre("1", "9", "0", "inf"));
}

// Two ways from 1 to 2: direct at 9, and by node 3 at 1 + 1, but the second half of that is shut,
// so all 10 trips go direct.
TEST(TntpAssignment, SendsNothingOverLinksOfInfiniteTimeButWritesThem) {
  Diagnostics diagnostics;
  const TntpAssignment assignment(network_of("1 2 10 0 9 0 1;\n"
                                             "1 3 10 0 1 0 1;\n"
                                             "3 2 10 0 inf 0.15 4;\n"),
                                  parse_tntp_trips("Origin 1\n2 : 10;\n", "trips.tntp"), {},
                                  diagnostics);
  const AssignmentResult result = assign(assignment.problem(), {});
  EXPECT_EQ(result.total_cost, 90.0);
  EXPECT_EQ(assignment.flows_text(result),
            "From\tTo\tVolume\tCost\n1\t2\t10\t9\n1\t3\t0\t1\n3\t2\t0\tinf\n");
}

TEST(TntpAssignment, FoldsAPowerOfZeroIntoTheLinksOwnTime) {
  Diagnostics diagnostics;
  const TntpAssignment assignment(network_of("1 2 10 0 2 0.5 0 0 0;\n"),
                                  parse_tntp_trips("Origin 1\n2 : 10;\n", "trips.tntp"), {},
                                  diagnostics);
  const AssignmentResult result = assign(assignment.problem(), {});
  EXPECT_EQ(result.total_cost, 30.0);  // 10 x 2 (1 + 0.5)
}

TEST(TntpAssignment, NamesFileAndLineOfALinkThatOverflows) {
  Diagnostics diagnostics;
  const TntpAssignment assignment(network_of("1 2 1e-300 0 2 0.5 4 0 0;\n"),
                                  parse_tntp_trips("Origin 1\n2 : 10;\n", "trips.tntp"), {},
                                  diagnostics);
  const std::string message = complaint([&] { assign(assignment.problem(), {}); });
  EXPECT_THAT(message, testing::HasSubstr("net.tntp:1 feature link 1 to 2"));
}

}  // namespace
}  // namespace landlink
