#include <gtest/gtest.h>

#include "landlink/border/queue.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/generalised_cost.hpp"

namespace landlink {
namespace {

LinkAttributes road() {
  LinkAttributes link;
  link.source = {.layer = "roads", .id = "r"};
  link.country = kLaos;
  link.length_km = 20.0;
  link.speed_limit_kmh = 40.0;  // below the free speed: 0.5 h
  link.capacity_pcu_per_h = 1000.0;
  return link;
}

double delay_of(const LinkAttributes& link, double volume,
                const std::vector<BorderCheckpoint>& checkpoints = {},
                const CostSettings& settings = {}) {
  NetworkDraft draft;
  const NodeId tail = draft.add_node({});
  draft.add_link(tail, draft.add_node({}), link);
  for (const BorderCheckpoint& checkpoint : checkpoints) draft.checkpoints.push_back(checkpoint);
  double delay = 0.0;
  link_delays(Network(draft), settings).delays({&volume, 1}, {&delay, 1});
  return delay;
}

// At v/c = 0.5: 0.5 h x 0.30 x 0.5^4 = 0.009375 h on two lanes; 0.15 instead of 0.30 with two lanes
// a direction; on gravel at 38 km/h (0.95 x 40) 20/38 h x 0.70 x 0.5^3 = 0.046052632 h.
TEST(LinkDelays, FollowTheBprOfTheRoadsBuild) {
  EXPECT_DOUBLE_EQ(delay_of(road(), 500.0), 0.009375);
  LinkAttributes wide = road();
  wide.lanes = 2.0;
  EXPECT_DOUBLE_EQ(delay_of(wide, 500.0), 0.0046875);
  LinkAttributes gravel = road();
  gravel.surface = Surface::gravel;
  EXPECT_NEAR(delay_of(gravel, 500.0), 0.046052632, 1e-9);
}

TEST(LinkDelays, LeaveFerriesAndConnectorsWithoutDelay) {
  LinkAttributes link = road();
  link.kind = LinkKind::ferry;
  EXPECT_EQ(delay_of(link, 1e6), 0.0);
  link.kind = LinkKind::connector;
  EXPECT_EQ(delay_of(link, 1e6), 0.0);
}

// 48 pcu an operating hour are 20 trucks of 2.4 pcu; over 24 clock hours 10 an hour arrive. Two
// lanes of 0.1 h serve 20 an hour; open all day, so x = 0.5 at each of two stops.
TEST(LinkDelays, QueueAtACheckpointByArrivalsOverTheWholeDay) {
  LinkAttributes border = road();
  border.kind = LinkKind::border;
  border.checkpoint = CheckpointId{0u};
  BorderCheckpoint post;
  post.lanes = 2.0;
  post.service_mean_h = 0.1;
  post.service_sd_h = 0.1;
  const double expected =
      2.0 *
      akcelik_wait({.capacity_per_h = 20.0, .period_h = 12.0, .randomness = 1.0}, 10.0).wait_h;
  EXPECT_NEAR(delay_of(border, 48.0, {post}), expected, 1e-15);
  EXPECT_GT(expected, 0.0);

  // Open 12 of 24 h with mu = 24: at 10 arrivals an hour the mean wait is 5.142857 h
  // (docs/model.md, section 11), of which (24 - 12)^2 / 48 = 3 h also without traffic.
  post.lanes = 2.4;
  post.open_h_per_day = 12.0;
  const double queue =
      2.0 *
      akcelik_wait({.capacity_per_h = 12.0, .period_h = 12.0, .randomness = 1.0}, 10.0).wait_h;
  EXPECT_NEAR(delay_of(border, 48.0, {post}), 5.142857 - 3.0 + queue, 1e-6);  // digits printed
}

}  // namespace
}  // namespace landlink
