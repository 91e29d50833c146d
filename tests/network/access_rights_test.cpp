#include "landlink/network/access_rights.hpp"

#include <gmock/gmock.h>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

const CountryCode kThailand{"THA"};
const CountryCode kVietnam{"VNM"};
const CountryCode kChina{"CHN"};

const std::string kHeader =
    "vehicle_country,in_country,right,permits_per_day,cabotage,source,year,confidence\n";

AccessRights rights() {
  return parse_access_rights(kHeader +
                                 "THA,LAO,yes,,no,agreement,1999,high\n"
                                 "THA,VNM,permit,40,no,costs-029,2009,high\n"
                                 "THA,CHN,no,,no,none,2024,assumed\n"
                                 "CHN,LAO,no,,no,none,2024,assumed\n",
                             "rights.csv");
}

std::string complaint(const std::string& rows) {
  try {
    parse_access_rights(kHeader + rows, "rights.csv");
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

TEST(AccessRights, SayWhoMayDriveWhere) {
  const AccessRights r = rights();
  EXPECT_TRUE(r.may_drive(kThailand, kLaos));
  EXPECT_FALSE(r.may_drive(kThailand, kChina));
  EXPECT_TRUE(r.may_drive(kChina, kChina));         // at home
  EXPECT_TRUE(r.may_drive(kVietnam, kLaos));        // no row
  EXPECT_TRUE(r.may_drive(CountryCode{}, kChina));  // of no stated country
  EXPECT_EQ(r.find(kThailand, kVietnam)->quota_per_day, 40.0);
  EXPECT_TRUE(r.find(kThailand, kChina)->assumed);
}

TEST(AccessRights, LetNobodyCarryWithinAnotherCountryUnlessTheySay) {
  AccessRights r = rights();
  EXPECT_FALSE(r.may_carry_within(kThailand, kLaos));
  EXPECT_TRUE(r.may_carry_within(kLaos, kLaos));
  r.at(kThailand, kLaos).cabotage = true;
  EXPECT_TRUE(r.may_carry_within(kThailand, kLaos));
}

TEST(AccessRights, ChangeTrucksWhereTheCarrierMayNotGoOn) {
  const AccessRights r = rights();
  EXPECT_TRUE(r.may_cross(kThailand, kThailand, kLaos));
  EXPECT_FALSE(r.may_cross(kThailand, kLaos, kChina));
  // A Chinese truck hands over at the border of Laos; from there a Lao one carries, which may go
  // to Thailand.
  EXPECT_FALSE(r.may_cross(kChina, kChina, kLaos));
  EXPECT_EQ(r.carrier_in(kChina, kLaos), kLaos);
  EXPECT_TRUE(r.may_cross(kChina, kLaos, kThailand));
}

TEST(AccessRights, NameTheRowThatIsWrong) {
  EXPECT_THAT(complaint("THA,LAO,maybe,,no,a,1999,high\n"),
              testing::AllOf(testing::HasSubstr("rights.csv:2"), testing::HasSubstr("'maybe'")));
  EXPECT_THAT(complaint("THA,LAO,yes,5,no,a,1999,high\n"), testing::HasSubstr("permits"));
  EXPECT_THAT(complaint("THA,LAO,permit,-1,no,a,1999,high\n"), testing::HasSubstr("-1 permits"));
  EXPECT_THAT(complaint("THAI,LAO,yes,,no,a,1999,high\n"), testing::HasSubstr("no country"));
  EXPECT_THAT(complaint("LAO,LAO,yes,,no,a,1999,high\n"), testing::HasSubstr("in itself"));
  EXPECT_THAT(complaint("THA,LAO,yes,,no,a,1999,high\nTHA,LAO,no,,no,a,1999,high\n"),
              testing::HasSubstr("two rows"));
  EXPECT_THAT(complaint("THA,LAO,yes,,perhaps,a,1999,high\n"), testing::HasSubstr("yes or no"));
}

}  // namespace
}  // namespace landlink
