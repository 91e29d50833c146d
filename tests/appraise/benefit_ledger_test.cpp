#include "landlink/appraise/benefit_ledger.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "landlink/assign/assign.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

/// A model with its equilibrium and costs.
struct Solved {
  explicit Solved(TransportModel m)
      : model(std::move(m)),
        flows(assign(assignment_problem(model), {.relative_gap = 1e-12})),
        costs(od_costs(model, flows)) {}
  [[nodiscard]] AppraisedState state() const { return {model, flows, costs}; }
  TransportModel model;
  AssignmentResult flows;
  IdVector<ClassId, OdCosts> costs;
};

TransportModel corridor() {
  TransportModel model = corridor_model();
  model.zones[ZoneId{0u}].province = "LA-SV";
  return model;
}

double of(const BenefitLedger& ledger, Beneficiary group) {
  return totals_by(ledger, [](const Benefit& b) {
    return std::string(name_of(b.group));
  })[std::string(name_of(group))];
}

// 24 trucks a day pay 20 USD less at the post: users gain 24 x 20 x 365 = 175,200 a year and the
// two governments lose as much, half each.
TEST(BenefitLedger, NetsATransferToZero) {
  const Solved base(corridor());
  TransportModel cheaper = corridor();
  cheaper.draft.checkpoints[CheckpointId{0u}].fee_usd = 10.0;
  rebuild(cheaper);
  const Solved with(std::move(cheaper));
  const BenefitLedger ledger = benefit_ledger(base.state(), with.state());
  // Dollars pass through hours of a class and back: 1e-12 of costs of some hundred dollars a trip.
  EXPECT_NEAR(of(ledger, Beneficiary::shipper), 175'200.0, 1e-5);
  EXPECT_NEAR(of(ledger, Beneficiary::government), -175'200.0, 1e-5);
  EXPECT_NEAR(total_usd(ledger), 0.0, 1e-5);
  const auto by_country = totals_by(ledger, [](const Benefit& b) { return b.country; });
  // Half of the users' gain to each end of the trip, half of the loss to each side of the post.
  EXPECT_NEAR(by_country.at("LAO"), 0.0, 1e-5);
  EXPECT_NEAR(by_country.at("VNM"), 0.0, 1e-5);
}

TEST(BenefitLedger, PaysATollToTheCountryOfTheRoad) {
  const Solved base(corridor());
  TransportModel tolled = corridor();
  for (DraftLink& link : tolled.draft.links) {
    if (link.attributes.source.id == "R9-1") link.attributes.toll_usd = 2.0;
  }
  rebuild(tolled);
  const Solved with(std::move(tolled));
  const BenefitLedger ledger = benefit_ledger(base.state(), with.state());
  EXPECT_NEAR(of(ledger, Beneficiary::government), 24 * 2 * 365.0, 1e-5);
  EXPECT_NEAR(total_usd(ledger), 0.0, 1e-5);
  // Laos collects all of it; half of those who pay are abroad.
  const auto by_country = totals_by(ledger, [](const Benefit& b) { return b.country; });
  EXPECT_NEAR(by_country.at("LAO"), 0.5 * 24 * 2 * 365, 1e-5);
  EXPECT_NEAR(by_country.at("VNM"), -0.5 * 24 * 2 * 365, 1e-5);
}

// A quicker road: 600 t/day West to Abroad. Time is worth 25 t x 0.48 USD/t-h = 12 USD a truck
// hour, all of it to shippers; what running costs less, to carriers.
TEST(BenefitLedger, AddsUpToTheTotalInEveryDimension) {
  const Solved base(corridor());
  TransportModel better = corridor();
  for (DraftLink& link : better.draft.links) {
    if (link.attributes.road == "9") link.attributes.iri_m_per_km = 2.0;
  }
  rebuild(better);
  const Solved with(std::move(better));
  const LedgerSettings settings{.carbon_usd_per_t = 50.0};
  const BenefitLedger ledger = benefit_ledger(base.state(), with.state(), settings);
  const double total = total_usd(ledger);
  ASSERT_GT(total, 1000.0);
  const std::function<std::string(const Benefit&)> keys[] = {
      [](const Benefit& b) { return b.country; }, [](const Benefit& b) { return b.province; },
      [](const Benefit& b) { return b.commodity; },
      [](const Benefit& b) { return std::string(name_of(b.group)); },
      [](const Benefit& b) { return std::string(name_of(b.part)); }};
  for (const auto& key : keys) {
    double sum = 0.0;
    for (const auto& [name, usd] : totals_by(ledger, key)) sum += usd;
    EXPECT_NEAR(sum, total, 1e-9 * std::abs(total));
  }
  const double hours =
      base.costs[ClassId{0u}].parts_usd[0][3] - with.costs[ClassId{0u}].parts_usd[0][3];
  const auto by_part =
      totals_by(ledger, [](const Benefit& b) { return std::string(name_of(b.part)); });
  EXPECT_NEAR(by_part.at("time"), 24 * 365 * hours, 1e-9 * total);
  const auto by_province = totals_by(ledger, [](const Benefit& b) { return b.province; });
  EXPECT_NEAR(by_province.at("LA-SV"), 0.5 * total, 1e-9 * total);  // the only Lao end
  // Users' gains are the rule of half's, whatever the split.
  EXPECT_NEAR(total,
              365 * user_benefit_usd_per_day(base.model, class_skims(base.model, base.flows),
                                             with.model, class_skims(with.model, with.flows)),
              1e-9 * total);
}

// 24 trucks over 100 km with 40 % empty running at 0.75 of the fuel, 860 g/km: 24 x 100 x 1.3 x
// 860e-6 = 2.6832 t/day. A tax of 0.1 USD on 860 / 2680 litres a km and 1.3 km of each.
TEST(DayRevenue, CollectsFuelTaxAndCountsCarbonDioxide) {
  TransportModel model = corridor();
  model.cost_settings.fuel_tax_usd_per_l = 0.1;
  rebuild(model);
  const Solved taxed(std::move(model));
  const DayRevenue day = day_revenue(taxed.model, taxed.flows);
  EXPECT_NEAR(day.co2_t.at(0), 2.6832, 1e-9);
  const double tax = 24 * 100 * 1.3 * 860 / 2680 * 0.1;
  EXPECT_NEAR(day.usd.at("LAO").at(0), tax + 0.5 * 24 * 30, 1e-9);
  EXPECT_NEAR(day.usd.at("VNM").at(0), 0.5 * 24 * 30, 1e-9);
  const BenefitLedger ledger = benefit_ledger(Solved(corridor()).state(), taxed.state());
  EXPECT_NEAR(total_usd(ledger), 0.0, 1e-5);
}

TEST(BenefitLedger, LeavesOutPairsWithoutAWay) {
  const Solved base(corridor());
  TransportModel cut = corridor();
  for (DraftLink& link : cut.draft.links) {
    if (link.attributes.kind == LinkKind::border) link.attributes.open = false;
  }
  rebuild(cut);
  const Solved with(std::move(cut));
  const BenefitLedger ledger = benefit_ledger(base.state(), with.state());
  EXPECT_EQ(of(ledger, Beneficiary::shipper), 0.0);
  EXPECT_NEAR(of(ledger, Beneficiary::government), -24 * 30 * 365.0, 1e-6);
}

}  // namespace
}  // namespace landlink
