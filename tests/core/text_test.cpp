#include "landlink/core/text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace landlink {
namespace {

TEST(NearestName, OffersTheNameThatWasMeant) {
  const std::vector<std::string> known{"discount_rate", "horizon", "name"};
  EXPECT_EQ(nearest_name("discont_rate", known), "discount_rate");
  EXPECT_EQ(nearest_name("HORIZON", known), "horizon");
  EXPECT_EQ(nearest_name("naem", known), "name");
  EXPECT_EQ(nearest_name("relative_gap", known), std::nullopt);
}

TEST(ParseNumber, TakesPlainDecimalsOnly) {
  EXPECT_EQ(parse_number("1250.5"), 1250.5);
  EXPECT_EQ(parse_number("-.5"), -0.5);
  EXPECT_EQ(parse_number("1e3"), 1000.0);
  for (const char* bad : {"", " 1", "1 ", "1,000", "1 000", "0x10", "nan", "inf", "1e400", "+1",
                          "=1+1", "\xE0\xBB\x91", "1.2.3"}) {
    EXPECT_EQ(parse_number(bad), std::nullopt) << bad;
  }
}

TEST(ParseInteger, RefusesSpellingsThatHideOtherMeanings) {
  EXPECT_EQ(parse_integer("42"), 42);
  EXPECT_EQ(parse_integer("-7"), -7);
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("9223372036854775807"), 9223372036854775807LL);
  for (const char* bad : {"02", "0x1", "1e2", "9223372036854775808", "1.0", ""}) {
    EXPECT_EQ(parse_integer(bad), std::nullopt) << bad;
  }
}

TEST(ShortestText, ReadsBackAsTheSameDouble) {
  for (const double value : {0.1, 1.0 / 3.0, 6.02e23, -1e-300}) {
    EXPECT_EQ(parse_number(shortest_text(value)), value);
  }
}

TEST(FileNameOf, KeepsLettersAndDigits) {
  EXPECT_EQ(file_name_of("Route 9: four lanes, one stop"), "route-9-four-lanes-one-stop");
  EXPECT_EQ(file_name_of("../../etc/passwd\n"), "etc-passwd");
  EXPECT_EQ(file_name_of("\xE0\xBA\xA5\xE0\xBA\xB2\xE0\xBA\xA7"),
            "\xE0\xBA\xA5\xE0\xBA\xB2\xE0\xBA\xA7");
  EXPECT_EQ(file_name_of(" / "), "");
}

TEST(Utf8, KnowsWellFormedBytes) {
  EXPECT_TRUE(is_utf8("\xE0\xBA\xA5\xE0\xBA\xB2\xE0\xBA\xA7"));  // Lao script
  EXPECT_FALSE(is_utf8("\xB9\xD2"));                             // TIS-620
  EXPECT_FALSE(is_utf8("\xC0\xAF"));                             // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));                         // a lone surrogate
  EXPECT_EQ(printable("a\n\xFF"), "a\\x0A\\xFF");
}

}  // namespace
}  // namespace landlink
