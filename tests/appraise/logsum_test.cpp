// Under logit a trip costs the logsum of its ways. For a small change of one way's cost the benefit
// that it gives is the rule of half's over the ways, 0.5 sum (f0 + f1)(c0 - c1).
//
//   West ---9, 60 km--- Middle ---9, 40 km--- East ==X== Abroad
//     \________________8, 150 km_____________/
#include <gtest/gtest.h>

#include <cmath>

#include "landlink/appraise/benefit_ledger.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

constexpr double kTheta = 0.3;  // per USD/t
constexpr double kLoad_t = 25.0;

struct Solved {
  Solved(const std::string& algorithm, double toll_usd) : model(corridor_model()) {
    for (DraftLink& link : model.draft.links) {
      if (link.attributes.source.id == "R8-1") link.attributes.toll_usd = toll_usd;
    }
    rebuild(model);
    AssignmentOptions options{.algorithm = algorithm, .relative_gap = 1e-12};
    options.stochastic.theta = kTheta;
    flows = assign(assignment_problem(model), options);
    costs = od_costs(model, flows);
  }
  [[nodiscard]] AppraisedState state() const { return {model, flows, costs}; }

  TransportModel model;
  AssignmentResult flows;
  IdVector<ClassId, OdCosts> costs;
};

double user_benefit(const Solved& base, const Solved& with) {
  double usd = 0.0;
  for (const Benefit& benefit :
       benefit_ledger(base.state(), with.state(), {.days_per_year = 1.0})) {
    if (benefit.group == Beneficiary::shipper || benefit.group == Beneficiary::carrier) {
      usd += benefit.usd;
    }
  }
  return usd;
}

/// 0.5 sum (v0 + v1)(c0 - c1) over links at the costs of each state: over ways it is the same,
/// since costs are additive.
double rule_of_half(const Solved& base, const Solved& with) {
  double usd = 0.0;
  for (const LinkId link : base.model.network.graph().links()) {
    const std::size_t i = link.index();
    const auto cost_h = [&](const Solved& s) {
      return s.model.class_costs[ClassId{0u}].constant_h[i] + s.flows.delay[i];
    };
    if (!std::isfinite(cost_h(base))) continue;
    const double trucks_per_day =
        12.0 * (base.flows.volume_per_h[0][i] + with.flows.volume_per_h[0][i]);
    usd += 0.5 * trucks_per_day * 12.0 * (cost_h(base) - cost_h(with));  // an hour is worth 12 USD
  }
  return usd;
}

double share_of_route_8(const Solved& solved) {
  for (const LinkId link : solved.model.network.graph().links()) {
    const FeatureRef& source = solved.model.network.link(link).source;
    if (source.id == "R8-1" && source.forward) {
      return solved.flows.volume_per_h[0][link.index()] / 2.0;
    }
  }
  return 0.0;
}

class Logsum : public testing::TestWithParam<const char*> {};

// The rule of half is the trapezoid of the shares along the change; it misses the integral, which
// the logsum is, by (theta d)^2 / 12 of the benefit at the most, d the change in USD/t.
TEST_P(Logsum, AgreesWithTheRuleOfHalfOnASmallChange) {
  const Solved base(GetParam(), 2.0);
  ASSERT_TRUE(base.flows.converged());
  ASSERT_GT(share_of_route_8(base), 0.05) << "both ways are used";
  ASSERT_LT(share_of_route_8(base), 0.95);
  for (const double less_usd : {0.1, 1.0}) {
    const Solved with(GetParam(), 2.0 - less_usd);
    const double benefit = user_benefit(base, with);
    // At least what those gain who are on Route 8 already, at the most if all were.
    EXPECT_GT(benefit, 24.0 * less_usd * share_of_route_8(base));
    EXPECT_LT(benefit, 24.0 * less_usd);
    const double bound = std::pow(kTheta * less_usd / kLoad_t, 2) / 12.0;
    const double solved_to = 1e-8;  // equilibria of a residual of 1e-12 and costs of 100 USD
    EXPECT_NEAR(benefit, rule_of_half(base, with), (bound + solved_to) * benefit) << less_usd;
  }
}

TEST_P(Logsum, FallsShortOfItWhereTheChangeIsLarge) {
  // A toll of 75 USD, 3 USD/t, drives nearly all off Route 8: the trapezoid is no integral there,
  // and the two differ by some per cent, so that the agreement above says something.
  const Solved base(GetParam(), 0.0);
  const Solved with(GetParam(), 250.0);
  const double loss = -user_benefit(base, with);
  const double trapezoid = -rule_of_half(base, with);
  EXPECT_GT(loss, 0.0);
  EXPECT_GT(std::abs(trapezoid - loss), 0.05 * loss);
}

INSTANTIATE_TEST_SUITE_P(Algorithms, Logsum, testing::Values("mnl", "psl"));

}  // namespace
}  // namespace landlink
