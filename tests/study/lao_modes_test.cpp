// Freight of gis/laos by all modes: what must hold whatever the numbers are, and what the railway
// does.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/mode_paths.hpp"
#include "landlink/appraise/mode_report.hpp"
#include "landlink/assign/assign.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/network/link_mode.hpp"
#include "landlink/scenario/scenario.hpp"
#include "landlink/study/base_model.hpp"

namespace landlink {
namespace {

struct Solved {
  TransportModel model = {};
  AssignmentResult flows = {};
  std::vector<ModeUse> uses = {};
};

/// The base of 2024 with some modes, capacities of terminals and lines aside; `airport_h` is what
/// airports take to handle freight, where it is not to be that of the data.
Solved solve(StudyModes modes, std::optional<double> airport_h = {}) {
  Study study = read_study("scenarios/base-2024.toml");
  study.modes = modes;
  Solved solved{.model = load_base_model(study).model};
  if (airport_h) {
    for (Airport& airport : solved.model.other_modes.airports) {
      airport.handling.handling_h = *airport_h;
    }
    rebuild(solved.model);
  }
  AssignmentProblem problem = assignment_problem(solved.model);
  problem.side_constraints.clear();
  AssignmentOptions options = study.assignment;
  options.stochastic.extra_paths = mode_paths(solved.model, 1.5);
  solved.flows = assign(problem, options);
  solved.uses = mode_report(solved.model, solved.flows, *solved.flows.paths);
  return solved;
}

const Solved& all_modes() {
  static const Solved made = solve({});
  return made;
}

const Solved& without_rail() {
  static const Solved made = solve({.rail = false});
  return made;
}

template <class Value>
double sum_of(const Solved& solved, LinkKind mode, const Value& value) {
  double sum = 0.0;
  for (const ModeUse& use : solved.uses) {
    if (use.mode == mode) sum += value(use);
  }
  return sum;
}

/// Tonnes a day on the roads of a number, both ways, the mean by length.
double t_per_day(const Solved& solved, const std::string& road) {
  double tonne_km = 0.0;
  double km = 0.0;
  for (const LinkId id : solved.model.network.graph().links()) {
    const LinkAttributes& link = solved.model.network.link(id);
    if (link.kind != LinkKind::road || link.road != road || link.country != kLaos) continue;
    km += 0.5 * link.length_km;
    for (std::size_t k = 0; k < solved.model.classes.size(); ++k) {
      const VehicleType& vehicle = solved.model.vehicles[solved.model.classes[ClassId{k}].vehicle];
      tonne_km +=
          solved.flows.volume_per_h[k][id.index()] * vehicle.payload_t * 12.0 * link.length_km;
    }
  }
  return km > 0.0 ? tonne_km / km : 0.0;
}

TEST(LaoModes, ConvergeAndCarryEveryTonneOfEachCommodity) {
  const Solved& solved = all_modes();
  EXPECT_TRUE(solved.flows.converged());
  EXPECT_LE(solved.flows.residual, 1e-6);
  std::map<std::size_t, double> carried;
  for (const ModeUse& use : solved.uses) carried[use.commodity.index()] += use.tonnes;
  for (std::size_t c = 0; c < solved.model.demand.commodities.size(); ++c) {
    const OdMatrix& demand = solved.model.demand.tonnes_per_day[CommodityId{c}];
    double wanted = 0.0;
    for (const OdEntry& entry : demand.entries()) {
      if (entry.origin != entry.destination) wanted += entry.value;
    }
    EXPECT_NEAR(carried[c], wanted, 1e-9 * wanted)
        << solved.model.demand.commodities[CommodityId{c}].id;
  }
}

// Whatever is loaded onto a mode is unloaded from it, by class.
TEST(LaoModes, UnloadWhatTheyLoad) {
  const Solved& solved = all_modes();
  const Network& network = solved.model.network;
  double lifted = 0.0;
  for (std::size_t k = 0; k < solved.model.classes.size(); ++k) {
    std::map<LinkKind, std::array<double, 2>> handled;
    for (const LinkId id : network.graph().links()) {
      const LinkAttributes& link = network.link(id);
      const double flow = solved.flows.volume_per_h[k][id.index()];
      if (link.transfer == Transfer::load) handled[link.mode][0] += flow;
      if (link.transfer == Transfer::unload) handled[link.mode][1] += flow;
    }
    for (const auto& [mode, flow] : handled) {
      EXPECT_NEAR(flow[0], flow[1], 1e-9 * (1.0 + flow[0]));
      lifted += flow[0];
    }
  }
  EXPECT_GT(lifted, 0.0);
}

// Every path used is one way from its origin to its destination, and gets onto a line and off it by
// transfers that take time and money.
TEST(LaoModes, LeadPathsOnThroughTransfersThatCost) {
  const Solved& solved = all_modes();
  const Network& network = solved.model.network;
  const PathSet& set = solved.flows.paths->set;
  std::size_t by_line = 0;
  for (std::size_t pair = 0; pair < set.pair_count(); ++pair) {
    for (std::size_t i = 0; i < set.path_count(pair); ++i) {
      NodeId at = solved.model.centroids[set.pairs()[pair].origin];
      bool on_line = false;
      std::set<NodeId> seen{at};
      for (const LinkId id : set.links(set.first_path(pair) + i)) {
        const LinkAttributes& link = network.link(id);
        ASSERT_EQ(network.tail(id), at);
        at = network.head(id);
        ASSERT_TRUE(seen.insert(at).second);
        if (link.transfer == Transfer::load) {
          ASSERT_FALSE(on_line);
          on_line = true;
          ++by_line;
        } else if (link.transfer == Transfer::unload) {
          ASSERT_TRUE(on_line);
          on_line = false;
        } else if (!is_other_mode(link)) {
          ASSERT_FALSE(on_line) << "a road within a haul by " << link.name;
        } else if (link.kind != LinkKind::transfer) {
          ASSERT_TRUE(on_line) << link.name << " without loading";
        }
        if (link.kind == LinkKind::transfer && is_other_mode(link)) {
          ASSERT_GT(link.fixed_time_h, 0.0) << link.source.id;
          ASSERT_GT(link.usd_per_t, 0.0) << link.source.id;
        }
      }
      ASSERT_FALSE(on_line);
      ASSERT_EQ(at, solved.model.centroids[set.pairs()[pair].destination]);
    }
  }
  EXPECT_GT(by_line, 0u);
}

// The railway relieves the roads beside it, and the more so for freight to and from China.
TEST(LaoModes, MoveFreightFromRoute13NorthAndRoute3ToTheRailway) {
  const Solved& now = all_modes();
  const Solved& before = without_rail();
  const auto tonnes = [](const ModeUse& use) { return use.tonnes; };
  EXPECT_EQ(sum_of(before, LinkKind::rail, tonnes), 0.0);
  EXPECT_GT(sum_of(now, LinkKind::rail, tonnes), 0.0);
  EXPECT_LT(t_per_day(now, "13N"), t_per_day(before, "13N"));
  EXPECT_LT(t_per_day(now, "3"), t_per_day(before, "3"));
  for (const FreightDirection direction : {FreightDirection::import, FreightDirection::export_}) {
    const auto directed = [&](const ModeUse& use) {
      return use.direction == direction ? use.tonnes : 0.0;
    };
    EXPECT_LT(sum_of(now, LinkKind::road, directed), sum_of(before, LinkKind::road, directed));
  }
}

// What cannot wait flies where that pays, and nothing else does. With an hour at each airport
// instead of six, Vientiane - Kunming takes 11 hours and 1160 USD/t, at 98 USD/t for an hour 22
// hours in all, against 33 by truck.
TEST(LaoModes, FlyWhatCannotWaitWhereThatPays) {
  const Solved quick = solve({.rail = false, .waterway = false}, 1.0);
  double express_t = 0.0;
  double express_by_air_t = 0.0;
  double others_by_air_t = 0.0;
  for (const ModeUse& use : quick.uses) {
    const bool express = quick.model.demand.commodities[use.commodity].id == "express";
    if (express) express_t += use.tonnes;
    if (use.mode != LinkKind::air) continue;
    (express ? express_by_air_t : others_by_air_t) += use.tonnes;
  }
  EXPECT_NEAR(express_t, 6300.0 / 365.0, 1e-6);
  // A fifth is from or to Kunming and 85 % of that in Vientiane.
  EXPECT_GT(express_by_air_t, 0.99 * 0.2 * 0.85 * express_t);
  // Goods of 12.5 USD/t-h (electronics) pay 900 USD/t more for some 10 hours: 800 USD/t too much.
  EXPECT_LT(others_by_air_t, 1e-6);
}

}  // namespace
}  // namespace landlink
