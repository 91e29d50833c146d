#include "landlink/appraise/benefit_ledger.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

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
  const double saved = base.costs[ClassId{0u}].total_usd[3] - with.costs[ClassId{0u}].total_usd[3];
  EXPECT_NEAR(total, 24 * 365 * saved, 1e-9 * total);
}

// The same road in Vietnamese trucks: what running costs less is their carriers' gain, all of it in
// Vietnam; what time is worth goes to shippers, half to Savannakhet and half abroad.
TEST(BenefitLedger, GivesCarriersTheNationalityOfTheirTrucks) {
  TransportModel vietnamese = corridor();
  vietnamese.classes[ClassId{0u}].nationality = CountryCode("VNM");
  TransportModel better = vietnamese;
  // Below 4 m/km running costs no less: their curve is flat there.
  for (auto [model, iri] : {std::pair{&vietnamese, 8.0}, std::pair{&better, 4.0}}) {
    for (DraftLink& link : model->draft.links) {
      if (link.attributes.road == "9") link.attributes.iri_m_per_km = iri;
    }
  }
  rebuild(vietnamese);
  rebuild(better);
  const Solved base(std::move(vietnamese));
  const Solved with(std::move(better));
  const auto by = totals_by(benefit_ledger(base.state(), with.state()), [](const Benefit& b) {
    return std::string(name_of(b.group)) + " " + b.country + " " + b.province;
  });
  const auto saved = [&](BenefitPart part) {
    const auto p = static_cast<std::size_t>(part);
    return 24 * 365 *
           (base.costs[ClassId{0u}].parts_usd[p][3] - with.costs[ClassId{0u}].parts_usd[p][3]);
  };
  const double running = saved(BenefitPart::operating);
  const double time = saved(BenefitPart::time);
  ASSERT_GT(running, 0.0);
  ASSERT_GT(time, 0.0);
  const double rounding = 1e-9 * (running + time);
  EXPECT_NEAR(by.at("carrier VNM abroad"), running, rounding);
  EXPECT_NEAR(by.at("shipper LAO LA-SV"), 0.5 * time, rounding);
  EXPECT_NEAR(by.at("shipper VNM abroad"), 0.5 * time, rounding);
  double all = 0.0;
  for (const auto& [who, usd] : by) all += usd;
  EXPECT_NEAR(all, running + time, rounding) << "nobody else gains or loses";
}

/// Costs of the one class: the same between all zones, nothing but a total.
IdVector<ClassId, OdCosts> everywhere(double usd) {
  OdCosts costs{.zones = 4, .total_usd = std::vector<double>(16, usd)};
  for (auto& part : costs.parts_usd) part.assign(16, 0.0);
  IdVector<ClassId, OdCosts> result;
  result.push_back(std::move(costs));
  return result;
}

double gain(const Solved& base, double usd_before, const Solved& with, double usd_after) {
  return total_usd(benefit_ledger({base.model, base.flows, everywhere(usd_before)},
                                  {with.model, with.flows, everywhere(usd_after)},
                                  {.days_per_year = 1.0}));
}

// 24 trucks a day save 18 USD each; what the posts collect is the same.
TEST(BenefitLedger, IsTheSavingOfEveryTruckUnderFixedDemand) {
  const Solved solved(corridor());
  EXPECT_NEAR(gain(solved, 120.0, solved, 102.0), 432.0, 1e-9);
}

// Half of the benefit for 12 trucks that are new: 30 x 18 USD. They pay 30 USD each at the post.
TEST(BenefitLedger, TakesHalfForTrafficThatIsNew) {
  TransportModel more = corridor();
  more.vehicles_per_h[ClassId{0u}] = OdMatrix(4, {{ZoneId{0u}, ZoneId{3u}, 3.0}});
  rebuild(more);
  EXPECT_NEAR(gain(Solved(corridor()), 120.0, Solved(std::move(more)), 102.0), 540.0 + 12 * 30.0,
              1e-9);
}

TEST(BenefitLedger, LeavesOutWhatHasNoWayInOneOfTheTwo) {
  const Solved solved(corridor());
  EXPECT_EQ(gain(solved, 120.0, solved, std::numeric_limits<double>::infinity()), 0.0);
}

TEST(OdCosts, AreTheCheapestWayAtTheDelaysOfTheFlows) {
  const Solved solved(corridor());
  double hours = 0.0;
  // Along Route 9, 100 km, and not along the 150 km of Route 8.
  for (const LinkId link : solved.model.network.graph().links()) {
    const FeatureRef& source = solved.model.network.link(link).source;
    if (!source.forward || (source.id != "R9-1" && source.id != "R9-2" && source.id != "LV6")) {
      continue;
    }
    hours += solved.model.class_costs[ClassId{0u}].constant_h[link.index()] +
             solved.flows.delay[link.index()];
  }
  // An hour of the truck is worth 12 USD; from zone 0 to zone 3 of four.
  EXPECT_NEAR(solved.costs[ClassId{0u}].total_usd[3], 12.0 * hours, 1e-9);
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
