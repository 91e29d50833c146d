// The default network, gis/laos, as every study of it will read it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "landlink/gis/audit.hpp"
#include "landlink/gis/network_layers.hpp"

namespace landlink {
namespace {

class LaosNetwork : public testing::TestWithParam<int> {};

TEST_P(LaosNetwork, IsOnePieceThatReachesEveryZone) {
  const NetworkAudit audit = audit_network("gis/laos", GetParam());
  audit.diagnostics.stop_on_errors();  // names the fault
  EXPECT_TRUE(audit.assembled);
  EXPECT_EQ(audit.pieces, 1u);
  EXPECT_EQ(audit.main_nodes, audit.nodes);
  // What the sources say of the length of roads drawn from place to place, and where roads end, is
  // noted; all else is to be mended.
  for (const Diagnostic& finding : audit.diagnostics.all()) {
    EXPECT_THAT(finding.code, testing::AnyOf("dead_end", "longer_than_schema"))
        << finding.place.text() << ": " << finding.problem;
    EXPECT_EQ(finding.severity, Severity::note);
  }
}
// The years of the source, of the studies and of their horizons.
INSTANTIATE_TEST_SUITE_P(Years, LaosNetwork, testing::Values(2014, 2018, 2024, 2027, 2035));

TEST(LaosNetworkLayers, NameEachLinkOnce) {
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers("gis/laos", 2024, diagnostics);
  std::map<std::string, std::string> layer_of;
  for (const auto& [ref, line] : layers.geometry) {
    const auto [first, is_new] = layer_of.emplace(ref.second, ref.first);
    EXPECT_TRUE(is_new) << ref.second << " in " << first->second << " and " << ref.first;
  }
  EXPECT_GT(layer_of.size(), 1000u);
}

// No road is shorter than the way between its ends; the one to A Luoi is assumed to be a tenth
// longer at least.
TEST(LaosNetworkLayers, HaveLengthsThatReachFromEndToEnd) {
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers("gis/laos", 2024, diagnostics);
  for (const DraftLink& link : layers.draft.links) {
    const FeatureRef& source = link.attributes.source;
    const auto drawn = layers.geometry.find({source.layer, source.id});
    if (drawn == layers.geometry.end() || link.attributes.kind == LinkKind::border) continue;
    const double km = geodesic_km(drawn->second.front(), drawn->second.back());
    // Coordinates have five decimals and lengths four: half a unit of each at both ends.
    EXPECT_GE(link.attributes.length_km, km - 0.0017) << source.id;
    if (source.id == "access-QL14") {
      EXPECT_GE(link.attributes.length_km, 1.1 * km);
    }
  }
}

// Passenger and local traffic: most near Vientiane and Savannakhet, a few hundred vehicles a day
// where there are no towns, all of it assumed. 40 vehicles a day of both directions are a pcu an
// hour and direction (docs/data.md).
TEST(LaosNetworkLayers, CarryBackgroundTrafficByClassAndTowns) {
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers("gis/laos", 2024, diagnostics);
  double km = 0.0;
  double vehicle_km = 0.0;
  double most = 0.0;
  for (const DraftLink& link : layers.draft.links) {
    const LinkAttributes& attributes = link.attributes;
    if (attributes.country != kLaos || !attributes.source.forward || !attributes.open ||
        (attributes.kind != LinkKind::road && attributes.kind != LinkKind::bridge))
      continue;
    const double vehicles = attributes.background_pcu_per_h * 40.0;
    EXPECT_GE(vehicles, 150.0) << attributes.source.id;
    EXPECT_LE(vehicles, 6000.0) << attributes.source.id;
    EXPECT_LT(attributes.background_pcu_per_h, 0.3 * attributes.capacity_pcu_per_h)
        << attributes.source.id;
    km += attributes.length_km;
    vehicle_km += vehicles * attributes.length_km;
    most = std::max(most, vehicles);
  }
  // Fact more-freight-012: below 1,000 but near the two cities, below 500 on most other roads.
  EXPECT_GT(most, 3000.0);
  EXPECT_GT(vehicle_km / km, 300.0);
  EXPECT_LT(vehicle_km / km, 1000.0);
}

TEST(LaosNetworkLayers, HaveAZoneInEveryProvince) {
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers("gis/laos", 2024, diagnostics);
  std::set<std::string> with_zone;
  for (const Zone& zone : layers.zones) with_zone.insert(zone.province);
  ASSERT_EQ(layers.provinces.size(), 18u);  // 17 provinces and Vientiane Capital
  for (const Province& province : layers.provinces) {
    EXPECT_TRUE(with_zone.contains(province.id)) << province.id;
  }
}

}  // namespace
}  // namespace landlink
