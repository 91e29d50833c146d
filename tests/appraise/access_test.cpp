#include "landlink/appraise/access.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <vector>

#include "landlink/assign/assign.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

// Of 1 and 3: mean 2; half the mean absolute difference is 0.5 x (0 + 2 + 2 + 0) / 4 = 0.5, over
// the mean 0.25. Theil: 0.5 (0.5 ln 0.5 + 1.5 ln 1.5) = 0.1308120.
TEST(Inequality, MatchesHandComputedValues) {
  const std::vector<double> values{1.0, 3.0};
  const std::vector<double> one_each{1.0, 1.0};
  EXPECT_NEAR(gini(values, one_each), 0.25, 1e-15);
  EXPECT_NEAR(theil(values, one_each), 0.1308120, 1e-7);  // digits above
  // Weights count as persons: 1, 1, 3 has mean 5/3 and mean difference 8/9.
  EXPECT_NEAR(gini(values, std::vector{2.0, 1.0}), 8.0 / 9.0 / 2.0 / (5.0 / 3.0), 1e-15);
  EXPECT_EQ(gini(std::vector{2.0, 2.0}, one_each), 0.0);
  EXPECT_NEAR(theil(std::vector{2.0, 2.0}, one_each), 0.0, 1e-15);
}

// Three zones of a thousand on Route 9: 60 km to Middle, 40 km on to East.
TEST(Access, MeasuresTimeAndMarketsByProvince) {
  TransportModel model = corridor_model();
  model.zones[ZoneId{0u}].province = "LA-SV";
  model.zones[ZoneId{1u}].province = "LA-SV";
  model.zones[ZoneId{2u}].province = "LA-KH";
  const AssignmentResult flows = assign(assignment_problem(model), {});
  const std::vector<Service> services{{"capital", model.centroids[ZoneId{2u}]},
                                      {"post", NodeId{2u}}};
  const AccessReport report = access_report(model, flows, services);
  ASSERT_EQ(report.provinces.size(), 2u);  // Abroad is no province
  const ProvinceAccess& khammouane = report.provinces[0];
  const ProvinceAccess& savannakhet = report.provinces[1];
  EXPECT_EQ(khammouane.hours_to.at(0), 0.0);
  double hours_per_km = 0.0;
  double usd_per_t_km = 0.0;
  for (const LinkId link : model.network.graph().links()) {
    if (model.network.link(link).source.id != "R9-2") continue;
    hours_per_km = model.class_costs[ClassId{0u}].time_h[link.index()] / 40.0;
    usd_per_t_km = model.class_costs[ClassId{0u}].constant_h[link.index()] * 12.0 / 25.0 / 40.0;
  }
  // Delays on an almost empty road are below 1e-6 of the time.
  EXPECT_NEAR(savannakhet.hours_to.at(0), hours_per_km * (100.0 + 40.0) / 2.0, 1e-5);
  // East: itself at half the cost to Middle (20 km), Middle at 40 km and West at 100.
  EXPECT_NEAR(khammouane.market_access,
              1000 * (std::exp(-0.05 * 20 * usd_per_t_km) + std::exp(-0.05 * 40 * usd_per_t_km) +
                      std::exp(-0.05 * 100 * usd_per_t_km)),
              1e-2);
  EXPECT_GT(report.gini, 0.0);
  EXPECT_GT(report.theil, 0.0);
}

}  // namespace
}  // namespace landlink
