// Layers of railways, rivers and flights: what the reader makes of them, and what it refuses.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "landlink/gis/audit.hpp"
#include "landlink/gis/mode_schema.hpp"
#include "landlink/gis/network_layers.hpp"
#include "support/toy_files.hpp"

namespace landlink {
namespace {

using test::ToyCopy;
using testing::HasSubstr;

std::string layer_text(const std::string& name, const std::vector<std::string>& features) {
  std::string text = "{\"type\":\"FeatureCollection\",\"name\":\"" + name + "\",\"features\":[\n";
  for (const std::string& feature : features)
    text += (&feature == &features[0] ? "" : ",\n") + feature;
  return text + "\n]}\n";
}

std::string feature(const std::string& properties, const std::string& type,
                    const std::string& coordinates) {
  return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":{\"type\":\"" +
         type + "\",\"coordinates\":" + coordinates + "}}";
}

// A railway of two gauges, a river of two reaches and one flight, beside the toy's roads:
//
//   north --1435-- yard --1000-- south        upper --> lock --> lower       ZZTN ... ZZPT
class WithModes : public testing::Test {
 protected:
  void SetUp() override {
    write("stations",
          {feature(R"("id":"north","name":"North","kind":"freight yard","country":"LAO",)"
                   R"("province":"LA-TN","line":"L","post_km":0,"gauges_mm":"1435",)"
                   R"("handling_h":8,"handling_usd_per_t":3,"source":"invented")",
                   "Point", "[104.5,17.5]"),
           feature(R"("id":"yard","name":"Yard","kind":"gauge change yard","country":"LAO",)"
                   R"("province":"LA-TN","line":"L","post_km":34,"gauges_mm":"1435;1000",)"
                   R"("capacity_t_per_day":2200,"road_access":"dry","opened":"2021","source":"x",)"
                   R"("assumed":"handling_h;capacity_t_per_day")",
                   "Point", "[104.5,17.2]"),
           feature(R"("id":"south","name":"South","kind":"station","country":"LAO",)"
                   R"("province":"LA-TS","gauges_mm":"1000","source":"invented")",
                   "Point", "[104.5,17.0]")});
    write("railways", {railway("a", "north", "yard", 1435, "[[104.5,17.5],[104.5,17.2]]", 34),
                       railway("b", "yard", "south", 1000, "[[104.5,17.2],[104.5,17.0]]", 23)});
    write("ports",
          {port("upper", "river port", "[104.4,17.4]"), port("lock", "lock", "[104.4,17.3]"),
           port("lower", "river port", "[104.4,17.2]"), port("dry", "dry port", "[104.51,17.2]")});
    write("waterways",
          {feature(waterway("w1", "upper", "lock") + R"(,"low_water_vessel_t":50,)"
                                                     R"("low_water_months":"12-4")",
                   "LineString", "[[104.4,17.4],[104.4,17.3]]"),
           feature(waterway("w2", "lock", "lower"), "LineString", "[[104.4,17.3],[104.4,17.2]]")});
    toy_.replace("airports", "\n]",
                 ",\n" +
                     feature(R"("id":"ZZPT","name":"Port Airport","country":"VNM",)"
                             R"("runway_m":3000,"freighter":"wide body","slots_per_h":20,)"
                             R"("cold_store_t":100,"source":"invented")",
                             "Point", "[106.5,17.0]") +
                     "\n]");
    write("air_links",
          {feature(R"("id":"f1","from":"ZZTN","to":"ZZPT","service":"belly",)"
                   R"("aircraft":"ATR 72","length_km":215,"flights_per_week":7,)"
                   R"("payload_t":1.5,"block_h":1,"tariff_usd_per_t":900,"source":"x")",
                   "LineString", "[[104.55,17.52],[106.5,17.0]]")});
  }

  static std::string railway(const std::string& id, const std::string& from, const std::string& to,
                             int gauge_mm, const std::string& line, double km) {
    return feature("\"id\":\"" + id + "\",\"line\":\"L\",\"from\":\"" + from + "\",\"to\":\"" + to +
                       "\",\"gauge_mm\":" + std::to_string(gauge_mm) +
                       ",\"length_km\":" + std::to_string(km) +
                       R"(,"tracks":1,"train_paths_per_day":12,"train_payload_t":600,)"
                       R"("speed_kmh":40,"axle_limit_t":20,"tariff_usd_per_tkm":0.03,)"
                       R"("country":"LAO","source":"invented")",
                   "LineString", line);
  }
  static std::string port(const std::string& id, const std::string& kind,
                          const std::string& position) {
    return feature("\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"kind\":\"" + kind +
                       R"(","country":"LAO","province":"LA-TN","source":"invented")",
                   "Point", position);
  }
  static std::string waterway(const std::string& id, const std::string& from,
                              const std::string& to) {
    return "\"id\":\"" + id + "\",\"from\":\"" + from + "\",\"to\":\"" + to +
           R"(","length_km":11.2,"speed_down_kmh":15,"speed_up_kmh":9,"vessel_t":150,)"
           R"("vessels_per_day":10,"tariff_usd_per_tkm":0.02,"country":"LAO","source":"x")";
  }

