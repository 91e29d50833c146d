// Where airports, ports and yards meet the roads: in the main part of the network, never at the
// landing of a ferry alone, and the distance is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "gis/drawn_roads.hpp"
#include "landlink/gis/audit.hpp"
#include "landlink/gis/import/facilities.hpp"
#include "support/toy_files.hpp"

namespace landlink::road_import {
namespace {

using testing::HasSubstr;

LayerTable places(const std::string& layer, const std::string& kind, LonLat at,
                  const std::string& country = "LAO") {
  LayerTable table{.name = layer, .geometry = GeometryType::point};
  for (const char* field : {"id", "name", "kind", "country", "road_access"})
    table.fields.push_back({field, FieldType::text});
  table.rows.push_back({at, {"P", "Place", kind, country, FieldValue{}}});
  return table;
}

// The main road ends at (102.2, 18.0), an island road of 2 km begins 1 km from the place, and a
// ferry of the main part lands beside it.
Roads main_ferry_and_island() {
  Roads roads{road("main", {{102.0, 18.0}, {102.2, 18.0}}),
              road("ferry", {{102.2, 18.0}, {102.29, 18.0}}),
              road("island", {{102.31, 18.0}, {102.33, 18.0}})};
  roads[1].kind = LinkKind::ferry;
  return roads;
}
const Roads kRoads = main_ferry_and_island();
constexpr LonLat kPlace{102.3, 18.0};

Repair only_repair(const std::vector<LayerTable>& modes) {
  RepairReport report;
  report_facilities(modes, kRoads, kLaos, report);
  EXPECT_EQ(report.repairs().size(), 1U);
  return report.repairs().empty() ? Repair{} : report.repairs().front();
}

TEST(Facilities, JoinTheMainPartWithTheirDistanceAndPassOverFerriesAndIslands) {
  for (const auto& [layer, kind] : {std::pair("airports", ""), std::pair("ports", "river port"),
                                    std::pair("stations", "freight yard")}) {
    const Repair joined = only_repair({places(layer, kind, kPlace)});
    EXPECT_EQ(joined.what, "joined") << layer;
    EXPECT_EQ(joined.where, (LonLat{102.2, 18.0})) << layer;
    EXPECT_NEAR(joined.length_km, 10.59, 0.01) << layer;  // 0.1 degree of longitude at 18 N
    EXPECT_EQ(joined.note, std::string(layer) + ": Place");
  }
}

TEST(Facilities, WithoutARoadOfTheirCountryAreNamed) {
  const Repair lacking = only_repair({places("ports", "sea port", kPlace, "VNM")});
  EXPECT_EQ(lacking.what, "no_road_access");
  EXPECT_THAT(lacking.note, HasSubstr("no road of VNM within 30 km"));
  EXPECT_EQ(only_repair({places("airports", "", {103.0, 18.0})}).what, "no_road_access")
      << "85 km from the road's end";
}

TEST(Facilities, WhereNoFreightChangesAreLeftOut) {
  RepairReport report;
  report_facilities({places("ports", "lock", kPlace), places("ports", "reach end", kPlace),
                     places("stations", "junction", kPlace)},
                    kRoads, kLaos, report);
  EXPECT_TRUE(report.repairs().empty());
}

std::vector<std::string> codes_of_airports(const test::ToyCopy& copy) {
  std::vector<std::string> codes;
  const NetworkAudit audit = audit_network(copy.path(), 2024);
  for (const Diagnostic& finding : audit.diagnostics.all())
    if (finding.place.layer == "airports") codes.push_back(finding.code);
  return codes;
}

// The toy's airport moves beside an island road, then to where there is no road.
TEST(Facilities, AreCheckedForTheirRoad) {
  test::ToyCopy copy;
  EXPECT_THAT(codes_of_airports(copy), testing::IsEmpty());
  copy.add_road("island", "[[104.51,17.5099],[104.5103,17.5099]]");
  copy.replace("airports", "[104.55,17.52]", "[104.511,17.51]");
  EXPECT_THAT(codes_of_airports(copy), testing::ElementsAre("nearest_road_cut_off"));
  copy.replace("airports", "[104.511,17.51]", "[101.0,20.0]");
  EXPECT_THAT(codes_of_airports(copy), testing::ElementsAre("no_road_access"));
}

}  // namespace
}  // namespace landlink::road_import
