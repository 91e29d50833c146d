// What is left apart after snapping: gaps, borders, water; one-way traps; the table of positions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "gis/drawn_roads.hpp"
#include "landlink/gis/audit.hpp"
#include "landlink/gis/import/connect.hpp"
#include "landlink/gis/import/one_way.hpp"
#include "landlink/gis/import/position_map.hpp"
#include "landlink/gis/import/topology.hpp"
#include "landlink/network/connectivity.hpp"
#include "support/toy_files.hpp"

namespace landlink::road_import {
namespace {

// a ends at 102.1 and b begins 0.004 degrees (423 m at 18 N) further east.
Roads with_gap(double degrees = 0.004) {
  return {road("a", {{102.0, 18.0}, {102.1, 18.0}}),
          road("b", {{102.1 + degrees, 18.0}, {102.3, 18.0}})};
}

Areas halves() {
  const auto box = [](double west, double east) {
    return Polygons{{{{west, 17}, {east, 17}, {east, 19}, {west, 19}, {west, 17}}}};
  };
  return Areas(
      std::vector<Area>{Area{"KHM", "", box(101, 102.102)}, Area{"VNM", "", box(102.102, 104)}});
}

Areas areas_of(std::vector<Area> areas) { return Areas(std::move(areas)); }

const std::vector<Line> kRiver{{{102.102, 17.0}, {102.102, 19.0}}};

TEST(Connectors, CloseAGapByALinkOfTheirOwnKind) {
  Roads roads = with_gap();
  RepairReport report;
  close_gaps(roads, Areas(), {.gap_km = 0.6}, report);
  ASSERT_EQ(roads.size(), 3U);
  EXPECT_EQ(roads[2].id, "gap-a");
  EXPECT_EQ(roads[2].kind, LinkKind::connector);
  EXPECT_EQ(component_count(roads), 1U);
  EXPECT_EQ(report.count_of("connect", "gap_closed"), 1U);
}

TEST(Connectors, LeaveABorderOpenUnlessTheyMayCrossIt) {
  Roads roads = with_gap();
  RepairReport report;
  close_gaps(roads, halves(), {.gap_km = 0.6}, report);
  EXPECT_EQ(roads.size(), 2U);
  EXPECT_EQ(report.count_of("connect", "gap_left_at_border"), 1U);
  close_gaps(roads, halves(), {.gap_km = 0.6, .border_km = 2.0}, report);
  ASSERT_EQ(roads.size(), 3U);
  EXPECT_EQ(roads[2].id, "border-a");
  EXPECT_EQ(report.count_of("connect", "border_joined"), 1U);
}

// 0.015 degrees are 1.6 km: further than a gap, nearer than a border's reach.
TEST(Connectors, ReachFurtherOverABorderThanWithinACountry) {
  Roads roads = with_gap(0.015);
  RepairReport report;
  close_gaps(roads, areas_of({halves().all()[0]}), {.gap_km = 0.6}, report);
  EXPECT_EQ(roads.size(), 2U);
  close_gaps(roads, halves(), {.gap_km = 0.6, .border_km = 2.0}, report);
  EXPECT_EQ(roads.size(), 3U);
  Roads home = with_gap(0.015);
  const Areas one = areas_of(
      {Area{"KHM", "", Polygons{{{{101, 17}, {104, 17}, {104, 19}, {101, 19}, {101, 17}}}}}});
  close_gaps(home, one, {.gap_km = 0.6, .border_km = 2.0}, report);
  EXPECT_EQ(home.size(), 2U) << "within a country 600 m is all";
}

TEST(Connectors, OverWaterAreFerriesOrBridges) {
  Roads roads = with_gap();
  RepairReport report;
  close_gaps(roads, Areas(), {.gap_km = 0.6, .water = kRiver}, report);
  ASSERT_EQ(roads.size(), 3U);
  EXPECT_EQ(roads[2].kind, LinkKind::ferry);
  EXPECT_EQ(roads[2].id, "ferry-a");
  EXPECT_EQ(roads[2].assumed, std::vector<std::string>{"kind"});
  EXPECT_EQ(report.count_of("connect", "ferry_assumed"), 1U);
  Roads bridge = with_gap();
  bridge[1].bridge = true;
  close_gaps(bridge, Areas(), {.gap_km = 0.6, .water = kRiver}, report);
  ASSERT_EQ(bridge.size(), 3U);
  EXPECT_EQ(bridge[2].kind, LinkKind::bridge);
  EXPECT_EQ(report.count_of("connect", "bridge_assumed"), 1U);
}

// Three pieces in a row: the shorter gap first, and no ring where two ends could join the same.
TEST(Connectors, JoinTheShortestGapFirstAndNothingTwice) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}}),
              road("b", {{102.104, 18.0}, {102.2, 18.0}}),
              road("c", {{102.203, 18.0}, {102.3, 18.0}})};
  RepairReport report;
  close_gaps(roads, Areas(), {.gap_km = 0.6}, report);
  ASSERT_EQ(roads.size(), 5U);
  EXPECT_LT(geodesic_length_km(roads[3].line), geodesic_length_km(roads[4].line));
  EXPECT_EQ(component_count(roads), 1U);
}

// --- one-way traps: the fast way against the plain one ---