  void write(const std::string& layer, const std::vector<std::string>& features) {
    write_file_atomically(toy_.file(layer), layer_text(layer, features));
  }

  [[nodiscard]] OtherModes read(int year = 2024) const {
    Diagnostics diagnostics;
    OtherModes modes = read_network_layers(toy_.path(), year, diagnostics).modes;
    EXPECT_EQ(diagnostics.all().size(), 0u);
    return modes;
  }

  [[nodiscard]] std::string complaint() const {
    Diagnostics diagnostics;
    collect_network_layers(toy_.path(), 2024, diagnostics);
    std::string text;
    for (const Diagnostic& d : diagnostics.all())
      text += d.code + ": " + Error(d.place, d.problem, d.remedy).what() + "\n";
    return text.empty() ? "accepted" : text;
  }

  [[nodiscard]] std::string findings() const {
    std::string text;
    const NetworkAudit audit = audit_network(toy_.path(), 2024);
    for (const Diagnostic& d : audit.diagnostics.all())
      if (d.place.layer != "roads") text += d.code + " " + d.place.feature + ";";
    return text;
  }

  ToyCopy toy_;
};

TEST_F(WithModes, AreReadWithEndsAsPlacesOfTheirLists) {
  const OtherModes modes = read();
  ASSERT_EQ(modes.stations.size(), 3u);
  ASSERT_EQ(modes.railways.size(), 2u);
  const Railway& b = modes.railways[1];
  EXPECT_EQ(modes.stations[b.from].id, "yard");
  EXPECT_EQ(modes.stations[b.to].id, "south");
  EXPECT_EQ(b.gauge_mm, 1000);
  EXPECT_EQ(b.length_km, 23.0);
  EXPECT_EQ(b.train_paths_per_day, 12.0);
  const Station& yard = modes.stations[1];
  EXPECT_EQ(yard.kind, StationKind::gauge_change_yard);
  EXPECT_EQ(yard.gauges_mm, (std::vector<int>{1000, 1435}));
  EXPECT_EQ(yard.handling.capacity_t_per_day, 2200.0);
  EXPECT_EQ(yard.assumed, (std::vector<std::string>{"handling_h", "capacity_t_per_day"}));
  EXPECT_EQ(modes.stations[0].handling.handling_h, 8.0);
  EXPECT_EQ(modes.stations[2].post_km, std::nullopt);

  ASSERT_EQ(modes.waterways.size(), 2u);
  EXPECT_EQ(modes.waterways[0].low_water_vessel_t, 50.0);
  EXPECT_TRUE(modes.waterways[0].low_water_months.contains(1));
  EXPECT_EQ(modes.waterways[1].low_water_vessel_t, 150.0);  // as at good water
  EXPECT_EQ(modes.ports[modes.waterways[1].from].kind, PortKind::lock);

  ASSERT_EQ(modes.airports.size(), 2u);
  EXPECT_EQ(modes.airports[0].country, kLaos);  // a layer without the field is of Laos
  EXPECT_EQ(modes.airports[1].freighter, FreighterClass::wide_body);
  ASSERT_EQ(modes.air_links.size(), 1u);
  EXPECT_EQ(modes.airports[modes.air_links[0].to].id, "ZZPT");
}

TEST_F(WithModes, LeaveTheRoadsAsTheyAre) {
  Diagnostics diagnostics;
  const NetworkLayers with = read_network_layers(toy_.path(), 2024, diagnostics);
  const NetworkLayers without = read_network_layers("gis/toy", 2024, diagnostics);
  EXPECT_EQ(with.draft.links.size(), without.draft.links.size());
  EXPECT_EQ(with.draft.nodes.size(), without.draft.nodes.size());
  EXPECT_EQ(without.modes.railways.size(), 0u);
}

TEST_F(WithModes, OpenWithTheirEnds) {
  const OtherModes modes = read(2020);  // the yard opens in 2021
  EXPECT_FALSE(modes.stations[1].open);
  EXPECT_FALSE(modes.railways[0].open);
  EXPECT_FALSE(modes.railways[1].open);
  EXPECT_TRUE(modes.waterways[0].open);
  EXPECT_TRUE(read(2021).railways[0].open);
}

struct Fault {
  const char* name;
  const char* layer;
  const char* from;
  const char* to;
  const char* expected;
};

class BrokenModes : public WithModes, public testing::WithParamInterface<Fault> {};

