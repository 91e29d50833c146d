// The steps of the import on roads drawn in the tests; no file is read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "gis/drawn_roads.hpp"
#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/connect.hpp"
#include "landlink/gis/import/contract.hpp"
#include "landlink/gis/import/fill_numbers.hpp"
#include "landlink/gis/import/generalise.hpp"
#include "landlink/gis/import/one_way.hpp"
#include "landlink/gis/import/road_index.hpp"
#include "landlink/gis/import/snap.hpp"
#include "landlink/gis/import/source_roads.hpp"
#include "landlink/gis/import/terrain.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {
namespace {

// At latitude 18 a degree of longitude is 105.9 km and one of latitude 110.7 km, so 0.0001 degree
// is 10.6 m east and 11.1 m north.
constexpr double kTenMetresEast = 0.0000945;

//  a: west --- middle --- east,  b: middle --- north
TEST(Topology, RoadsThatShareAPositionAreOneComponentAndAreCutThere) {
  const LonLat west{102.0, 18.0}, middle{102.1, 18.0}, east{102.2, 18.0}, north{102.1, 18.1};
  const Roads roads{road("a", {west, middle, east}), road("b", {middle, north})};
  EXPECT_EQ(component_count(roads), 1U);
  const Roads pieces = split_at_shared(roads);
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0].line, (std::vector{west, middle}));
  EXPECT_EQ(pieces[1].line, (std::vector{middle, east}));
  EXPECT_EQ(pieces[2].line, (std::vector{middle, north}));
}

TEST(Topology, RoadsThatOnlyCrossStayTwoComponents) {
  const Roads roads{road("a", {{102.0, 18.0}, {102.2, 18.0}}),
                    road("b", {{102.1, 17.9}, {102.1, 18.1}})};
  EXPECT_EQ(component_count(roads), 2U);
  EXPECT_EQ(split_at_shared(roads).size(), 2U);
}

TEST(Topology, MergesPositionsWithinACentimetreAndDropsLinesWithoutLength) {
  Roads roads{road("a", {{102.0, 18.0}, {102.10000001, 18.0}}),
              road("b", {{102.1, 18.00000001}, {102.2, 18.0}}),
              road("point", {{102.3, 18.0}, {102.3, 18.0}})};
  EXPECT_EQ(merge_positions(roads), 1U);
  EXPECT_THAT(ids(roads), testing::ElementsAre("a", "b"));
  EXPECT_EQ(component_count(roads), 1U);
}

TEST(Snap, JoinsAnEndTenMetresOffAndLeavesOneTwentyMetresOff) {
  const LonLat gap{102.1 + kTenMetresEast, 18.0};
  const LonLat wide_gap{102.2 + 2 * kTenMetresEast, 18.0};
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}}), road("b", {gap, {102.2, 18.0}}),
              road("c", {wide_gap, {102.3, 18.0}})};
  RepairReport report;
  snap_to_ends(roads, 0.015, report);
  EXPECT_EQ(component_count(roads), 2U);
  ASSERT_EQ(report.count_of("snap", "end_to_node"), 1U);
  EXPECT_NEAR(report.repairs().front().length_km, 0.010, 1e-4);  // 0.1 m: the degrees are rounded
}

// b ends 10 m south of the middle of a.
TEST(Snap, JoinsAnEndToTheMidstOfARoadWhichGetsAPositionThere) {
  const LonLat end{102.1, 18.0 - 0.00009};
  Roads roads{road("a", {{102.0, 18.0}, {102.2, 18.0}}), road("b", {{102.1, 17.9}, end})};
  RepairReport report;
  snap_to_ends(roads, 0.015, report);
  EXPECT_EQ(component_count(roads), 2U) << "no end is near";
  snap_to_segments(roads, 0.015, report);
  EXPECT_EQ(component_count(roads), 1U);
  EXPECT_EQ(roads[0].line.size(), 3U);
  EXPECT_EQ(roads[1].line.back(), roads[0].line[1]);
  EXPECT_EQ(split_at_shared(roads).size(), 3U);
}

