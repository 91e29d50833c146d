// Entries of the list of bad inputs that no other test of this folder has: G11, G34, G67, G68, G73,
// and what the import says to those that the readers refuse.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>

#include "landlink/exchange/gmns.hpp"
#include "landlink/gis/audit.hpp"
#include "landlink/gis/file_watch.hpp"
#include "landlink/gis/import/edited_network.hpp"
#include "landlink/gis/import/import_network.hpp"
#include "landlink/gis/import/recipe.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_files.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::ToyCopy;
using testing::AllOf;
using testing::HasSubstr;

std::string complaint(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(error.exit_code(), ExitCode::bad_input);
    return error.what();
  }
  return "accepted";
}

std::string import_complaint(const fs::path& file, const std::string& crs = "") {
  return complaint([&] {
    road_import::import_network(
        road_import::plain_recipe({.road_files = {file}, .assume_crs = crs, .country = "LAO"}));
  });
}

bool has_finding(const NetworkAudit& audit, const std::string& code) {
  const auto& all = audit.diagnostics.all();
  return std::any_of(all.begin(), all.end(),
                     [&](const Diagnostic& finding) { return finding.code == code; });
}

// G11. r1 runs from 104.5, 17.5 to 104.5, 17: a bow that crosses itself is a road, one whose end
// lies on the line itself is a warning.
TEST(BadInputs, G11SelfCrossingLinesAreAcceptedAndSelfTouchingOnesNoted) {
  ToyCopy crossing;
  crossing.replace("roads", "[104.5,17.5],",
                   "[104.5,17.5],[104.45,17.4],[104.55,17.3],[104.45,17.3],[104.55,17.4],");
  const NetworkAudit crossed = audit_network(crossing.path(), 2024);
  EXPECT_EQ(crossed.diagnostics.count(Severity::error), 0U) << audit_table(crossed, 9);
  EXPECT_FALSE(has_finding(crossed, "touches_itself"));
  ToyCopy touching;
  touching.replace("roads", "[104.5,17.5],",
                   "[104.5,17.5],[104.45,17.4],[104.55,17.4],[104.5,17.5],[104.4,17.3],");
  const NetworkAudit touched = audit_network(touching.path(), 2024);
  EXPECT_EQ(touched.diagnostics.count(Severity::error), 0U) << audit_table(touched, 9);
  EXPECT_TRUE(has_finding(touched, "touches_itself"));
}

// G34. "Roads" in Lao.
TEST(BadInputs, G34LaoLayerNamesWorkThereAndBack) {
  const TemporaryFolder folder;
  const std::string name = "ຖະໜົນ";
  LayerTable layer;
  layer.name = name;
  layer.geometry = GeometryType::line;
  layer.fields = {{"id", FieldType::text}, {"highway", FieldType::text}, {"name", FieldType::text}};
  layer.rows.push_back({Line{{102.0, 18.0}, {102.1, 18.0}},
                        {std::string("a"), std::string("trunk"), std::string("ທາງຫຼວງ 13")}});
  const std::vector<LayerTable> layers{layer};
  write_geopackage(folder / "lao.gpkg", layers);
  EXPECT_EQ(layer_names(folder / "lao.gpkg"), std::vector<std::string>{name});
  const road_import::ImportedNetwork network = road_import::import_network(
      road_import::plain_recipe({.road_files = {folder / "lao.gpkg"}, .layer = name}));
  ASSERT_EQ(network.roads.size(), 1U);
  EXPECT_EQ(network.roads[0].name, "ທາງຫຼວງ 13");
  EXPECT_THAT(complaint([&] {
                road_import::import_network(road_import::plain_recipe(
                    {.road_files = {folder / "lao.gpkg"}, .layer = "ຖະໜນ"}));
              }),
              HasSubstr(name));
}

// --- archives ---

std::string little(std::uint64_t value, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
  return bytes;
}

