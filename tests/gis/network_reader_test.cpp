// The toy network of gis/toy, drawn in its SOURCES.md, as oracle.
#include <gmock/gmock.h>

#include <algorithm>

#include "landlink/gis/network_layers.hpp"
#include "landlink/gis/season_layers.hpp"
#include "landlink/network/connectivity.hpp"
#include "support/toy_files.hpp"

namespace landlink {
namespace {

using testing::ElementsAre;

NetworkLayers toy(int year = 2024) {
  Diagnostics diagnostics;
  NetworkLayers layers = read_network_layers("gis/toy", year, diagnostics);
  EXPECT_TRUE(diagnostics.all().empty());
  return layers;
}

std::size_t count_links(const NetworkLayers& layers, LinkKind kind, bool open_only = false) {
  return static_cast<std::size_t>(
      std::count_if(layers.draft.links.begin(), layers.draft.links.end(), [&](const DraftLink& l) {
        return l.attributes.kind == kind && (l.attributes.open || !open_only);
      }));
}

const DraftLink& link_of(const NetworkLayers& layers, const FeatureRef& source) {
  const auto it =
      std::find_if(layers.draft.links.begin(), layers.draft.links.end(),
                   [&](const DraftLink& link) { return link.attributes.source == source; });
  EXPECT_NE(it, layers.draft.links.end());
  return *it;
}

TEST(NetworkReader, FindsTheNodesAndLinksThatTheToyWasDrawnWith) {
  const NetworkLayers layers = toy();
  // A B C D E X Y G, of which X and Y are split in two, and a centroid each for 3 towns and 1 port.
  EXPECT_EQ(layers.draft.nodes.size(), 8u + 2u + 4u);
  // r1 to r5, k1 and k2 both ways, r7 one way.
  EXPECT_EQ(count_links(layers, LinkKind::road), 7u * 2u + 1u);
  EXPECT_EQ(count_links(layers, LinkKind::bridge), 2u);
  EXPECT_EQ(count_links(layers, LinkKind::ferry), 2u);
  EXPECT_EQ(count_links(layers, LinkKind::border), 2u * 2u);
  EXPECT_EQ(count_links(layers, LinkKind::connector), 4u * 2u);
  EXPECT_EQ(layers.draft.links.size(), 31u);
  EXPECT_EQ(layers.draft.checkpoints.size(), 2u);
  EXPECT_EQ(layers.zones.size(), 4u);
  EXPECT_EQ(layers.modes.airports.size(), 1u);
  EXPECT_EQ(layers.provinces.size(), 2u);
  EXPECT_EQ(layers.provinces[0].polygons[0][0].size(), 5u);
}

TEST(NetworkReader, OpensAndClosesByTheYear) {
  // Bridge from 1 June 2020, ferry until then: what counts is 31 December.
  for (const auto& [year, bridge] : {std::pair{2019, 0u}, {2020, 2u}, {2024, 2u}}) {
    const NetworkLayers layers = toy(year);
    EXPECT_EQ(layers.draft.links.size(), 31u) << year;
    EXPECT_EQ(count_links(layers, LinkKind::bridge, true), bridge) << year;
    EXPECT_EQ(count_links(layers, LinkKind::ferry, true), 2u - bridge) << year;
    EXPECT_EQ(Network(layers.draft).link_count(), 29u) << year;
  }
}

TEST(NetworkReader, ReadsAttributesInTheUnitsOfTheModel) {
  const NetworkLayers layers = toy();
  const LinkAttributes& road = link_of(layers, {"roads", "r1", true}).attributes;
  EXPECT_EQ(road.road, "1");
  EXPECT_EQ(road.length_km, 56.0);
  EXPECT_EQ(road.lanes, 1.0);  // 2 of both directions
  EXPECT_EQ(road.capacity_pcu_per_h, 1400.0);
  EXPECT_EQ(road.background_pcu_per_h, 120.0);
  EXPECT_EQ(road.country, kLaos);
  EXPECT_EQ(road.province, "LA-TN");
  EXPECT_EQ(road.axle_limit_t, std::numeric_limits<double>::infinity());
  EXPECT_EQ(link_of(layers, {"roads", "r7", true}).attributes.lanes, 2.0);  // one-way
  const LinkAttributes& ferry = link_of(layers, {"roads", "r6", false}).attributes;
  EXPECT_DOUBLE_EQ(ferry.fixed_time_h, 40.0 / 60.0);
  EXPECT_FALSE(ferry.open);
  EXPECT_EQ(link_of(layers, {"bridges", "b1", true}).attributes.axle_limit_t, 11.0);
  const BorderCheckpoint& gate = layers.draft.checkpoints[CheckpointId{1u}];
  EXPECT_EQ(gate.id, "c2");
  EXPECT_DOUBLE_EQ(gate.service_mean_h, 8.0 / 60.0);
  EXPECT_EQ(gate.stops, 2);
  EXPECT_EQ(layers.zones[ZoneId{1u}].population, 120000.0);
}

TEST(NetworkReader, ReadsGrossLimitsAndSeasonRules) {
  test::ToyCopy copy;
  copy.replace("roads", "\"id\":\"r5\"",
               "\"id\":\"r5\",\"max_gross_t\":40,\"wet_months\":\"6-10\",\"wet_axle_limit_t\":7,"
               "\"wet_max_gross_t\":20,\"impassable_months\":\"8;9\",\"closed_months\":\"12-1\"");
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers(copy.path(), 2024, diagnostics);
  EXPECT_EQ(diagnostics.all().size(), 0u);
  EXPECT_EQ(link_of(layers, {"roads", "r5", true}).attributes.max_gross_t, 40.0);
  EXPECT_EQ(link_of(layers, {"roads", "r5", false}).attributes.max_gross_t, 40.0);
  EXPECT_EQ(link_of(layers, {"roads", "r1", true}).attributes.max_gross_t,
            std::numeric_limits<double>::infinity());
  const SeasonRulesByFeature rules = read_season_rules(copy.path());
  ASSERT_EQ(rules.size(), 1u);
  const SeasonRules& season = rules.at({"roads", "r5"});
  EXPECT_EQ(text_of(season.wet_months), "6-10");
  EXPECT_EQ(season.wet_axle_limit_t, 7.0);
  EXPECT_EQ(season.wet_max_gross_t, 20.0);
  EXPECT_TRUE(season.shut_in(8));
  EXPECT_TRUE(season.shut_in(1));
  EXPECT_FALSE(season.shut_in(10));
}

TEST(NetworkReader, RunsForwardLinksAlongTheDrawing) {
  const NetworkLayers layers = toy();
  const DraftLink& forward = link_of(layers, {"roads", "r5", true});
  const DraftLink& back = link_of(layers, {"roads", "r5", false});
  EXPECT_EQ(forward.tail, back.head);
  EXPECT_EQ(forward.head, back.tail);
  EXPECT_EQ(layers.draft.nodes[forward.tail].position, (LonLat{104.5, 17.0}));
  EXPECT_EQ(layers.geometry.at({"roads", "r5"}).front(), (LonLat{104.5, 17.0}));
  EXPECT_EQ(layers.geometry.at({"roads", "r5"}).size(), 4u);
}

TEST(NetworkReader, SplitsTheNodeOfACheckpointBetweenTheCountries) {
  const NetworkLayers layers = toy();
  const DraftLink& out = link_of(layers, {"checkpoints", "c1", true});
  const DraftLink& in = link_of(layers, {"checkpoints", "c1", false});
  EXPECT_EQ(out.tail, link_of(layers, {"roads", "r5", true}).head);
  EXPECT_EQ(out.head, link_of(layers, {"corridors", "k1", true}).tail);
  EXPECT_EQ(in.tail, out.head);
  EXPECT_EQ(in.head, out.tail);
  EXPECT_NE(out.tail, out.head);
  EXPECT_EQ(layers.draft.nodes[out.tail].country, kLaos);
  EXPECT_EQ(layers.draft.nodes[out.head].country, CountryCode("VNM"));
  EXPECT_EQ(layers.draft.nodes[out.head].kind, NodeKind::checkpoint);
  EXPECT_EQ(layers.draft.nodes[out.head].name, "North Pass (east)");
  EXPECT_EQ(out.attributes.checkpoint, CheckpointId{0u});
  // Without its border links the port cannot be reached.
  const Network network(layers.draft);
  const auto reached =
      reachable_from(network.graph(), layers.centroids[ZoneId{0u}],
                     [&](LinkId link) { return network.link(link).kind != LinkKind::border; });
  EXPECT_FALSE(reached[layers.centroids[ZoneId{3u}]]);
  EXPECT_TRUE(reached[layers.centroids[ZoneId{2u}]]);
}

TEST(NetworkReader, KeepsAClosedCheckpointWithItsBorderLinksClosed) {
  test::ToyCopy copy;
  copy.replace("checkpoints", "\"id\":\"c1\"", "\"id\":\"c1\",\"opened\":\"2030\"");
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers(copy.path(), 2024, diagnostics);
  EXPECT_FALSE(link_of(layers, {"checkpoints", "c1", true}).attributes.open);
  EXPECT_TRUE(link_of(layers, {"checkpoints", "c2", true}).attributes.open);
  EXPECT_EQ(layers.draft.checkpoints.size(), 2u);
}

TEST(NetworkReader, JoinsEachZoneToTheNearestNodeOfItsCountry) {
  const NetworkLayers layers = toy();
  const DraftLink& out = link_of(layers, {"gateways", "port", true});
  EXPECT_EQ(out.tail, layers.centroids[ZoneId{3u}]);
  EXPECT_EQ(layers.draft.nodes[out.head].position, (LonLat{106.5, 17.0}));
  EXPECT_EQ(layers.draft.nodes[out.tail].kind, NodeKind::centroid);
  // 0.02 degrees of longitude at 17 N: 0.02 x 111.32 x cos 17 = 2.129 km on a sphere; the ellipsoid
  // is within 0.2 % of it here.
  EXPECT_NEAR(out.attributes.length_km, 2.129, 0.005);
  EXPECT_THAT(layers.geometry.at({"gateways", "port"}),
              ElementsAre(LonLat{106.52, 17.0}, LonLat{106.5, 17.0}));
}

TEST(NetworkReader, DoesNotJoinAZoneAcrossTheBorder) {
  // 'port' moved to 1 km beyond South Gate: the Lao road E-Y ends as near as the foreign one.
  test::ToyCopy copy;
  copy.replace("gateways", "[106.52,17.0]", "[105.51,16.5]");
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers(copy.path(), 2024, diagnostics);
  const NodeId node = link_of(layers, {"gateways", "port", true}).head;
  EXPECT_EQ(layers.draft.nodes[node].country, CountryCode("VNM"));
  EXPECT_EQ(node, link_of(layers, {"checkpoints", "c2", true}).head);
}

TEST(NetworkReader, DoesNotJoinAZoneToTheEndOfAFerry) {
  // In 2019 the far end E of the ferry has road r4, so take r4's and r3's ends away from the bank:
  // a zone in mid-river is then nearest to ferry ends only.
  test::ToyCopy copy;
  copy.replace("roads", "[104.75,16.52],[105.0,16.5]", "[104.75,16.52],[104.98,16.5]")
      .replace("zones", "[104.5,16.49]", "[105.0,16.49]");
  Diagnostics diagnostics;
  const NetworkLayers layers = collect_network_layers(copy.path(), 2019, diagnostics);
  const NodeId node = link_of(layers, {"zones", "south", true}).head;
  EXPECT_EQ(layers.draft.nodes[node].position, (LonLat{105.01, 16.5}));  // E, not D
}

TEST(NetworkReader, MergesEndsWithinOneMetreOnly) {
  // The start of r2 beside B: 1e-5 degrees of longitude at 17 N are 1.065 m, so 0.9e-5 are 0.96 m.
  for (const auto& [lon, nodes] : {std::pair{"104.500009", 14u}, {"104.500011", 15u}}) {
    test::ToyCopy copy;
    copy.replace("roads", "[[104.5,17.0],[104.48,16.75]",
                 std::string("[[") + lon + ",17.0],[104.48,16.75]");
    Diagnostics diagnostics;
    const NetworkLayers layers = collect_network_layers(copy.path(), 2024, diagnostics);
    EXPECT_EQ(layers.draft.nodes.size(), nodes) << lon;
  }
}

TEST(NetworkReader, GivesTheSameFromAGeoPackage) {
  const test::TemporaryFolder folder;
  test::write_toy_geopackage(folder / "toy.gpkg");
  Diagnostics diagnostics;
  const NetworkLayers packed = read_network_layers(folder / "toy.gpkg", 2024, diagnostics);
  const NetworkLayers text = toy();
  EXPECT_TRUE(diagnostics.all().empty());
  ASSERT_EQ(packed.draft.links.size(), text.draft.links.size());
  for (std::size_t i = 0; i < text.draft.links.size(); ++i) {
    EXPECT_EQ(packed.draft.links[i].tail, text.draft.links[i].tail);
    EXPECT_EQ(packed.draft.links[i].attributes.source, text.draft.links[i].attributes.source);
    EXPECT_EQ(packed.draft.links[i].attributes.length_km, text.draft.links[i].attributes.length_km);
  }
  EXPECT_EQ(packed.geometry, text.geometry);
  ASSERT_EQ(packed.inputs.size(), 1u);
  EXPECT_EQ(packed.inputs[0].path, "toy.gpkg");
  EXPECT_EQ(packed.inputs[0].sha256, sha256_of_file(folder / "toy.gpkg"));
}

TEST(NetworkReader, ListsEveryFileWithItsChecksum) {
  const NetworkLayers layers = toy();
  ASSERT_EQ(layers.inputs.size(), 8u);
  EXPECT_EQ(layers.inputs[0].path, "airports.geojson");
  EXPECT_EQ(layers.inputs[0].sha256, sha256_of_file("gis/toy/airports.geojson"));
}

}  // namespace
}  // namespace landlink