TEST(CloseGaps, ClosesTheShorterGapOnlyAndWritesItDown) {
  // Gaps of 0.53 km (0.005 degree of longitude) and 1.06 km.
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}}),
              road("b", {{102.105, 18.0}, {102.2, 18.0}}),
              road("c", {{102.21, 18.0}, {102.3, 18.0}})};
  RepairReport report;
  close_gaps(roads, Areas(), {.gap_km = 0.6}, report);
  EXPECT_EQ(component_count(roads), 2U);
  ASSERT_EQ(roads.size(), 4U);
  EXPECT_EQ(roads[3].kind, LinkKind::connector);
  EXPECT_EQ(report.count_of("connect", "gap_closed"), 1U);
  EXPECT_NEAR(report.repairs().front().length_km, 0.5295, 0.001);
}

// A road on each bank of a border river, 0.4 km apart.
TEST(CloseGaps, NeverLeadsOverABorder) {
  const auto box = [](double south, double north) {
    return Polygons{{{{101, south}, {103, south}, {103, north}, {101, north}, {101, south}}}};
  };
  const Areas countries({{"LAO", "", box(18.0, 19.0)}, {"THA", "", box(17.0, 18.0)}});
  Roads roads{road("lao", {{102.0, 18.002}, {102.1, 18.002}}),
              road("thai", {{102.0, 17.998}, {102.1, 17.998}})};
  RepairReport report;
  close_gaps(roads, countries, {.gap_km = 0.6}, report);
  EXPECT_EQ(component_count(roads), 2U);
  EXPECT_EQ(report.count_of("connect", "gap_closed"), 0U);
  EXPECT_GE(report.count_of("connect", "gap_left_at_border"), 1U);
}

TEST(Contract, JoinsPartsThatMeanTheSameAndAddsTheirLengths) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}}), road("b", {{102.2, 18.0}, {102.1, 18.0}}),
              road("c", {{102.2, 18.0}, {102.3, 18.0}})};
  roads[2].surface = Surface::gravel;
  measure(roads);
  RepairReport report;
  const Roads links = contract_chains(roads, {}, report);
  ASSERT_EQ(links.size(), 2U) << "gravel stays apart";
  EXPECT_EQ(links[0].line, (std::vector<LonLat>{{102.0, 18.0}, {102.1, 18.0}, {102.2, 18.0}}));
  EXPECT_DOUBLE_EQ(links[0].length_km, roads[0].length_km + roads[1].length_km);
}

TEST(Contract, KeepsBreaksAndOneWayRoadsThatMeetHeadOn) {
  const LonLat middle{102.1, 18.0};
  Roads roads{road("a", {{102.0, 18.0}, middle}), road("b", {middle, {102.2, 18.0}})};
  RepairReport report;
  EXPECT_EQ(contract_chains(roads, {middle}, report).size(), 2U);
  EXPECT_EQ(contract_chains(roads, {}, report).size(), 1U);
  for (Road& r : roads) r.oneway = true;
  EXPECT_EQ(contract_chains(roads, {}, report).size(), 1U) << "one after the other";
  std::reverse(roads[1].line.begin(), roads[1].line.end());
  EXPECT_EQ(contract_chains(roads, {}, report).size(), 2U) << "head on";
}

