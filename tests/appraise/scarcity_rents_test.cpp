// Who gains the price of what is scarce: permits, and room in a yard.
#include "landlink/appraise/scarcity_rents.hpp"

#include <gmock/gmock.h>

#include "landlink/appraise/benefit_ledger.hpp"
#include "landlink/appraise/measure.hpp"
#include "landlink/assign/assign.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

struct Solved {
  explicit Solved(TransportModel m)
      : model(std::move(m)),
        flows(assign(assignment_problem(model), {.algorithm = "bush", .relative_gap = 1e-9})),
        costs(od_costs(model, flows)) {}
  [[nodiscard]] AppraisedState state() const { return {model, flows, costs}; }
  TransportModel model;
  AssignmentResult flows;
  IdVector<ClassId, OdCosts> costs;
};

/// The corridor's 24 trucks a day, Lao ones, with so many permits for Vietnam.
Solved with_permits(double per_day) {
  TransportModel model = corridor_model();
  model.classes[ClassId{0u}].nationality = kLaos;
  model.rights.at(kLaos, CountryCode{"VNM"}).quota_per_day = per_day;
  rebuild(model);
  return Solved(std::move(model));
}

std::map<std::string, double> by_part(const BenefitLedger& ledger) {
  return totals_by(ledger, [](const Benefit& b) {
    return std::string(name_of(b.group)) + " " + std::string(name_of(b.part)) + " " + b.country;
  });
}

/// Of 24 x 156 x 365 USD: a limit is held to 1e-6 of itself, its price to 1e-6 of all costs.
constexpr double kUsd = 20.0;

TEST(ScarcityRents, AreNothingWhileSomeIsLeft) {
  const Solved enough = with_permits(30.0);
  EXPECT_TRUE(day_rents(enough.model, enough.flows).empty());
}

// Without a permit freight changes trucks: 3 h at 12 USD and 120 USD, 156 USD in all. With 10
// permits for 24 trucks all pay 156 USD more than with enough, 10 of them for their permit:
//   users lose        24 x 156 x 365 = 1,366,560
//   who hold permits  10 x 156 x 365 =   569,400
//   in all            14 x 156 x 365 =   797,160, what changing trucks costs
TEST(ScarcityRents, OfPermitsAreTheirHoldersGain) {
  const Solved enough = with_permits(30.0);
  const Solved few = with_permits(10.0);
  const BenefitLedger ledger = benefit_ledger(enough.state(), few.state());
  const auto part = by_part(ledger);
  EXPECT_NEAR(part.at("carrier scarcity rent LAO"), 10 * 156 * 365.0, kUsd);
  double users = 0.0;
  double sum = 0.0;
  for (const auto& [name, usd] : part) {
    sum += usd;
    if (!name.starts_with("carrier scarcity") && !name.starts_with("gov")) users += usd;
  }
  EXPECT_NEAR(users, -24 * 156 * 365.0, kUsd);
  EXPECT_NEAR(total_usd(ledger), -14 * 156 * 365.0, kUsd);
  EXPECT_NEAR(sum, total_usd(ledger), 1e-9 * 14 * 156 * 365.0);
  const auto remainder =
      totals_by(ledger, [](const Benefit& b) { return std::string(name_of(b.part)); })["remainder"];
  EXPECT_NEAR(remainder, 0.0, kUsd);
  // One more permit saves one change of trucks.
  const Solved more = with_permits(11.0);
  EXPECT_NEAR(total_usd(benefit_ledger(few.state(), more.state())), 156 * 365.0, kUsd);
}

/// A railway beside the corridor that takes 7 h, 84 USD, and whose yards handle so much.
Solved with_yards(double t_per_day) {
  TransportModel model = corridor_model();
  add_railway(model,
              {.handling_h = 1.0, .handling_usd_per_t = 0.01, .capacity_t_per_day = t_per_day});
  model.mode_tables.services = {{.kind = LinkKind::rail}};
  model.mode_tables.access = {{.commodity = "goods", .kind = LinkKind::rail}};
  rebuild(model);
  return Solved(std::move(model));
}

// 240 t of 600 go by rail, 9.6 loads, then 480, 19.2 loads. The others go by road, so that all 24
// pay the road's cost before and after: what a load by rail saves stays with those who run the
// yards, and users gain only what a shorter queue at the post takes off the road's cost.
TEST(ScarcityRents, OfAYardAreTheGainOfWhoRunsIt) {
  const Solved small = with_yards(240.0);
  const Solved large = with_yards(480.0);
  const Solved unlimited = with_yards(1e6);
  const double before = small.costs[ClassId{0u}].total_usd[3];
  const double after = large.costs[ClassId{0u}].total_usd[3];
  const double by_rail = unlimited.costs[ClassId{0u}].total_usd[3];
  ASSERT_GT(after, by_rail + 50.0);
  double rents = 0.0;
  for (const auto& [country, usd] : day_rents(small.model, small.flows)) rents += usd.at(0);
  // Prices of limits are certified to 1e-6 of all costs, 24 x 190 USD a day; over a year 2 USD.
  EXPECT_NEAR(rents, 9.6 * (before - by_rail), 0.02);
  const BenefitLedger ledger = benefit_ledger(small.state(), large.state());
  const auto part =
      totals_by(ledger, [](const Benefit& b) { return std::string(name_of(b.part)); });
  EXPECT_NEAR(part.at("scarcity rent"),
              365.0 * (19.2 * (after - by_rail) - 9.6 * (before - by_rail)), kUsd);
  const double users = total_usd(ledger) - part.at("scarcity rent") - part.at("revenue");
  EXPECT_NEAR(users, 365.0 * 24.0 * (before - after), kUsd);
  EXPECT_GT(part.at("scarcity rent"), 10.0 * users);
  // The yards lie in Laos and abroad.
  const auto country = totals_by(
      ledger, [](const Benefit& b) { return std::string(name_of(b.part)) + " " + b.country; });
  EXPECT_TRUE(country.contains("scarcity rent LAO") || country.contains("scarcity rent VNM"));
}

}  // namespace
}  // namespace landlink
