#include "landlink/network/post_ways.hpp"

#include <gtest/gtest.h>

namespace landlink {
namespace {

/// Lao --post-- abroad, both ways.
NetworkDraft one_post(double priority_lanes = 0.0) {
  NetworkDraft draft;
  const NodeId lao = draft.add_node({.kind = NodeKind::checkpoint, .country = kLaos});
  const NodeId abroad =
      draft.add_node({.kind = NodeKind::checkpoint, .country = CountryCode{"VNM"}});
  const CheckpointId id = draft.checkpoints.push_back({.id = "LV6",
                                                       .name = "Dansavanh",
                                                       .country_other = CountryCode{"VNM"},
                                                       .lanes = 3.0,
                                                       .priority_lanes = priority_lanes});
  LinkAttributes link{.kind = LinkKind::border,
                      .source = {.layer = "checkpoints", .id = "LV6"},
                      .name = "Dansavanh",
                      .country = kLaos,
                      .checkpoint = id,
                      .post_way = PostWay::general_lane};
  draft.add_link(lao, abroad, link);
  link.source.forward = false;
  draft.add_link(abroad, lao, link);
  return draft;
}

TEST(PostWays, AreTheCrossingAloneWithoutYardsOrPriorityLanes) {
  NetworkDraft draft = one_post();
  lay_post_ways(draft, false);
  EXPECT_EQ(draft.links.size(), 2U);
  EXPECT_EQ(draft.nodes.size(), 2U);
}

TEST(PostWays, WithYardsLeadThroughAGateEachWay) {
  NetworkDraft draft = one_post();
  lay_post_ways(draft, true);
  ASSERT_EQ(draft.links.size(), 6U);  // crossing, own truck, transload, each way
  ASSERT_EQ(draft.nodes.size(), 4U);
  const Network network(draft);
  int changes = 0;
  for (const LinkId link : network.graph().links()) {
    if (network.link(link).post_way != PostWay::transload) continue;
    ++changes;
    const CrossingCountries crossing = crossing_countries(network, link);
    EXPECT_NE(crossing.from, crossing.to);
    EXPECT_EQ(crossing.from == kLaos, network.link(link).source.forward);
    // The gate leads on over the crossing only.
    EXPECT_EQ(network.graph().out_links(network.head(link)).size(), 1U);
  }
  EXPECT_EQ(changes, 2);
}

TEST(PostWays, MayBeLaidAgain) {
  NetworkDraft draft = one_post(1.0);
  lay_post_ways(draft, true);
  const std::size_t links = draft.links.size();
  EXPECT_EQ(links, 8U);
  lay_post_ways(draft, true);
  EXPECT_EQ(draft.links.size(), links);
  EXPECT_EQ(draft.nodes.size(), 4U);
}

TEST(PostWays, FollowThePostsFieldsAndItsClosure) {
  NetworkDraft draft = one_post(1.0);
  lay_post_ways(draft, false);
  const auto open_priority = [&] {
    int count = 0;
    for (const DraftLink& link : draft.links) {
      const bool is = link.attributes.post_way == PostWay::priority_lane;
      count += is && link.attributes.open ? 1 : 0;
    }
    return count;
  };
  EXPECT_EQ(open_priority(), 2);
  draft.checkpoints[CheckpointId{0u}].priority_lanes = 0.0;
  lay_post_ways(draft, false);
  EXPECT_EQ(open_priority(), 0);
  draft.checkpoints[CheckpointId{0u}].priority_lanes = 1.0;
  draft.links[0].attributes.open = false;  // one direction closed
  lay_post_ways(draft, false);
  EXPECT_EQ(open_priority(), 1);
}

}  // namespace
}  // namespace landlink
