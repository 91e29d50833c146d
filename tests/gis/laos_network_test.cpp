// The default network, gis/laos, as every study of it will read it.
#include <gtest/gtest.h>

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
  for (const Diagnostic& finding : audit.diagnostics.all()) {
    EXPECT_NE(finding.code, "one_way_trap") << finding.place.text();
  }
}
// The years of the source, of the studies and of their horizons.
INSTANTIATE_TEST_SUITE_P(Years, LaosNetwork, testing::Values(2014, 2018, 2024, 2027, 2035));

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