TEST_P(BrokenModes, AreNamed) {
  const Fault& fault = GetParam();
  toy_.replace(fault.layer, fault.from, fault.to);
  EXPECT_THAT(complaint(), HasSubstr(fault.expected));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, BrokenModes,
    testing::Values(
        Fault{"GaugeOfNoRailway", "railways", "\"gauge_mm\":1000", "\"gauge_mm\":1067",
              "unknown_gauge: "},
        Fault{"GaugeThatTheStationLacks", "railways", "\"gauge_mm\":1000", "\"gauge_mm\":1435",
              "gauge_not_at_station: "},
        Fault{"StationGaugeUnknown", "stations", "\"1435\"", "\"1435;broad\"",
              "'broad' is no known gauge"},
        Fault{"YardOfOneGauge", "stations", "1435;1000", "1000", "one_gauge: "},
        Fault{"EndThatIsNoStation", "railways", "\"to\":\"south\"", "\"to\":\"suoth\"",
              "no 'suoth' in layer 'stations'; did you mean 'south'?"},
        Fault{"EndOffItsStation", "railways", "[104.5,17.0]]", "[104.5,17.01]]",
              "the line's end is 1.107 km from 'south'"},
        Fault{"BothEndsOnePlace", "waterways", "\"to\":\"lock\"", "\"to\":\"upper\"",
              "end_off_place: "},
        Fault{"KindOfNoStation", "stations", "\"freight yard\"", "\"freigth yard\"",
              "did you mean 'freight yard'?"},
        Fault{"ThreeTracks", "railways", "\"tracks\":1", "\"tracks\":3", "bad_tracks: "},
        Fault{"NoTrains", "railways", "\"train_paths_per_day\":12", "\"train_paths_per_day\":0",
              "field 'train_paths_per_day': 0 is not above zero"},
        Fault{"FreeOfCharge", "railways", "\"tariff_usd_per_tkm\":0.03", "\"tariff_usd_per_tkm\":0",
              "field 'tariff_usd_per_tkm'"},
        Fault{"MonthThirteen", "waterways", "12-4", "12-13", "bad_months: "},
        Fault{"MoreAtLowWater", "waterways", "\"low_water_vessel_t\":50",
              "\"low_water_vessel_t\":500", "500 t at low water, 150 t at good water"},
        Fault{"PortKindUnknown", "ports", "\"dry port\"", "\"dryport\"",
              "did you mean 'dry port'?"},
        Fault{"FlightToNowhere", "air_links", "\"to\":\"ZZPT\"", "\"to\":\"ZZXX\"",
              "no 'ZZXX' in layer 'airports'"},
        Fault{"ServiceUnknown", "air_links", "\"belly\"", "\"holds\"", "'holds' is not known"},
        Fault{"ShutByWeatherAllDay", "airports", "\"cold_store_t\":100",
              "\"weather_closed_share\":1", "a share of 1"},
        Fault{"MoreThanADay", "stations", "\"handling_h\":8", "\"open_h_per_day\":25",
              "25 hours in a day"},
        Fault{"FieldLacking", "railways", "\"axle_limit_t\":20,\"tariff", "\"tariff",
              "feature a field 'axle_limit_t'"},
        Fault{"NearFieldName", "stations", "\"handling_usd_per_t\"", "\"handling_usd_pert\"",
              "rename it to 'handling_usd_per_t'"}),
    [](const auto& fault) { return std::string(fault.param.name); });

TEST_F(WithModes, AMisspeltLayerIsNotLostInSilence) {
  std::filesystem::rename(toy_.file("railways"), toy_.file("railway"));
  EXPECT_THAT(complaint(), HasSubstr("near_layer_name: "));
  EXPECT_THAT(complaint(), HasSubstr("rename it to 'railways'"));
}

TEST_F(WithModes, PassTheAudit) { EXPECT_EQ(findings(), ""); }

TEST_F(WithModes, TheAuditComparesPostsWithLengths) {
  toy_.replace("railways", "\"length_km\":34", "\"length_km\":39");  // posts 0 and 34
  EXPECT_EQ(findings(), "posts_disagree a;");
}

TEST_F(WithModes, TheAuditComparesLengthsWithLines) {
  toy_.replace("railways", "\"length_km\":23", "\"length_km\":40");  // drawn 22.1 km
  EXPECT_EQ(findings(), "longer_than_line b;");
}

TEST_F(WithModes, TheAuditFindsLonePlacesAndCutOffLines) {
  write("railways", {railway("b", "yard", "south", 1000, "[[104.5,17.2],[104.5,17.0]]", 23)});
  toy_.replace("ports", "\"lower\",\"name\"", "\"lower2\",\"name\"")
      .replace("waterways", "\"to\":\"lower\"", "\"to\":\"lower2\"");
  EXPECT_EQ(findings(), "station_off_line north;");
  std::filesystem::remove(toy_.file("waterways"));
  EXPECT_EQ(findings(),
            "station_off_line north;port_off_river upper;port_off_river lock;"
            "port_off_river lower2;");
}

TEST_F(WithModes, TheAuditFindsNamesOfNothing) {
  toy_.replace("stations", "\"road_access\":\"dry\"", "\"road_access\":\"dry2\"");
  EXPECT_EQ(findings(), "unknown_reference yard;");
}

// What docs/data.md says of each layer and what the reader takes are one list.
TEST(ModeSchemas, StandInTheDocuments) {
  const std::string docs = read_text_file("docs/data.md");
  for (const ModeSchema& schema : mode_schemas()) {
    EXPECT_THAT(docs, HasSubstr("`" + std::string(schema.layer) + "`"));
    for (const ModeField& field : schema.fields)
      EXPECT_THAT(docs, HasSubstr("`" + std::string(field.name) + "`")) << schema.layer;
  }
}

}  // namespace
}  // namespace landlink
