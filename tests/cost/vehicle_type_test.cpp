#include "landlink/cost/vehicle_type.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "landlink/core/error.hpp"
#include "landlink/demand/demand_tables.hpp"

namespace landlink {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

const std::string kHeader =
    "# a comment\n"
    "id,name,cost_curve,payload_t,tare_t,axle_load_t,pce,empty_share,crew_usd_per_h,co2_g_per_km,"
    "assumed,source,year,confidence\n";

auto complains(const std::string& field, const std::string& problem, const std::string& remedy) {
  return Throws<Error>(AllOf(Property(&Error::what, HasSubstr("vehicles.csv:3")),
                             Property(&Error::what, HasSubstr("field '" + field + "'")),
                             Property(&Error::problem, HasSubstr(problem)),
                             Property(&Error::remedy, HasSubstr(remedy))));
}

auto reading(const std::string& row) {
  return [row] { parse_vehicle_types(kHeader + row, "vehicles.csv"); };
}

TEST(VehicleTable, ReadsEveryColumn) {
  const auto vehicles = parse_vehicle_types(
      kHeader +
          "artic,6-axle articulated,articulated,27,17,11,2.5,0.35,1,860,payload_t;tare_t,"
          "fact,2018,assumed\n",
      "vehicles.csv");
  ASSERT_EQ(vehicles.size(), 1u);
  EXPECT_EQ(vehicles[0].id, "artic");
  EXPECT_EQ(vehicles[0].cost_curve, "articulated");
  EXPECT_EQ(vehicles[0].payload_t, 27.0);
  EXPECT_EQ(vehicles[0].axle_load_t, 11.0);
  EXPECT_EQ(vehicles[0].empty_share, 0.35);
  EXPECT_EQ(vehicles[0].crew_usd_per_h, 1.0);
  EXPECT_THAT(vehicles[0].assumed, ElementsAre("payload_t", "tare_t"));
}

TEST(VehicleTable, SaysWhichCellIsWrong) {
  EXPECT_THAT(reading("a,A,articulate,27,17,11,2.5,0.35,1,860,,f,2018,low"),
              complains("cost_curve", "no cost curve 'articulate'", "'articulated'"));
  EXPECT_THAT(reading("a,A,articulated,0,17,11,2.5,0.35,1,860,,f,2018,low"),
              complains("payload_t", "a value of 0", "above 0"));
  EXPECT_THAT(reading("a,A,articulated,27,17,11,0.2,0.35,1,860,,f,2018,low"),
              complains("pce", "a value of 0.2", "of at least 1"));
  EXPECT_THAT(reading("a,A,articulated,27,17,11,2.5,35,1,860,,f,2018,low"),
              complains("empty_share", "35 empty km per loaded km", "from 0 to 1"));
  EXPECT_THAT(reading("a,A,articulated,nan,17,11,2.5,0.35,1,860,,f,2018,low"),
              complains("payload_t", "'nan' is not a number", "finite decimal"));
}

TEST(VehicleTable, RefusesTwoVehiclesOfOneName) {
  const std::string row = "a,A,articulated,27,17,11,2.5,0.35,1,860,,f,2018,low\n";
  EXPECT_THAT([&] { parse_vehicle_types(kHeader + row + row, "vehicles.csv"); },
              Throws<Error>(Property(&Error::what, HasSubstr("vehicles.csv:4"))));
}

// The table that ships: every commodity finds its vehicle, and all keep to the 11 t axle rule.
TEST(VehicleTable, CarriesEveryLaoCommodity) {
  const auto vehicles = read_vehicle_types("gis/laos/demand/vehicles.csv");
  std::set<std::string> ids;
  for (const VehicleType& vehicle : vehicles) {
    ids.insert(vehicle.id);
    EXPECT_LE(vehicle.axle_load_t, 11.0) << vehicle.id;
  }
  for (const Commodity& commodity : read_demand_tables("gis/laos/demand").commodities) {
    EXPECT_TRUE(ids.contains(commodity.vehicle)) << commodity.id;
  }
}

}  // namespace
}  // namespace landlink
