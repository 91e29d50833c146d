#include "landlink/cost/carriers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "landlink/cost/classes.hpp"
#include "landlink/cost/flow_units.hpp"
#include "landlink/cost/legal_limits.hpp"

namespace landlink {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

constexpr CountryCode kThailand{"THA"};
constexpr CountryCode kVietnam{"VNM"};

const std::string kHeader = "from,to,nationality,share,source,year,confidence\n";
std::string row(const std::string& cells) { return cells + ",none,2024,assumed\n"; }

auto complains(int line, const std::string& problem) {
  return Throws<Error>(
      AllOf(Property(&Error::what, HasSubstr("carriers.csv:" + std::to_string(line))),
            Property(&Error::problem, HasSubstr(problem))));
}

TEST(Carriers, TakeTheClosestRowsOfAPair) {
  const Carriers carriers =
      Carriers::parse(kHeader + row("any,any,LAO,1") + row("LAO,THA,LAO,0.4") +
                          row("LAO,THA,THA,0.6") + row("any,VNM,VNM,1"),
                      "carriers.csv");
  const auto there = carriers.shares(kLaos, kThailand);
  ASSERT_EQ(there.size(), 2u);
  EXPECT_EQ(there[0].nationality, kLaos);
  EXPECT_DOUBLE_EQ(there[1].share, 0.6);
  EXPECT_EQ(carriers.shares(kThailand, kLaos).at(0).nationality, kLaos);  // any, any
  EXPECT_EQ(carriers.shares(kThailand, kVietnam).at(0).nationality, kVietnam);
  EXPECT_EQ(carriers.shares(kLaos, kLaos).at(0).nationality, kLaos);
}

TEST(Carriers, KeepForeignTrucksFromDomesticFreight) {
  const Carriers carriers = Carriers::parse(kHeader + row("any,any,THA,1"), "carriers.csv");
  ASSERT_EQ(carriers.shares(kLaos, kLaos).size(), 1u);
  EXPECT_EQ(carriers.shares(kLaos, kLaos)[0].nationality, kLaos);
}

TEST(Carriers, SayWhichRowIsWrong) {
  const auto reading = [](const std::string& rows) {
    return [rows] { Carriers::parse(kHeader + rows, "carriers.csv"); };
  };
  EXPECT_THAT(reading(row("LAO,THA,LAO,0.4")), complains(2, "add up to 0.4"));
  EXPECT_THAT(reading(row("LAO,THA,LAO,1.4")), complains(2, "a share of 1.4"));
  EXPECT_THAT(reading(row("LAO,Thailand,LAO,1")), complains(2, "no country 'Thailand'"));
  EXPECT_THAT(reading(row("LAO,THA,any,1")), complains(2, "no country 'any'"));
  EXPECT_THAT(reading(row("LAO,THA,LAO,0.5") + row("LAO,THA,LAO,0.5")),
              complains(3, "stands twice"));
}

Zones three_zones() {
  Zones zones;
  zones.push_back({.id = "vte", .country = kLaos, .province = "LA-VT"});
  zones.push_back({.id = "pks", .country = kLaos, .province = "LA-CH"});
  zones.push_back({.id = "bkk", .country = kThailand});
  return zones;
}

std::vector<VehicleType> two_nationalities() {
  return {{.id = "artic",
           .type = "artic",
           .nationality = kLaos,
           .payload_t = 24.0,
           .tare_t = 16.0,
           .axles = 6,
           .axle_load_t = 9.0,
           .gross_t = 46.0},
          {.id = "artic-tha",
           .type = "artic",
           .nationality = kThailand,
           .payload_t = 30.0,
           .tare_t = 16.0,
           .axles = 6,
           .axle_load_t = 9.0,
           .gross_t = 46.0}};
}

FreightDemand rice() {
  FreightDemand demand;
  demand.commodities.push_back({.id = "rice", .vehicle = "artic"});
  demand.tonnes_per_day.push_back(
      {3, {{ZoneId{0u}, ZoneId{1u}, 288.0}, {ZoneId{1u}, ZoneId{2u}, 720.0}}});
  return demand;
}

// 288 t / 24 t / 12 h = 1 truck an hour at home; abroad 40 % of 720 t in Lao trucks of 24 t, 1 an
// hour, and 60 % in Thai ones of 30 t, 1.2 an hour.
TEST(MakeClasses, SplitsInternationalFreightByNationality) {
  const Carriers carriers =
      Carriers::parse(kHeader + row("LAO,THA,LAO,0.4") + row("LAO,THA,THA,0.6"), "carriers.csv");
  const ClassDemand made = make_classes(rice(), two_nationalities(), three_zones(), {}, carriers);
  ASSERT_EQ(made.classes.size(), 3u);
  EXPECT_EQ(made.classes[ClassId{0u}].id, "rice-domestic");
  EXPECT_EQ(made.classes[ClassId{0u}].nationality, kLaos);
  EXPECT_EQ(made.classes[ClassId{1u}].id, "rice-international-lao");
  EXPECT_EQ(made.classes[ClassId{2u}].id, "rice-international-tha");
  EXPECT_EQ(made.classes[ClassId{2u}].nationality, kThailand);
  EXPECT_DOUBLE_EQ(made.vehicles_per_h[ClassId{0u}].total(), 1.0);
  EXPECT_DOUBLE_EQ(made.vehicles_per_h[ClassId{1u}].total(), 1.0);
  EXPECT_DOUBLE_EQ(made.vehicles_per_h[ClassId{2u}].total(), 1.2);
}

TEST(MakeClasses, SaysWhichNationalityHasNoTruck) {
  const Carriers carriers = Carriers::parse(kHeader + row("LAO,THA,VNM,1"), "carriers.csv");
  EXPECT_THAT([&] { make_classes(rice(), two_nationalities(), three_zones(), {}, carriers); },
              Throws<Error>(Property(&Error::problem, HasSubstr("'artic' of nationality VNM"))));
}

const std::string kSeason =
    "province,first_month,last_month,above_gross_t,load_factor,source,year,confidence\n"
    "LA-VT,6,11,7,0.8,roads-106,2021,high\n";

// In July a truck to or from Vientiane Capital carries 0.8 x 24 = 19.2 t: 288 / 19.2 / 12 = 1.25
// an hour. Its legal load falls from 30 to 24 t, so it weighs 40 t and its axle 9 x 40 / 46.
TEST(SeasonalLoading, LightensTrucksOfItsProvinceInItsMonths) {
  const auto rules = parse_seasonal_loading(kSeason, "seasonal_loading.csv");
  EXPECT_EQ(with_seasonal_loading(two_nationalities(), rules, 0).size(), 2u);
  EXPECT_EQ(with_seasonal_loading(two_nationalities(), rules, 5).size(), 2u);
  EXPECT_EQ(with_seasonal_loading(two_nationalities(), rules, 12).size(), 2u);
  const auto vehicles = with_seasonal_loading(two_nationalities(), rules, 7);
  ASSERT_EQ(vehicles.size(), 4u);
  EXPECT_EQ(vehicles[2].id, "artic-LA-VT");
  EXPECT_DOUBLE_EQ(vehicles[2].payload_t, 19.2);
  EXPECT_DOUBLE_EQ(vehicles[2].gross_t, 40.0);
  EXPECT_DOUBLE_EQ(vehicles[2].axle_load_t, 9.0 * 40.0 / 46.0);

  const Carriers carriers = Carriers::parse(kHeader + row("any,any,LAO,1"), "carriers.csv");
  const ClassDemand made = make_classes(rice(), vehicles, three_zones(), {}, carriers);
  ASSERT_EQ(made.classes.size(), 2u);
  EXPECT_EQ(made.classes[ClassId{0u}].id, "rice-domestic-LA-VT");
  EXPECT_DOUBLE_EQ(made.vehicles_per_h[ClassId{0u}].total(), 1.25);
  EXPECT_EQ(made.classes[ClassId{1u}].id, "rice-international-lao");  // Pakse - Bangkok
}

TEST(SeasonalLoading, MayPassOverTheNewYear) {
  const SeasonalLoading rule{.first_month = 11, .last_month = 2};
  for (const int month : {11, 12, 1, 2}) EXPECT_TRUE(rule.holds_in(month)) << month;
  for (const int month : {3, 7, 10}) EXPECT_FALSE(rule.holds_in(month)) << month;
}

TEST(SeasonalLoading, SaysWhichCellIsWrong) {
  EXPECT_THAT([] { parse_seasonal_loading(kSeason + "LA-VT,1,2,7,0.8,x,2021,low\n", "s.csv"); },
              Throws<Error>(Property(&Error::what, HasSubstr("s.csv:3"))));
  EXPECT_THAT([] { parse_seasonal_loading(kSeason + "LA-SV,0,2,7,0.8,x,2021,low\n", "s.csv"); },
              Throws<Error>(Property(&Error::problem, HasSubstr("the month 0"))));
  EXPECT_THAT([] { parse_seasonal_loading(kSeason + "LA-SV,1,2,7,1.8,x,2021,low\n", "s.csv"); },
              Throws<Error>(Property(&Error::problem, HasSubstr("a load factor of 1.8"))));
}

TEST(LegalLimits, BarVehiclesThatWeighTooMuch) {
  std::vector<VehicleType> vehicles = two_nationalities();
  const std::string table =
      "country,axles,max_gross_t,max_axle_t,source,year,confidence\n"
      "THA,6,50.5,11,none,2024,assumed\n"  // 46 t on 6 axles may go
      "KHM,,40,10,none,2024,assumed\n"     // any number of axles: too heavy
      "VNM,6,48,8.5,none,2024,assumed\n"   // the axle of 9 t is too heavy
      "MMR,3,20,8,none,2024,assumed\n"     // says nothing of 6 axles
      "CHN,,40,10,none,2024,assumed\n"     // the row of 6 axles counts, not this
      "CHN,6,49,10,none,2024,assumed\n";
  bar_by_limits(vehicles, parse_legal_limits(table, "limits.csv"));
  EXPECT_THAT(vehicles[0].barred_in, testing::ElementsAre(CountryCode("KHM"), CountryCode("VNM")));
  EXPECT_THAT([&] { parse_legal_limits(table + "CHN,6,49,10,none,2024,assumed\n", "limits.csv"); },
              Throws<Error>(Property(&Error::what, HasSubstr("limits.csv:8"))));
}

// The tables that ship: every type has a truck of every nationality that carriers.csv names, and no
// truck is too heavy for its own country or for Laos.
TEST(LaoTrucks, HaveEveryNationalityAndKeepTheLimits) {
  auto vehicles = read_vehicle_types("gis/laos/demand/vehicles.csv");
  bar_by_limits(vehicles, read_legal_limits("gis/laos/demand/limits.csv"));
  std::set<std::string> types;
  for (const VehicleType& vehicle : vehicles) {
    types.insert(vehicle.type);
    EXPECT_THAT(vehicle.barred_in, testing::IsEmpty()) << vehicle.id;
    EXPECT_FALSE(vehicle.nationality.empty()) << vehicle.id;
    EXPECT_FALSE(vehicle.body.empty()) << vehicle.id;
  }
  const Carriers carriers = Carriers::read("gis/laos/demand/carriers.csv");
  for (const char* abroad : {"THA", "VNM", "CHN", "KHM", "MMR"}) {
    for (const CarrierShare& share : carriers.shares(kLaos, CountryCode(abroad))) {
      for (const std::string& type : types) {
        EXPECT_NO_THROW(vehicle_index({.vehicle = type}, vehicles, share.nationality))
            << type << " of " << share.nationality.text();
      }
    }
  }
}

}  // namespace
}  // namespace landlink