Graph directed(const Roads& roads, std::map<LonLat, NodeId>& nodes) {
  std::vector<std::pair<NodeId, NodeId>> ends;
  const auto node = [&](LonLat at) {
    return nodes.emplace(at, NodeId{nodes.size()}).first->second;
  };
  for (const Road& r : roads) {
    ends.emplace_back(node(r.line.front()), node(r.line.back()));
    if (!r.oneway) ends.emplace_back(ends.back().second, ends.back().first);
  }
  return {nodes.size(), ends};
}

/// The definition, step by step: the shortest one-way road between the strong part around the
/// longest two-way road of its component and the rest is opened, until there is none.
std::vector<std::string> opened_plainly(Roads roads) {
  std::vector<std::string> opened;
  for (;;) {
    std::map<LonLat, NodeId> nodes;
    const Graph graph = directed(roads, nodes);
    const Components weak = weak_components(graph);
    const Components strong = strong_components(graph);
    std::map<std::uint32_t, std::pair<double, std::uint32_t>> core;
    for (const Road& r : roads) {
      if (r.oneway) continue;
      const NodeId at = nodes.at(r.line.front());
      auto& best = core.try_emplace(weak.of_node[at], -1.0, 0U).first->second;
      if (r.length_km > best.first) best = {r.length_km, strong.of_node[at]};
    }
    Road* shortest = nullptr;
    for (Road& r : roads) {
      const NodeId from = nodes.at(r.line.front());
      const NodeId to = nodes.at(r.line.back());
      const auto found = core.find(weak.of_node[from]);
      if (!r.oneway || found == core.end()) continue;
      const bool from_in = strong.of_node[from] == found->second.second;
      const bool to_in = strong.of_node[to] == found->second.second;
      if (from_in != to_in && (shortest == nullptr || r.length_km < shortest->length_km))
        shortest = &r;
    }
    if (shortest == nullptr) return opened;
    shortest->oneway = false;
    opened.push_back(shortest->id);
  }
}

TEST(OneWayTraps, AreOpenedAsTheDefinitionHasItOnRandomNetworks) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 60; ++round) {
    Roads roads;
    const std::uint64_t places = 8 + static_cast<std::uint64_t>(round) % 12;
    for (std::uint64_t i = 0; i < places * 3 / 2; ++i) {
      const std::uint64_t a = random() % places;
      const std::uint64_t b = random() % places;
      if (a == b) continue;
      Road r = road("r" + std::to_string(i),
                    {{static_cast<double>(a), 0.0}, {static_cast<double>(b), 0.0}});
      r.oneway = random() % 3 != 0;
      r.length_km = 1.0 + static_cast<double>(random() % 100000) / 100.0;
      roads.push_back(r);
    }
    const std::vector<std::string> expected = opened_plainly(roads);
    RepairReport report;
    open_one_way_traps(
        roads, [](const Road&) { return true; }, report);
    std::vector<std::string> opened;
    for (const Repair& repair : report.repairs()) opened.push_back(repair.feature);
    EXPECT_EQ(opened, expected) << "round " << round;
  }
}

// --- the table of positions ---

TEST(PositionMap, HoldsWhatAStandardMapHolds) {
  std::mt19937_64 random(3);
  PositionMap<int> table;
  std::map<LonLat, int> plain;
  for (int i = 0; i < 20000; ++i) {
    const LonLat at{static_cast<double>(random() % 200) * 1e-7 + 102.0,
                    static_cast<double>(random() % 50) * 1e-7 - 1e-6};
    ++table[at];
    ++plain[at];
  }
  EXPECT_EQ(table.size(), plain.size());
  for (const auto& [at, count] : plain) EXPECT_EQ(table.at(at), count);
  EXPECT_FALSE(table.contains({0.0, 0.0}));
  EXPECT_THROW(static_cast<void>(table.at({0.0, 0.0})), std::out_of_range);
  table[{0.0, 0.0}] = 5;
  EXPECT_EQ(table.at({-0.0, 0.0}), 5) << "zero has two signs";
}

// --- what check says ---

bool has_finding(const NetworkAudit& audit, const std::string& code) {
  const auto& all = audit.diagnostics.all();
  return std::any_of(all.begin(), all.end(),
                     [&](const Diagnostic& finding) { return finding.code == code; });
}

// A road of 30 m that nothing joins lies next to North Town.
TEST(ZoneAccess, PassesOverAnIslandForTheMainNetwork) {
  test::ToyCopy copy;
  copy.add_road("island", "[[104.51,17.5099],[104.5103,17.5099]]");
  const NetworkAudit audit = audit_network(copy.path(), 2024);
  EXPECT_EQ(audit.diagnostics.count(Severity::error), 0U) << audit_table(audit, 9);
  EXPECT_TRUE(has_finding(audit, "nearest_road_cut_off"));
  EXPECT_TRUE(has_finding(audit, "piece_cut_off"));
}

// North Town reaches the others over r1 alone, South Town and the port by either of two posts.
TEST(Redundancy, NamesZonesThatHangByOneLink) {
  const NetworkAudit audit = audit_network("gis/toy", 2024);
  ASSERT_EQ(audit.hanging.size(), 1U);
  EXPECT_EQ(audit.hanging[0].zone, "North Town");
  EXPECT_EQ(audit.hanging[0].feature, "r1");
  EXPECT_THAT(audit_table(audit, 9),
              testing::HasSubstr("zones that hang by one link: North Town by roads/r1\n"));
  EXPECT_THAT(audit_json(audit), testing::HasSubstr("\"hanging\":[{\"zone\":\"North Town\""));
}

}  // namespace
}  // namespace landlink::road_import
