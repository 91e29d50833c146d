// The import's tables and recipe: what they make, and what a planner reads where they are wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "gis/drawn_roads.hpp"
#include "landlink/core/file.hpp"
#include "landlink/gis/import/bridges.hpp"
#include "landlink/gis/import/checkpoints.hpp"
#include "landlink/gis/import/corridors.hpp"
#include "landlink/gis/import/defaults.hpp"
#include "landlink/gis/import/drawn_links.hpp"
#include "landlink/gis/import/import_network.hpp"
#include "landlink/gis/import/recipe.hpp"
#include "landlink/gis/import/zone_sites.hpp"
#include "support/complaint.hpp"

namespace landlink::road_import {
namespace {

using test::complaint;
using testing::HasSubstr;

const std::string kDrawnHeader =
    "id,layer,kind,number,name,points,length_km,attach_from_km,attach_to_km,country,lanes,surface,"
    "terrain,iri_m_per_km,speed_limit_kmh,fixed_time_min,toll_usd,max_gross_t,opened,closed,source,"
    "assumed,note\n";

// A ferry of 1.5 km drawn from 100 m off the end of road a to 100 m off the midst of road b.
TEST(DrawnLinks, JoinTheRoadsAtBothEndsAndKeepTheirStatedLength) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}}),
              road("b", {{102.11, 17.9}, {102.11, 18.1}})};
  const auto links = read_drawn_links(CsvTable::parse(
      kDrawnHeader + "F,roads,ferry,4,Ferry,102.101 18.0; 102.109 18.0,1.5,0.2,0.2,,2,concrete,"
                     "flat,,8,40,,,,2013,project,length_km,\n",
      "drawn_links.csv"));
  Breaks breaks;
  RepairReport report;
  add_drawn_links(roads, links, breaks, report);
  measure(roads);
  ASSERT_EQ(roads.size(), 3U);
  EXPECT_EQ(component_count(roads), 1U);
  EXPECT_EQ(roads[2].line.front(), (LonLat{102.1, 18.0}));
  EXPECT_EQ(roads[1].line.size(), 3U) << "road b has a position where the ferry lands";
  EXPECT_NEAR(roads[2].length_km, 1.5, 1e-9);
  EXPECT_EQ(roads[2].kind, LinkKind::ferry);
  EXPECT_EQ(roads[2].closed, "2013");
  EXPECT_EQ(report.count_of("drawn_links", "end_attached"), 2U);
}

TEST(DrawnLinks, DoNotJoinAFerry) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}})};
  roads[0].kind = LinkKind::ferry;
  EXPECT_FALSE(attach(roads, {102.05, 18.0}, 1.0).has_value());
  roads[0].kind = LinkKind::road;
  EXPECT_TRUE(attach(roads, {102.05, 18.0}, 1.0).has_value());
}

TEST(DrawnLinks, NameTheRowWhosePositionIsNoNumber) {
  const auto table = CsvTable::parse(
      kDrawnHeader + "F,roads,road,,x,102.101 18.0; 102.1O9 18.0,,,,,,,,,,,,,,,project,,\n",
      "drawn_links.csv");
  const std::string text = complaint([&] { read_drawn_links(table); });
  EXPECT_THAT(text, HasSubstr("drawn_links.csv:2"));
  EXPECT_THAT(text, HasSubstr("102.1O9"));
}

TEST(Corridors, RunThroughTheirTownsAtTheTablesLength) {
  const auto corridors = read_corridors(
      CsvTable::parse(
          "from_name,from_lon,from_lat,to_name,to_lon,to_lat,countries,km,via_towns,note\n"
          "Udon Thani,102.787,17.4138,Khon Kaen,102.833,16.447,THA,120,"
          "Ban Phan Don 102.9726 17.1427,measured\n",
          "corridors.csv"),
      "corridors_abroad");
  ASSERT_EQ(corridors.size(), 1U);
  const Road& r = corridors[0].road;
  EXPECT_EQ(r.id, "udon_thani-khon_kaen");
  EXPECT_EQ(r.line.size(), 3U);
  EXPECT_EQ(r.line[1], (LonLat{102.9726, 17.1427}));
  EXPECT_NEAR(geodesic_length_km(r.line) * r.length_factor, 120.0, 1e-9);
  EXPECT_EQ(r.country, CountryCode{"THA"});
}

