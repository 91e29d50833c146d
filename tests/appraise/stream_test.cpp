#include "landlink/appraise/stream.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace landlink {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

constexpr double kRounding = 1e-12;  // relative, of a few additions

// Modelled in 2030 and 2040, open from 2032 to 2045, half of the benefits in the first year.
TEST(BenefitWeights, InterpolateBetweenModelledYears) {
  const BenefitTiming timing{.opens = 2032,
                             .last_year = 2045,
                             .modelled_years = {2030, 2040},
                             .growth_per_year = 0.05,
                             .ramp_up = {0.5}};
  EXPECT_THAT(benefit_weights(timing, 2031), ElementsAre(0.0, 0.0));
  // A fifth of the way, times the ramp-up.
  EXPECT_THAT(benefit_weights(timing, 2032),
              ElementsAre(DoubleNear(0.4, kRounding), DoubleNear(0.1, kRounding)));
  EXPECT_THAT(benefit_weights(timing, 2035), ElementsAre(0.5, 0.5));
  EXPECT_THAT(benefit_weights(timing, 2040), ElementsAre(0.0, 1.0));
  EXPECT_THAT(benefit_weights(timing, 2042), ElementsAre(0.0, DoubleNear(1.1025, kRounding)));
  EXPECT_THAT(benefit_weights(timing, 2046), ElementsAre(0.0, 0.0));
}

TEST(BenefitWeights, GrowBackwardsBeforeTheModelledYear) {
  const BenefitTiming timing{
      .opens = 2028, .last_year = 2045, .modelled_years = {2030}, .growth_per_year = 0.1};
  EXPECT_NEAR(benefit_weights(timing, 2028).at(0), 1.0 / 1.21, kRounding);
}

// Half opens in 2030 and the rest in 2032, each with half of its benefits in its first year.
TEST(BenefitWeights, BeginWithEachStage) {
  const BenefitTiming timing{.opens = 2030,
                             .last_year = 2034,
                             .modelled_years = {2030},
                             .ramp_up = {0.5},
                             .later_openings = {2032}};
  EXPECT_EQ(timing.stages(), 2u);
  EXPECT_EQ(timing.last_opening(), 2032);
  EXPECT_THAT(benefit_weights(timing, 2029), ElementsAre(0.0, 0.0));
  EXPECT_THAT(benefit_weights(timing, 2030), ElementsAre(0.5, 0.0));
  EXPECT_THAT(benefit_weights(timing, 2031), ElementsAre(1.0, 0.0));
  EXPECT_THAT(benefit_weights(timing, 2032), ElementsAre(1.0, 0.5));
  EXPECT_THAT(benefit_weights(timing, 2034), ElementsAre(1.0, 1.0));
  EXPECT_THAT(benefit_weights(timing, 2035), ElementsAre(0.0, 0.0));
}

const Asset kRoad{.terms = {.capital_usd = 100.0,
                            .maintenance_usd_per_year = 2.0,
                            .construction_years = 2,
                            .opens = 2030},
                  .life_years = 10.0};
const BenefitTiming kFiveYears{.opens = 2030, .last_year = 2034, .modelled_years = {2030}};
const std::vector<double> kBenefit{32.0};

// Spending 50 in 2028 and 2029; 32 - 2 a year from 2030 to 2034; half of the ten years' life is
// left at the end: 50. At 10 %, discounted to 2028:
//   -50 - 50/1.1 + 30 (1.1^-2 + ... + 1.1^-6) + 50 x 1.1^-6
//   = -50 - 45.454545 + 30 x 3.446170 + 28.223697 = 36.154244
TEST(AppraisalStream, CountsConstructionMaintenanceAndWhatIsLeft) {
  const AppraisalStream stream = appraisal_stream(std::vector{kRoad}, kFiveYears);
  EXPECT_EQ(stream.first_year, 2028);
  EXPECT_THAT(stream.capital_usd, ElementsAre(50, 50, 0, 0, 0, 0, 0));
  EXPECT_THAT(stream.maintenance_usd, ElementsAre(0, 0, 2, 2, 2, 2, 2));
  EXPECT_THAT(stream.residual_usd, ElementsAre(0, 0, 0, 0, 0, 0, 50));
  const CostBenefitStream flows = stream.with_benefits(kBenefit);
  EXPECT_NEAR(net_present_value(flows.net_usd(), 0.10), 36.154244, 1e-6);  // digits above
  // Benefits 32 x 3.446170 + 28.223697 = 138.501137 over costs 95.454545 + 2 x 3.446170.
  EXPECT_NEAR(*benefit_cost_ratio(flows, 0.10), 138.501137 / 102.346885, 1e-6);
}

