// Files that are not what they say, and geometries of every kind, at the reader of one layer.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>

#include "landlink/gis/layer_reader.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;

std::string complaint(const fs::path& file, const ReadLayerOptions& options = {}) {
  Diagnostics diagnostics;
  try {
    read_layer(file, "", options, diagnostics);
    diagnostics.stop_on_errors();
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

std::string line_feature(const std::string& type, const std::string& coordinates) {
  return R"({"type":"FeatureCollection","features":[)"
         R"({"type":"Feature","properties":{"id":"a"},"geometry":{"type":")" +
         type + R"(","coordinates":)" + coordinates + "}}]}";
}

TEST(MalformedFile, IsRefusedByWhatItIs) {
  const TemporaryFolder folder;
  EXPECT_THAT(complaint(folder / "no.gpkg"), HasSubstr("no such file"));
  EXPECT_THAT(complaint(folder.write("empty.gpkg", "")), HasSubstr("the file is empty"));
  EXPECT_THAT(complaint(folder.write("text_named.gpkg", "id;name\n1;Pakse\n")),
              HasSubstr("text_named.gpkg: not a GeoPackage: it begins with 'id;name"));
  EXPECT_THAT(complaint(folder.write("a.geojson", " \n")), HasSubstr("the file is empty"));
  EXPECT_THAT(complaint(folder.write("b.geojson", "{\"type\": \"Topology\"}")),
              HasSubstr("cannot be read as GeoJSON"));
  EXPECT_THAT(complaint(folder.write("roads.zip", "PK")), HasSubstr("archives are not read"));
  EXPECT_THAT(complaint(folder.write("roads.parquet", "PAR1")),
              HasSubstr("files of type '.parquet' are not read; export the layer as a GeoPackage"));
  fs::create_directory(folder / "folder.geojson");
  EXPECT_THAT(complaint(folder / "folder.geojson"), HasSubstr("a folder, not a file"));
}

TEST(MalformedFile, CannotMakeGdalOpenSomethingElse) {
  const TemporaryFolder folder;
  const std::string vrt =
      "<OGRVRTDataSource><OGRVRTLayer name=\"roads\"><SrcDataSource>/etc/passwd</SrcDataSource>"
      "</OGRVRTLayer></OGRVRTDataSource>";
  EXPECT_THAT(complaint(folder.write("roads.vrt", vrt)), HasSubstr("'.vrt' are not read"));
  EXPECT_THAT(complaint(folder.write("roads.geojson", vrt)),
              HasSubstr("cannot be read as GeoJSON"));
  EXPECT_THAT(complaint(folder.write("roads.gpkg", vrt)), HasSubstr("not a GeoPackage"));
  EXPECT_THAT(complaint(folder.write("roads.gml", "<gml/>")), HasSubstr("'.gml' are not read"));
  EXPECT_THAT(complaint("/vsicurl/http://localhost/roads.geojson"),
              HasSubstr("virtual files are not read"));
  EXPECT_THAT(complaint("/vsizip/a.zip/roads.gpkg"), HasSubstr("virtual files are not read"));
}

TEST(MalformedFile, DoesNotHangOnPipesAndLoops) {
  const TemporaryFolder folder;
  const fs::path pipe = folder / "pipe.geojson";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(complaint(pipe), HasSubstr("not a regular file"));
  fs::create_symlink(folder / "b.geojson", folder / "a.geojson");
  fs::create_symlink(folder / "a.geojson", folder / "b.geojson");
  EXPECT_THAT(complaint(folder / "a.geojson"), HasSubstr("a loop of symbolic links"));
}

TEST(MalformedFile, NamesTheMissingPartOfAShapefile) {
  const TemporaryFolder folder;
  const fs::path shape = folder.write("roads.shp", "x");
  EXPECT_THAT(complaint(shape), HasSubstr("its part roads.shx is missing"));
  folder.write("roads.shx", "x");
  EXPECT_THAT(complaint(shape), HasSubstr("its part roads.dbf is missing"));
  folder.write("roads.dbf", "x");
  EXPECT_THAT(complaint(shape), HasSubstr("its part roads.prj is missing"));
}

TEST(MalformedFile, IsNoTableInAnotherEncoding) {
  const TemporaryFolder folder;
  EXPECT_THAT(complaint(folder.write("thai.csv", "id,WKT\n\xA1\xA2,POINT(1 2)\n")),
              HasSubstr("thai.csv:2: the text is not UTF-8"));
  EXPECT_THAT(complaint(folder.write("wide.csv", std::string_view("\xFF\xFEi\0d\0", 6))),
              HasSubstr("wide.csv:1: the text is not UTF-8"));
  EXPECT_THAT(complaint(folder.write("nul.csv", std::string_view("id,WKT\n1,\0\n", 11))),
              HasSubstr("nul.csv:2: a NUL byte"));
}

TEST(TableWithoutCrs, IsRefusedUnlessOneIsNamed) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("towns.csv", "id,WKT\nt1,POINT(102.6 18)\n");
  EXPECT_THAT(complaint(file, {.geometry = GeometryType::point}),
              HasSubstr("layer 'towns': the layer has no coordinate reference system"));
  Diagnostics diagnostics;
  const Layer layer = read_layer(
      file, "", {.geometry = GeometryType::point, .assume_crs = "EPSG:4326"}, diagnostics);
  ASSERT_EQ(layer.features.size(), 1u);
  EXPECT_EQ(layer.features[0].point(), (LonLat{102.6, 18.0}));
  EXPECT_THAT(complaint(file, {.geometry = GeometryType::point, .assume_crs = "EPSG:0"}),
              HasSubstr("'EPSG:0' is no coordinate reference system"));
}

