// Any planner's source: OpenStreetMap as it is tagged, tables with fields of their own, every
// format that is read, and what `check` says of the network that comes out.
#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "landlink/gis/audit.hpp"
#include "landlink/gis/import/import_network.hpp"
#include "landlink/gis/import/quantity.hpp"
#include "landlink/gis/import/source_zones.hpp"
#include "support/temporary_folder.hpp"

namespace landlink::road_import {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using testing::HasSubstr;

std::string complaint(const PlainSources& sources) {
  try {
    import_network(plain_recipe(sources));
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

const Road* find(const Roads& roads, const std::string& id) {
  const auto found =
      std::find_if(roads.begin(), roads.end(), [&](const Road& road) { return road.id == id; });
  return found == roads.end() ? nullptr : &*found;
}

// --- quantities ---

TEST(Quantities, ComeInTheUnitsThatPlannersWrite) {
  EXPECT_EQ(parse_quantity("80", Dimension::speed), 80.0);
  EXPECT_EQ(parse_quantity("80 km/h", Dimension::speed), 80.0);
  EXPECT_NEAR(*parse_quantity("50 mph", Dimension::speed), 80.4672, 1e-12);  // 50 x 1.609344
  EXPECT_NEAR(*parse_quantity("50mph", Dimension::speed), 80.4672, 1e-12);
  EXPECT_NEAR(*parse_quantity("50", Dimension::speed, "mph"), 80.4672, 1e-12);
  EXPECT_EQ(parse_quantity("30 km/h", Dimension::speed, "mph"), 30.0) << "a cell's unit counts";
  EXPECT_NEAR(*parse_quantity("16.7", Dimension::speed, "m/s"), 60.12, 1e-12);
  EXPECT_EQ(parse_quantity("7.5", Dimension::mass), 7.5);
  EXPECT_EQ(parse_quantity("11 t", Dimension::mass), 11.0);
  EXPECT_EQ(parse_quantity("3500 kg", Dimension::mass), 3.5);
  EXPECT_NEAR(*parse_quantity("20000 lbs", Dimension::mass), 9.0718474, 1e-9);
  EXPECT_NEAR(*parse_quantity("12 ft", Dimension::length), 0.0036576, 1e-12);
  EXPECT_NEAR(*parse_quantity("170 in/mi", Dimension::roughness), 170 * 0.0254 / 1.609344, 1e-12);
  EXPECT_EQ(parse_quantity("80;60", Dimension::speed), 60.0) << "the least holds everywhere";
}

TEST(Quantities, AreNotGuessed) {
  for (const char* text : {"", "walk", "8O", "1,000", "7,5", "80 t", "80 km/h/h", "-5", "nan",
                           "0x10", "80;fast", "12 m", "80 km"})
    EXPECT_FALSE(parse_quantity(text, Dimension::speed).has_value()) << text;
}

// --- OpenStreetMap ---

// Nodes 1 to 9 lie 0.01 degrees apart on one parallel; 20 and 21 north of nodes 2 and 3.
class OsmText {
 public:
  OsmText() {
    for (int i = 1; i <= 9; ++i) node(i, 102.0 + 0.01 * i, 18.0);
    node(20, 102.02, 18.01);
    node(21, 102.03, 18.01);
  }
  void node(int id, double lon, double lat) {
    nodes_ += "<node id=\"" + std::to_string(id) + "\" lon=\"" + std::to_string(lon) + "\" lat=\"" +
              std::to_string(lat) + "\" version=\"1\"/>\n";
  }
  void way(int id, const std::vector<int>& nodes,
           const std::vector<std::pair<std::string, std::string>>& tags) {
    ways_ += "<way id=\"" + std::to_string(id) + "\" version=\"1\">";
    for (const int n : nodes) ways_ += "<nd ref=\"" + std::to_string(n) + "\"/>";
    for (const auto& [key, value] : tags) ways_ += "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
    ways_ += "</way>\n";
  }
  [[nodiscard]] std::string text() const {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n" + nodes_ + ways_ +
           "</osm>\n";
  }

 private:
  std::string nodes_;
  std::string ways_;
};

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

// --- mappings ---

const std::string kHeader = "WKT,CODE,CLASSE,REVET,VOIES,VITESSE,ESSIEU\n";
constexpr const char* kMapping = R"(
lanes_by = "direction"
[fields]
id = "CODE"
highway = "CLASSE"
surface = "REVET"
lanes = "VOIES"
speed_limit_kmh = "VITESSE"
axle_limit_t = "ESSIEU"
[units]
speed_limit_kmh = "mph"
axle_limit_t = "kg"
[values]
highway = { "Nationale" = "primary" }
surface = { "asphalte" = "asphalt", "latérite" = "gravel" }
)";

std::string row(const std::string& id, double west, const std::string& rest) {
  return "\"LINESTRING(" + std::to_string(west) + " 18," + std::to_string(west + 0.1) + " 18)\"," +
         id + "," + rest + "\n";
}

TEST(Mapping, ReadsTheFieldsOfAPlannersTable) {
  const TemporaryFolder folder;
  const auto table =
      folder.write("roads.csv", kHeader + row("RN1", 102.0, "Nationale,asphalte,1,40,11000") +
                                    row("RN2", 102.1, "Nationale,latérite,2,30 km/h,9.1 t"));
  const ImportedNetwork network =
      import_network(plain_recipe({.road_files = {table},
                                   .assume_crs = "EPSG:4326",
                                   .mapping = folder.write("map.toml", kMapping),
                                   .country = "KHM"}));
  const Road* first = find(network.roads, "RN1");
  const Road* second = find(network.roads, "RN2");
  ASSERT_TRUE(first != nullptr && second != nullptr);
  EXPECT_EQ(first->highway, "primary");
  EXPECT_EQ(first->surface, Surface::asphalt);
  EXPECT_EQ(first->lanes, 2.0) << "one lane a direction";
  EXPECT_NEAR(*first->speed_limit_kmh, 64.37376, 1e-9);  // 40 x 1.609344
  EXPECT_EQ(first->axle_limit_t, 11.0);
  EXPECT_EQ(second->lanes, 4.0);
  EXPECT_EQ(second->surface, Surface::gravel);
  EXPECT_EQ(second->speed_limit_kmh, 30.0);
  EXPECT_EQ(second->axle_limit_t, 9.1);
  EXPECT_EQ(first->assumed,
            (std::vector<std::string>{"terrain", "iri_m_per_km", "capacity_pcu_per_h",
                                      "background_pcu_per_h"}))
      << "what the table says is not assumed";
}

TEST(Mapping, NamesTheNearestFieldOfTheLayer) {
  const TemporaryFolder folder;
  const auto table =
      folder.write("roads.csv", kHeader + row("RN1", 102.0, "Nationale,asphalte,1,40,11000"));
  const auto wrong = folder.write("map.toml", "[fields]\nspeed_limit_kmh = \"VITESE\"\n");
  EXPECT_THAT(complaint({.road_files = {table}, .assume_crs = "EPSG:4326", .mapping = wrong}),
              testing::AllOf(HasSubstr("field 'VITESE'"), HasSubstr("did you mean 'VITESSE'?")));
}

TEST(Mapping, NamesTheNearestOfOurFieldsAndUnits) {
  const TemporaryFolder folder;
  const auto table =
      folder.write("roads.csv", kHeader + row("RN1", 102.0, "Nationale,asphalte,1,40,11000"));
  const auto with = [&](const char* text) {
    return complaint({.road_files = {table}, .mapping = folder.write("map.toml", text)});
  };
  EXPECT_THAT(with("[fields]\nspeed_limit_kmhh = \"VITESSE\"\n"),
              testing::AllOf(HasSubstr("map.toml:2"), HasSubstr("'speed_limit_kmh'")));
  EXPECT_THAT(with("[fields]\nlanes = \"VOIES\"\n[units]\nspeed_limit_kmh = \"mhp\"\n"),
              testing::AllOf(HasSubstr("'mhp' is no unit"), HasSubstr("'mph'")));
  EXPECT_THAT(with("lanes_by = \"side\"\n[fields]\nlanes = \"VOIES\"\n"), HasSubstr("\"total\""));
}

TEST(Mapping, NamesRowsThatCannotBeReadAndStopsWhereMostCannot) {
  const TemporaryFolder folder;
  std::string rows = kHeader;
  for (int i = 0; i < 12; ++i)
    rows += row("r" + std::to_string(i), 102.0 + 0.1 * i, "Nationale,asphalte,1,schnell,11000");
  const auto mapping = folder.write("map.toml", kMapping);
  const std::string message = complaint({.road_files = {folder.write("roads.csv", rows)},
                                         .assume_crs = "EPSG:4326",
                                         .mapping = mapping});
  EXPECT_THAT(message, HasSubstr("12 of 12 values cannot be read as speed_limit_kmh: features "));
  EXPECT_THAT(message, HasSubstr("#10 'schnell'"));
  EXPECT_THAT(message, testing::Not(HasSubstr("#11 'schnell'"))) << "ten are named";
}

// --- formats ---

struct Format {
  const char* driver;
  const char* file;
};
void PrintTo(const Format& format, std::ostream* out) { *out << format.driver; }

class SourceFormat : public testing::TestWithParam<Format> {};

// Two roads of a cross without a shared vertex, in UTM zone 48, so that formats with a CRS are
// reprojected.
TEST_P(SourceFormat, GivesTheSameRoads) {
  GDALAllRegister();
  const TemporaryFolder folder;
  const fs::path file = folder / GetParam().file;
  const bool plain = std::string(GetParam().driver) == "CSV";
  {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(GetParam().driver);
    ASSERT_NE(driver, nullptr);
    OGRSpatialReference utm;
    utm.importFromEPSG(32648);
    const std::unique_ptr<GDALDataset> data(
        driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    ASSERT_NE(data, nullptr);
    CPLStringList options;
    if (plain) options.AddNameValue("GEOMETRY", "AS_WKT");
    OGRLayer* layer = data->CreateLayer("roads", &utm, wkbLineString, options.List());
    ASSERT_NE(layer, nullptr);
    for (const char* field : {"id", "highway", "surface", "maxspeed"}) {
      OGRFieldDefn definition(field, OFTString);
      layer->CreateField(&definition);
    }
    const auto add = [&](const char* id, const char* wkt) {
      OGRFeature feature(layer->GetLayerDefn());
      feature.SetField("id", id);
      feature.SetField("highway", "primary");
      feature.SetField("surface", "asphalt");
      feature.SetField("maxspeed", "80 km/h");
      OGRGeometry* geometry = nullptr;
      OGRGeometryFactory::createFromWkt(wkt, nullptr, &geometry);
      feature.SetGeometryDirectly(geometry);
      ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    };
    add("a", "LINESTRING(250000 2000000,252000 2000000)");
    add("b", "LINESTRING(252000 2000000,252000 2003000)");
  }
  const ImportedNetwork network = import_network(plain_recipe(
      {.road_files = {file}, .assume_crs = plain ? "EPSG:32648" : "", .country = "LAO"}));
  // Both mean the same and meet end to end, so they are one link of 5 km on the plane; the scale of
  // the projection 250 km from its centre is 1.0004.
  ASSERT_EQ(network.roads.size(), 1U);
  EXPECT_NEAR(network.roads[0].length_km, 5.0 / 1.0004, 0.002);
  EXPECT_EQ(network.roads[0].surface, Surface::asphalt);
  EXPECT_EQ(network.roads[0].speed_limit_kmh, 80.0);
}

INSTANTIATE_TEST_SUITE_P(
    All, SourceFormat,
    testing::Values(Format{"GPKG", "roads.gpkg"}, Format{"ESRI Shapefile", "roads.shp"},
                    Format{"FlatGeobuf", "roads.fgb"}, Format{"OpenFileGDB", "roads.gdb"},
                    Format{"GeoJSON", "roads.geojson"}, Format{"CSV", "roads.csv"}),
    [](const auto& param) { return fs::path(param.param.file).extension().string().substr(1); });

// --- what comes out ---

class PlainNetwork : public testing::Test {
 protected:
  NetworkAudit check(PlainSources sources) {
    OsmText osm;
    osm.way(1, {1, 2, 3}, {{"highway", "primary"}});
    osm.way(2, {3, 4, 5}, {{"highway", "secondary"}});
    sources.road_files = {folder_.write("roads.osm", osm.text())};
    const ImportedNetwork network = import_network(plain_recipe(sources));
    write_imported(network, folder_ / "net.gpkg", 7);
    return audit_network(folder_ / "net.gpkg", 2024);
  }
  static std::size_t count(const NetworkAudit& audit, const std::string& code) {
    const auto& all = audit.diagnostics.all();
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](const Diagnostic& finding) { return finding.code == code; }));
  }
  TemporaryFolder folder_;
};

