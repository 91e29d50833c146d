#include <gmock/gmock.h>

#include <limits>

#include "landlink/core/file.hpp"
#include "landlink/gis/layer_reader.hpp"
#include "landlink/gis/layer_writer.hpp"
#include "support/temporary_folder.hpp"

namespace landlink {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

LayerTable roads() {
  return {.name = "roads",
          .geometry = GeometryType::line,
          .fields = {{"id", FieldType::text},
                     {"lanes", FieldType::integer},
                     {"length_km", FieldType::real}},
          .rows = {{Line{{102.5, 18.0}, {102.6, 18.25}}, {"r1", 2LL, 0.1 + 0.2}},
                   {Line{{102.6, 18.25}, {102.7, 18.5}, {102.8, 18.5}},
                    {"ທາງ \"13\"\n\\", std::monostate{}, 1e-7}}}};
}

LayerTable provinces() {
  return {.name = "provinces",
          .geometry = GeometryType::polygon,
          .fields = {{"id", FieldType::text}},
          .rows = {{Polygons{{{{102, 18}, {103, 18}, {103, 19}, {102, 18}}}}, {"LA-VT"}}}};
}

TEST(GeoJson, HoldsOneFeatureALineWithShortNumbers) {
  EXPECT_EQ(geojson_text(roads()),
            "{\n\"type\": \"FeatureCollection\",\n\"name\": \"roads\",\n\"features\": [\n"
            "{\"type\":\"Feature\",\"properties\":{\"id\":\"r1\",\"lanes\":2,"
            "\"length_km\":0.30000000000000004},\"geometry\":{\"type\":\"LineString\","
            "\"coordinates\":[[102.5,18],[102.6,18.25]]}},\n"
            "{\"type\":\"Feature\",\"properties\":{\"id\":\"ທາງ \\\"13\\\"\\n\\\\\","
            "\"length_km\":1e-07},\"geometry\":{\"type\":\"LineString\","
            "\"coordinates\":[[102.6,18.25],[102.7,18.5],[102.8,18.5]]}}\n]\n}\n");
}

TEST(GeoJson, RoundsCoordinatesToTheDecimalsAskedFor) {
  LayerTable layer{.name = "p", .geometry = GeometryType::point, .fields = {}, .rows = {}};
  layer.rows.push_back({LonLat{102.12345678, -0.0000001}, {}});
  EXPECT_THAT(geojson_text(layer, 6), HasSubstr("[102.123457,0]"));
  EXPECT_THAT(geojson_text(layer, 2), HasSubstr("[102.12,0]"));
}

class RoundTrip : public testing::TestWithParam<const char*> {};

TEST_P(RoundTrip, GivesBackEveryValueAndCoordinate) {
  const test::TemporaryFolder folder;
  const auto file = folder / GetParam();
  if (file.extension() == ".gpkg") {
    write_geopackage(file, std::vector<LayerTable>{provinces(), roads()});
  } else {
    write_geojson(file, roads());
  }
  EXPECT_EQ(folder.entries(), 1u);  // no temporary or journal is left
  Diagnostics diagnostics;
  const Layer layer = read_layer(file, "roads", {}, diagnostics);
  EXPECT_TRUE(diagnostics.all().empty());
  ASSERT_EQ(layer.features.size(), 2u);
  EXPECT_EQ(layer.header->layer, "roads");
  const Feature& first = layer.features[0];
  EXPECT_EQ(first.required_text("id"), "r1");
  EXPECT_EQ(first.integer("lanes"), 2);
  EXPECT_EQ(first.number("length_km"), 0.1 + 0.2);
  EXPECT_THAT(first.line(), ElementsAre(LonLat{102.5, 18.0}, LonLat{102.6, 18.25}));
  const Feature& second = layer.features[1];
  EXPECT_EQ(second.text("id"), "ທາງ \"13\"\n\\");
  EXPECT_EQ(second.optional_integer("lanes"), std::nullopt);
  EXPECT_EQ(second.number("length_km"), 1e-7);
  EXPECT_EQ(second.line().size(), 3u);
}
INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip, testing::Values("roads.geojson", "net.gpkg"),
                         [](const auto& format) {
                           return format.index == 0 ? "GeoJson" : "GeoPackage";
                         });

TEST(GeoPackage, IsTheSameBytesForTheSameLayers) {
  const test::TemporaryFolder folder;
  const std::vector<LayerTable> layers{roads(), provinces()};
  write_geopackage(folder / "a.gpkg", layers);
  write_geopackage(folder / "b.gpkg", layers);
  EXPECT_EQ(sha256_of_file(folder / "a.gpkg"), sha256_of_file(folder / "b.gpkg"));
}

TEST(GeoPackage, IsLeftAsItWasWhenWritingFails) {
  const test::TemporaryFolder folder;
  const auto file = folder.write("a.gpkg", "old");
  LayerTable bad = roads();
  bad.rows[1].values[2] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(write_geopackage(file, std::vector<LayerTable>{bad}), Error);
  EXPECT_THROW(write_geopackage(file, std::vector<LayerTable>{roads()},
                                [](const std::filesystem::path&) { throw Error({}, "styles"); }),
               Error);
  EXPECT_EQ(read_text_file(file), "old");
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(GeoPackage, IsFinishedByTheCallerBeforeItIsPutInPlace) {
  const test::TemporaryFolder folder;
  const auto file = folder / "a.gpkg";
  bool was_there = true;
  write_geopackage(file, std::vector<LayerTable>{roads()},
                   [&](const std::filesystem::path& temporary) {
                     was_there = std::filesystem::exists(file);
                     EXPECT_TRUE(std::filesystem::exists(temporary));
                   });
  EXPECT_FALSE(was_there);
  EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(GeoPackage, InAFolderThatIsNotThereIsADiskError) {
  const test::TemporaryFolder folder;
  try {
    write_geopackage(folder / "no/a.gpkg", std::vector<LayerTable>{roads()});
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.exit_code(), ExitCode::out_of_resources);
  }
}

TEST(Writers, RefuseARowThatDoesNotFitItsLayer) {
  LayerTable layer = roads();
  layer.rows[0].values.pop_back();
  EXPECT_THROW(geojson_text(layer), Error);
  layer = roads();
  layer.rows[0].values[1] = "two";
  EXPECT_THROW(geojson_text(layer), Error);
  layer = roads();
  layer.rows[0].geometry = LonLat{102, 18};
  EXPECT_THROW(geojson_text(layer), Error);
}

}  // namespace
}  // namespace landlink
