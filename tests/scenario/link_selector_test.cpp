#include "landlink/scenario/link_selector.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "support/corridor_model.hpp"

namespace landlink {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::set<std::string> selected(const std::string& where) {
  const TransportModel model = corridor_model();
  const ConfigTable table = ConfigTable::parse("where = " + where, "s.toml");
  std::set<std::string> features;
  const auto links = LinkSelector::parse(table.table("where")).select(model);
  for (const std::size_t i : links) {
    const FeatureRef& source = model.draft.links[i].attributes.source;
    features.insert(source.id + (source.forward ? "+" : "-"));
  }
  return features;
}

std::string complaint(const std::string& where) {
  try {
    selected(where);
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

TEST(LinkSelector, TakesBothDirectionsOfARoad) {
  EXPECT_THAT(selected(R"({ road = "9" })"), ElementsAre("R9-1+", "R9-1-", "R9-2+", "R9-2-"));
}

TEST(LinkSelector, TakesThePartBetweenTwoPlaces) {
  EXPECT_THAT(selected(R"({ road = "9", from = "middle", to = "Dansavanh" })"),
              ElementsAre("R9-2+", "R9-2-"));
  EXPECT_THAT(selected(R"({ road = "9", from = "East", to = "West" })").size(), 4u);
}

TEST(LinkSelector, JoinsItsConditions) {
  EXPECT_THAT(selected(R"({ feature = "R8-1", province = "LA-SV" })"),
              ElementsAre("R8-1+", "R8-1-"));
  // R9-1 is there, but not of road 8: a selection that would lose a feature in silence.
  EXPECT_THAT(complaint(R"({ feature = ["R9-1", "R8-1"], road = "8" })"),
              HasSubstr("no link feature 'R9-1'"));
}

TEST(LinkSelector, TakesAnAreaAndAttributes) {
  // The middle of R9-2 is at 105.75, those of R9-1 and R8-1 at 105.25 and 105.5.
  EXPECT_THAT(selected(R"({ polygon = [[105.6, 16.5], [106, 16.5], [106, 16.7], [105.6, 16.7]] })"),
              ElementsAre("R9-2+", "R9-2-"));
  EXPECT_THAT(selected(R"({ road = ["8", "9"], surface = "dbst", kind = "road" })").size(), 6u);
  EXPECT_THAT(complaint(R"({ surface = "gravel" })"), HasSubstr("no link is of gravel"));
  EXPECT_THAT(complaint(R"({ surface = "garvel" })"), HasSubstr("did you mean 'gravel'?"));
  EXPECT_THAT(complaint(R"({ polygon = [[105, 16], [106, 16]] })"),
              HasSubstr("fewer than three corners"));
}

TEST(LinkSelector, NamesWhatItDoesNotFind) {
  EXPECT_THAT(complaint(R"({ road = "99" })"),
              HasSubstr("no link of road '99'; did you mean '9'?"));
  EXPECT_THAT(complaint(R"({ feature = "R9-7" })"), HasSubstr("no link feature 'R9-7'"));
  EXPECT_THAT(complaint(R"({ road = "9", from = "Wets", to = "East" })"),
              HasSubstr("no zone or checkpoint named 'Wets'; did you mean 'West'?"));
  EXPECT_THAT(complaint(R"({ road = "9", from = "West", to = "West" })"),
              HasSubstr("does not lead from West to West"));
}

}  // namespace
}  // namespace landlink
