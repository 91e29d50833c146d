#include "landlink/network/months.hpp"

#include <gtest/gtest.h>

namespace landlink {
namespace {

TEST(Months, ReadsMonthsAndSpans) {
  const auto months = parse_months("6-8; 11");
  ASSERT_TRUE(months);
  EXPECT_EQ(months->count(), 4u);
  EXPECT_TRUE(months->contains(6));
  EXPECT_TRUE(months->contains(7));
  EXPECT_TRUE(months->contains(8));
  EXPECT_TRUE(months->contains(11));
  EXPECT_FALSE(months->contains(9));
}

TEST(Months, LetsASpanRunOverTheYearsEnd) {
  const auto months = parse_months("11-2");
  ASSERT_TRUE(months);
  EXPECT_EQ(text_of(*months), "1-2;11-12");
  EXPECT_EQ(months->count(), 4u);
}

TEST(Months, TakesEmptyTextAsNoMonth) {
  ASSERT_TRUE(parse_months(""));
  EXPECT_TRUE(parse_months(" ")->empty());
}

TEST(Months, RefusesWhatIsNoMonth) {
  for (const char* text : {"0", "13", "June", "6-", "-6", "6-8-9", "6;;7", "6,7", "1e0", "6-13"})
    EXPECT_FALSE(parse_months(text)) << text;
}

// Each of the 4,095 sets that are not empty comes back from its text.
TEST(Months, ComesBackFromItsText) {
  for (int set = 1; set < 4096; ++set) {
    Months months;
    for (int month = 1; month <= 12; ++month)
      if ((set >> (month - 1)) & 1) months.add(month);
    EXPECT_EQ(parse_months(text_of(months)), months) << text_of(months);
  }
}

}  // namespace
}  // namespace landlink
