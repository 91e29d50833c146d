#include "landlink/exchange/class_trips.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "landlink/core/error.hpp"
#include "landlink/study/tntp_assignment.hpp"

namespace landlink {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Nodes 4, 7 and 90; two links from 4 to 7, the first 10 long.
constexpr const char* kNetwork =
    "<END OF METADATA>\n"
    "4 7 100 10 2 0.5 1;\n"
    "7 90 100 3 1 0 0;\n"
    "4 7 100 1 30 0 0;\n";
constexpr const char* kClasses = "class,pce,distance_cost\nvan,1,0.5\n12-wheel,3.5,2\n";

TntpNetwork network() {
  Diagnostics diagnostics;
  return parse_tntp_network(kNetwork, "net.tntp", diagnostics);
}

ClassTrips parse(const std::string& trips, const std::string& classes = kClasses) {
  return parse_class_trips(CsvTable::parse(trips, "trips.csv"),
                           CsvTable::parse(classes, "classes.csv"), network());
}

TEST(ClassTrips, KeepClassesInTheirTablesOrderAndZonesAscending) {
  const ClassTrips trips = parse(
      "veh_h,dest,origin,class\n"
      "2,90,4,12-wheel\n"
      "0,4,90,van\n"
      "1.5,7,4,van\n"
      "1e-3,90,4,van\n");
  EXPECT_THAT(trips.zones, ElementsAre(4, 7, 90));
  ASSERT_EQ(trips.classes.size(), 2u);
  EXPECT_EQ(trips.classes[0].name, "van");
  EXPECT_EQ(trips.classes[0].distance_cost, 0.5);
  EXPECT_EQ(trips.classes[0].trips.cell_count(), 2u);
  EXPECT_EQ(trips.classes[0].trips.at(ZoneId{0u}, ZoneId{1u}), 1.5);
  EXPECT_EQ(trips.classes[0].trips.at(ZoneId{0u}, ZoneId{2u}), 1e-3);
  EXPECT_EQ(trips.classes[1].pce, 3.5);
  EXPECT_EQ(trips.classes[1].trips.at(ZoneId{0u}, ZoneId{2u}), 2.0);
}

// From 4 to 7 the first link takes 2 (1 + 0.5 v/100) and costs a van 5 more, a lorry 20; the third
// takes 30 and costs 0.5 and 2: all stay on the first, 8 + 2 x 3.5 = 15 pcu, 2.15. The second takes
// 1. Sums of small binary fractions are exact, 2.15 is the nearest double.
TEST(ClassTrips, AreSolvedAndWrittenByClass) {
  Diagnostics diagnostics;
  const TntpAssignment assignment(network(),
                                  parse("class,origin,dest,veh_h\n"
                                        "van,4,7,6\nvan,4,90,2\n12-wheel,4,7,2\n"),
                                  {}, diagnostics);
  const AssignmentResult result = assign(assignment.problem(), {.relative_gap = 1e-12});
  EXPECT_EQ(assignment.flows_text(result),
            "From\tTo\tVolume\tCost\tvan\t12-wheel\n"
            "4\t7\t15\t2.1499999999999999\t8\t2\n"
            "7\t90\t2\t1\t2\t0\n"
            "4\t7\t0\t30\t0\t0\n");
  // 15 x 2.15 + 2 x 1 of time; distance 8 x 10 x 0.5 + 7 pcu x 10 x 2 + 2 x 3 x 0.5.
  EXPECT_NEAR(result.total_cost, 15 * 2.15 + 2 + 40 + 140 + 3, 1e-10);
}

struct Fault {
  std::string trips;
  std::string classes;
  std::vector<std::string> words;
};

TEST(ClassTrips, AreRefusedByFileLineAndFieldWithARemedy) {
  const std::string head = "class,pce,origin,dest,veh_h\n";
  const std::string good = head + "van,1,4,7,1\n";
  const std::string class_head = "class,pce,distance_cost\n";
  const std::vector<Fault> faults{
      {good + "vna,1,4,90,1\n",
       kClasses,
       {"trips.csv:3", "'class'", "unknown class 'vna'", "did you mean 'van'?"}},
      {good + "van,1,5,90,1\n",
       kClasses,
       {"trips.csv:3", "'origin'", "zone 5 is no node of the network", "; give"}},
      {good + "van,1,4,91,1\n", kClasses, {"trips.csv:3", "'dest'", "zone 91 is no node"}},
      {good + "van,1,4,7.5,1\n", kClasses, {"trips.csv:3", "'dest'", "'7.5' is not a whole"}},
      {good + "van,1,4,90,1\nvan,1,4,7,2\nvan,1,4,90,1\n",
       kClasses,
       {"trips.csv:4", "'dest'", "class 'van' from zone 4 to zone 7 stand on line 2 already",
        "; add them up"}},
      {good + "van,1,4,90,-1\n", kClasses, {"trips.csv:3", "'veh_h'", "-1 is negative", "; give"}},
      {good + "van,1,4,90,nan\n", kClasses, {"trips.csv:3", "'veh_h'", "'nan' is not a number"}},
      {good + "van,1,4,90,inf\n", kClasses, {"trips.csv:3", "'veh_h'", "'inf' is not a number"}},
      {good + "van,1,4,90,\n", kClasses, {"trips.csv:3", "'veh_h'", "'' is not a number"}},
      {good + "van,2,4,90,1\n",
       kClasses,
       {"trips.csv:3", "'pce'", "a pce of 2 where class 'van' has 1", "; give both"}},
      {good + "van,1,4,90\n", kClasses, {"trips.csv:3", "4 cells where the header has 5"}},
      {"class,pce,origin,destination,veh_h\nvan,1,4,7,1\n", kClasses, {"trips.csv", "'dest'"}},
      {good, class_head + "van,1,-2\n", {"classes.csv:2", "'distance_cost'", "-2 is negative"}},
      {good, class_head + "van,1,NaN\n", {"classes.csv:2", "'distance_cost'", "not a number"}},
      {good, class_head + "van,0,1\n", {"classes.csv:2", "'pce'", "a pce of 0", "; give"}},
      {good, class_head + "van,1,1\nvan,1,1\n", {"classes.csv:3", "'class'", "stands twice"}},
      {good, class_head + ",1,1\n", {"classes.csv:2", "'class'", "empty"}},
      {good, class_head + "Cost,1,1\n", {"classes.csv:2", "'class'", "'Cost' cannot head"}},
      {good, class_head + "a van,1,1\n", {"classes.csv:2", "'class'", "without blanks"}},
      {good, "class,pce\nvan,1\n", {"classes.csv", "'distance_cost'"}},
  };
  for (const Fault& fault : faults) {
    try {
      parse(fault.trips, fault.classes);
      ADD_FAILURE() << "taken: " << fault.trips << fault.classes;
    } catch (const Error& e) {
      EXPECT_EQ(e.exit_code(), ExitCode::bad_input);
      for (const std::string& word : fault.words) EXPECT_THAT(e.what(), HasSubstr(word));
    }
  }
}

}  // namespace
}  // namespace landlink
