#include "landlink/cost/flow_units.hpp"

#include <gtest/gtest.h>

namespace landlink {
namespace {

const VehicleType kTruck{.id = "artic", .payload_t = 25.0, .pce = 2.5};

// 3,000 t/day / 25 t = 120 trucks a day; in 12 hours 10 an hour; 25 pcu/h; over 24 clock hours 5.
TEST(FlowUnits, TurnsTonnesADayIntoVehiclesAndPcuAnHour) {
  const double flow = vehicles_per_h(3000.0, kTruck);
  EXPECT_DOUBLE_EQ(flow, 10.0);
  EXPECT_DOUBLE_EQ(pcu_per_h(flow, kTruck), 25.0);
  EXPECT_DOUBLE_EQ(vehicles_per_day(flow), 120.0);
  EXPECT_DOUBLE_EQ(arrivals_per_clock_h(flow), 5.0);
}

TEST(FlowUnits, FewerHoursMakeADenserHour) {
  EXPECT_DOUBLE_EQ(vehicles_per_h(3000.0, kTruck, {.operating_h_per_day = 8.0}), 15.0);
}

TEST(FlowUnits, GoThereAndBack) {
  for (const double tonnes : {0.0, 1e-6, 17.3, 1234.5678, 9.9e6}) {
    // Two roundings each way.
    EXPECT_NEAR(tonnes_per_day(vehicles_per_h(tonnes, kTruck), kTruck), tonnes, 1e-15 * tonnes);
  }
}

}  // namespace
}  // namespace landlink