TEST_F(PlainNetwork, IsAcceptedByCheckWithWarnings) {
  for (const char* country : {"", "LAO", "SGP"}) {
    const NetworkAudit audit = check({.country = country});
    EXPECT_EQ(audit.diagnostics.count(Severity::error), 0U) << audit_table(audit, 20);
    EXPECT_EQ(count(audit, "no_zones"), 1U);
    EXPECT_EQ(audit.features, 2U);
  }
}

TEST_F(PlainNetwork, TakesZonesFromPointsTablesAndAreas) {
  const auto points =
      folder_.write("points.geojson",
                    R"({"type":"FeatureCollection","features":[)"
                    R"({"type":"Feature","properties":{"id":"w","name":"West","population":1000},)"
                    R"("geometry":{"type":"Point","coordinates":[102.011,18.001]}},)"
                    R"({"type":"Feature","properties":{"id":"e","name":"East"},)"
                    R"("geometry":{"type":"Point","coordinates":[102.049,18.001]}}]})");
  const auto table = folder_.write("table.csv",
                                   "zone_id,NAME,lon,lat,POP\nw,West,102.011,18.001,1000\n"
                                   "e,East,102.049,18.001,\n");
  const auto areas = folder_.write(
      "areas.geojson",
      R"({"type":"FeatureCollection","features":[)"
      R"({"type":"Feature","properties":{"id":"w"},"geometry":{"type":"Polygon","coordinates":)"
      R"([[[102.0,17.9],[102.03,17.9],[102.03,18.1],[102.0,18.1],[102.0,17.9]]]}},)"
      R"({"type":"Feature","properties":{"id":"e"},"geometry":{"type":"Polygon","coordinates":)"
      R"([[[102.03,17.9],[102.06,17.9],[102.06,18.1],[102.03,18.1],[102.03,17.9]]]}}]})");
  for (const fs::path& zones : {points, table, areas}) {
    const NetworkAudit audit = check({.country = "LAO", .zones = zones});
    EXPECT_EQ(audit.diagnostics.count(Severity::error), 0U) << audit_table(audit, 20);
    EXPECT_EQ(audit.zones, 2U) << zones;
  }
}

