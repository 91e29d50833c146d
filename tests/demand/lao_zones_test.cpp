// The Lao demand tables on the zones that ship in gis/laos.
#include <gtest/gtest.h>

#include "landlink/demand/build_demand.hpp"
#include "landlink/gis/network_layers.hpp"

namespace landlink {
namespace {

class LaoZones : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Diagnostics diagnostics;
    zones_ = new Zones(read_network_layers("gis/laos", 2024, diagnostics).zones);
  }
  static void TearDownTestSuite() { delete zones_; }

  static Zones* zones_;
};
Zones* LaoZones::zones_ = nullptr;

TEST_F(LaoZones, HaveEveryPlaceOfTheTables) {
  for (const FlowRow& flow : read_demand_tables("gis/laos/demand").flows) {
    for (const auto* places : {&flow.origins, &flow.destinations}) {
      // Throws naming the row where a place is unknown; shares add up to 1 but for roundings.
      EXPECT_NEAR(zone_shares(*places, *zones_, flow.provenance.place).sum(), 1.0, 1e-12);
    }
  }
}

// Foreign trade has one end in Laos, domestic flows both, transit none: a place of the wrong
// country would pass for a zone otherwise.
TEST_F(LaoZones, LieInTheCountriesThatTheTablesMean) {
  const auto in_laos = [](const std::vector<PlaceShare>& places, const Place& place) {
    const Eigen::VectorXd shares = zone_shares(places, *zones_, place);
    double share = 0.0;
    for (std::size_t i = 0; i < zones_->size(); ++i) {
      if ((*zones_)[ZoneId{i}].country == kLaos) share += shares[static_cast<Eigen::Index>(i)];
    }
    return share;
  };
  for (const FlowRow& flow : read_demand_tables("gis/laos/demand").flows) {
    const double from = in_laos(flow.origins, flow.provenance.place);
    const double to = in_laos(flow.destinations, flow.provenance.place);
    const std::string where = flow.provenance.place.text();
    // Shares add up with roundings.
    if (flow.what == "transit") {
      EXPECT_NEAR(from + to, 0.0, 1e-12) << where;
    } else if (flow.what == "domestic flow") {
      EXPECT_NEAR(from + to, 2.0, 1e-12) << where;
    } else if (flow.what.starts_with("exports")) {
      EXPECT_NEAR(from, 1.0, 1e-12) << where;
      EXPECT_NEAR(to, 0.0, 1e-12) << where;
    } else {
      EXPECT_NEAR(to, 1.0, 1e-12) << where;
      EXPECT_NEAR(from, 0.0, 1e-12) << where;
    }
  }
}

}  // namespace
}  // namespace landlink
