// A planner's table with fields and units of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gis/written_sources.hpp"
#include "landlink/gis/import/quantity.hpp"
#include "support/temporary_folder.hpp"

namespace landlink::road_import {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;

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
  EXPECT_THAT(
      import_complaint({.road_files = {table}, .assume_crs = "EPSG:4326", .mapping = wrong}),
      testing::AllOf(HasSubstr("field 'VITESE'"), HasSubstr("did you mean 'VITESSE'?")));
}

TEST(Mapping, NamesTheNearestOfOurFieldsAndUnits) {
  const TemporaryFolder folder;
  const auto table =
      folder.write("roads.csv", kHeader + row("RN1", 102.0, "Nationale,asphalte,1,40,11000"));
  const auto with = [&](const char* text) {
    return import_complaint({.road_files = {table}, .mapping = folder.write("map.toml", text)});
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
  const std::string message = import_complaint({.road_files = {folder.write("roads.csv", rows)},
                                                .assume_crs = "EPSG:4326",
                                                .mapping = mapping});
  EXPECT_THAT(message, HasSubstr("12 of 12 values cannot be read as speed_limit_kmh: features "));
  EXPECT_THAT(message, HasSubstr("#10 'schnell'"));
  EXPECT_THAT(message, testing::Not(HasSubstr("#11 'schnell'"))) << "ten are named";
}

}  // namespace
}  // namespace landlink::road_import
