// Freight of the corridor model beside a railway: what it pays, when it goes, and what a yard's
// limit is worth.
//
//   West ---9, 60 km--- Middle ---9, 40 km--- East ==X== Abroad
//     W================ rail, 120 km ===================== A     W, A yards at West and Abroad
#include <gtest/gtest.h>

#include <cmath>

#include "landlink/appraise/capacity_constraints.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/mode_paths.hpp"
#include "landlink/appraise/mode_report.hpp"
#include "landlink/appraise/truck_trips.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/cost/empties.hpp"
#include "landlink/cost/generalised_cost.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

TransportModel with_railway(double tariff_usd_per_tkm, double yard_t_per_day) {
  TransportModel model = corridor_model();
  add_railway(model,
              {.handling_h = 4.0, .handling_usd_per_t = 3.0, .capacity_t_per_day = yard_t_per_day});
  model.other_modes.railways[0].tariff_usd_per_tkm = tariff_usd_per_tkm;
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

/// Logit among all ways of each mode, without weights for overlap.
AssignmentResult logit(const TransportModel& model, double theta) {
  AssignmentProblem problem = assignment_problem(model);
  problem.side_constraints.clear();
  AssignmentOptions options{.algorithm = "mnl", .relative_gap = 1e-10};
  options.stochastic.theta = theta;
  options.stochastic.choice_set.max_detour = 3.0;
  options.stochastic.extra_paths = mode_paths(model, 3.0);
  return assign(problem, options);
}

bool is_by_rail(const TransportModel& model, std::span<const LinkId> path) {
  return std::any_of(path.begin(), path.end(),
                     [&](LinkId link) { return model.network.link(link).kind == LinkKind::rail; });
}

TEST(ModePaths, PutEveryModeIntoTheChoiceAndShareByLogit) {
  const TransportModel model = with_railway(0.03, 1e6);
  const AssignmentResult flows = logit(model, 0.05);
  ASSERT_TRUE(flows.converged());
  const PathFlows& paths = *flows.paths;
  const PathCell& cell = paths.cells[0][0];
  // One of two ways costs d USD/t more than another: its share is exp(-theta d) of the other's.
  double least_truck = std::numeric_limits<double>::infinity();
  double truck_flow = 0.0;
  double rail_cost = 0.0;
  double rail_flow = 0.0;
  int rail_paths = 0;
  for (std::size_t i = 0; i < paths.set.path_count(cell.pair); ++i) {
    const auto links = paths.set.links(paths.set.first_path(cell.pair) + i);
    double hours = 0.0;
    for (const LinkId link : links) {
      hours += model.class_costs[ClassId{0u}].constant_h[link.index()] + flows.delay[link.index()];
    }
    const double usd_per_t = hours * 12.0 / 25.0;
    if (is_by_rail(model, links)) {
      ++rail_paths;
      rail_cost = usd_per_t;
      rail_flow = paths.flows(cell)[i];
    } else if (usd_per_t < least_truck) {
      least_truck = usd_per_t;
      truck_flow = paths.flows(cell)[i];
    }
  }
  ASSERT_GE(rail_paths, 1);
  EXPECT_GT(rail_flow, 0.0);
  EXPECT_GT(truck_flow, 0.0);
  EXPECT_NEAR(std::log(rail_flow / truck_flow), -0.05 * (rail_cost - least_truck), 1e-8);
  EXPECT_EQ(mode_paths(corridor_model(), 1.5), nullptr) << "roads alone";
}

TEST(ModeReport, BalancesTonnesAndCountsTheLoadsOwnCarbon) {
  TransportModel model = with_railway(0.03, 1e6);
  model.mode_tables.services[0].co2_g_per_t_km = 25.0;
  rebuild(model);
  const AssignmentResult flows = logit(model, 0.05);
  const std::vector<ModeUse> uses = mode_report(model, flows, *flows.paths);
  ASSERT_EQ(uses.size(), 2u);
  EXPECT_EQ(uses[0].mode, LinkKind::road);
  EXPECT_EQ(uses[1].mode, LinkKind::rail);
  EXPECT_EQ(uses[0].direction, FreightDirection::export_);
  // All that goes is in one mode or the other; sums of doubles.
  EXPECT_NEAR(uses[0].tonnes + uses[1].tonnes, 600.0, 600.0 * 1e-9);
  EXPECT_NEAR(uses[1].tonnes, rail_t_per_day(model, flows), 1e-9 * 600.0);
  EXPECT_NEAR(uses[1].tonne_km, uses[1].tonnes * 120.0, 1e-6);
  EXPECT_NEAR(uses[1].tonne_km_in_laos, uses[1].tonne_km, 1e-6);
  EXPECT_NEAR(uses[1].co2_t, uses[1].tonne_km * 25e-6, 1e-9);
  // 5 USD/t to load, 3 to unload, 3.6 on the rails.
  EXPECT_NEAR(uses[1].money_usd, uses[1].tonnes * 11.6, 1e-6);
  EXPECT_GE(uses[0].lifted_tonnes, 600.0 * (1.0 - 1e-9)) << "trucks bring it to the train";

  const std::vector<TerminalUse> terminals = terminal_report(model, flows);
  ASSERT_EQ(terminals.size(), 2u);
  EXPECT_EQ(terminals[0].source.id, "A");
  EXPECT_NEAR(terminals[0].unloaded_t, uses[1].tonnes, 1e-9 * 600.0);
  EXPECT_NEAR(terminals[1].loaded_t, uses[1].tonnes, 1e-9 * 600.0);
  EXPECT_EQ(terminals[1].passed_t, 0.0);

  const Indicators totals = indicators(model, flows);
  EXPECT_NEAR(totals.co2_t, uses[0].co2_t + uses[1].co2_t, 1e-9);
  double work = 0.0;
  for (const ModeUse& use : uses) work += use.tonne_km;
  EXPECT_NEAR(totals.tonne_km, work, 1e-9 * work);
  // Trucks alone make vehicle-km: 25 t each.
  EXPECT_NEAR(totals.vehicle_km, uses[0].tonne_km / 25.0, 1e-9 * totals.vehicle_km);
}

/// The railway beside a road whose trucks' way back is in traffic.
TransportModel with_empties() {
  TransportModel model = with_railway(0.03, 1e6);
  model.vehicles[0].empties_in_traffic = true;
  VehicleType empty = model.vehicles[0];
  empty.payload_t = 0.0;
  empty.empty_share = 0.0;
  empty.cost_share = model.cost_settings.empty_cost_share;
  model.vehicles.push_back(empty);
  model.demand.commodities.push_back({.id = "none", .usd_per_t = 0.0, .time_usd_per_t_h = 0.0});
  model.demand.tonnes_per_day.push_back(OdMatrix(4));
  model.classes.push_back({.id = "empty",
                           .commodity = CommodityId{1u},
                           .vehicle = 1,
                           .empty = true,
                           .usd_per_vehicle_h = 3.0});
  model.vehicles_per_h.push_back(empty_vehicles(model.vehicles_per_h[ClassId{0u}], 0.4));
  rebuild(model);
  return model;
}

TEST(TruckTrips, AreThoseOfTheStretchesByTruckAndEmptiesFollow) {
  const TransportModel model = with_empties();
  const AssignmentResult flows = logit(model, 0.05);
  const double rail_per_h = rail_t_per_day(model, flows) / 300.0;
  ASSERT_GT(rail_per_h, 0.1);
  const auto trips = truck_trips(model, *flows.paths);
  // The yards lie in the zones where freight begins and ends: no trip between zones.
  EXPECT_NEAR(trips[ClassId{0u}].at(ZoneId{0u}, ZoneId{3u}), 2.0 - rail_per_h, 1e-9);
  EXPECT_EQ(trips[ClassId{0u}].cell_count(), 1u);
  EXPECT_EQ(trips[ClassId{1u}].cell_count(), 0u);

  const FollowingEmpties empties = following_empties(model, trips);
  EXPECT_NEAR(empties.vehicles_per_h[ClassId{1u}].at(ZoneId{3u}, ZoneId{0u}),
              0.4 * (2.0 - rail_per_h), 1e-9);
  EXPECT_NEAR(empties.change, rail_per_h / 2.0, 1e-9);
  EXPECT_NEAR(empties.vehicles_per_h[ClassId{0u}].total(), 2.0, 1e-12);
}

TEST(TruckTrips, WeighTheirEmptyWayBackWhereThereAreOtherModes) {
  const TransportModel model = with_empties();
  const ClassLinkCosts& loaded = model.class_costs[ClassId{0u}];
  const ClassLinkCosts& empty = model.class_costs[ClassId{1u}];
  const std::size_t road = find_link(model, "R9-1", true).index();
  const double back_usd = 0.4 * (empty.money_usd[road] + 3.0 * empty.time_h[road]);
  const auto weighed = [&](std::size_t link) {
    return way_back_usd(model.network, LinkId{link}, model.classes[ClassId{0u}], model.vehicles[0],
                        model.cost_settings, model.mode_tables);
  };
  EXPECT_NEAR(weighed(road), back_usd, 1e-9);
  EXPECT_NEAR(loaded.constant_h[road],
              loaded.time_h[road] + (loaded.money_usd[road] + back_usd) / 12.0, 1e-12);
  const std::size_t rails = find_link(model, "L", true).index();
  EXPECT_EQ(weighed(rails), 0.0);
  EXPECT_EQ(empty.constant_h[rails], std::numeric_limits<double>::infinity());
  TransportModel roads = model;
  roads.mode_tables = {};
  rebuild(roads);
  const ClassLinkCosts& alone = roads.class_costs[ClassId{0u}];
  const std::size_t same_road = find_link(roads, "R9-1", true).index();
  EXPECT_EQ(alone.constant_h[same_road],
            alone.time_h[same_road] + alone.money_usd[same_road] / 12.0);
}

}  // namespace
}  // namespace landlink
