// Each case spoils one thing of gis/toy; the one message must say where and what to do.
#include <gmock/gmock.h>

#include <functional>

#include "landlink/gis/network_layers.hpp"
#include "support/toy_files.hpp"

namespace landlink {
namespace {

using test::ToyCopy;
using testing::HasSubstr;
using testing::Not;

struct Fault {
  const char* name;
  std::function<void(ToyCopy&)> spoil;
  std::vector<std::string> says;  ///< parts of the message, in any order
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

std::string complaint(const std::filesystem::path& source, int year = 2024) {
  Diagnostics diagnostics;
  try {
    read_network_layers(source, year, diagnostics);
  } catch (const Error& e) {
    EXPECT_EQ(e.exit_code(), ExitCode::bad_input);
    return e.what();
  }
  return "accepted";
}

std::function<void(ToyCopy&)> change(std::string layer, std::string from, std::string to) {
  return [=](ToyCopy& copy) { copy.replace(layer, from, to); };
}

class MalformedNetwork : public testing::TestWithParam<Fault> {};

TEST_P(MalformedNetwork, IsRefusedWithPlaceAndRemedy) {
  ToyCopy copy;
  GetParam().spoil(copy);
  const std::string message = complaint(copy.path());
  for (const std::string& part : GetParam().says) EXPECT_THAT(message, HasSubstr(part));
  EXPECT_THAT(message, Not(HasSubstr("\n"))) << "one fault is one message";
}

const std::vector<Fault> kFaults{
    {"MissingLayer",
     [](ToyCopy& c) { c.remove("checkpoints"); },
     {"checkpoints.geojson layer 'checkpoints': the network has no such layer"}},
    {"HoursThatAreNone",
     change("checkpoints", "\"open_h_per_day\":12,", "\"hours\":\"6-18\","),
     {"feature c1 field 'hours'", "'6-18' are no hours", "06:00-22:00"}},
    {"HoursThatDifferFromTheirLength",
     change("checkpoints", "\"open_h_per_day\":12,",
            "\"open_h_per_day\":12,\"hours\":\"06:00-22:00\",\"hours_other\":\"08:00-24:00\","),
     {"feature c1 field 'open_h_per_day'", "both sides are open 14 h"}},
    {"SidesNeverOpenTogether",
     change("checkpoints", "\"open_h_per_day\":12,",
            "\"hours\":\"06:00-12:00\",\"hours_other\":\"12:00-18:00\","),
     {"feature c1 field 'hours_other'", "never open together"}},
    {"MoreChannelsThanTrucks",
     change("checkpoints", "\"fee_usd\":30,",
            "\"fee_usd\":30,\"yellow_share\":0.6,\"red_share\":0.6,"),
     {"feature c1 field 'red_share'", "more than all"}},
    {"SpreadBelowThatOfChannels",
     change("checkpoints", "\"service_sd_min\":9,",
            "\"service_sd_min\":1,\"yellow_share\":0.2,\"red_share\":0.2,"),
     {"feature c1 field 'service_sd_min'", "between the channels"}},
    {"EveryLaneForPerishables",
     change("checkpoints", "\"fee_usd\":30,", "\"fee_usd\":30,\"priority_lanes\":1,"),
     {"feature c1 field 'priority_lanes'", "1 of 1 lanes", "leave at least one lane"}},
    {"ShareAboveOne",
     change("checkpoints", "\"fee_usd\":30,", "\"fee_usd\":30,\"pre_arrival_share\":80,"),
     {"feature c1 field 'pre_arrival_share'", "a share of 80"}},
    {"NanCoordinate",
     change("roads", "[104.48,16.75]", "[NaN,16.75]"),
     {"roads.geojson layer 'roads' feature r2", "(nan, 16.75) is not finite", "draw the feature"}},
    {"InfiniteCoordinate",
     change("roads", "[104.48,16.75]", "[104.48,1e400]"),
     {"feature r2", "(104.48, inf) is not finite"}},
    {"LatitudeAndLongitudeSwapped",
     change("roads", "[104.48,16.75]", "[16.75,104.48]"),
     {"feature r2", "latitude 104.48 is not within -90 and 90", "axes look swapped"}},
    {"Longitude462",
     change("zones", "[104.5,16.49]", "[462.5,16.49]"),
     {"zones.geojson layer 'zones' feature south", "longitude 462.5 is not within"}},
    {"Latitude97",
     change("zones", "[104.5,16.49]", "[104.5,97.97]"),
     {"feature south", "latitude 97.97 is not within"}},
    {"NullGeometry",
     change("zones", "{\"type\":\"Point\",\"coordinates\":[104.5,16.49]}", "null"),
     {"feature south: no geometry; draw the point or delete"}},
    {"EmptyGeometry",
     change("bridges", "[[105.0,16.5],[105.01,16.5]]", "[]"),
     {"bridges.geojson layer 'bridges' feature b1: an empty geometry; draw the line"}},
    {"LineOfOnePoint",
     change("bridges", "[[105.0,16.5],[105.01,16.5]]", "[[105.0,16.5]]"),
     {"feature b1: a line of 1 point"}},
    {"PointAmongTheRoads",
     change("roads", "\"LineString\",\"coordinates\":[[105.0,16.5],[105.005,16.497],[105.01,16.5]]",
            "\"Point\",\"coordinates\":[105.0,16.5]"),
     {"feature r6: a POINT where a line is needed"}},
    {"CapacityZero",
     change("roads", "\"capacity_pcu_per_h\":1215", "\"capacity_pcu_per_h\":0"),
     {"feature r4 field 'capacity_pcu_per_h': 0 is not above zero", "close the link"}},
    {"CapacityNegative",
     change("roads", "\"capacity_pcu_per_h\":1215", "\"capacity_pcu_per_h\":-5"),
     {"feature r4 field 'capacity_pcu_per_h': -5 is not above zero"}},
    {"CapacityText",
     change("roads", "\"capacity_pcu_per_h\":1215", "\"capacity_pcu_per_h\":\"1,215\""),
     {"feature r4 field 'capacity_pcu_per_h': '1,215' is not a finite number", "write digits"}},
    {"CapacityInfinite",
     change("roads", "\"capacity_pcu_per_h\":1215", "\"capacity_pcu_per_h\":9e999"),
     {"feature r4 field 'capacity_pcu_per_h': 'inf' is not a finite number"}},
    {"CapacityNull",
     change("roads", "\"capacity_pcu_per_h\":1215", "\"capacity_pcu_per_h\":null"),
     {"feature r4 field 'capacity_pcu_per_h': no value"}},
    {"SpeedZero",
     change("roads", "\"speed_limit_kmh\":50", "\"speed_limit_kmh\":0"),
     {"feature r5 field 'speed_limit_kmh': 0 is not above zero"}},
    {"LanesZero",
     change("bridges", "\"lanes\":2", "\"lanes\":0"),
     {"feature b1 field 'lanes': 0 is not above zero"}},
    {"LengthNegative",
     change("roads", "\"length_km\":128", "\"length_km\":-1"),
     {"feature r5 field 'length_km': -1 km is below zero"}},
    {"MissingFieldWithANearName",
     [](ToyCopy& c) { c.replace("bridges", "\"capacity_pcu_per_h\"", "\"capacity_pcu_per_hr\""); },
     {"layer 'bridges' field 'capacity_pcu_per_h': the layer has no such field",
      "capacity_pcu_per_hr"}},
    {"DuplicateId",
     change("roads", "\"id\":\"r3\"", "\"id\":\"r2\""),
     {"feature r2 field 'id': feature #2 has the id of feature #1"}},
    {"DuplicateIdOverZonesAndGateways",
     change("gateways", "\"id\":\"port\"", "\"id\":\"south\""),
     {"gateways.geojson layer 'gateways' feature south", "layer 'zones' has a feature of this id"}},
    {"NoId", change("roads", "\"id\":\"r3\"", "\"id\":\"\""), {"feature #2 field 'id': no value"}},
    {"UnknownSurface",
     change("roads", "\"surface\":\"gravel\"", "\"surface\":\"gravl\""),
     {"feature r5 field 'surface': 'gravl' is not known", "gravel"}},
    {"KindOfAnotherLayer",
     change("roads", "\"kind\":\"ferry\"", "\"kind\":\"rail\""),
     {"feature r6 field 'kind': 'rail' is no kind of this layer"}},
    {"OnewayYes",
     change("roads", "\"oneway\":1", "\"oneway\":3"),
     {"feature r7 field 'oneway': '3' is neither 0 nor 1"}},
    {"BadDate",
     change("bridges", "2020-06-01", "2020-13-01"),
     {"feature b1 field 'opened': '2020-13-01' is no date; write YYYY or YYYY-MM-DD"}},
    {"ClosedBeforeItOpened",
     change("roads", "\"closed\":\"2020-06-01\"", "\"opened\":\"2021\",\"closed\":\"2020-06-01\""),
     {"feature r6 field 'closed': closed 2020-06-01, not after it opened 2021"}},
    {"CountryInTwoLetters",
     change("corridors", "\"country\":\"VNM\"", "\"country\":\"VN\""),
     {"feature k1 field 'country': 'VN' is no country code"}},
    {"NoProvinceInLaos",
     change("roads", "\"province\":\"LA-TN\",", ""),
     {"feature r1 field 'province'", "without its province"}},
    {"ThreeStops",
     change("checkpoints", "\"stops\":2", "\"stops\":3"),
     {"feature c1 field 'stops': 3 stops"}},
    {"TwentyFiveHoursADay",
     change("checkpoints", "\"open_h_per_day\":12", "\"open_h_per_day\":25"),
     {"feature c1 field 'open_h_per_day': 25 hours in a day"}},
    {"CheckpointOffTheRoad",
     change("checkpoints", "[105.5,16.5]", "[105.501,16.5]"),
     // 0.001 degrees of longitude at 16.5 N: 106.7 m
     {"checkpoints.geojson layer 'checkpoints' feature c2",
      "no road end within 15 m; the nearest is 107 m away"}},
    {"CheckpointInsideLaos",
     change("checkpoints", "[105.5,16.5]", "[104.5,17.0]"),
     {"feature c2: the roads that meet here are of LAO, not of LAO and VNM"}},
    {"CheckpointToTheWrongCountry",
     change("checkpoints", "\"country_other\":\"VNM\"", "\"country_other\":\"THA\""),
     {"feature c1: the roads that meet here are of LAO and VNM, not of LAO and THA"}},
    {"TwoCheckpointsAtOnePlace",
     change("checkpoints", "[105.5,16.5]", "[105.5,17.25]"),
     {"feature c2: another checkpoint lies on the same road end"}},
    {"ZoneWithoutAccess",
     change("zones", "[104.51,17.51]", "[104.51,18.51]"),
     // 1.01 degrees of latitude from A: 111.8 km
     {"zones.geojson layer 'zones' feature north: 'North Town' has no access",
      "112 km away, more than 50 km", "draw the road"}},
    {"GatewayWithoutARoadOfItsCountry",
     change("gateways", "\"country\":\"VNM\"", "\"country\":\"KHM\""),
     {"feature port: 'East Port' has no access: no road of KHM is open in 2024"}},
    {"ZoneCutOff",
     change("roads", "\"id\":\"r1\",", "\"id\":\"r1\",\"opened\":\"2030\","),
     {"feature north: 'North Town' has no access"}},
    {"ZoneOnAOneWayRoad",
     change("roads", "\"id\":\"r1\",", "\"id\":\"r1\",\"oneway\":1,"),
     // drawn from A to B, so that nothing comes back
     {"feature north: 'North Town' is cut off in 2024: no road leads to it"}},
    {"LayerWithoutFeatures",
     [](ToyCopy& c) {
       std::ofstream(c.file("roads")) << R"({"type":"FeatureCollection","features":[]})";
     },
     {"roads.geojson layer 'roads': the layer has no features"}},
    {"CutInHalf",
     [](ToyCopy& c) { std::filesystem::resize_file(c.file("roads"), 900); },
     {"roads.geojson: cannot be read as GeoJSON", "export it again"}},
    {"WetLimitInNoMonth",
     change("roads", "\"id\":\"r5\"", "\"id\":\"r5\",\"wet_axle_limit_t\":7"),
     {"feature r5 field 'wet_months'", "a wet limit that holds in no month", "'6-10'"}},
    {"MonthsThatAreNone",
     change("roads", "\"id\":\"r5\"", "\"id\":\"r5\",\"impassable_months\":\"Aug\""),
     {"feature r5 field 'impassable_months'", "'Aug' names no months", "'1;2;12'"}},
    {"NotUtf8",
     change("roads", "River Road", "R\xEDver Road"),
     {"roads.geojson:7: the text is not UTF-8; save the file as UTF-8"}},
    {"NestedTooDeep",
     [](ToyCopy& c) {
       c.replace("roads", "\"River Road\"", std::string(50000, '[') + std::string(50000, ']'));
     },
     {"roads.geojson: cannot be read as GeoJSON", "nested"}},
};

INSTANTIATE_TEST_SUITE_P(Faults, MalformedNetwork, testing::ValuesIn(kFaults),
                         [](const auto& fault) { return std::string(fault.param.name); });

TEST(MalformedNetwork, ReportsAllFaultsOfAllLayersAtOnce) {
  ToyCopy copy;
  copy.replace("roads", "\"capacity_pcu_per_h\":1215", "\"capacity_pcu_per_h\":0")
      .replace("roads", "\"surface\":\"gravel\"", "\"surface\":\"mud\"")
      .replace("bridges", "\"lanes\":2", "\"lanes\":0")
      .remove("airports");
  Diagnostics diagnostics;
  collect_network_layers(copy.path(), 2024, diagnostics);
  EXPECT_EQ(diagnostics.count(Severity::error), 4u);
  EXPECT_EQ(diagnostics.all().size(), 4u);
}

TEST(MalformedNetwork, LeavesAClosedLinkWithoutCapacityAlone) {
  ToyCopy copy;  // the ferry closed in 2020
  copy.replace("roads", "\"capacity_pcu_per_h\":60", "\"capacity_pcu_per_h\":0");
  EXPECT_EQ(complaint(copy.path(), 2024), "accepted");
  EXPECT_THAT(complaint(copy.path(), 2019), HasSubstr("feature r6 field 'capacity_pcu_per_h'"));
}

TEST(MalformedNetwork, TakesTheDrawnLengthWhereTheFieldIsZeroAndSaysSo) {
  ToyCopy copy;
  copy.replace("roads", "\"length_km\":128", "\"length_km\":0");
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers(copy.path(), 2024, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].code, "zero_length");
  EXPECT_EQ(diagnostics.all()[0].place.feature, "r5");
  for (const DraftLink& link : layers.draft.links) {
    if (link.attributes.source.id != "r5") continue;
    EXPECT_EQ(link.attributes.length_km, geodesic_length_km(layers.geometry.at({"roads", "r5"})));
  }
}

TEST(MalformedNetwork, LeavesOutASelfLoopAndSaysSo) {
  ToyCopy copy;  // r7 from B round to B
  copy.replace("roads", "[[104.5,17.0],[104.54,16.75],[104.5,16.5]]",
               "[[104.5,17.0],[104.54,16.75],[104.5,17.0]]");
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers(copy.path(), 2024, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].code, "self_loop");
  EXPECT_EQ(diagnostics.all()[0].place.feature, "r7");
  EXPECT_EQ(layers.draft.links.size(), 30u);
}

TEST(MalformedNetwork, WarnsOfABorderWithoutCheckpoint) {
  ToyCopy copy;
  copy.replace("checkpoints", "\"id\":\"c1\"", "\"id\":\"c9\"");
  std::string text = read_text_file(copy.file("checkpoints"));
  const std::size_t begin = text.find("{\"type\":\"Feature\"");
  text.erase(begin, text.find("{\"type\":\"Feature\"", begin + 1) - begin);
  std::ofstream(copy.file("checkpoints")) << text;
  Diagnostics diagnostics;
  read_network_layers(copy.path(), 2024, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].code, "border_without_checkpoint");
  EXPECT_EQ(diagnostics.all()[0].place.feature, "k1");
  EXPECT_EQ(diagnostics.all()[0].where, (LonLat{105.5, 17.25}));
}

TEST(MalformedNetwork, WarnsOfAFieldThatIsNearlyAKnownOne) {
  ToyCopy copy;
  copy.replace("bridges", "\"axle_limit_t\"", "\"axel_limit_t\"");
  Diagnostics diagnostics;
  read_network_layers(copy.path(), 2024, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1u);
  EXPECT_EQ(diagnostics.all()[0].place.field, "axel_limit_t");
  EXPECT_THAT(diagnostics.all()[0].remedy, HasSubstr("'axle_limit_t'"));
}

TEST(MalformedNetwork, IsAFolderOrAGeoPackage) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(complaint(folder / "nowhere"), HasSubstr("no such file or folder"));
  EXPECT_THAT(complaint(folder.write("a.toml", "x = 1")), HasSubstr("not a network"));
  EXPECT_THAT(complaint(folder.path()), HasSubstr("the network has no such layer"));
}

}  // namespace
}  // namespace landlink