// 50 x 1.21 + 50 x 1.1 = 115.5 by 2030; the year's benefit is 32.
TEST(AppraisalStream, GivesTheFirstYearsReturn) {
  const AppraisalStream stream = appraisal_stream(std::vector{kRoad}, kFiveYears);
  EXPECT_NEAR(*first_year_return(stream, 2030, kBenefit, 0.10), 32.0 / 115.5, kRounding);
  Asset free = kRoad;
  free.terms.capital_usd = 0.0;
  EXPECT_FALSE(
      first_year_return(appraisal_stream(std::vector{free}, kFiveYears), 2030, kBenefit, 0.1));
}

// Benefits without the residual value are worth 110.277440, so they may fall by
// 36.154244 / 110.277440; capital less the residual value is 67.230848.
TEST(AppraisalStream, SaysAtWhichChangesItIsWorthNothing) {
  const AppraisalStream stream = appraisal_stream(std::vector{kRoad}, kFiveYears);
  const SwitchingValues values = switching_values(stream, kBenefit, 0.10);
  EXPECT_NEAR(*values.benefits, -36.154244 / 110.277440, 1e-6);
  EXPECT_NEAR(*values.capital, 36.154244 / 67.230848, 1e-6);
  // At the changed values the net present value is indeed zero.
  std::vector<double> fewer{kBenefit[0] * (1.0 + *values.benefits)};
  EXPECT_NEAR(net_present_value(stream.with_benefits(fewer).net_usd(), 0.10), 0.0, 1e-10);
  Asset dearer = kRoad;
  dearer.terms.capital_usd *= 1.0 + *values.capital;
  EXPECT_NEAR(
      net_present_value(
          appraisal_stream(std::vector{dearer}, kFiveYears).with_benefits(kBenefit).net_usd(),
          0.10),
      0.0, 1e-10);
}

TEST(AppraisalStream, BuildsAnewWhatWearsOut) {
  Asset gravel = kRoad;
  gravel.life_years = 3.0;
  const AppraisalStream stream = appraisal_stream(std::vector{gravel}, kFiveYears);
  EXPECT_THAT(stream.capital_usd, ElementsAre(50, 50, 0, 0, 0, 100, 0));  // again in 2033
  EXPECT_NEAR(stream.residual_usd.back(), 100.0 / 3.0, kRounding * 100);  // a year of three is left
}

TEST(AppraisalStream, BeginsWithTheOthersWhereItIsCompared) {
  const AppraisalStream stream = appraisal_stream(std::vector{kRoad}, kFiveYears, 2025);
  EXPECT_EQ(stream.first_year, 2025);
  EXPECT_EQ(stream.years(), 10u);
  EXPECT_EQ(stream.capital_usd[3], 50.0);
}

// S38: no benefit at all has no rate of return; one that opens after the last year costs only.
TEST(AppraisalStream, HasNoRateWhereNothingComesBack) {
  const AppraisalStream stream = appraisal_stream(std::vector{kRoad}, kFiveYears);
  Asset forever = kRoad;
  forever.life_years = 0.0;
  forever.terms.maintenance_usd_per_year = 0.0;
  const AppraisalStream barren = appraisal_stream(std::vector{forever}, kFiveYears);
  EXPECT_TRUE(internal_rates_of_return(barren.with_benefits(std::vector{0.0}).net_usd()).empty());
  EXPECT_FALSE(internal_rates_of_return(stream.with_benefits(kBenefit).net_usd()).empty());
}

}  // namespace
}  // namespace landlink
