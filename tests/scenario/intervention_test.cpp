#include "landlink/scenario/intervention.hpp"
#include "landlink/scenario/order_notes.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <set>
#include <string>

#include "landlink/scenario/order_notes.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

Scenario scenario_of(const std::string& intervention) {
  const ConfigTable table = ConfigTable::parse(intervention, "s.toml");
  Scenario scenario;
  scenario.interventions.push_back(parse_intervention(table, 1));
  return scenario;
}

const LinkAttributes* find(const TransportModel& model, const std::string& feature) {
  for (const LinkId link : model.network.graph().links()) {
    const LinkAttributes& attributes = model.network.link(link);
    if (attributes.source.id == feature && attributes.source.forward) return &attributes;
  }
  return nullptr;
}

double constant_h(const TransportModel& model, const std::string& feature) {
  for (const LinkId link : model.network.graph().links()) {
    const FeatureRef& source = model.network.link(link).source;
    if (source.id == feature && source.forward) {
      return model.class_costs[ClassId{0u}].constant_h[link.index()];
    }
  }
  return -1.0;
}

TEST(Interventions, LeaveTheBaseUnchanged) {
  const TransportModel base = corridor_model();
  const double before = constant_h(base, "R9-1");
  const TransportModel model = apply(
      scenario_of("type = \"upgrade_road\"\nwhere = { road = \"9\" }\nset = { iri_m_per_km = 2 }"),
      base);
  EXPECT_EQ(constant_h(base, "R9-1"), before);
  EXPECT_LT(constant_h(model, "R9-1"), before);
}

TEST(UpgradeRoad, ChangesTheBuildAndTheCapacityThatFollows) {
  const TransportModel model =
      apply(scenario_of("type = \"upgrade_road\"\nwhere = { road = \"9\" }\n"
                        "set = { lanes = 4, surface = \"asphalt\" }"),
            corridor_model());
  const LinkAttributes* link = find(model, "R9-2");
  ASSERT_NE(link, nullptr);
  EXPECT_EQ(link->lanes, 2.0);                  // of this direction
  EXPECT_EQ(link->capacity_pcu_per_h, 4000.0);  // two lanes of 2,000 pcu/h
  EXPECT_EQ(find(model, "R8-1")->lanes, 1.0);   // another road
}

TEST(UpgradeRoad, SaysWhatItDoes) {
  const Scenario scenario = scenario_of(
      "type = \"upgrade_road\"\nwhere = { road = \"9\", from = \"West\", to = \"East\" }\n"
      "set = { lanes = 4, surface = \"asphalt\" }");
  EXPECT_EQ(scenario.interventions[0]->text(),
            "upgrade_road road 9 from West to East: lanes 4, surface asphalt");
}

TEST(UpgradeRoad, TakesACapacityThatIsGiven) {
  const TransportModel model =
      apply(scenario_of("type = \"upgrade_road\"\nwhere = { feature = \"R9-1\" }\n"
                        "set = { lanes = 4, capacity_pcu_per_h = 1750 }"),
            corridor_model());
  EXPECT_EQ(find(model, "R9-1")->capacity_pcu_per_h, 1750.0);
}

TEST(CloseLink, TakesTheRoadOutOfTheNetworkAndOpenLinkBringsItBack) {
  const TransportModel closed =
      apply(scenario_of("type = \"close_link\"\nwhere = { road = \"8\" }"), corridor_model());
  EXPECT_EQ(find(closed, "R8-1"), nullptr);
  const TransportModel open =
      apply(scenario_of("type = \"open_link\"\nwhere = { road = \"8\" }"), closed);
  EXPECT_NE(find(open, "R8-1"), nullptr);
  EXPECT_EQ(open.network.link_count(), corridor_model().network.link_count());
}

TEST(CloseLink, ClosesACheckpointByName) {
  const TransportModel closed =
      apply(scenario_of("type = \"close_link\"\ncheckpoint = \"dansavanh\""), corridor_model());
  EXPECT_EQ(find(closed, "LV6"), nullptr);
}

TEST(UpgradeCheckpoint, SavesTheSecondStopAndThePapers) {
  const TransportModel base = corridor_model();
  const TransportModel model =
      apply(scenario_of("type = \"upgrade_checkpoint\"\ncheckpoint = \"LV6\"\n"
                        "set = { stops = 1, document_min = 15 }"),
            base);
  // One service of 0.5 h and 0.75 h of papers less, at the class's own value of time.
  EXPECT_NEAR(constant_h(base, "LV6") - constant_h(model, "LV6"), 1.25, 1e-12);
}

TEST(UpgradeCheckpoint, KeepsTheSpreadsShareOfTheMean) {
  const TransportModel model =
      apply(scenario_of("type = \"upgrade_checkpoint\"\ncheckpoint = \"LV6\"\n"
                        "set = { service_min = 12 }"),
            corridor_model());
  const BorderCheckpoint& post = model.draft.checkpoints[CheckpointId{0u}];
  EXPECT_NEAR(post.service_mean_h, 0.2, 1e-15);
  EXPECT_NEAR(post.service_sd_h, 0.1, 1e-15);  // half of the mean, as before
}

TEST(UpgradeCheckpoint, OffersTheNearestName) {
  try {
    apply(scenario_of("type = \"upgrade_checkpoint\"\ncheckpoint = \"Dansavan\"\n"
                      "set = { stops = 1 }"),
          corridor_model());
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr("did you mean 'Dansavanh'?"));
    EXPECT_EQ(e.place().line, 2);
  }
}

