#include "landlink/network/season_rules.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "landlink/network/network.hpp"

namespace landlink {
namespace {

constexpr double kNone = std::numeric_limits<double>::infinity();

// One link from a to b: 11 t an axle, in the wet months June to October 7.3 t and 30 t in all,
// impassable in August, shut in January.
NetworkDraft one_link() {
  NetworkDraft draft;
  const NodeId a = draft.add_node({});
  const NodeId b = draft.add_node({});
  draft.add_link(
      a, b, {.source = {.layer = "roads", .id = "r"}, .length_km = 10.0, .axle_limit_t = 11.0});
  return draft;
}

NetworkDraft in_month(NetworkDraft draft, int month) {
  const SeasonRules rules{.wet_months = parse_months("6-10").value(),
                          .wet_axle_limit_t = 7.3,
                          .wet_max_gross_t = 30.0,
                          .impassable_months = parse_months("8").value(),
                          .closed_months = parse_months("1").value()};
  apply_month({{{"roads", "r"}, rules}}, month, draft);
  return draft;
}

LinkAttributes link_in(int month) { return in_month(one_link(), month).links[0].attributes; }

TEST(SeasonRules, ShutALinkInTheMonthsThatSaySo) {
  for (int month = 1; month <= 12; ++month)
    EXPECT_EQ(link_in(month).open, month != 1 && month != 8) << month;
}

TEST(SeasonRules, PutWetLimitsForTheOthersInWetMonths) {
  for (int month = 1; month <= 12; ++month) {
    const bool wet = month >= 6 && month <= 10;
    EXPECT_EQ(link_in(month).axle_limit_t, wet ? 7.3 : 11.0) << month;
    EXPECT_EQ(link_in(month).max_gross_t, wet ? 30.0 : kNone) << month;
  }
}

TEST(SeasonRules, NeverRaiseALimit) {
  NetworkDraft draft = one_link();
  draft.links[0].attributes.axle_limit_t = 5.0;
  EXPECT_EQ(in_month(draft, 7).links[0].attributes.axle_limit_t, 5.0);
}

TEST(SeasonRules, DoNotHoldInAStudyOfTheWholeYear) {
  EXPECT_EQ(link_in(0), one_link().links[0].attributes);
}

TEST(SeasonRules, OpenNothingThatIsShut) {
  NetworkDraft draft = one_link();
  draft.links[0].attributes.open = false;
  for (int month = 0; month <= 12; ++month)
    EXPECT_FALSE(in_month(draft, month).links[0].attributes.open);
}

TEST(SeasonRules, AreThoseOfTheLinksOwnFeature) {
  NetworkDraft draft = one_link();
  draft.links[0].attributes.source.layer = "bridges";
  EXPECT_EQ(in_month(draft, 8).links[0].attributes, draft.links[0].attributes);
}

}  // namespace
}  // namespace landlink
