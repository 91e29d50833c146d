#include <gmock/gmock.h>

#include <string>

#include "landlink/study/study.hpp"

namespace landlink {
namespace {

using testing::HasSubstr;

constexpr auto kFile = "folder/route-9.toml";

std::string complaint(const std::string& text) {
  try {
    static_cast<void>(parse_study(text, kFile));
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

const std::string kHead = "name = \"Route 9\"\nyear = 2030\n";
const std::string kScenario = kHead + "[[scenario]]\nname = \"Four lanes\"\n";
const std::string kUpgrade =
    kScenario +
    "  [[scenario.intervention]]\n  type = \"upgrade_road\"\n  where = { road = \"9\" }\n";

TEST(StudyFile, ResolvesToWhatItSays) {
  const Study study = parse_study(kUpgrade +
                                      "  set = { lanes = 4 }\n"
                                      "  cost = { capital_usd = 595e6, maintenance_usd_per_year = "
                                      "1e6, construction_years = 4 }\n"
                                      "  opens = 2031\n[appraisal]\ndiscount_rate = 0.12\n",
                                  kFile);
  EXPECT_EQ(study.id, "route-9");
  EXPECT_EQ(study.network_year, 2030);
  EXPECT_EQ(study.network, "gis/laos");  // folder/../gis/laos
  EXPECT_EQ(study.appraisal.discount_rate, 0.12);
  EXPECT_EQ(study.appraisal.years, 25);
  ASSERT_EQ(study.scenarios.size(), 1u);
  EXPECT_EQ(study.scenarios[0].id, "four-lanes");
  const InterventionTerms& terms = study.scenarios[0].interventions.at(0)->terms();
  EXPECT_EQ(terms.id, "upgrade_road-1");
  EXPECT_EQ(terms.capital_usd, 595e6);
  EXPECT_EQ(terms.opens, 2031);
}

TEST(StudyFile, IsOfAMonthASeasonOrTheWholeYear) {
  EXPECT_EQ(parse_study(kHead, kFile).month, 0);
  EXPECT_EQ(parse_study(kHead + "month = 6\n", kFile).month, 6);
  EXPECT_EQ(parse_study(kHead + "season = \"wet\"\n", kFile).month, 8);
  EXPECT_EQ(parse_study(kHead + "season = \"dry\"\n", kFile).month, 2);
  EXPECT_THAT(complaint(kHead + "month = 13\n"), HasSubstr("month"));
  EXPECT_THAT(complaint(kHead + "season = \"wett\"\n"), HasSubstr("did you mean 'wet'?"));
  EXPECT_THAT(complaint(kHead + "month = 8\nseason = \"wet\"\n"),
              HasSubstr("a season beside a month"));
}

TEST(StudyFile, TakesABaseWithoutScenarios) {
  EXPECT_TRUE(parse_study(kHead, kFile).scenarios.empty());
}

TEST(StudyFile, RefusesWhatItDoesNotKnowWithTheNearestName) {
  EXPECT_THAT(complaint(kHead + "[appraisal]\ndiscont_rate = 0.09\n"),
              HasSubstr("route-9.toml:4:1: unknown key 'discont_rate'; did you mean "
                        "'discount_rate'?"));
  EXPECT_THAT(complaint(kUpgrade + "  set = { capp = 1 }\n"), HasSubstr("unknown key 'capp'"));
  EXPECT_THAT(complaint(kScenario + "[[scenario.intervention]]\ntype = \"upgrade_raod\"\n"),
              HasSubstr("did you mean 'upgrade_road'?"));
  EXPECT_THAT(complaint(kHead + "[assignment]\nalgorithm = \"bwf\"\n"),
              HasSubstr("did you mean 'bfw'?"));
  EXPECT_THAT(complaint(kUpgrade + "  set = { surface = \"asfalt\" }\n"),
              HasSubstr("did you mean 'asphalt'?"));
}

TEST(StudyFile, RefusesImpossibleValues) {
  EXPECT_THAT(complaint("year = 2030\n"), HasSubstr("no key 'name'"));
  EXPECT_THAT(complaint(kHead + "[appraisal]\ndiscount_rate = 9\n"),
              HasSubstr("9 is out of range; give a value from 0 to 0.3"));
  EXPECT_THAT(complaint(kHead + "[appraisal]\ndiscount_rate = -1\n"), HasSubstr("out of range"));
  EXPECT_THAT(complaint(kUpgrade + "  set = { lanes = 4 }\n  cost = { capital_usd = -5 }\n"),
              HasSubstr("-5 is out of range; give a value of at least 0"));
  EXPECT_THAT(complaint(kUpgrade + "  set = { lanes = 4 }\n  opens = 2025\n"),
              HasSubstr("opens in 2025, before the network's year 2030"));
  EXPECT_THAT(complaint(kUpgrade + "  set = {}\n"), HasSubstr("nothing is set"));
  EXPECT_THAT(complaint("name = \"x\"\nyear = 999999999999999999999\n"),
              HasSubstr("route-9.toml:2"));
}

TEST(StudyFile, RefusesNamesThatWouldShareAFolder) {
  EXPECT_THAT(complaint(kScenario + "[[scenario]]\nname = \"four LANES\"\n"),
              HasSubstr("a second scenario 'four LANES'"));
  EXPECT_THAT(complaint(kHead + "[[scenario]]\nname = \"Base\"\n"), HasSubstr("cannot name"));
  EXPECT_THAT(complaint(kHead + "[[scenario]]\nname = \"../\"\n"), HasSubstr("cannot name"));
  EXPECT_THAT(complaint(kUpgrade + "  id = \"a\"\n  set = { lanes = 4 }\n"
                                   "  [[scenario.intervention]]\n  type = \"close_link\"\n"
                                   "  id = \"a\"\n  where = { road = \"8\" }\n"),
              HasSubstr("a second intervention 'a'"));
}

TEST(StudyFile, WantsBothEndsOfAPartOfARoad) {
  const std::string close =
      kScenario + "[[scenario.intervention]]\ntype = \"close_link\"\nwhere = ";
  EXPECT_THAT(complaint(close + "{ road = \"9\", from = \"Seno\" }\n"),
              HasSubstr("one of 'from' and 'to' without the other"));
  EXPECT_THAT(complaint(close + "{ from = \"Seno\", to = \"Phin\" }\n"),
              HasSubstr("without a 'road'"));
  EXPECT_THAT(complaint(close + "{}\n"), HasSubstr("nothing says which links"));
}

TEST(StudyFile, TakesAProfileOfArrivalsAtPosts) {
  std::string shares;
  for (int hour = 0; hour < 24; ++hour)
    shares += hour < 6 ? "0, " : hour < 18 ? "0.0667, " : "0.0333, ";
  // 12 x 0.0667 + 6 x 0.0333 = 1.0002, which is scaled to 1.
  const Study study =
      parse_study(kHead + "[border]\nperiod_h = 10\narrivals_by_hour = [" + shares + "]\n", kFile);
  EXPECT_EQ(study.queue_period_h, 10.0);
  EXPECT_EQ(study.arrivals_by_hour[0], 0.0);
  EXPECT_NEAR(study.arrivals_by_hour[6], 0.0667 / 1.0002, 1e-12);
  EXPECT_EQ(parse_study(kHead, kFile).arrivals_by_hour, even_arrivals());
  EXPECT_THAT(complaint(kHead + "[border]\narrivals_by_hour = [0.5, 0.5]\n"),
              HasSubstr("2 shares that add up to 1"));
  EXPECT_THAT(complaint(kHead + "[border]\nperiod = 3\n"), HasSubstr("period"));
}

TEST(StudyFile, SaysHowDemandAnswersAndWhereItsMatrixIs) {
  const Study plain = parse_study(kHead, kFile);
  EXPECT_EQ(plain.response.response, DemandResponse::none);
  EXPECT_TRUE(plain.matrix.empty());
  EXPECT_EQ(plain.month, 0);
  const Study study = parse_study(
      kHead +
          "month = 7\n[data]\nmatrix = \"own.omx\"\nduplicates = \"sum\"\n[demand]\nresponse = "
          "\"elastic\"\ntolerance = 1e-6\nmax_rounds = 5\n",
      kFile);
  EXPECT_EQ(study.month, 7);
  EXPECT_EQ(study.matrix, "folder/own.omx");
  EXPECT_TRUE(study.sum_duplicates);
  EXPECT_EQ(study.response.response, DemandResponse::elastic);
  EXPECT_EQ(study.response.tolerance, 1e-6);
  EXPECT_EQ(study.response.max_rounds, 5);
  EXPECT_THAT(complaint(kHead + "month = 13\n"), HasSubstr("month"));
  EXPECT_THAT(complaint(kHead + "[demand]\nresponse = \"elastik\"\n"),
              HasSubstr("'elastik' is none of none, combined, elastic"));
  EXPECT_THAT(complaint(kHead + "[data]\nmatrix = \"own.csv\"\n[demand]\nresponse = "
                                "\"combined\"\n"),
              HasSubstr("a combined distribution of a given matrix"));
}

TEST(StudyFile, NamesTheModesThatFreightMayUse) {
  const auto modes = [](const std::string& text) { return parse_study(kHead + text, kFile).modes; };
  EXPECT_TRUE(modes("").rail && modes("").waterway && modes("").air) << "all by default";
  EXPECT_FALSE(modes("modes = \"none\"").any());
  EXPECT_TRUE(modes("modes = \"all\"").air);
  const StudyModes two = modes("modes = [\"rail\", \"air\"]");
  EXPECT_TRUE(two.rail && two.air);
  EXPECT_FALSE(two.waterway);
  EXPECT_THAT(complaint(kHead + "modes = [\"rial\"]"), HasSubstr("rail"));
  EXPECT_THAT(complaint(kHead + "modes = [\"none\", \"rail\"]"),
              HasSubstr("'none' beside other modes"));
}

}  // namespace
}  // namespace landlink