// Random trees of roads: contraction keeps the length, the components and every junction.
TEST(Contract, KeepsLengthAndComponentsOfRandomNetworks) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> step(-0.05, 0.05);
    std::vector<LonLat> places{{102.0, 18.0}};
    Roads roads;
    for (int i = 0; i < 60; ++i) {
      // Four in five continue at the newest place, so that chains arise.
      const LonLat from = random() % 5 != 0 ? places.back() : places[random() % places.size()];
      const LonLat to{from.lon + step(random), from.lat + step(random)};
      roads.push_back(road("r" + std::to_string(i), {from, to}));
      if (random() % 2 == 0) std::reverse(roads.back().line.begin(), roads.back().line.end());
      places.push_back(to);
    }
    measure(roads);
    RepairReport report;
    const Roads links = contract_chains(roads, {}, report);
    EXPECT_LT(links.size(), roads.size());
    double before_km = 0.0;
    double after_km = 0.0;
    for (const Road& r : roads) before_km += r.length_km;
    for (const Road& r : links) {
      after_km += r.length_km;
      EXPECT_NEAR(r.length_km, geodesic_length_km(r.line), 1e-9 * r.length_km);
    }
    EXPECT_NEAR(before_km, after_km, 1e-9 * before_km);  // another order of summing
    EXPECT_EQ(component_count(links), component_count(roads));
    // In a tree no place with exactly two road ends is left as an end.
    std::map<LonLat, int> ends;
    for (const Road& r : links) ++ends[r.line.front()], ++ends[r.line.back()];
    for (const auto& [place, count] : ends) EXPECT_NE(count, 2);
  }
}

TEST(Contract, DropsARoadThatRepeatsAnotherBackwards) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}}), road("b", {{102.1, 18.0}, {102.0, 18.0}})};
  RepairReport report;
  drop_duplicates(roads, report);
  EXPECT_THAT(ids(roads), testing::ElementsAre("a"));
  EXPECT_EQ(report.count_of("duplicates", "dropped"), 1U);
}

TEST(Contract, CutsALoopInTwoOfTheSameLength) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}, {102.1, 18.1}, {102.0, 18.0}})};
  measure(roads);
  const Roads halves = halve_loops(roads);
  ASSERT_EQ(halves.size(), 2U);
  EXPECT_NE(halves[0].line.front(), halves[0].line.back());
  EXPECT_NEAR(halves[0].length_km + halves[1].length_km, roads[0].length_km, 1e-9);
}

bool everywhere(const Road&) { return true; }

// A one-way ramp leads out of the network and ends.
TEST(OneWay, OpensARampThatTraps) {
  Roads roads{road("main", {{102.0, 18.0}, {102.1, 18.0}}),
              road("ramp", {{102.1, 18.0}, {102.1, 18.1}})};
  roads[1].oneway = true;
  measure(roads);
  RepairReport report;
  open_one_way_traps(roads, everywhere, report);
  EXPECT_FALSE(roads[1].oneway);
  EXPECT_EQ(report.count_of("one_way", "opened_both_ways"), 1U);
}

TEST(OneWay, LeavesTheTwoHalvesOfADualCarriageway) {
  const LonLat a{102.0, 18.0}, b{102.1, 18.0}, c{102.2, 18.0};
  Roads roads{road("main", {a, b}), road("out", {b, {102.15, 18.001}, c}),
              road("back", {c, {102.15, 17.999}, b})};
  roads[1].oneway = roads[2].oneway = true;
  measure(roads);
  RepairReport report;
  open_one_way_traps(roads, everywhere, report);
  EXPECT_TRUE(roads[1].oneway && roads[2].oneway);
  EXPECT_TRUE(report.repairs().empty());
}

// Two towns joined by one-way halves that both lead east, and by a detour abroad that hides it: the
// shorter half is opened, and the one-way road of the east is left alone.
TEST(OneWay, MakesACountryWholeByItsOwnRoadsWithFewestChanges) {
  const LonLat a{102.0, 18.0}, b{102.1, 18.0}, c{102.2, 18.0}, d{102.3, 18.0};
  Roads roads{road("west", {a, b}),
              road("long half", {b, {102.15, 18.02}, c}),
              road("short half", {b, c}),
              road("east", {c, d}),
              road("east one way", {c, {102.25, 18.02}, d}),
              road("detour", {c, {102.15, 17.5}, b})};
  for (const std::size_t i : {1U, 2U, 4U}) roads[i].oneway = true;
  for (Road& r : roads) r.country = kLaos;
  roads[5].country = CountryCode("THA");
  measure(roads);
  RepairReport report;
  open_one_way_traps(roads, everywhere, report);
  EXPECT_TRUE(report.repairs().empty());
  open_one_way_traps(
      roads, [](const Road& r) { return r.country == kLaos; }, report);
  EXPECT_FALSE(roads[2].oneway);
  EXPECT_TRUE(roads[1].oneway && roads[4].oneway);
  EXPECT_EQ(report.count_of("one_way", "opened_both_ways"), 1U);
}