/// An archive whose directory tells of one file; its content does not matter.
std::string zip_of(const std::string& name, std::uint64_t unpacked) {
  const std::string local = "PK\x03\x04" + std::string(26, '\0');
  const std::string entry = std::string("PK\x01\x02") + little(20, 2) + little(20, 2) +
                            little(0, 2) + little(8, 2) + little(0, 4) + little(0, 4) +
                            little(97000, 4) + little(unpacked, 4) + little(name.size(), 2) +
                            little(0, 2) + little(0, 2) + little(0, 2) + little(0, 2) +
                            little(0, 4) + little(0, 4) + name;
  return local + entry + "PK\x05\x06" + little(0, 2) + little(0, 2) + little(1, 2) + little(1, 2) +
         little(entry.size(), 4) + little(local.size(), 4) + little(0, 2);
}

TEST(BadInputs, G67BombsAreRefusedBeforeAnythingUnpacksThem) {
  const TemporaryFolder folder;
  EXPECT_THAT(import_complaint(folder.write("bomb.zip", zip_of("roads.shp", 3'000'000'000))),
              HasSubstr("archives are not read; unpack it"));
  EXPECT_THAT(import_complaint(
                  folder.write("bomb.xlsx", zip_of("xl/worksheets/sheet1.xml", 3'000'000'000))),
              AllOf(HasSubstr("bomb.xlsx: it unpacks to 2861 MB, more than 512"),
                    HasSubstr("save the table as CSV")));
  EXPECT_THAT(import_complaint(folder.write("cut.xlsx", "PK\x03\x04")),
              HasSubstr("not an XLSX workbook, or cut off"));
}

TEST(BadInputs, G68NamesThatLeadOutOfAnArchiveAreRefused) {
  const TemporaryFolder folder;
  for (const char* name : {"../../roads.xml", "/etc/roads.xml", "xl/../../roads.xml", "a\\..\\b"})
    EXPECT_THAT(import_complaint(folder.write("evil.xlsx", zip_of(name, 100))),
                HasSubstr("leads out of the archive"))
        << name;
  EXPECT_THAT(import_complaint(folder.write("evil.zip", zip_of("../../roads.shp", 100))),
              HasSubstr("archives are not read"));
}

// G73. Whatever is written into a source while it is read shows in its size or time of writing.
TEST(BadInputs, G73FilesThatChangeWhileTheyAreReadAreRefused) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("roads.geojson", "{}");
  const gis::FileWatch watch(file);
  EXPECT_NO_THROW(watch.expect_unchanged());
  folder.write("roads.geojson", "{} ");
  EXPECT_THAT(complaint([&] { watch.expect_unchanged(); }),
              HasSubstr("roads.geojson: the file changed while it was read"));
  const gis::FileWatch again(file);
  fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(2));
  EXPECT_THROW(again.expect_unchanged(), Error) << "same size, written again";
  const fs::path shape = folder.write("roads.shp", "x");
  folder.write("roads.dbf", "x");
  const gis::FileWatch parts(shape);
  folder.write("roads.dbf", "xy");
  EXPECT_THROW(parts.expect_unchanged(), Error) << "a part of a Shapefile";
}

// --- what the import says ---

struct JsonFeature {
  std::string properties;
  std::string type;
  std::string coordinates;
};

std::string collection(const std::vector<JsonFeature>& features) {
  std::string list;
  for (const JsonFeature& each : features) {
    if (!list.empty()) list += ",";
    list += R"({"type":"Feature","properties":)" + each.properties + R"(,"geometry":{"type":")" +
            each.type + R"(","coordinates":)" + each.coordinates + "}}";
  }
  return R"({"type":"FeatureCollection","features":[)" + list + "]}";
}

