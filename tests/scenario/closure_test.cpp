#include "landlink/scenario/closure.hpp"

#include <gmock/gmock.h>

#include "support/two_posts.hpp"

namespace landlink {
namespace {

Scenario scenario_of(const std::string& intervention) {
  Scenario scenario;
  scenario.interventions.push_back(
      parse_intervention(ConfigTable::parse(intervention, "s.toml"), 1));
  return scenario;
}

std::string complaint(const std::string& intervention) {
  try {
    scenario_of(intervention);
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

const std::string kTwoWeeks =
    "type = \"closure\"\ncheckpoint = \"LV6\"\nfrom = \"2025-08-04\"\ndays = 14";

bool crosses_at(const TransportModel& model, const std::string& post) {
  for (const LinkId link : model.network.graph().links()) {
    if (model.network.link(link).source.id == post) return true;
  }
  return false;
}

TEST(Closure, ShutsThePostAndKnowsItsDays) {
  const Scenario scenario = scenario_of(kTwoWeeks);
  const TransportModel closed = apply(scenario, two_post_model());
  EXPECT_FALSE(crosses_at(closed, "LV6"));
  EXPECT_TRUE(crosses_at(closed, "LV9"));
  const auto period = closure_period(scenario);
  ASSERT_TRUE(period.has_value());
  EXPECT_EQ(period->days, 14.0);
  EXPECT_EQ(period->from, "2025-08-04");
  EXPECT_EQ(scenario.interventions[0]->text(),
            "closure checkpoint LV6 from 2025-08-04 for 14 days");
}

TEST(Closure, ShutsRoads) {
  const TransportModel closed =
      apply(scenario_of("type = \"closure\"\nwhere = { road = \"7\" }\nfrom = \"2025-08-04\"\n"
                        "days = 3"),
            two_post_model());
  EXPECT_FALSE(crosses_at(closed, "R7-1"));
  EXPECT_TRUE(crosses_at(closed, "LV9"));
}

TEST(Closure, IsNoneOfOtherScenarios) {
  EXPECT_FALSE(closure_period(scenario_of("type = \"close_link\"\ncheckpoint = \"LV6\"")));
}

TEST(Closure, RefusesWhatIsNoPeriod) {
  const std::string what = "type = \"closure\"\ncheckpoint = \"LV6\"\n";
  EXPECT_THAT(complaint(what + "from = \"2025-02-29\"\ndays = 1"),
              testing::HasSubstr("'2025-02-29' is no date"));
  EXPECT_EQ(complaint(what + "from = \"2024-02-29\"\ndays = 1"), "");
  EXPECT_THAT(complaint(what + "from = \"August\"\ndays = 1"), testing::HasSubstr("2025-08-04"));
  EXPECT_THAT(complaint(what + "from = \"2025-08-04\"\ndays = 0"), testing::HasSubstr("days"));
  EXPECT_THAT(complaint(what + "from = \"2025-08-04\""), testing::HasSubstr("days"));
  EXPECT_THAT(complaint("type = \"closure\"\nfrom = \"2025-08-04\"\ndays = 1"),
              testing::HasSubstr("what is closed"));
}

TEST(ChangeRight, TakesAndGivesRights) {
  const CountryCode vietnam{"VNM"};
  const TransportModel base = two_post_model();
  const TransportModel without =
      apply(scenario_of("type = \"change_right\"\nvehicle_country = \"LAO\"\nin_country = \"VNM\"\n"
                        "set = { right = \"no\" }"),
            base);
  EXPECT_FALSE(without.rights.may_drive(kLaos, vietnam));
  EXPECT_TRUE(base.rights.may_drive(kLaos, vietnam));
  const TransportModel permits =
      apply(scenario_of("type = \"change_right\"\nvehicle_country = \"LAO\"\nin_country = \"VNM\"\n"
                        "set = { permits_per_day = 40 }"),
            without);
  EXPECT_TRUE(permits.rights.may_drive(kLaos, vietnam));
  EXPECT_EQ(permits.rights.find(kLaos, vietnam)->quota_per_day, 40.0);
}

TEST(ChangeRight, RefusesWhatMeansNothing) {
  const std::string pair =
      "type = \"change_right\"\nvehicle_country = \"LAO\"\nin_country = \"VNM\"\n";
  EXPECT_THAT(complaint(pair + "set = { }"), testing::HasSubstr("nothing is set"));
  EXPECT_THAT(complaint(pair + "set = { right = \"maybe\" }"), testing::HasSubstr("'maybe'"));
  EXPECT_THAT(complaint(pair + "set = { right = \"yes\", permits_per_day = 3 }"),
              testing::HasSubstr("permits"));
  EXPECT_THAT(complaint("type = \"change_right\"\nvehicle_country = \"LAO\"\n"
                        "in_country = \"LAO\"\nset = { right = \"no\" }"),
              testing::HasSubstr("in itself"));
}

TEST(UpgradeCheckpoint, SetsHoursOfBothSides) {
  const TransportModel model =
      apply(scenario_of("type = \"upgrade_checkpoint\"\ncheckpoint = \"LV6\"\n"
                        "set = { hours = \"06:00-22:00\", hours_other = \"08:00-20:00\" }"),
            two_post_model());
  EXPECT_EQ(model.draft.checkpoints[CheckpointId{0u}].open_h_per_day, 12.0);
  EXPECT_THAT(complaint("type = \"upgrade_checkpoint\"\ncheckpoint = \"LV6\"\n"
                        "set = { hours = \"6-22\" }"),
              testing::HasSubstr("06:00-22:00"));
}

TEST(UpgradeCheckpoint, ReachesAllPosts) {
  const TransportModel model =
      apply(scenario_of("type = \"upgrade_checkpoint\"\ncheckpoint = \"all\"\n"
                        "set = { pre_arrival_share = 0.8, pre_arrival_document_min = 15 }"),
            two_post_model());
  for (const BorderCheckpoint& post : model.draft.checkpoints) {
    EXPECT_NEAR(mean_document_h(post), 0.2 * 1.0 + 0.8 * 0.25, 1e-15);
  }
}

TEST(UpgradeCheckpoint, RefusesMoreLanesForPerishablesThanThereAre) {
  const Scenario scenario = scenario_of(
      "type = \"upgrade_checkpoint\"\ncheckpoint = \"LV9\"\nset = { priority_lanes = 2 }");
  try {
    apply(scenario, two_post_model());
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr("South Gate"));
  }
}

}  // namespace
}  // namespace landlink
