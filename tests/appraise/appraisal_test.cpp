// A whole appraisal by hand: 50 spent in 2028 and in 2029, 2 a year to maintain, benefits of 32 a
// year from 2030 to 2034, half of a ten years' life left at the end; 10 %, discounted to 2028.
//
//   capital      50 + 50/1.1                         95.454545
//   maintenance  2 x (1.1^-2 + ... + 1.1^-6)          6.892340
//   benefits     32 x 3.446170                      110.277433
//   residual     50 x 1.1^-6                         28.223697
//   net                                              36.154245
#include "landlink/appraise/appraisal.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <string>

namespace landlink {
namespace {

constexpr double kDigits = 1e-5;  // of the hand-computed values

AppraisalInput road() {
  const Benefit time{.group = Beneficiary::shipper,
                     .part = BenefitPart::time,
                     .country = "LAO",
                     .province = "LA-SV",
                     .commodity = "rice",
                     .usd = 20.0};
  const Benefit running{.group = Beneficiary::carrier,
                        .part = BenefitPart::operating,
                        .country = "VNM",
                        .province = "abroad",
                        .commodity = "rice",
                        .usd = 8.0};
  const Benefit toll{.group = Beneficiary::government,
                     .part = BenefitPart::revenue,
                     .country = "LAO",
                     .province = "national",
                     .commodity = "rice",
                     .usd = 3.0};
  const Benefit carbon{.group = Beneficiary::world,
                       .part = BenefitPart::co2,
                       .country = "world",
                       .province = "abroad",
                       .commodity = "rice",
                       .usd = 1.0};
  return {.assets = {{.terms = {.capital_usd = 100.0,
                                .maintenance_usd_per_year = 2.0,
                                .construction_years = 2,
                                .opens = 2030},
                      .life_years = 10.0}},
          .payers = {{"LAO", "THA"}},
          .timing = {.opens = 2030, .last_year = 2034, .modelled_years = {2030}},
          .ledgers = {{time, running, toll, carbon}},
          .year = 2030,
          .discount_rate = 0.10};
}

TEST(Appraisal, IsTheHandComputedOne) {
  const Appraisal worth = appraised(road());
  EXPECT_NEAR(worth.npv_usd, 36.154245, kDigits);
  EXPECT_NEAR(worth.benefit_cost_ratio, (110.277433 + 28.223697) / (95.454545 + 6.892340), kDigits);
  EXPECT_EQ(worth.user_benefit_usd_per_year, 28.0);
  EXPECT_EQ(worth.government_usd_per_year, 3.0);
  EXPECT_EQ(worth.co2_benefit_usd_per_year, 1.0);
  ASSERT_EQ(worth.eirr.size(), 1u);
  ASSERT_EQ(worth.by_rate.size(), 4u);  // 6, 9 and 12 %, and 10 %
  EXPECT_NEAR(worth.by_rate[0].npv_usd, 57.296059, kDigits);
  EXPECT_NEAR(worth.by_rate[2].npv_usd, 27.245204, kDigits);
  // 32 over 50 x 1.1^2 + 50 x 1.1.
  EXPECT_NEAR(*worth.first_year_return, 32.0 / 115.5, kDigits);
  EXPECT_NEAR(*worth.switching.benefits, -36.154245 / 110.277433, kDigits);
  EXPECT_NEAR(*worth.switching.capital, 36.154245 / (95.454545 - 28.223697), kDigits);
}

// Each input of the tornado low and high, the others as they are.
TEST(Appraisal, DrawsTheTornadoByHand) {
  const Appraisal worth = appraised(road());
  std::map<std::string, std::pair<double, double>> swing;
  for (const Swing& s : worth.tornado) swing[s.input] = {s.low_npv_usd, s.high_npv_usd};
  const auto expect = [&](const std::string& input, double low, double high) {
    ASSERT_TRUE(swing.contains(input)) << input;
    EXPECT_NEAR(swing[input].first, low, kDigits) << input;
    EXPECT_NEAR(swing[input].second, high, kDigits) << input;
  };
  expect("all benefits -25 % / +25 %", 36.154245 - 27.569358, 36.154245 + 27.569358);
  // 20 of 32 are time, 8 running.
  expect("value of time -25 % / +25 %", 36.154245 - 17.230849, 36.154245 + 17.230849);
  expect("operating cost saved -25 % / +25 %", 36.154245 - 6.892340, 36.154245 + 6.892340);
  // A quarter of capital net of what is left, 67.230848.
  expect("capital +25 % / -25 %", 36.154245 - 16.807712, 36.154245 + 16.807712);
  // 32 x 0.98^k and 32 x 1.02^k from 2030 on.
  expect("growth of benefits -2 / +2 points a year", 32.237127, 40.223243);
  // 25 a year from 2028 to 2031, 30 a year from 2032 to 2034, 70 left: -87.171300 + 56.052249 +
  // 39.513176.
  expect("opening two years late / in time", 8.394137, 36.154245);
  expect("discount rate 12 % / 6 %", 27.245204, 57.296059);
  EXPECT_EQ(worth.tornado.front().input, "all benefits -25 % / +25 %");
  EXPECT_TRUE(std::is_sorted(
      worth.tornado.begin(), worth.tornado.end(), [](const Swing& a, const Swing& b) {
        return std::abs(a.high_npv_usd - a.low_npv_usd) > std::abs(b.high_npv_usd - b.low_npv_usd);
      }));
}

// 3.446170 years' benefits to each; of the costs, -95.454545 - 6.892340 + 28.223697, half to each
// payer.
TEST(Appraisal, SplitsThePresentValueByGroupAndCountry) {
  const Appraisal worth = appraised(road());
  EXPECT_NEAR(total_usd(worth.present_values), worth.npv_usd, 1e-9 * worth.npv_usd);
  const auto by_group = totals_by(worth.present_values,
                                  [](const Benefit& b) { return std::string(name_of(b.group)); });
  EXPECT_NEAR(by_group.at("shipper"), 20 * 3.446170, kDigits);
  EXPECT_NEAR(by_group.at("carrier"), 8 * 3.446170, kDigits);
  EXPECT_NEAR(by_group.at("government"), 3 * 3.446170 - 74.123188, kDigits);
  EXPECT_NEAR(by_group.at("world"), 3.446170, kDigits);
  const auto by_country =
      totals_by(worth.present_values, [](const Benefit& b) { return b.country; });
  EXPECT_NEAR(by_country.at("LAO"), 23 * 3.446170 - 0.5 * 74.123188, kDigits);
  EXPECT_NEAR(by_country.at("VNM"), 8 * 3.446170, kDigits);
  EXPECT_NEAR(by_country.at("THA"), -0.5 * 74.123188, kDigits);
}

// A road that opens in 2030 and gives 10 a year, a post that opens in 2032 and gives 6, and both
// with 20 once both are open: 4 more than their sum from 2032 to 2034. At 10 %, discounted to 2028:
//   4 x (1.1^-4 + 1.1^-5 + 1.1^-6) = 4 x 1.868408 = 7.473632
TEST(Appraisal, OfAPairOpensEachProjectInItsOwnYear) {
  const auto gain = [](double usd) { return BenefitLedger{{.country = "LAO", .usd = usd}}; };
  const auto asset = [](double capital_usd, int opens) {
    return Asset{.terms = {.capital_usd = capital_usd, .construction_years = 2, .opens = opens},
                 .life_years = 10.0};
  };
  AppraisalInput road{.assets = {asset(50.0, 2030)},
                      .timing = {.opens = 2030, .last_year = 2034, .modelled_years = {2030}},
                      .ledgers = {gain(10.0)},
                      .year = 2030,
                      .discount_rate = 0.10,
                      .first_year = 2028};
  AppraisalInput post = road;
  post.assets = {asset(8.0, 2032)};
  post.timing.opens = 2032;
  post.ledgers = {gain(6.0)};
  AppraisalInput both = road;
  both.assets = {asset(50.0, 2030), asset(8.0, 2032)};
  both.timing.later_openings = {2032};
  both.ledgers = {gain(10.0), gain(10.0)};  // the second stage adds 20 - 10
  const Appraisal together = appraised(both);
  EXPECT_NEAR(together.npv_usd - appraised(road).npv_usd - appraised(post).npv_usd, 7.473632,
              kDigits);
  EXPECT_NEAR(total_usd(together.present_values), together.npv_usd, 1e-9);
  EXPECT_EQ(together.user_benefit_usd_per_year, 20.0) << "with both open";
  EXPECT_EQ(total_usd(together.benefits), 20.0);
  EXPECT_EQ(together.years.at(3).user_usd, 10.0);  // 2031
  EXPECT_EQ(together.years.at(4).user_usd, 20.0);  // 2032
  // 20 over what is spent by 2032, compounded: 25 in 2028 and 2029, 4 in 2030 and 2031.
  EXPECT_NEAR(*together.first_year_return, 20.0 / (25 * 1.4641 + 25 * 1.331 + 4 * 1.21 + 4 * 1.1),
              kDigits);
  EXPECT_THAT(together.openings, testing::ElementsAre(2030, 2032));
}

// S38. Spending, gains, and ruin at the end: -10, +100 and then -100 a year turn the sign twice. A
// loss in every year turns it never.
TEST(Appraisal, ReportsEveryRateAndNoneWhereThereIsNone) {
  AppraisalInput twice = road();
  twice.assets[0] = {.terms = {.capital_usd = 10.0,
                               .maintenance_usd_per_year = 0.0,
                               .construction_years = 1,
                               .opens = 2030}};
  twice.timing = {.opens = 2030, .last_year = 2031, .modelled_years = {2030, 2031}};
  Benefit gain{.country = "LAO", .usd = 23.0};
  Benefit loss{.country = "LAO", .usd = -13.2};
  twice.ledgers = {{gain}, {loss}};
  // -10 + 23 x - 13.2 x^2 = 0 at x = 1/1.1 and 1/1.2.
  const Appraisal both = appraised(twice);
  ASSERT_EQ(both.eirr.size(), 2u);
  EXPECT_NEAR(both.eirr[0], 0.1, 1e-9);
  EXPECT_NEAR(both.eirr[1], 0.2, 1e-9);
  AppraisalInput never = road();
  for (Benefit& benefit : never.ledgers[0]) benefit.usd = 0.0;
  never.assets[0].life_years = 0.0;
  EXPECT_TRUE(appraised(never).eirr.empty());
}

}  // namespace
}  // namespace landlink
