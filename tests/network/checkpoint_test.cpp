#include "landlink/network/checkpoint.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace landlink {
namespace {

BorderCheckpoint post() {
  return {.id = "LV6",
          .lanes = 4.0,
          .service_mean_h = 0.2,
          .service_sd_h = 0.2,
          .open_h_per_day = 12.0,
          .stops = 2};
}

TEST(Checkpoint, OpensWhenBothSidesDo) {
  BorderCheckpoint checkpoint = post();
  EXPECT_EQ(open_spans(checkpoint),
            (std::vector<TimeSpan>{{6.0, 18.0}}));  // of which 12 h is known
  set_hours(checkpoint, {6.0, 16.0}, OpeningHours{8.0, 8.0});
  EXPECT_EQ(checkpoint.open_h_per_day, 8.0);
  EXPECT_EQ(open_spans(checkpoint), (std::vector<TimeSpan>{{8.0, 16.0}}));
  set_open_h_per_day(checkpoint, 24.0);
  EXPECT_FALSE(checkpoint.hours.has_value());
  EXPECT_EQ(open_spans(checkpoint), (std::vector<TimeSpan>{{0.0, 24.0}}));
}

// 60 % green at 6 min, 25 % yellow at twice and 15 % red at six times: 3.6 + 3 + 5.4 = 12 min.
// E[f^2] = 0.6 + 1 + 5.4 = 7: green E[X^2] = 288 / 7, a coefficient of variation of 0.378.
TEST(Checkpoint, WithoutRedTrucksIsFasterByTheirShare) {
  BorderCheckpoint checkpoint = post();
  checkpoint.channels = {.yellow_share = 0.25, .red_share = 0.15};
  EXPECT_TRUE(spread_holds_channels(checkpoint));
  set_channels(checkpoint, {.yellow_share = 0.0, .red_share = 0.0});
  EXPECT_NEAR(checkpoint.service_mean_h, 0.1, 1e-12);
  EXPECT_NEAR(checkpoint.service_sd_h / checkpoint.service_mean_h, std::sqrt(288.0 / 252.0 - 1.0),
              1e-9);
  set_channels(checkpoint, {.yellow_share = 0.25, .red_share = 0.15});
  EXPECT_NEAR(checkpoint.service_mean_h, 0.2, 1e-12);
  EXPECT_NEAR(checkpoint.service_sd_h, 0.2, 1e-9);
}

TEST(Checkpoint, CannotSpreadLessThanItsChannels) {
  BorderCheckpoint checkpoint = post();
  checkpoint.channels = {.yellow_share = 0.25, .red_share = 0.15};
  checkpoint.service_sd_h = 0.01;
  EXPECT_FALSE(spread_holds_channels(checkpoint));
}

TEST(Checkpoint, TakesNoTimeForPapersOfTrucksClearedBefore) {
  BorderCheckpoint checkpoint = post();
  checkpoint.document_h = 1.5;
  checkpoint.pre_arrival_document_h = 0.25;
  EXPECT_EQ(mean_document_h(checkpoint), 1.5);
  checkpoint.pre_arrival_share = 0.8;
  EXPECT_NEAR(mean_document_h(checkpoint), 0.3 + 0.2, 1e-15);
}

TEST(PostService, IsAServerPerStopAndTheScale) {
  BorderCheckpoint checkpoint = post();
  EXPECT_EQ(post_service(checkpoint).server_per_open_h, (std::vector<double>{20.0, 20.0}));
  EXPECT_EQ(post_service(checkpoint).trucks_per_day(), 240.0);
  checkpoint.stops = 1;
  checkpoint.weighbridge_h = 0.1;
  EXPECT_EQ(post_service(checkpoint).server_per_open_h, (std::vector<double>{10.0, 20.0}));
  EXPECT_EQ(post_service(checkpoint).trucks_per_day(), 120.0);
}

TEST(PostService, KeepsTheDailyCapAndSharesItAmongLanes) {
  BorderCheckpoint checkpoint = post();
  checkpoint.daily_cap = 96.0;
  EXPECT_NEAR(post_service(checkpoint).trucks_per_day(), 96.0, 1e-12);
  checkpoint.priority_lanes = 1.0;
  EXPECT_NEAR(post_service(checkpoint, Lanes::general).trucks_per_day(), 72.0, 1e-12);
  EXPECT_NEAR(post_service(checkpoint, Lanes::priority).trucks_per_day(), 24.0, 1e-12);
}

TEST(DriveSide, IsLeftInThailandAndRightInLaos) {
  EXPECT_EQ(drive_side_of(CountryCode{"THA"}), DriveSide::left);
  EXPECT_EQ(drive_side_of(kLaos), DriveSide::right);
  EXPECT_EQ(drive_side_of(CountryCode{"VNM"}), DriveSide::right);
}

}  // namespace
}  // namespace landlink
