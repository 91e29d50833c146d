#include "landlink/study/assignment_scenarios.hpp"

#include <gmock/gmock.h>

#include <map>
#include <memory>
#include <string>

#include "landlink/core/file.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

// Two zones; 1 to 2 directly or by 3, and back directly only:
//   1 -> 2  1 + v/10,   1 -> 3  1 + v/10,   3 -> 2  1 (no delay),   2 -> 1  1 (no delay)
// 30 from 1 to 2: 1 + v/10 = 2 + (30 - v)/10, v = 20. 5 from 2 to 1.
class Scenarios : public testing::Test {
 protected:
  Scenarios() {
    TntpNetwork network{.file = "n.tntp"};
    network.links = {{.from = 1, .to = 2, .capacity = 1, .free_flow_time = 1, .b = 0.1, .power = 1},
                     {.from = 1, .to = 3, .capacity = 1, .free_flow_time = 1, .b = 0.1, .power = 1},
                     {.from = 3, .to = 2, .capacity = 1, .free_flow_time = 1},
                     {.from = 2, .to = 1, .capacity = 1, .free_flow_time = 1}};
    TntpTrips trips{.file = "t.tntp", .zones = {1, 2}};
    trips.trips = OdMatrix(2, {{ZoneId{0u}, ZoneId{1u}, 30.0}, {ZoneId{1u}, ZoneId{0u}, 5.0}});
    Diagnostics diagnostics;
    assignment = std::make_unique<TntpAssignment>(std::move(network), std::move(trips),
                                                  TntpFactors{}, diagnostics);
  }

  std::vector<AssignmentScenario> read(const std::string& rows) const {
    const auto file = folder.path() / "scenarios.csv";
    write_file_atomically(file, "scenario,from,to,capacity_factor\n" + rows);
    return read_assignment_scenarios(file, *assignment);
  }
  std::string complaint(const std::string& rows) const {
    try {
      read(rows);
    } catch (const Error& e) {
      return e.what();
    }
    return "";
  }
  [[nodiscard]] double volume(const AssignmentResult& result, TntpNodeNumber from,
                              TntpNodeNumber to) const {
    for (const LinkId link : assignment->graph().links()) {
      const TntpLink& row = assignment->network().links[assignment->graph().order()[link.index()]];
      if (row.from == from && row.to == to) return result.volume_pcu_per_h[link.index()];
    }
    return -1.0;
  }
  std::map<std::string, AssignmentResult> solve(const std::vector<AssignmentScenario>& scenarios) {
    const AssignmentOptions options{.relative_gap = 1e-12};
    WarmSlot slot{.keep = true};
    assign(assignment->problem(), options, slot);
    std::vector<AssignmentResult> results(scenarios.size());
    solve_scenarios(*assignment, scenarios, options, slot.kept,
                    [&](std::size_t place, const AssignmentResult& r) { results[place] = r; });
    std::map<std::string, AssignmentResult> by_name;
    for (std::size_t i = 0; i < scenarios.size(); ++i) by_name[scenarios[i].name] = results[i];
    return by_name;
  }

  test::TemporaryFolder folder;
  std::unique_ptr<TntpAssignment> assignment;
};

// Half the capacity of 1 -> 2: 1 + v/5 = 2 + (30 - v)/10 gives v = 40/3. Half of both ways:
// 1 + v/5 = 2 + (30 - v)/5 gives v = 17.5. With 1 -> 3 shut all go directly.
TEST_F(Scenarios, ChangeCapacitiesOneAfterAnotherFromTheSameBase) {
  const auto results =
      solve(read("half,1,2,0.5\nboth,1,2,0.5\nshut,1,3,0\nboth,1,3,0.5\nsame,1,2,1\n"));
  ASSERT_EQ(results.size(), 4u);
  // Gaps of 1e-12 leave 1e-12 x 150 / (0.2 x 15) x ... < 1e-9 pcu/h.
  EXPECT_NEAR(volume(results.at("half"), 1, 2), 40.0 / 3.0, 1e-8);
  EXPECT_NEAR(volume(results.at("both"), 1, 2), 17.5, 1e-8);
  EXPECT_NEAR(volume(results.at("shut"), 1, 2), 30.0, 1e-8);
  EXPECT_NEAR(volume(results.at("same"), 1, 2), 20.0, 1e-8);
  for (const auto& [name, result] : results) {
    EXPECT_TRUE(result.converged()) << name;
  }
}

// With the road 1-2 shut both ways, 30 go by 3 and the 5 back have no way.
TEST_F(Scenarios, CloseEachRoadBothWays) {
  const auto closures = closures_of_each_link(*assignment);
  ASSERT_EQ(closures.size(), 3u);
  EXPECT_EQ(closures[0].name, "1-2");
  EXPECT_EQ(closures[0].changes.size(), 2u);
  EXPECT_EQ(closures[1].name, "1-3");
  EXPECT_EQ(closures[2].name, "2-3");
  const auto results = solve(closures);
  EXPECT_EQ(volume(results.at("1-2"), 3, 2), 30.0);
  EXPECT_EQ(results.at("1-2").unassigned_per_h[0], 5.0);
  EXPECT_EQ(volume(results.at("2-3"), 1, 2), 30.0);
  EXPECT_EQ(results.at("2-3").unassigned_per_h[0], 0.0);
}

TEST_F(Scenarios, ComplainOfWhatTheNetworkDoesNotHave) {
  EXPECT_THAT(complaint("a,1,2,0.5\na,2,3,0.5\n"),
              testing::AllOf(testing::HasSubstr("scenarios.csv"), testing::HasSubstr("3"),
                             testing::HasSubstr("no link leads from 2 to 3")));
  EXPECT_THAT(complaint("a,1,2,-1\n"), testing::HasSubstr("factor of -1"));
  EXPECT_THAT(complaint("../a,1,2,1\n"), testing::HasSubstr("cannot name a file"));
  EXPECT_THAT(complaint("base,1,2,1\n"), testing::HasSubstr("cannot name a file"));
  EXPECT_THAT(complaint("a,x,2,1\n"), testing::HasSubstr("from"));
}

}  // namespace
}  // namespace landlink
