// OpenStreetMap as it is tagged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>

#include "gis/written_sources.hpp"
#include "support/temporary_folder.hpp"

namespace landlink::road_import {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;

/// One way between nodes 1 and 2 with these tags, as it comes out of the import.
std::optional<Road> imported_way(const std::vector<std::pair<std::string, std::string>>& tags,
                                 RepairReport* report = nullptr) {
  const TemporaryFolder folder;
  OsmText osm;
  osm.way(1, {1, 2}, tags);
  osm.way(2, {2, 3}, {{"highway", "primary"}});
  osm.way(3, {1, 20, 2}, {{"highway", "primary"}});  // so that a one-way street is no trap
  const ImportedNetwork network = import_network(
      plain_recipe({.road_files = {folder.write("a.osm", osm.text())}, .country = "KHM"}));
  if (report != nullptr) *report = network.report;
  const Road* road = find(network.roads, "1");
  return road == nullptr ? std::nullopt : std::optional(*road);
}

struct Tagging {
  const char* name;
  std::vector<std::pair<std::string, std::string>> tags;
  std::function<void(const Road&)> expect;
};
void PrintTo(const Tagging& tagging, std::ostream* out) { *out << tagging.name; }

class OsmTagging : public testing::TestWithParam<Tagging> {};

TEST_P(OsmTagging, IsUnderstood) {
  const auto road = imported_way(GetParam().tags);
  ASSERT_TRUE(road.has_value());
  GetParam().expect(*road);
}

const std::vector<Tagging> kTaggings{
    {"OnewayAgainstTheDrawing",
     {{"highway", "trunk"}, {"oneway", "-1"}},
     [](const Road& r) {
       EXPECT_TRUE(r.oneway);
       EXPECT_NEAR(r.line.front().lon, 102.02, 1e-9) << "drawn from node 1, driven from node 2";
     }},
    {"OnewayReversible",
     {{"highway", "trunk"}, {"oneway", "reversible"}},
     [](const Road& r) { EXPECT_FALSE(r.oneway); }},
    {"MotorwaysAreOneway", {{"highway", "motorway"}}, [](const Road& r) { EXPECT_TRUE(r.oneway); }},
    {"MotorwaysThatSayNo",
     {{"highway", "motorway"}, {"oneway", "no"}},
     [](const Road& r) { EXPECT_FALSE(r.oneway); }},
    {"RoundaboutsAreOneway",
     {{"highway", "tertiary"}, {"junction", "roundabout"}},
     [](const Road& r) { EXPECT_TRUE(r.oneway); }},
    {"LanesInAList",
     {{"highway", "trunk"}, {"lanes", "1;2"}},
     [](const Road& r) { EXPECT_EQ(r.lanes, 1.0); }},
    {"OneAndAHalfLanes",
     {{"highway", "trunk"}, {"lanes", "1.5"}},
     [](const Road& r) { EXPECT_EQ(r.lanes, 1.0); }},
    {"LanesByDirection",
     {{"highway", "trunk"}, {"lanes:forward", "2"}, {"lanes:backward", "1"}},
     [](const Road& r) { EXPECT_EQ(r.lanes, 3.0); }},
    {"SpeedInMilesPerHour",
     {{"highway", "trunk"}, {"maxspeed", "50 mph"}},
     [](const Road& r) { EXPECT_NEAR(*r.speed_limit_kmh, 80.4672, 1e-9); }},
    {"SpeedOfAWalker",
     {{"highway", "service"}, {"maxspeed", "walk"}},
     [](const Road& r) {
       EXPECT_EQ(r.speed_limit_kmh, 7.0);
       EXPECT_THAT(r.assumed, testing::Contains("speed_limit_kmh"));
     }},
    {"SpeedOfTrucks",
     {{"highway", "trunk"}, {"maxspeed", "90"}, {"maxspeed:hgv", "70"}},
     [](const Road& r) { EXPECT_EQ(r.speed_limit_kmh, 70.0); }},
    {"SpeedWithoutLimit",
     {{"highway", "motorway"}, {"maxspeed", "none"}},
     [](const Road& r) { EXPECT_THAT(r.assumed, testing::Contains("speed_limit_kmh")); }},
    {"SpeedThatIsNone",
     {{"highway", "trunk"}, {"maxspeed", "RU:urban"}},
     [](const Road& r) { EXPECT_THAT(r.assumed, testing::Contains("speed_limit_kmh")); }},
    {"WeightInTonnes",
     {{"highway", "trunk"}, {"maxweight", "7.5"}},
     [](const Road& r) { EXPECT_EQ(r.max_gross_t, 7.5); }},
    {"WeightInShortTons",
     {{"highway", "trunk"}, {"maxweight", "16 st"}},
     [](const Road& r) { EXPECT_NEAR(*r.max_gross_t, 14.51495584, 1e-9); }},
    {"AxleLoad",
     {{"highway", "trunk"}, {"maxaxleload", "9.1 t"}},
     [](const Road& r) { EXPECT_EQ(r.axle_limit_t, 9.1); }},
    {"SurfaceInAList",
     {{"highway", "trunk"}, {"surface", "asphalt;ground"}},
     [](const Road& r) { EXPECT_EQ(r.surface, Surface::earth); }},
    {"TrucksAllowedOnPrivateLand",
     {{"highway", "service"}, {"access", "private"}, {"hgv", "yes"}},
     [](const Road& r) { EXPECT_EQ(r.highway, "service"); }},
    {"AccessForDestinations",
     {{"highway", "residential"}, {"access", "destination"}},
     [](const Road& r) { EXPECT_EQ(r.highway, "residential"); }},
    {"Ferries",
     {{"route", "ferry"}, {"duration", "00:15"}, {"name", "Ferry"}},
     [](const Road& r) {
       EXPECT_EQ(r.kind, LinkKind::ferry);
       // 0.01 degrees of longitude at 18 N: 1.0588 km in a quarter of an hour
       EXPECT_NEAR(*r.speed_limit_kmh, 4.2, 0.05);
       EXPECT_EQ(r.fixed_time_min, 40.0);
     }},
    {"EnglishNames",
     {{"highway", "trunk"}, {"name", "ທາງ"}, {"name:en", "Way"}, {"ref", "13S;11"}},
     [](const Road& r) {
       EXPECT_EQ(r.name, "Way");
       EXPECT_EQ(r.number, "13S");
     }},
};

INSTANTIATE_TEST_SUITE_P(All, OsmTagging, testing::ValuesIn(kTaggings),
                         [](const auto& param) { return param.param.name; });

TEST(OsmTaggings, ThatKeepTrucksOutAreLeftOutAndCounted) {
  const std::vector<std::pair<std::vector<std::pair<std::string, std::string>>, const char*>> cases{
      {{{"highway", "construction"}, {"construction", "motorway"}}, "left_out_not_built"},
      {{{"highway", "proposed"}, {"proposed", "trunk"}}, "left_out_not_built"},
      {{{"highway", "footway"}}, "left_out_no_road_class"},
      {{{"highway", "service"}, {"access", "private"}}, "left_out_access_denied"},
      {{{"highway", "track"}, {"motor_vehicle", "no"}}, "left_out_access_denied"},
      {{{"highway", "trunk"}, {"hgv", "no"}}, "left_out_no_trucks"},
      {{{"railway", "rail"}}, "lines_without_highway"},
      {{{"route", "ferry"}, {"motor_vehicle", "no"}}, "left_out_access_denied"}};
  for (const auto& [tags, reason] : cases) {
    RepairReport report;
    EXPECT_FALSE(imported_way(tags, &report).has_value()) << reason;
    EXPECT_EQ(report.figure("read", reason), 1.0);
  }
}

TEST(OsmTaggings, ThatCannotBeReadAreNamedByWay) {
  RepairReport report;
  imported_way({{"highway", "trunk"}, {"maxspeed", "fast"}, {"lanes", "two"}}, &report);
  EXPECT_EQ(report.count_of("read", "unreadable_speed_limit_kmh"), 1U);
  EXPECT_EQ(report.count_of("read", "unreadable_lanes"), 1U);
  EXPECT_THAT(report.csv(), HasSubstr("'fast' is left to the default"));
}

}  // namespace
}  // namespace landlink::road_import