TEST(Reprojection, TurnsUtmIntoLongitudeAndLatitude) {
  const TemporaryFolder folder;
  // Zone 48 N has its middle at 105 E, where easting is 500 km. At the equator northing is 0.
  const fs::path file = folder.write("p.csv", "id,WKT\na,POINT(500000 0)\n");
  Diagnostics diagnostics;
  const Layer layer = read_layer(
      file, "", {.geometry = GeometryType::point, .assume_crs = "EPSG:32648"}, diagnostics);
  ASSERT_EQ(layer.features.size(), 1u);
  EXPECT_NEAR(layer.features[0].point().lon, 105.0, 1e-9);  // PROJ's series is good to 1e-9 degrees
  EXPECT_NEAR(layer.features[0].point().lat, 0.0, 1e-9);
}

TEST(Reprojection, RefusesDegreesThatSayTheyAreMetres) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("p.csv", "id,WKT\na,POINT(102.6 18)\n");
  EXPECT_THAT(complaint(file, {.geometry = GeometryType::point, .assume_crs = "EPSG:3857"}),
              testing::AllOf(HasSubstr("feature a"), HasSubstr("EPSG:3857, in metres"),
                             HasSubstr("looks like degrees")));
}

TEST(MultiLineString, OfOnePartIsALine) {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  const Layer layer = read_layer(
      folder.write("m.geojson", line_feature("MultiLineString", "[[[102,18],[103,18]]]")), "", {},
      diagnostics);
  ASSERT_EQ(layer.features.size(), 1u);
  EXPECT_THAT(layer.features[0].line(), ElementsAre(LonLat{102, 18}, LonLat{103, 18}));
}

TEST(MultiLineString, IsJoinedWhereItsPartsMeet) {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  // Second part drawn backwards, third before the first.
  const Layer layer =
      read_layer(folder.write("m.geojson", line_feature("MultiLineString",
                                                        "[[[102,18],[103,18]],[[104,19],[103,18]],"
                                                        "[[101,18],[102,18]]]")),
                 "", {}, diagnostics);
  ASSERT_EQ(layer.features.size(), 1u);
  EXPECT_THAT(layer.features[0].line(),
              ElementsAre(LonLat{101, 18}, LonLat{102, 18}, LonLat{103, 18}, LonLat{104, 19}));
}

TEST(MultiLineString, WithAGapIsRefusedOrSplit) {
  const TemporaryFolder folder;
  const fs::path file = folder.write(
      "m.geojson", line_feature("MultiLineString", "[[[102,18],[103,18]],[[103.1,18],[104,18]]]"));
  EXPECT_THAT(complaint(file), HasSubstr("feature a: a line in 2 pieces that do not meet"));
  Diagnostics diagnostics;
  const Layer layer = read_layer(file, "", {.multi_lines = MultiLines::split}, diagnostics);
  ASSERT_EQ(layer.features.size(), 2u);
  EXPECT_EQ(layer.features[1].line().front(), (LonLat{103.1, 18}));
  EXPECT_EQ(layer.features[1].text("id"), "a");
}

TEST(MultiLineString, ThatIsEmptyIsRefused) {
  const TemporaryFolder folder;
  EXPECT_THAT(complaint(folder.write("m.geojson", line_feature("MultiLineString", "[]"))),
              HasSubstr("feature a: an empty geometry"));
}

TEST(LayerReader, DropsHeights) {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  const Layer layer = read_layer(
      folder.write("z.geojson", line_feature("LineString", "[[102,18,-9999],[103,18,1e300]]")), "",
      {}, diagnostics);
  ASSERT_EQ(layer.features.size(), 1u);
  EXPECT_EQ(layer.features[0].line().size(), 2u);
}

TEST(LayerReader, KeepsTextAndLargeIdsAsTheyAre) {
  const TemporaryFolder folder;
  Diagnostics diagnostics;
  const std::string name = "ວຽງຈັນ\u200B'); DROP TABLE roads; --" + std::string(15000, 'x');
  const Layer layer = read_layer(
      folder.write("t.geojson",
                   R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
                   R"({"id":9223372036854775807,"name":")" +
                       name + R"("},"geometry":{"type":"Point","coordinates":[102,18]}}]})"),
      "", {.geometry = GeometryType::point}, diagnostics);
  ASSERT_EQ(layer.features.size(), 1u);
  EXPECT_EQ(layer.features[0].text("name"), name);
  EXPECT_EQ(layer.features[0].integer("id"), 9223372036854775807LL);
  EXPECT_THROW((void)layer.features[0].integer("name"), Error);
}

TEST(LayerReader, ReadsALineOfTwentyThousandVertices) {
  const TemporaryFolder folder;
  std::string coordinates;
  for (int i = 0; i < 20000; ++i) {
    coordinates += (i == 0 ? "[[" : ",[") + std::to_string(100.0 + i * 1e-4) + ",18]";
  }
  Diagnostics diagnostics;
  const Layer layer =
      read_layer(folder.write("l.geojson", line_feature("LineString", coordinates + "]")), "", {},
                 diagnostics);
  EXPECT_EQ(layer.features.at(0).line().size(), 20000u);
}

}  // namespace
}  // namespace landlink
