// Freight of the corridor model beside a railway: what it pays, when it goes, and what a yard's
// limit is worth.
//
//   West ---9, 60 km--- Middle ---9, 40 km--- East ==X== Abroad
//     W================ rail, 120 km ===================== A     W, A yards at West and Abroad
#include <gtest/gtest.h>

#include "support/corridor_model.hpp"
#include "landlink/appraise/capacity_constraints.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"

namespace landlink {
namespace {

TransportModel with_railway(double tariff_usd_per_tkm, double yard_t_per_day) {
  TransportModel model = corridor_model();
  const auto yard = [&](const char* id, double lon, CountryCode country) {
    return Station{
        .id = id,
        .name = id,
        .kind = StationKind::freight_yard,
        .position = {lon, 16.6},
        .country = country,
        .handling = {
            .handling_h = 4.0, .handling_usd_per_t = 3.0, .capacity_t_per_day = yard_t_per_day}};
  };
  model.other_modes.stations = {yard("W", 105.0, kLaos), yard("A", 106.0, CountryCode("VNM"))};
  model.other_modes.railways = {{.id = "L",
                                 .from = 0,
                                 .to = 1,
                                 .length_km = 120.0,
                                 .gauge_mm = 1435,
                                 .train_paths_per_day = 6.0,
                                 .train_payload_t = 1000.0,
                                 .speed_kmh = 40.0,
                                 .tariff_usd_per_tkm = tariff_usd_per_tkm,
                                 .country = kLaos}};
  model.mode_tables.services = {{.kind = LinkKind::rail, .wait_h = 12.0, .usd_per_t = 2.0}};
  model.mode_tables.access = {{.commodity = "goods", .kind = LinkKind::rail}};
  rebuild(model);
  return model;
}

/// Without tariff and papers; a load takes an hour on and off, and 2 h till the next train.
TransportModel free_railway(double yard_t_per_day) {
  TransportModel model = with_railway(0.0, yard_t_per_day);
  model.mode_tables.services[0].usd_per_t = 0.0;
  model.mode_tables.services[0].wait_h = 0.0;
  for (Station& station : model.other_modes.stations) {
    station.handling.handling_h = 1.0;
    station.handling.handling_usd_per_t = 0.01;
  }
  rebuild(model);
  return model;
}

LinkId find_link(const TransportModel& model, const std::string& id, bool forward) {
  for (const LinkId link : model.network.graph().links()) {
    const FeatureRef& source = model.network.link(link).source;
    if (source.id == id && source.forward == forward) return link;
  }
  return {};
}

AssignmentResult equilibrium(const TransportModel& model) {
  return assign(assignment_problem(model), {.algorithm = "bush", .relative_gap = 1e-9});
}

double rail_t_per_day(const TransportModel& model, const AssignmentResult& flows) {
  // 25 t a truck, 12 hours a day.
  return flows.volume_per_h[0][find_link(model, "L", true).index()] * 25.0 * 12.0;
}

TEST(Modes, ChargeALoadByTheTonneAndTheHour) {
  const TransportModel model = with_railway(0.03, 1e6);
  const ClassLinkCosts& costs = model.class_costs[ClassId{0u}];
  // Loading: 4 h, half of the 4 h between six trains, 12 h; (3 + 2) USD for each of 25 t.
  const std::size_t load = find_link(model, "W/1435", true).index();
  EXPECT_DOUBLE_EQ(costs.time_h[load], 18.0);
  EXPECT_DOUBLE_EQ(costs.money_usd[load], 125.0);
  // On rails: 120 km at 40 km/h; 0.03 x 120 x 25 = 90 USD; an hour of the load is worth 12 USD.
  const std::size_t rails = find_link(model, "L", true).index();
  EXPECT_DOUBLE_EQ(costs.time_h[rails], 3.0);
  EXPECT_DOUBLE_EQ(costs.money_usd[rails], 90.0);
  EXPECT_DOUBLE_EQ(costs.constant_h[rails], 3.0 + 90.0 / 12.0);
  // Unloading neither waits for a train nor pays the haul's charge again.
  const std::size_t unload = find_link(model, "A/1435", false).index();
  EXPECT_DOUBLE_EQ(costs.time_h[unload], 4.0);
  EXPECT_DOUBLE_EQ(costs.money_usd[unload], 75.0);
}

TEST(Modes, TakeNobodyWhomTheTablesDoNotName) {
  TransportModel model = with_railway(0.03, 1e6);
  model.mode_tables.access[0].commodity = "other";
  rebuild(model);
  EXPECT_EQ(model.class_costs[ClassId{0u}].constant_h[find_link(model, "L", true).index()],
            std::numeric_limits<double>::infinity());
  model.mode_tables = {};
  rebuild(model);
  EXPECT_FALSE(find_link(model, "L", true).valid()) << "without services there are roads alone";
}

TEST(Modes, AreChosenWhereTheyAreCheaper) {
  // A dear railway carries nothing; one for a cent a tonne carries all 600 t: 7 h are worth 84 USD
  // for a load, less than the 190 USD of the road.
  const TransportModel dear = with_railway(1.0, 1e6);
  EXPECT_EQ(rail_t_per_day(dear, equilibrium(dear)), 0.0);
  const TransportModel cheap = free_railway(1e6);
  const AssignmentResult flows = equilibrium(cheap);
  EXPECT_NEAR(rail_t_per_day(cheap, flows), 600.0, 1e-6);  // a gap of 1e-9 of 600 t
  for (const SideConstraintState& state : flows.side_constraints) {
    EXPECT_EQ(state.multiplier, 0.0) << "capacities of 6,000 and 1,000,000 t a day do not bind";
  }
}

TEST(Modes, GiveAYardsLimitAPriceWhereItBinds) {
  const TransportModel model = free_railway(240.0);
  const AssignmentResult flows = equilibrium(model);
  EXPECT_TRUE(flows.converged());
  // Side constraints are certified to 1e-6 of their size.
  EXPECT_NEAR(rail_t_per_day(model, flows), 240.0, 1e-3);
  double multiplier = 0.0;
  for (const SideConstraintState& state : flows.side_constraints) multiplier += state.multiplier;
  EXPECT_GT(multiplier, 0.0);

  const std::vector<SideConstraint> limits = capacity_constraints(model);
  // Two directions of the railway, and two yards with loading and unloading each.
  ASSERT_EQ(limits.size(), 4u);
  EXPECT_EQ(limits[0].limit, 6000.0);
  EXPECT_EQ(limits[0].terms.size(), 1u);
  EXPECT_EQ(limits[0].terms[0].coefficient, 300.0);  // 25 t x 12 h
  EXPECT_EQ(limits[2].limit, 240.0);
  EXPECT_EQ(limits[2].terms.size(), 2u);
}

}  // namespace
}  // namespace landlink