const std::string kListHeader = "id,country_other,lon,lat\n";
const std::string kPostHeader =
    "id,name,name_other,lon,lat,lanes,service_min,service_sd_min,open_h_per_day,stops,document_min,"
    "fee_usd,opened,closed,position,note,source,assumed\n";

TEST(Checkpoints, WithoutARowOrAPositionAreNamed) {
  const auto list = CsvTable::parse(kListHeader + "LT1,THA,102.7,17.9\nLT5,THA,,\n", "list.csv");
  const std::string row1 = "LT1,A,B,,,2,15,15,12,2,90,50,,,surveyed,,project,\n";
  EXPECT_THAT(
      complaint([&] { read_checkpoints(list, CsvTable::parse(kPostHeader + row1, "posts.csv")); }),
      HasSubstr("'LT5' has no row in posts.csv"));
  const std::string row2 = "LT5,C,D,,,2,15,15,12,2,90,50,,,described,,project,\n";
  EXPECT_THAT(complaint([&] {
                read_checkpoints(list, CsvTable::parse(kPostHeader + row1 + row2, "posts.csv"));
              }),
              HasSubstr("no position"));
}

TEST(Checkpoints, TakeWhatTheTableMayLeaveOut) {
  const auto list = CsvTable::parse(kListHeader + "LT1,THA,102.7,17.9\n", "list.csv");
  const std::string header =
      "id,name,name_other,lon,lat,lanes,service_min,service_sd_min,open_h_per_day,stops,"
      "document_min,fee_usd,hours,hours_other,red_share,daily_cap,opened,closed,position,note,"
      "source,"
      "assumed\n";
  const auto sites = read_checkpoints(
      list, CsvTable::parse(header + "LT1,A,B,,,2,15,15,,2,90,50,06:00-22:00,,0.15,,,,surveyed,,"
                                     "project,\n",
                            "posts.csv"));
  EXPECT_FALSE(sites[0].open_h_per_day.has_value());
  EXPECT_EQ(sites[0].hours, "06:00-22:00");
  const auto value = [&](std::string_view field) {
    const auto at = std::find(kFacilityNumbers.begin(), kFacilityNumbers.end(), field);
    return sites[0].facility[static_cast<std::size_t>(at - kFacilityNumbers.begin())];
  };
  EXPECT_EQ(value("red_share"), 0.15);
  EXPECT_FALSE(value("daily_cap").has_value());
  EXPECT_FALSE(value("weighbridge_min").has_value());  // no such column
  EXPECT_THAT(complaint([&] {
                read_checkpoints(list, CsvTable::parse(header + "LT1,A,B,,,2,15,15,,2,90,50,,,,,,,"
                                                                "surveyed,,project,\n",
                                                       "posts.csv"));
              }),
              HasSubstr("no opening hours"));
}

// lao --- post --- stub --- far: the post cuts home from abroad.
TEST(Checkpoints, SettleWhatLiesBeyondThemInTheNeighbour) {
  const LonLat post{102.1, 18.0};
  const CountryCode unknown;
  Roads roads{road("lao", {{102.0, 18.0}, post}, unknown),
              road("stub", {post, {102.11, 18.0}}, unknown),
              road("far", {{102.11, 18.0}, {102.12, 18.0}}, unknown)};
  std::vector<CheckpointSite> sites(1);
  sites[0].id = "LT1";
  sites[0].country_other = CountryCode{"THA"};
  sites[0].position = post;
  settle_home(roads, sites, kLaos);
  EXPECT_EQ(roads[0].country, kLaos);
  EXPECT_EQ(roads[1].country, CountryCode{"THA"});
  EXPECT_EQ(roads[2].country, CountryCode{"THA"});
  RepairReport report;
  check_sides(sites, roads, kLaos, report);
  EXPECT_TRUE(report.repairs().empty());
  roads.pop_back();
  roads.pop_back();
  check_sides(sites, roads, kLaos, report);
  EXPECT_EQ(report.count_of("checkpoints", "one_sided"), 1U);
}

