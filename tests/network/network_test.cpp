#include "landlink/network/network.hpp"

#include <gmock/gmock.h>

namespace landlink {
namespace {

LinkAttributes road(const std::string& id) {
  return {.source = {.layer = "roads", .id = id}, .length_km = 10.0};
}

NetworkDraft three_nodes() {
  NetworkDraft draft;
  for (int i = 0; i < 3; ++i) draft.add_node({});
  draft.add_link(NodeId{1u}, NodeId{2u}, road("b"));
  draft.add_link(NodeId{0u}, NodeId{1u}, road("a"));
  return draft;
}

TEST(Network, KeepsAttributesWithTheirLinks) {
  const Network network(three_nodes());
  ASSERT_EQ(network.link_count(), 2u);
  EXPECT_EQ(network.link(LinkId{0u}).source.id, "a");
  EXPECT_EQ(network.draft_index(LinkId{0u}), 1u);
  EXPECT_EQ(network.head(LinkId{1u}), NodeId{2u});
}

TEST(Network, LeavesOutClosedLinksThatTheDraftKeeps) {
  NetworkDraft draft = three_nodes();
  draft.links[0].attributes.open = false;
  EXPECT_EQ(Network(draft).link_count(), 1u);
  draft.links[0].attributes.open = true;
  EXPECT_EQ(Network(draft).link_count(), 2u);
}

TEST(Network, NamesTheFeatureAndFieldOfAnImpossibleLink) {
  const auto complaint = [](auto spoil) -> std::string {
    NetworkDraft draft = three_nodes();
    spoil(draft.links[1].attributes);
    try {
      const Network network(draft);
    } catch (const Error& e) {
      return e.what();
    }
    return "accepted";
  };
  EXPECT_THAT(complaint([](LinkAttributes& l) { l.capacity_pcu_per_h = 0; }),
              testing::StartsWith("layer 'roads' feature a field 'capacity_pcu_per_h': 0 on"));
  EXPECT_THAT(complaint([](LinkAttributes& l) { l.length_km = 0; }),
              testing::HasSubstr("'length_km'"));
  EXPECT_EQ(complaint([](LinkAttributes& l) {
              l.length_km = 0;
              l.kind = LinkKind::border;
            }),
            "accepted");
}

TEST(CountryCode, HoldsThreeLetters) {
  EXPECT_EQ(CountryCode("LAO"), kLaos);
  EXPECT_EQ(CountryCode("LAO").text(), "LAO");
  EXPECT_TRUE(CountryCode("Laos").empty());
}

}  // namespace
}  // namespace landlink