TEST(BadInputs, AreRefusedByTheImportWithFeatureAndRemedy) {
  const TemporaryFolder folder;
  const struct {
    const char* name;
    std::string text;
    const char* says;
  } cases[]{
      {"G03.geojson", collection({{R"({"id":"a"})", "LineString", "[[18,102],[18,102.1]]"}}),
       "the axes look swapped"},
      {"G04.geojson", collection({{R"({"id":"a"})", "Point", "[102,18]"}}),
       "feature a: a POINT where a line is needed"},
      {"G08.geojson", collection({{R"({"id":"a"})", "LineString", "[[102,1e400],[102.1,18]]"}}),
       "not finite"},
      {"G09.geojson",
       R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a"},"geometry":null}]})",
       "feature a: no geometry"},
      {"G27.geojson", R"({"type":"FeatureCollection","features":[]})", "the layer has no features"},
      {"G66.geojson", collection({{R"({"id":"a"})", "LineString", "[[462,18],[462.1,18]]"}}),
       "longitude 462 is not within"},
      {"G43.gpkg", "id;name\n1;Pakse\n", "not a GeoPackage"},
      {"G42.gpkg", "", "the file is empty"},
      {"G64.geojson", std::string(50000, '['), "cannot be read as GeoJSON"},
      {"G69.vrt", "<OGRVRTDataSource/>", "'.vrt' are not read"},
      {"G60.csv", "id,WKT\n\xA1\xA2,\"LINESTRING(102 18,103 18)\"\n", "the text is not UTF-8"},
      {"G62.csv", std::string("id,WKT\na\0,x\n", 13), "a NUL byte"},
      {"G63.csv", "id;WKT;km\r\na;\"LINESTRING(102 18,103 18)\";1,5\n",
       "G63.csv:1: columns parted by ';'; save the table with commas"},
      {"tabs.csv", "id\tWKT\na\t\"LINESTRING(102 18,103 18)\"\n", "columns parted by 'tab'"},
      {"broken.osm", "<osm><way>", "cannot be read"},
      {"broken.pbf", "no such thing", "cannot be read as an OpenStreetMap extract"},
  };
  for (const auto& c : cases)
    EXPECT_THAT(import_complaint(folder.write(c.name, c.text)), HasSubstr(c.says)) << c.name;
  EXPECT_THAT(
      import_complaint(folder.write("G01.csv", "id,WKT\na,\"LINESTRING(102 18,103 18)\"\n")),
      HasSubstr("no coordinate reference system"));
}

TEST(BadInputs, G75LoopsAndFoldersAreRefusedByName) {
  const TemporaryFolder folder;
  for (const char* end : {".geojson", ".gpkg"}) {
    const std::string a = std::string("a") + end;
    const std::string b = std::string("b") + end;
    fs::create_symlink(folder / b, folder / a);
    fs::create_symlink(folder / a, folder / b);
    EXPECT_FALSE(road_import::is_network(folder / a));
    EXPECT_FALSE(is_gmns_folder(folder / a));
    EXPECT_THAT(import_complaint(folder / a), HasSubstr("a loop of symbolic links"));
  }
  fs::create_directories(folder / "no_network");
  EXPECT_THAT(import_complaint(folder / "no_network"),
              HasSubstr("a folder, not a file; name a file in it, or a folder of layers"));
}

// G12. Two roads of one id are refused, each pair with both numbers in the file; the pieces of a
// line are one road.
class SharedIds : public testing::Test {
 protected:
  SharedIds() {
    sources_.road_files = {folder_.write(
        "roads.geojson", collection({{R"({"id":"a"})", "LineString", "[[102,18],[102.1,18]]"},
                                     {R"({"id":"a"})", "LineString", "[[102,18],[102,18.1]]"},
                                     {R"({"id":"b"})", "MultiLineString",
                                      "[[[102,18],[102,17.9]],[[102,17.8],[102,17.7]]]"},
                                     {R"({"id":"a"})", "MultiLineString",
                                      "[[[102,18],[101.9,18]],[[101.8,18],[101.7,18]]]"}}))};
  }
  [[nodiscard]] road_import::ImportedNetwork imported() const {
    return road_import::import_network(road_import::plain_recipe(sources_));
  }
  TemporaryFolder folder_;
  road_import::PlainSources sources_{.country = "LAO"};
};

