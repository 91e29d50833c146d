#include "landlink/border/opening_hours.hpp"

#include <gtest/gtest.h>

namespace landlink {
namespace {

TEST(OpeningHours, ReadClockTimes) {
  EXPECT_EQ(parse_opening_hours("06:00-22:00"), (OpeningHours{6.0, 16.0}));
  EXPECT_EQ(parse_opening_hours("07:30-19:00"), (OpeningHours{7.5, 11.5}));
  EXPECT_EQ(parse_opening_hours("22:00-06:00"), (OpeningHours{22.0, 8.0}));  // over midnight
  EXPECT_EQ(parse_opening_hours("00:00-24:00"), (OpeningHours{0.0, 24.0}));
}

TEST(OpeningHours, RefuseWhatIsNoWindow) {
  for (const char* text : {"", "6-22", "06:00", "06:00-06:00", "06:60-22:00", "24:00-06:00",
                           "06:00-24:30", "06:00 - 22:00", "ab:cd-ef:gh", "06:00-25:00"}) {
    EXPECT_FALSE(parse_opening_hours(text).has_value()) << text;
  }
}

TEST(OpeningHours, WriteWhatTheyRead) {
  for (const char* text : {"06:00-22:00", "22:00-06:00", "00:00-24:00", "07:30-19:15"}) {
    EXPECT_EQ(text_of(parse_opening_hours(text).value()), text);
  }
}

TEST(OpeningHours, OverlapOfTwoSides) {
  const OpeningHours lao{6.0, 16.0};     // 06:00-22:00
  const OpeningHours thai{8.0, 8.0};     // 08:00-16:00
  const OpeningHours late{18.0, 12.0};   // 18:00-06:00
  const OpeningHours split{20.0, 14.0};  // 20:00-10:00
  EXPECT_EQ(both_open(lao, thai), (std::vector<TimeSpan>{{8.0, 16.0}}));
  EXPECT_EQ(both_open_h(lao, late), 4.0);  // 18 to 22
  EXPECT_EQ(both_open(lao, split), (std::vector<TimeSpan>{{6.0, 10.0}, {20.0, 22.0}}));
  EXPECT_TRUE(both_open(thai, late).empty());
}

TEST(OpeningHours, OfWhichOnlyTheLengthIsKnownBeginAtSixOrEndAtMidnight) {
  EXPECT_EQ(usual_hours(14.0), (OpeningHours{6.0, 14.0}));
  EXPECT_EQ(usual_hours(20.0), (OpeningHours{4.0, 20.0}));
  EXPECT_EQ(usual_hours(24.0), (OpeningHours{0.0, 24.0}));
}

}  // namespace
}  // namespace landlink