TEST_F(PlainNetwork, KnowsCountriesByTheirAreas) {
  const auto areas = folder_.write(
      "countries.geojson",
      R"({"type":"FeatureCollection","features":[)"
      R"({"type":"Feature","properties":{"ISO_A3":"KHM"},"geometry":{"type":"Polygon",)"
      R"("coordinates":[[[101,17],[102.03,17],[102.03,19],[101,19],[101,17]]]}},)"
      R"({"type":"Feature","properties":{"ISO_A3":"VNM"},"geometry":{"type":"Polygon",)"
      R"("coordinates":[[[102.03,17],[103,17],[103,19],[102.03,19],[102.03,17]]]}}]})");
  OsmText osm;
  osm.way(1, {1, 2, 3}, {{"highway", "primary"}});
  osm.way(2, {3, 4, 5}, {{"highway", "secondary"}});
  const ImportedNetwork network = import_network(plain_recipe(
      {.road_files = {folder_.write("r.osm", osm.text())}, .country = "KHM", .countries = areas}));
  EXPECT_EQ(find(network.roads, "1")->country, CountryCode{"KHM"});
  EXPECT_EQ(find(network.roads, "2")->country, CountryCode{"VNM"});
}

TEST(PlainSource, RefusesACountryThatIsNoCode) {
  EXPECT_THAT(complaint({.road_files = {"a.osm"}, .country = "Laos"}),
              HasSubstr("'Laos' is no country code"));
}

// A C of 3 by 3 degrees with arms of one: its middle is outside, its mid latitude passes the back.
TEST(PlaceWithin, LiesInsideAShapeWhoseMiddleIsOutside) {
  const Polygons c{{{{0, 0}, {3, 0}, {3, 1}, {1, 1}, {1, 2}, {3, 2}, {3, 3}, {0, 3}, {0, 0}}}};
  EXPECT_EQ(place_within(c), (LonLat{0.5, 1.5}));
}

}  // namespace
}  // namespace landlink::road_import
