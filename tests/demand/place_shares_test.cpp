#include "landlink/demand/place_shares.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demand_test_zones.hpp"

namespace landlink {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

const Place kCell{.file = "trade.csv", .line = 7, .field = "origins"};

Eigen::VectorXd shares(std::string_view cell) {
  return zone_shares(parse_place_shares(cell, kCell), small_zones(), kCell);
}

// Zones: vte (LA-VT, 800), vgv (LA-VI, 100), phh (LA-VI, 300), bkk (THA, 3), lcb (THA, 1).
TEST(PlaceShares, SpreadAProvinceByPopulationAndACountryByAttraction) {
  const Eigen::VectorXd province = shares("LA-VI");
  EXPECT_DOUBLE_EQ(province[1], 0.25);
  EXPECT_DOUBLE_EQ(province[2], 0.75);
  const Eigen::VectorXd laos = shares("LAO");
  EXPECT_DOUBLE_EQ(laos[0], 800.0 / 1200.0);
  const Eigen::VectorXd thailand = shares("THA");
  EXPECT_DOUBLE_EQ(thailand[3], 0.75);
  EXPECT_DOUBLE_EQ(thailand[4], 0.25);
}

// Weights 1, 3 and 4 of 8; half of LA-VI's quarter of 3/8 is by population again.
TEST(PlaceShares, WeighPlacesAndAddUpToOne) {
  const Eigen::VectorXd result = shares(" vte ; LA-VI = 3; Bangkok=4");
  EXPECT_DOUBLE_EQ(result[0], 0.125);
  EXPECT_DOUBLE_EQ(result[1], 3.0 / 8.0 * 0.25);
  EXPECT_DOUBLE_EQ(result[3], 0.5);
  EXPECT_DOUBLE_EQ(result.sum(), 1.0);
}

TEST(PlaceShares, TakeTheFirstNameThatTheZonesKnow) {
  EXPECT_EQ(shares("Khon Kaen|Laem Chabang|Bangkok")[4], 1.0);
  EXPECT_EQ(shares("laem chabang")[4], 1.0);  // names fold case
}

auto complains(const std::string& problem, const std::string& remedy) {
  return Throws<Error>(AllOf(Property(&Error::what, HasSubstr("trade.csv:7 field 'origins'")),
                             Property(&Error::problem, HasSubstr(problem)),
                             Property(&Error::remedy, HasSubstr(remedy))));
}

TEST(PlaceShares, SuggestTheNearestName) {
  EXPECT_THAT([] { shares("Bankok"); },
              complains("no zone, province or country 'Bankok'", "'Bangkok'"));
  EXPECT_THAT([] { shares("LA-VX"); }, complains("'LA-VX'", "LA-V"));
}

TEST(PlaceShares, RefuseWhatIsNoShare) {
  EXPECT_THAT([] { shares(""); }, complains("no place", "Thakhek"));
  EXPECT_THAT([] { shares("vte=-1"); }, complains("'-1' is no weight", "above 0"));
  EXPECT_THAT([] { shares("vte=nan"); }, complains("'nan' is no weight", "above 0"));
  EXPECT_THAT([] { shares("vte=1=2"); }, complains("'1=2' is no weight", "above 0"));
  EXPECT_THAT([] { shares("=3"); }, complains("a place without a name", "places"));
}

TEST(PlaceShares, RefuseAnAmbiguousName) {
  Zones zones = small_zones();
  zones.push_back({.id = "bk2", .name = "Bangkok", .country = CountryCode("THA")});
  EXPECT_THAT([&] { zone_shares(parse_place_shares("Bangkok", kCell), zones, kCell); },
              complains("may be zone bkk or zone bk2", "id"));
}

TEST(PlaceShares, RefuseAProvinceWithoutPeople) {
  Zones zones = small_zones();
  zones[ZoneId{1u}].population = zones[ZoneId{2u}].population = 0.0;
  EXPECT_THAT([&] { zone_shares(parse_place_shares("LA-VI", kCell), zones, kCell); },
              complains("no population", "population"));
}

}  // namespace
}  // namespace landlink