TEST(Bridges, TakeTheirRoadToTheirOwnLayer) {
  Roads roads{road("w1", {{102.0, 18.0}, {102.01, 18.0}})};
  RepairReport report;
  name_bridges(roads,
               CsvTable::parse("id,name,road_id,number,lanes,max_gross_t,toll_usd,opened,source,"
                               "assumed,note\nB1,First,w1,9W,2,,,2007-01-09,bridges_major,,\n"
                               "B2,Second,w2,,2,,,,bridges_major,,\n",
                               "bridges.csv"),
               report);
  EXPECT_EQ(roads[0].layer, "bridges");
  EXPECT_EQ(roads[0].id, "B1");
  EXPECT_EQ(roads[0].opened, "2007-01-09");
  EXPECT_EQ(report.count_of("bridges", "not_in_source"), 1U);
}

// A province of 100,000: a counted town of 20,000 and one without count (5,000 assumed) leave
// 75,000 to the capital. A fourth town 200 km off the road has no access.
TEST(Zones, ShareThePeopleOfTheirProvince) {
  const Areas provinces(
      {{"LA-SV", "", {{{{101, 15}, {107, 15}, {107, 19}, {101, 19}, {101, 15}}}}}});
  Roads roads{road("a", {{102.0, 18.0}, {103.0, 18.0}})};
  roads[0].country = kLaos;
  RepairReport report;
  const auto zones = make_zones({{"Counted", {102.5, 18.0}, 20000, "geonames"},
                                 {"Uncounted", {102.9, 18.0}, 0, "geonames"},
                                 {"Suburb", {102.01, 18.0}, 9000, "geonames"},
                                 {"Far", {102.5, 16.2}, 3000, "geonames"}},
                                {{"LA-SV", "Savannakhet", "Capital", {102.0, 18.0}, 100000, "c"}},
                                provinces, roads, {.uncounted_population = 5000}, report);
  ASSERT_EQ(zones.size(), 3U);
  EXPECT_EQ(zones[0].name, "Capital");
  EXPECT_EQ(zones[0].population, 75000);
  EXPECT_EQ(zones[1].population, 20000);
  EXPECT_EQ(zones[2].population, 5000);
  EXPECT_EQ(zones[2].assumed, "population");
  EXPECT_EQ(report.count_of("zones", "no_access"), 1U);
}

TEST(Defaults, FillEveryFieldAndSayWhich) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}})};
  roads[0].country = kLaos;
  roads[0].surface = Surface::gravel;
  roads[0].terrain = Terrain::mountainous;
  default_surfaces(roads);
  fill_defaults(roads);
  const Road& r = roads[0];
  EXPECT_EQ(r.speed_limit_kmh, 30.0);
  EXPECT_EQ(r.iri_m_per_km, 11.0);
  EXPECT_EQ(r.lanes, 2.0);
  // Gravel carries 500 pcu/h a direction on two lanes, times 2.5 / 3.25 in the mountains.
  EXPECT_NEAR(*r.capacity_pcu_per_h, 500.0 * 2.5 / 3.25, 1e-9);
  EXPECT_THAT(r.assumed, testing::Not(testing::Contains("surface")));
  EXPECT_THAT(r.assumed, testing::IsSupersetOf({"lanes", "iri_m_per_km", "speed_limit_kmh",
                                                "capacity_pcu_per_h", "background_pcu_per_h",
                                                "axle_limit_t"}));
}

const std::string kRulesHeader =
    "country,number,highway,west,south,east,north,set_country,set_number,surface,lanes,"
    "iri_m_per_km,speed_limit_kmh,axle_limit_t,source,assumed,note\n";

