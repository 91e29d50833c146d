// What modes do, as told by the volumes of links alone.
#include "mode_link_uses.hpp"

#include <gtest/gtest.h>

#include "landlink/appraise/measure.hpp"
#include "landlink/appraise/mode_report.hpp"
#include "landlink/assign/assign.hpp"
#include "support/mode_model.hpp"

namespace landlink::output {
namespace {

// The corridor of mode_model.hpp: 600 t a day from West to Abroad cross a border. A user
// equilibrium by bushes keeps no paths; what terminals load is what modes lift, and all that is
// carried leaves its zone on wheels.
TEST(ModeUsesOfLinks, LiftWhatTerminalsLoad) {
  const TransportModel model = mode_model();
  AssignmentProblem problem = assignment_problem(model);
  problem.side_constraints.clear();
  const AssignmentResult flows = assign(problem, {.algorithm = "bush", .relative_gap = 1e-9});
  ASSERT_EQ(flows.paths, nullptr);
  const auto uses = mode_uses_of_links(model, flows);
  double by_road = 0.0;
  double by_others = 0.0;
  for (const auto& [key, use] : uses) {
    EXPECT_FALSE(std::get<2>(key));
    (use.mode == LinkKind::road ? by_road : by_others) += use.lifted_tonnes;
  }
  double loaded = 0.0;
  for (const TerminalUse& terminal : terminal_report(model, flows)) loaded += terminal.loaded_t;
  EXPECT_NEAR(by_road, 600.0, 1e-9 * 600.0);
  EXPECT_NEAR(by_others, loaded, 1e-9 * 600.0);
}

// By paths and by links alike: the same t-km and money of each mode.
TEST(ModeUsesOfLinks, AgreeWithPaths) {
  const TransportModel model = mode_model();
  AssignmentProblem problem = assignment_problem(model);
  problem.side_constraints.clear();
  AssignmentOptions options{.algorithm = "mnl", .relative_gap = 1e-9};
  options.stochastic.theta = 0.01;
  options.stochastic.choice_set.max_detour = 10.0;
  const AssignmentResult flows = assign(problem, options);
  const auto of_links = mode_uses_of_links(model, flows);
  std::size_t modes = 0;
  for (const ModeUse& use : mode_report(model, flows, *flows.paths)) {
    const ModeUse& found = of_links.at({use.mode, use.commodity, false});
    // Sums of the same terms in another order.
    EXPECT_NEAR(found.lifted_tonnes, use.lifted_tonnes, 1e-9 * (1.0 + use.lifted_tonnes));
    EXPECT_NEAR(found.tonne_km, use.tonne_km, 1e-9 * (1.0 + use.tonne_km));
    EXPECT_NEAR(found.money_usd, use.money_usd, 1e-9 * (1.0 + use.money_usd));
    EXPECT_NEAR(found.co2_t, use.co2_t, 1e-9 * (1.0 + use.co2_t));
    ++modes;
  }
  EXPECT_GE(modes, 2u);
}

}  // namespace
}  // namespace landlink::output