TEST_F(SharedIds, G12AreRefusedWithBothFeatures) {
  const std::string plain = complaint([&] { return imported(); });
  EXPECT_THAT(plain,
              HasSubstr("field 'id': feature #1 has the id of feature #0; give each feature"));
  EXPECT_THAT(plain, HasSubstr("feature #3 has the id of feature #0"));
  EXPECT_THAT(plain, testing::Not(HasSubstr("#2"))) << "a line in two pieces has one id";
  sources_.mapping = folder_.write("map.toml", "[fields]\nid = \"id\"\n");
  EXPECT_EQ(complaint([&] { return imported(); }), plain)
      << "what the field is called does not matter";
}

TEST_F(SharedIds, G12AreToldApartWhereTheMappingSaysThatTheyRepeat) {
  sources_.mapping = folder_.write("map.toml", "unique_ids = false\n[fields]\nid = \"id\"\n");
  const road_import::ImportedNetwork network = imported();
  EXPECT_EQ(network.report.count_of("read", "duplicate_id"), 2U);
  EXPECT_THAT(network.report.csv(),
              HasSubstr("feature #1 has the id of feature #0, so it is named a_2"));
}

// A number of OpenStreetMap says which way a line was cut from, and where nothing names a feature
// its place in the file does.
TEST_F(SharedIds, G12OfOpenStreetMapArePiecesOfOneWay) {
  sources_.road_files = {folder_.write(
      "cut.geojson", collection({{R"({"osm_id":"7"})", "LineString", "[[102,18],[102.1,18]]"},
                                 {R"({"osm_id":"7"})", "LineString", "[[102,18],[102,18.1]]"},
                                 {R"({"osm_id":null})", "LineString", "[[102,18],[102,17.9]]"}}))};
  EXPECT_THAT(imported().report.csv(),
              HasSubstr("feature #1 has the id of feature #0, so it is named 7_2"));
}

// D26. A table whose every row is bad does not fill the memory with complaints.
TEST(BadInputs, D26FaultsAreListedUpToALimit) {
  const TemporaryFolder folder;
  std::string rows = "id,WKT\n";
  for (int i = 0; i < 1500; ++i) rows += "r" + std::to_string(i) + ",\"LINESTRING EMPTY\"\n";
  Diagnostics diagnostics;
  read_layer(folder.write("bad.csv", rows), "",
             {.geometry = GeometryType::line, .assume_crs = "EPSG:4326"}, diagnostics);
  EXPECT_EQ(diagnostics.count(Severity::error), 1000U);
}

// A layer whose lines have all no length, or a line that is drawn to and fro, is no network but no
// crash either.
TEST(BadInputs, WithoutLengthAreDroppedAndCounted) {
  const TemporaryFolder folder;
  const std::string trunk = R"({"highway":"trunk"})";
  const auto file = folder.write(
      "zero.geojson", collection({{trunk, "LineString", "[[102,18],[102,18]]"},
                                  {trunk, "LineString", "[[102,18],[102.1,18],[102,18]]"},
                                  {trunk, "MultiLineString",
                                   "[[[102,18],[102.1,18.1]],[[102.2,18.2],[102.3,18.3]]]"}}));
  const road_import::ImportedNetwork network = road_import::import_network(
      road_import::plain_recipe({.road_files = {file}, .country = "LAO"}));
  EXPECT_EQ(network.report.figure("merge", "lines_without_length"), 1.0);
  EXPECT_GE(network.roads.size(), 3U) << "the two parts of the multi-line, and there and back";
}

TEST(BadInputs, WithNothingButZeroLengthMakeNoNetwork) {
  const TemporaryFolder folder;
  const auto file =
      folder.write("zero.geojson",
                   collection({{R"({"highway":"trunk"})", "LineString", "[[102,18],[102,18]]"}}));
  EXPECT_THAT(import_complaint(file), HasSubstr("no road"));
}

}  // namespace
}  // namespace landlink
