// Roads that cross: at grade they meet, on bridges and in tunnels they do not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gis/drawn_roads.hpp"
#include "landlink/gis/import/crossings.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {
namespace {

//          b
//          |
//    a ----+---- a        crossing at 102.05, 18.05
//          |
//          b
Roads cross() {
  return {road("a", {{102.0, 18.05}, {102.1, 18.05}}), road("b", {{102.05, 18.0}, {102.05, 18.1}})};
}

std::size_t parts(const Roads& roads) { return split_at_shared(roads).size(); }

TEST(Crossings, AtGradeMeet) {
  Roads roads = cross();
  RepairReport report;
  EXPECT_EQ(component_count(roads), 2U);
  join_crossings(roads, 0.015, report);
  EXPECT_EQ(component_count(roads), 1U);
  EXPECT_EQ(parts(roads), 4U);
  EXPECT_EQ(roads[0].line[1], (LonLat{102.05, 18.05}));
  EXPECT_EQ(roads[1].line[1], (LonLat{102.05, 18.05}));
  EXPECT_EQ(report.count_of("crossings", "joined_at_crossing"), 1U);
}

TEST(Crossings, AreKeptApartOnBridgesInTunnelsOnLevelsAndForFerries) {
  const std::vector<std::pair<const char*, void (*)(Road&)>> cases{
      {"bridge", [](Road& r) { r.bridge = true; }},
      {"kind bridge", [](Road& r) { r.kind = LinkKind::bridge; }},
      {"tunnel", [](Road& r) { r.tunnel = true; }},
      {"level", [](Road& r) { r.level = 1; }},
      {"ferry", [](Road& r) { r.kind = LinkKind::ferry; }},
      {"connector", [](Road& r) { r.kind = LinkKind::connector; }}};
  for (const auto& [name, change] : cases) {
    Roads roads = cross();
    change(roads[1]);
    RepairReport report;
    join_crossings(roads, 0.015, report);
    EXPECT_EQ(component_count(roads), 2U) << name;
    EXPECT_EQ(roads[0].line.size(), 2U) << name;
    EXPECT_TRUE(report.repairs().empty()) << name;
  }
}

// b has a position 0.4 m (3.6e-6 degrees of latitude) south of the crossing.
TEST(Crossings, TakeAPositionThatOneOfThemHas) {
  Roads roads{road("a", {{102.0, 18.05}, {102.1, 18.05}}),
              road("b", {{102.05, 18.0}, {102.05, 18.0499964}, {102.05, 18.1}})};
  RepairReport report;
  join_crossings(roads, 0.015, report);
  EXPECT_EQ(component_count(roads), 1U);
  EXPECT_EQ(roads[1].line.size(), 3U) << "b needs no position more";
  EXPECT_EQ(roads[0].line[1], (LonLat{102.05, 18.0499964}));
}

// 9e-5 degrees of latitude are 10 m.
TEST(Crossings, CutTheTailOfARoadThatWasDrawnTooLong) {
  Roads roads{road("a", {{102.0, 18.05}, {102.1, 18.05}}),
              road("b", {{102.05, 18.0}, {102.05, 18.05009}})};
  RepairReport report;
  join_crossings(roads, 0.015, report);
  EXPECT_EQ(roads[1].line.back(), (LonLat{102.05, 18.05}));
  EXPECT_EQ(report.count_of("crossings", "tail_cut"), 1U);
  EXPECT_EQ(component_count(roads), 1U);
}

TEST(Crossings, LeaveALineThatCrossesItselfAsItIs) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.1}, {102.1, 18.0}, {102.0, 18.1}})};
  RepairReport report;
  join_crossings(roads, 0.015, report);
  EXPECT_EQ(roads[0].line.size(), 4U);
  EXPECT_TRUE(report.repairs().empty());
}

// A grid of 5 x 5 lines over 25 cells of the index: 25 crossings, each once.
TEST(Crossings, AreFoundOnceEachWhereverTheyLie) {
  Roads roads;
  for (int i = 0; i < 5; ++i) {
    const double at = 0.0013 + 0.007 * i;
    roads.push_back(road("h" + std::to_string(i), {{102.0, 18.0 + at}, {102.04, 18.0 + at}}));
    roads.push_back(road("v" + std::to_string(i), {{102.0 + at, 18.0}, {102.0 + at, 18.04}}));
  }
  RepairReport report;
  join_crossings(roads, 0.0, report);
  EXPECT_EQ(report.count_of("crossings", "joined_at_crossing"), 25U);
  EXPECT_EQ(component_count(roads), 1U);
  EXPECT_EQ(parts(roads), 10U * 6U);
  for (const Road& r : roads) EXPECT_EQ(r.line.size(), 7U) << r.id;
}

}  // namespace
}  // namespace landlink::road_import