Scenario scenario_of_two(const std::string& first, const std::string& second) {
  Scenario scenario{.name = "S"};
  int number = 0;
  for (const std::string& text : {first, second}) {
    const ConfigTable table = ConfigTable::parse(text, "s.toml");
    scenario.interventions.push_back(parse_intervention(table, ++number));
  }
  put_in_order(scenario.interventions);
  return scenario;
}

std::string conflict(const std::string& first, const std::string& second) {
  try {
    check(scenario_of_two(first, second), corridor_model());
  } catch (const Error& e) {
    return e.what();
  }
  return "none";
}

/// What is said of the order of two, in one text.
std::string notes(const std::string& first, const std::string& second) {
  std::string text;
  for (const std::string& note : order_notes(scenario_of_two(first, second), corridor_model())) {
    text += note;
  }
  return text;
}

TEST(Conflicts, S12_AreRefusedUnlessAnOrderIsStated) {
  const std::string two =
      "type = \"upgrade_road\"\nwhere = { road = \"9\" }\nset = { lanes = 2 }\n";
  const std::string four =
      "type = \"upgrade_road\"\nwhere = { feature = \"R9-1\" }\nset = { lanes = 4 }\n";
  EXPECT_THAT(conflict(two, four),
              testing::HasSubstr("scenario 'S': 'upgrade_road-1' and 'upgrade_road-2' set 'lanes' "
                                 "of roads R9-1 to different values; leave one of them out"));
  EXPECT_EQ(conflict(two + "order = 1", four + "order = 2"), "none");
  EXPECT_EQ(conflict(two + "opens = 2030", four + "opens = 2035"), "none");
  EXPECT_THAT(conflict(two + "opens = 2030", four + "opens = 2030"),
              testing::HasSubstr("different values"));
  // Different fields, the same value, and different links are no conflict.
  EXPECT_EQ(conflict(two,
                     "type = \"upgrade_road\"\nwhere = { road = \"9\" }\n"
                     "set = { surface = \"asphalt\" }"),
            "none");
  EXPECT_EQ(conflict(two, two), "none");
}

TEST(Conflicts, S28_OfYearsAreOrderedByThemAndTheOrderIsStated) {
  const std::string close = "type = \"close_link\"\nwhere = { road = \"9\" }\n";
  const std::string open = "type = \"open_link\"\nwhere = { road = \"9\" }\n";
  const std::string four =
      "type = \"upgrade_road\"\nwhere = { feature = \"R9-1\" }\nset = { lanes = 4 }\n";
  EXPECT_THAT(conflict(close, open), testing::HasSubstr("set 'open' of roads R9-1"));
  // By year, whatever their order in the file.
  EXPECT_EQ(
      notes(close + "opens = 2031", open + "opens = 2030"),
      "scenario 'S': 'open_link-2' from 2030 and 'close_link-1' from 2031 set 'open' of roads "
      "R9-1 to different values: the later one, 'close_link-1', holds once it is there");
  EXPECT_EQ(conflict(four + "opens = 2030", close + "opens = 2035"), "none");
  EXPECT_EQ(notes(four + "opens = 2030", close + "opens = 2035"),
            "scenario 'S': 'upgrade_road-1' from 2030 changes roads R9-1, which 'close_link-2' "
            "closes from 2035: nobody uses it from then on");
  EXPECT_EQ(notes(close + "opens = 2030", four + "opens = 2035"),
            "scenario 'S': 'upgrade_road-2' from 2035 changes roads R9-1, which 'close_link-1' "
            "closes from 2030: nobody uses it from then on");
  // A closure that passes leaves the upgrade to the rest of the year; another road is another
  // matter.
  EXPECT_EQ(
      notes(four, "type = \"closure\"\nwhere = { road = \"9\" }\nfrom = \"2030-08-10\"\ndays = 10"),
      "");
  EXPECT_EQ(notes(four, "type = \"close_link\"\nwhere = { road = \"8\" }"), "");
}

TEST(Conflicts, AreNotSeenInWhatAppliesNowhere) {
  EXPECT_THAT(conflict("type = \"close_link\"\nwhere = { feature = \"999999\" }",
                       "type = \"open_link\"\nwhere = { road = \"9\" }"),
              testing::HasSubstr("scenario 'S': close_link-1: no link feature '999999'"));
}

TEST(UpgradeRoad, TakesCapacityByTheLaneAndAnotherAlignment) {
  const TransportModel base = corridor_model();
  const TransportModel model =
      apply(scenario_of(
                "type = \"upgrade_road\"\nwhere = { road = \"9\" }\nset = { lanes = 4, capacity = "
                "\"1800 pcu/h/lane\", length_factor = 0.9, speed_limit = \"25 m/s\" }"),
            base);
  EXPECT_DOUBLE_EQ(find(model, "R9-1")->capacity_pcu_per_h, 3600.0);  // two lanes a direction
  EXPECT_DOUBLE_EQ(find(model, "R9-1")->length_km, 54.0);             // 0.9 of 60 km
  EXPECT_DOUBLE_EQ(find(model, "R9-1")->speed_limit_kmh, 90.0);
  EXPECT_LT(constant_h(model, "R9-1"), constant_h(base, "R9-1"));
}

TEST(InterventionList, HasEachTypeOnce) {
  std::set<std::string_view> types;
  for (const InterventionEntry& entry : interventions()) {
    EXPECT_TRUE(types.insert(entry.type).second);
    EXPECT_FALSE(entry.description.empty());
  }
}

}  // namespace
}  // namespace landlink