TEST(FillNumbers, NamesABridgeBetweenTwoPartsOfARoadAndNoSideRoad) {
  const LonLat a{102.0, 18.0}, b{102.1, 18.0}, c{102.11, 18.0}, d{102.2, 18.0};
  Roads roads{road("west", {a, b}), road("bridge", {b, c}), road("east", {c, d}),
              road("side", {c, {102.11, 18.1}})};
  roads[0].number = roads[2].number = "13S";
  RepairReport report;
  fill_numbers(roads, report);
  EXPECT_EQ(roads[1].number, "13S");
  EXPECT_EQ(roads[3].number, "");
}

// west of 13S --- roundabout of 0.1 and 0.2 km --- east of 13S: the shorter half takes the number.
TEST(FillNumbers, CarriesANumberOverARoundabout) {
  const LonLat a{102.0, 18.0}, b{102.1, 18.0}, c{102.101, 18.0}, d{102.2, 18.0};
  Roads roads{road("west", {a, b}), road("near", {b, c}), road("far", {b, {102.1005, 17.999}, c}),
              road("east", {c, d}), road("away", {d, {102.3, 18.0}})};
  for (const std::size_t link : {1, 2}) roads[link].highway = "primary_link";
  roads[0].number = roads[3].number = "13S";
  measure(roads);
  RepairReport report;
  number_junctions(roads, 0.5, report);
  EXPECT_EQ(roads[1].number, "13S");
  EXPECT_EQ(roads[2].number, "");
  EXPECT_EQ(roads[4].number, "");
  EXPECT_EQ(report.count_of("classify", "number_over_junction"), 1U);
}

TEST(Generalise, StaysWithinItsToleranceAndKeepsTheEnds) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> step(-0.002, 0.002);
  std::vector<LonLat> line{{102.0, 18.0}};
  for (int i = 0; i < 400; ++i)
    line.push_back({line.back().lon + 0.001 + step(random), line.back().lat + step(random)});
  for (const double tolerance_km : {0.05, 0.1, 0.5}) {
    const std::vector<LonLat> simple = generalised(line, tolerance_km);
    EXPECT_LT(simple.size(), line.size());
    EXPECT_EQ(simple.front(), line.front());
    EXPECT_EQ(simple.back(), line.back());
    for (const LonLat p : line) {
      double nearest_km = 1e9;
      for (std::size_t i = 1; i < simple.size(); ++i)
        nearest_km = std::min(
            nearest_km, geodesic_km(p, nearest_on_segment(p, simple[i - 1], simple[i]).position));
      EXPECT_LE(nearest_km, tolerance_km * 1.0001);  // plane geometry, good to 1e-4
    }
  }
}

TEST(Generalise, KeepsCarriagewaysApart) {
  // Two lines between the same ends, 20 m apart: at 75 m both would be the chord.
  Roads roads{road("out", {{102.0, 18.0}, {102.05, 18.0001}, {102.1, 18.0}}),
              road("back", {{102.1, 18.0}, {102.05, 17.9999}, {102.0, 18.0}})};
  generalise(roads, 0.075, 5);
  EXPECT_EQ(roads[0].line.size(), 2U);
  EXPECT_EQ(roads[1].line.size(), 3U);
}