TEST(RoadRules, TheFirstRowThatMatchesWins) {
  Roads roads{road("a", {{102.0, 18.0}, {102.1, 18.0}}), road("b", {{104.0, 16.0}, {104.1, 16.0}})};
  roads[0].number = roads[1].number = "13";
  const auto rules = CsvTable::parse(kRulesHeader +
                                         ",13,,,17.0,,,,13N,,,,,,x,,\n"
                                         ",13,,,,,,,13S,,,,,,x,,\n"
                                         ",13N,,,,,,,,asphalt,2,7,,,x,iri_m_per_km,\n"
                                         ",,,,,,,,,dbst,2,4,,,x,,\n",
                                     "rules.csv");
  RepairReport report;
  apply_name_rules(roads, rules, report);
  EXPECT_EQ(roads[0].number, "13N");
  EXPECT_EQ(roads[1].number, "13S");
  apply_road_rules(roads, rules, report);
  EXPECT_EQ(roads[0].surface, Surface::asphalt);
  EXPECT_EQ(roads[0].iri_m_per_km, 7.0);
  EXPECT_THAT(roads[0].assumed, testing::ElementsAre("iri_m_per_km"));
  EXPECT_EQ(roads[1].surface, Surface::dbst);
}

TEST(Recipe, RefusesAKeyThatItDoesNotKnow) {
  const auto path = std::filesystem::path(testing::TempDir()) / "landlink_recipe.toml";
  write_file_atomically(path,
                        "[[roads]]\nfile = 'a.gpkg'\nsource = 'a'\n[steps]\nsnap_metres = 15\n");
  const std::string text = complaint([&] { read_recipe(path); });
  EXPECT_THAT(text, HasSubstr("snap_metres"));
  EXPECT_THAT(text, HasSubstr("snap_m"));
  std::filesystem::remove(path);
}

TEST(PlainSource, ThatIsMissingEndsInOneMessageAndNoFile) {
  const auto out = std::filesystem::path(testing::TempDir()) / "landlink_missing_source.gpkg";
  const std::string text =
      complaint([&] { import_network(plain_recipe({.road_files = {"no/such/roads.gpkg"}})); });
  EXPECT_THAT(text, HasSubstr("no/such/roads.gpkg"));
  EXPECT_FALSE(std::filesystem::exists(out));
}

// Two roads 10 m apart and a footpath.
TEST(PlainSource, BecomesAGeoPackageWithAReportBeside) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "landlink_plain";
  std::filesystem::create_directories(folder);
  const auto source = folder / "streets.geojson";
  write_file_atomically(source,
                        R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"highway":"primary","ref":"9","oneway":null},"geometry":{"type":"LineString","coordinates":[[105.0,16.6],[105.1,16.6]]}},
{"type":"Feature","properties":{"highway":"primary","ref":"9","oneway":null},"geometry":{"type":"LineString","coordinates":[[105.10009,16.6],[105.2,16.6]]}},
{"type":"Feature","properties":{"highway":"footway","ref":null,"oneway":null},"geometry":{"type":"LineString","coordinates":[[105.0,16.6],[105.0,16.7]]}}]})");
  const auto network = import_network(plain_recipe({.road_files = {source}}));
  ASSERT_EQ(network.roads.size(), 1U) << "one link from end to end";
  EXPECT_EQ(network.roads[0].number, "9");
  EXPECT_NEAR(network.roads[0].length_km, geodesic_km({105.0, 16.6}, {105.2, 16.6}), 0.01);
  EXPECT_EQ(network.report.figure("read", "left_out_no_road_class"), 1);
  write_imported(network, folder / "out.gpkg", 5);
  EXPECT_TRUE(std::filesystem::exists(folder / "out.gpkg"));
  EXPECT_THAT(read_text_file(folder / "out_import_report.csv"), HasSubstr("snap,end_to_node"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace landlink::road_import
