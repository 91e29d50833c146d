// Every format that is read, zones and countries from files of their own, and what `check` says of
// the network that comes out.
#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "gis/written_sources.hpp"
#include "landlink/gis/audit.hpp"
#include "landlink/gis/import/source_zones.hpp"
#include "support/temporary_folder.hpp"

namespace landlink::road_import {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using testing::HasSubstr;

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
  EXPECT_THAT(import_complaint({.road_files = {"a.osm"}, .country = "Laos"}),
              HasSubstr("'Laos' is no country code"));
}

// A C of 3 by 3 degrees with arms of one: its middle is outside, its mid latitude passes the back.
TEST(PlaceWithin, LiesInsideAShapeWhoseMiddleIsOutside) {
  const Polygons c{{{{0, 0}, {3, 0}, {3, 1}, {1, 1}, {1, 2}, {3, 2}, {3, 3}, {0, 3}, {0, 0}}}};
  EXPECT_EQ(place_within(c), (LonLat{0.5, 1.5}));
}

}  // namespace
}  // namespace landlink::road_import