TEST(RoadIndex, FindsWhatAScanOfAllSegmentsFinds) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> lon(101.0, 103.0);
  std::uniform_real_distribution<double> lat(17.0, 19.0);
  Roads roads;
  for (int i = 0; i < 40; ++i)
    roads.push_back(road("r", {{lon(random), lat(random)}, {lon(random), lat(random)}}));
  const RoadIndex index(roads);
  const auto any = [](const Road&, std::size_t) { return true; };
  for (int i = 0; i < 200; ++i) {
    const LonLat p{lon(random), lat(random)};
    double nearest_km = 1e9;
    for (const Road& r : roads)
      nearest_km = std::min(nearest_km,
                            geodesic_km(p, nearest_on_segment(p, r.line[0], r.line[1]).position));
    const auto found = index.nearest(p, 5.0, any);
    ASSERT_EQ(found.has_value(), nearest_km <= 5.0);
    if (!found) continue;
    EXPECT_DOUBLE_EQ(found->distance_km, nearest_km);
  }
}

TEST(Areas, TellsInsideFromOutsideAndFromAHole) {
  const Polygons ring{
      {{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}}}};
  const Areas areas({{"X", "", ring}});
  EXPECT_EQ(areas.code_at({3, 3}), "X");
  EXPECT_EQ(areas.code_at({1.5, 1.5}), "");
  EXPECT_EQ(areas.code_at({5, 3}), "");
  EXPECT_EQ(areas.code_of({{3, 3}, {3.5, 3}, {6, 3}}), "X") << "positions outside count for none";
}

TEST(Areas, CutsARoadWhereTheProvinceChanges) {
  const auto box = [](double west, double east) {
    return Polygons{{{{west, 17}, {east, 17}, {east, 19}, {west, 19}, {west, 17}}}};
  };
  const Areas provinces({{"LA-VT", "", box(102.0, 102.5)}, {"LA-BL", "", box(102.5, 103.0)}});
  const Roads roads{road("a", {{102.1, 18}, {102.4, 18}, {102.6, 18}, {102.9, 18}})};
  const Roads pieces = split_at_provinces(roads, provinces, 1.0);
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].line.back(), (LonLat{102.6, 18}));
}

TEST(Terrain, FollowsTheThresholdsOfTheModel) {
  const TerrainOptions o;
  EXPECT_EQ(terrain_of({1.11, 149}, o), Terrain::flat);
  EXPECT_EQ(terrain_of({1.12, 0}, o), Terrain::rolling);
  EXPECT_EQ(terrain_of({1.0, 150}, o), Terrain::rolling);
  EXPECT_EQ(terrain_of({1.30, 119}, o), Terrain::rolling);
  EXPECT_EQ(terrain_of({1.30, 120}, o), Terrain::mountainous);
  EXPECT_EQ(terrain_of({1.0, 420}, o), Terrain::mountainous);
}

// Two sides of a right angle, each 3 km: 6 km of road over a chord of 3 sqrt(2) km.
TEST(Terrain, SinuosityIsLengthOverChord) {
  const double east = 3.0 / 105.9;
  const double north = 3.0 / 110.7;
  Raster flat{1, 1, 101.0, 19.0, 2.0, 2.0, {100.0F}, std::nullopt};
  const Shape shape =
      shape_of({{102.0, 18.0}, {102.0 + east, 18.0}, {102.0 + east, 18.0 + north}}, flat, 100.0);
  EXPECT_NEAR(shape.sinuosity, std::sqrt(2.0), 1e-3);  // the scale of degrees is rounded
  EXPECT_EQ(shape.relief_m, 0.0);
}

TEST(Classify, WritesRoadNumbersInOneWay) {
  EXPECT_EQ(normal_road_number("N13"), "13");
  EXPECT_EQ(normal_road_number("NR9"), "9");
  EXPECT_EQ(normal_road_number("16;13S"), "16");
  EXPECT_EQ(normal_road_number("A-12"), "AH12");
  EXPECT_EQ(normal_road_number("A3"), "AH3");
  EXPECT_EQ(normal_road_number("1C"), "1C");
  EXPECT_EQ(normal_road_number(""), "");
}

}  // namespace
}  // namespace landlink::road_import
