// What the import mends where sources do not fit together, on roads drawn in the tests.
// At latitude 18 a degree of longitude is 105.9 km and one of latitude 110.7 km.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "gis/drawn_roads.hpp"
#include "landlink/gis/import/background.hpp"
#include "landlink/gis/import/checkpoints.hpp"
#include "landlink/gis/import/connect.hpp"
#include "landlink/gis/import/contract.hpp"
#include "landlink/gis/import/corridors.hpp"
#include "landlink/gis/import/drawn_links.hpp"
#include "landlink/gis/import/generalise.hpp"
#include "landlink/gis/import/topology.hpp"
#include "support/complaint.hpp"

namespace landlink::road_import {
namespace {

using test::complaint;
using testing::ElementsAre;
using testing::HasSubstr;

const CountryCode kThailand{"THA"};

TEST(NumberPieces, MakesIdsUniqueOverAllLayersWithRoadsFirst) {
  const std::vector<LonLat> line{{102.0, 18.0}, {102.1, 18.0}};
  Roads roads{road("w1", line), road("w1", line), road("w1", line), road("w1.2", line),
              road("w2", line)};
  roads[0].layer = "corridors";
  number_pieces(roads);
  // The road named first is that of layer roads; w1.2 is the source's own id.
  EXPECT_THAT(ids(roads), ElementsAre("w1.4", "w1", "w1.3", "w1.2", "w2"));
}

// A loop of two halves: the second bends 30 m aside, the first is its chord. Whichever is drawn
// first, both would be the chord at 75 m, and halving the tolerance bends only the one that bends.
TEST(Generalise, KeepsTheHalvesOfALoopApartInEitherOrder) {
  const LonLat west{102.0, 18.0}, east{102.001, 18.0}, aside{102.0005, 18.0003};
  for (const bool bent_first : {true, false}) {
    Roads roads{road("bent", {west, aside, east}), road("straight", {east, west})};
    if (!bent_first) std::swap(roads[0], roads[1]);
    generalise(roads, 0.075, 5);
    const Road& bent = roads[bent_first ? 0 : 1];
    EXPECT_THAT(bent.line, ElementsAre(west, aside, east)) << bent_first;
    EXPECT_EQ(roads[bent_first ? 1 : 0].line.size(), 2U);
  }
}

// a runs east; b comes from the north and ends 0.0005 degree of latitude (55 m) short of it.
TEST(JoinNearEnds, JoinsAnEndToTheRoadItNearlyMeets) {
  Roads roads{road("a", {{102.0, 18.0}, {102.2, 18.0}}),
              road("b", {{102.1, 18.1}, {102.1, 18.0005}})};
  RepairReport report;
  join_near_ends(roads, Areas(), {}, 0.1, report);
  ASSERT_EQ(roads.size(), 3U);
  EXPECT_EQ(roads[2].kind, LinkKind::connector);
  EXPECT_EQ(roads[2].id, "gap-b");
  EXPECT_NEAR(geodesic_length_km(roads[2].line), 0.0553, 0.0002);
  EXPECT_EQ(component_count(roads), 1U);
  EXPECT_EQ(report.count_of("connect", "near_end_joined"), 1U);
}

TEST(JoinNearEnds, LeavesBreaksFerriesOtherCountriesAndLongerGaps) {
  const Roads apart{road("a", {{102.0, 18.0}, {102.2, 18.0}}),
                    road("b", {{102.1, 18.1}, {102.1, 18.0005}})};
  const auto joined = [&](Roads roads, const Breaks& breaks, double gap_km) {
    RepairReport report;
    join_near_ends(roads, Areas(), breaks, gap_km, report);
    return roads.size() > apart.size();
  };
  EXPECT_TRUE(joined(apart, {}, 0.1));
  EXPECT_FALSE(joined(apart, {{102.1, 18.0005}}, 0.1)) << "an end that is meant to be there";
  EXPECT_FALSE(joined(apart, {}, 0.05)) << "55 m are more than 50";
  Roads other = apart;
  other[0].kind = LinkKind::ferry;
  EXPECT_FALSE(joined(other, {}, 0.1)) << "nobody boards a ferry midstream";
  other = apart;
  other[0].country = kThailand;
  EXPECT_FALSE(joined(other, {}, 0.1)) << "no checkpoint";
}

// b leaves a at a fork and ends 33 m beside it 318 m on: no gap. If it met a only at the other
// end of 10 km, it would be one.
TEST(JoinNearEnds, TellsAForkFromAGap) {
  const LonLat fork{102.1, 18.0};
  Roads roads{road("a", {{102.0, 18.0}, fork, {102.2, 18.0}}),
              road("b", {fork, {102.103, 18.0003}})};
  RepairReport report;
  join_near_ends(roads, Areas(), {}, 0.1, report);
  EXPECT_EQ(roads.size(), 2U);
  roads[1].line = {{102.0, 18.0}, {102.05, 18.04}, {102.103, 18.0003}};
  join_near_ends(roads, Areas(), {}, 0.1, report);
  EXPECT_EQ(roads.size(), 3U);
}

// A stub of 55 m at the midst of a road goes; the last 55 m of a road stay and take its terrain.
TEST(Stubs, GoWhereTheRoadRunsOnAndJoinWhereItEnds) {
  const LonLat middle{102.1, 18.0}, off{102.1, 18.0005};
  Roads roads{road("west", {{102.0, 18.0}, middle}), road("east", {middle, {102.2, 18.0}}),
              road("stub", {middle, off})};
  RepairReport report;
  Roads named = roads;
  drop_stubs(named, {off}, 0.1, report);
  EXPECT_EQ(named.size(), 3U) << "a break is a place, such as a town";
  drop_stubs(roads, {}, 0.1, report);
  EXPECT_THAT(ids(roads), ElementsAre("west", "east"));
  EXPECT_EQ(report.count_of("contract", "stub_dropped"), 1U);

  Roads tail{road("long", {{102.0, 18.0}, middle}), road("last", {middle, off})};
  tail[0].terrain = Terrain::rolling;
  tail[1].terrain = Terrain::flat;
  drop_stubs(tail, {}, 0.1, report);
  ASSERT_EQ(tail.size(), 2U);
  even_tails(tail, {}, 0.1);
  EXPECT_EQ(tail[1].terrain, Terrain::rolling);
}

// Three roads of Thailand meet a Lao road: one at its checkpoint, one 10.59 km and one 53 m long.
TEST(FreeCrossings, AreCutUnlessACheckpointStandsThere) {
  const LonLat post{102.0, 18.0}, wild{102.1, 18.0}, end{102.2, 18.0};
  Roads roads{road("lao", {post, wild}), road("lao2", {wild, end}),
              road("proper", {{101.9, 18.0}, post}, kThailand),
              road("free", {{102.1, 17.9}, wild}, kThailand),
              road("short", {end, {102.2005, 18.0}}, kThailand)};
  std::vector<CheckpointSite> sites(1);
  sites[0].position = post;
  RepairReport report;
  const double free_km = roads[3].length_km;
  cut_free_crossings(roads, sites, kLaos, report);
  EXPECT_THAT(ids(roads), ElementsAre("lao", "lao2", "proper", "free"));
  EXPECT_EQ(report.count_of("checkpoints", "crossing_cut"), 2U);
  EXPECT_EQ(roads[2].line.back(), post);
  EXPECT_NEAR(roads[3].length_km, free_km - 0.12, 1e-12);
  // The cut is by degrees along the segment: good to metres.
  EXPECT_NEAR(geodesic_km(roads[3].line.back(), wild), 0.12, 0.001);
  EXPECT_EQ(component_count(roads), 2U);
}

// Of 10.59 km on the parallel 18.0 the half east of 102.05 is in Thailand by the map.
TEST(FreeCrossings, ARoadOfOursFarAbroadIsReported) {
  const auto box = [](double west, double east) {
    return Polygons{{{{west, 17}, {east, 17}, {east, 19}, {west, 19}, {west, 17}}}};
  };
  const Areas countries({{"LAO", "", box(101.0, 102.05)}, {"THA", "", box(102.05, 103.0)}});
  const Roads roads{road("over", {{102.0, 18.0}, {102.05, 18.0}, {102.1, 18.0}}),
                    road("at_home", {{102.0, 18.0}, {102.04, 18.0}})};
  RepairReport report;
  report_strays(roads, countries, kLaos, report);
  ASSERT_EQ(report.count_of("checkpoints", "home_road_abroad"), 1U);
  EXPECT_EQ(report.repairs().front().feature, "over");
  EXPECT_NEAR(report.repairs().front().length_km, 5.295, 0.005);
}

const std::string kDrawnHeader =
    "id,layer,kind,number,name,points,length_km,attach_from_km,attach_to_km,country,lanes,surface,"
    "terrain,iri_m_per_km,speed_limit_kmh,fixed_time_min,toll_usd,max_gross_t,opened,closed,source,"
    "assumed,note\n";

TEST(DrawnLinks, RefuseALengthBelowTheDistanceOfTheirEnds) {
  const std::string text = complaint([] {
    read_drawn_links(CsvTable::parse(
        kDrawnHeader + "x,corridors,road,,,102.0 18.0; 102.5 18.0,48,,,VNM,,,,,,,,,,,p,,\n",
        "drawn.csv"));
  });
  EXPECT_THAT(text, HasSubstr("48 km"));
  EXPECT_THAT(text, HasSubstr("53.0 km apart"));
}

// 10.6 km stated for ends 10.59 km apart; the east end is joined 3.18 km further on: 13.77 km by
// air, so 1.1 times that on the ground.
TEST(DrawnLinks, AreRaisedWhereTheirEndsAreJoinedBeyondTheirLength) {
  Roads roads{road("a", {{102.13, 17.9}, {102.13, 18.1}})};
  Breaks breaks;
  RepairReport report;
  add_drawn_links(
      roads,
      read_drawn_links(CsvTable::parse(
          kDrawnHeader + "x,roads,road,,,102.0 18.0; 102.1 18.0,10.6,0,5,LAO,,,,,,,,,,,p,,\n",
          "drawn.csv")),
      breaks, report);
  ASSERT_EQ(roads.size(), 2U);
  const double km = geodesic_length_km(roads[1].line) * roads[1].length_factor;
  EXPECT_NEAR(km, 1.1 * geodesic_km({102.0, 18.0}, {102.13, 18.0}), 0.001);
  EXPECT_EQ(report.count_of("drawn_links", "length_raised"), 1U);
  EXPECT_THAT(roads[1].assumed, testing::Contains("length_km"));
}

const std::string kCorridors =
    "from_name,from_lon,from_lat,to_name,to_lon,to_lat,countries,km,via_towns,note\n"
    "A,105.0,13.0,B,105.0,12.0,KHM,180,,assumed\n"
    "C,105.0,13.0,D,105.0,12.0,KHM,180,E 105.1 12.5,assumed\n";

TEST(CorridorTowns, BendACorridorAtTheLengthItHas) {
  auto corridors = read_corridors(CsvTable::parse(kCorridors, "corridors.csv"), "table");
  RepairReport report;
  const std::string header = "id,via_towns,source,note\n";
  draw_through_towns(corridors, CsvTable::parse(header + "a-b,E 105.5 12.5,geonames,x\n", "t.csv"),
                     report);
  const Road& r = corridors[0].road;
  EXPECT_EQ(r.line.size(), 3U);
  EXPECT_EQ(r.line[1], (LonLat{105.5, 12.5}));
  EXPECT_NEAR(geodesic_length_km(r.line) * r.length_factor, 180.0, 1e-9);
  EXPECT_EQ(r.source, "table;geonames");
  EXPECT_THAT(complaint([&] {
                draw_through_towns(
                    corridors, CsvTable::parse(header + "a-z,E 105.5 12.5,g,\n", "t.csv"), report);
              }),
              HasSubstr("no corridor 'a-z'"));
  EXPECT_THAT(complaint([&] {
                draw_through_towns(
                    corridors, CsvTable::parse(header + "c-d,E 105.5 12.5,g,\n", "t.csv"), report);
              }),
              HasSubstr("towns on its way already"));
}

// A corridor of 10.6 km and the surveyed road between its ends, 1.2 and then 1.3 times as long.
TEST(Corridors, GiveWayToTheSameRoadOfASource) {
  const LonLat west{102.0, 18.0}, middle{102.05, 18.0}, east{102.1, 18.0};
  const auto left_at = [&](double factor, bool oneway) {
    Roads roads{road("corridor", {west, east}, kThailand), road("w1", {west, middle}, kThailand),
                road("w2", {middle, east}, kThailand)};
    for (Road& r : roads) r.layer = "corridors";
    roads[0].source = "table;geonames";
    roads[2].oneway = oneway;
    for (Road* r : {&roads[1], &roads[2]}) r->length_km *= factor;
    RepairReport report;
    give_way_to_roads(roads, "table", report);
    EXPECT_EQ(report.count_of("corridors", "drawn_by_source"), 3U - roads.size());
    return roads.size();
  };
  EXPECT_EQ(left_at(1.2, false), 2U);
  EXPECT_EQ(left_at(1.3, false), 3U) << "another road";
  EXPECT_EQ(left_at(1.2, true), 3U) << "there is no way back";
}

// A main road of 1 m in the midst of a town of 400,000: 500 + 1,500 * sqrt(4) = 3,500 vehicles.
// 15 km off, 500 + 3,000 / e = 1,603.6; far away 500. Of two towns the one that gives most counts.
TEST(Background, DecaysWithTheDistanceToTheTown) {
  const ZoneSite town{.position = {102.0, 18.0}, .population = 400000.0};
  const ZoneSite village{.position = {102.0, 18.0}, .population = 5000.0};
  const auto vehicles = [&](double north, const char* highway) {
    Road r = road("a", {{102.0, 18.0 + north}, {102.0, 18.0 + north + 1e-5}});
    r.highway = highway;
    return background_vehicles_per_day(r, {village, town});
  };
  const double fifteen_km = 15.0 / geodesic_km({102.0, 18.0}, {102.0, 19.0});
  // The road is 1 m long and its middle 0.5 m off: exp(0.0005 / 15) is 1 + 3e-5.
  EXPECT_NEAR(vehicles(0.0, "primary"), 3500.0, 0.2);
  EXPECT_NEAR(vehicles(fifteen_km, "trunk"), 500.0 + 3000.0 * std::exp(-1.0), 2.0);
  EXPECT_NEAR(vehicles(fifteen_km, "secondary"), 150.0 + 1000.0 * std::exp(-1.0), 1.0);
  EXPECT_NEAR(vehicles(5.0, "secondary"), 150.0, 0.01);
  // Vehicles a day of both directions: half of them, 0.7 pcu each, in 14 hours.
  const Road nowhere = road("b", {{102.0, 10.0}, {102.1, 10.0}});
  EXPECT_NEAR(background_pcu_per_h(nowhere, {}), 500.0 / 2.0 * 0.7 / 14.0, 1e-12);
}

// Along 60 km out of the town the mean of exp(-x / 15) is 15 / 60 * (1 - exp(-4)) = 0.2454; steps
// of 1 km take it by midpoints, within 0.02 %.
TEST(Background, IsTheMeanAlongTheRoad) {
  const ZoneSite town{.position = {102.0, 18.0}, .population = 100000.0};
  const double degrees = 60.0 / geodesic_km({102.0, 18.0}, {102.0, 19.0});
  const Road r = road("a", {{102.0, 18.0}, {102.0, 18.0 + degrees}});
  EXPECT_NEAR(background_vehicles_per_day(r, {town}),
              500.0 + 1500.0 * 0.25 * (1.0 - std::exp(-4.0)), 0.5);
  Road abroad = r;
  abroad.country = kThailand;
  EXPECT_EQ(background_vehicles_per_day(abroad, {town}), 6000.0);
  Road ferry = r;
  ferry.kind = LinkKind::ferry;
  EXPECT_EQ(background_vehicles_per_day(ferry, {town}), 100.0);
}

}  // namespace
}  // namespace landlink::road_import
