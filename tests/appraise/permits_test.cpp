#include "landlink/appraise/permits.hpp"

#include <gtest/gtest.h>

#include <string>

#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

constexpr double kThetaPerUsdT = 0.3;

/// The corridor's 24 trucks a day, Lao ones, with so many permits for Vietnam.
TransportModel with_permits(double per_day) {
  TransportModel model = corridor_model();
  model.classes[ClassId{0u}].nationality = kLaos;
  model.rights.at(kLaos, CountryCode{"VNM"}).quota_per_day = per_day;
  rebuild(model);
  return model;
}

PermitReport solve(const TransportModel& model, const std::string& algorithm = "bush") {
  const AssignmentProblem problem = assignment_problem(model);
  AssignmentOptions options{.algorithm = algorithm, .relative_gap = 1e-8};
  options.stochastic.theta = kThetaPerUsdT;
  const AssignmentResult flows = assign(problem, options);
  EXPECT_TRUE(flows.converged());
  const auto reports = permit_reports(model, problem, flows);
  EXPECT_EQ(reports.size(), 1U);
  return reports.at(0);
}

TEST(Permits, AreWorthNothingWhileSomeAreLeft) {
  const PermitReport report = solve(with_permits(30.0));
  EXPECT_NEAR(report.used_per_day, 24.0, 1e-6);
  EXPECT_EQ(report.worth_h, 0.0);
}

// Without a permit freight changes trucks: 3 h and 120 USD at 12 USD an hour, 13 h in all. The yard
// has no limit, so that this is what a permit saves.
TEST(Permits, AreWorthChangingTrucksWhereTheyBind) {
  const PermitReport report = solve(with_permits(10.0));
  // Violation is held to 1e-6 of the limit, and the price to that of the total cost.
  EXPECT_NEAR(report.used_per_day, 10.0, 1e-4);
  EXPECT_NEAR(report.worth_h, 13.0, 1e-3);
  EXPECT_NEAR(report.worth_usd, 156.0, 1e-2);
}

// The default: the yard joins the paths to choose from when permits make it worth while.
TEST(Permits, AreHeldAndPricedByTheLogitOfStudies) {
  EXPECT_EQ(solve(with_permits(25.0), "psl").worth_h, 0.0);
  double before = 0.0;
  for (const double permits : {20.0, 10.0, 1.0}) {
    const PermitReport report = solve(with_permits(permits), "psl");
    EXPECT_NEAR(report.used_per_day, permits, 1e-6 * permits);
    EXPECT_GT(report.worth_h, before);
    before = report.worth_h;
  }
}

TEST(Permits, OfNoneSendEveryTruckToTheYard) {
  const PermitReport report = solve(with_permits(0.0));
  EXPECT_NEAR(report.used_per_day, 0.0, 1e-4);
}

TEST(Permits, CountOnlyTheTrucksOfTheirCountry) {
  TransportModel model = with_permits(10.0);
  model.classes[ClassId{0u}].nationality = CountryCode{"VNM"};
  rebuild(model);
  EXPECT_TRUE(permit_constraints(model).empty());
}

}  // namespace
}  // namespace landlink
