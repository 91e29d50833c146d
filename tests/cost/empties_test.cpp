#include "landlink/cost/empties.hpp"

#include <gtest/gtest.h>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

constexpr ZoneId kMine{0u}, kPort{1u};

// 10 loaded an hour to the port and 4 back, p 0.3: 3 empties return to the mine and 1.2 to the
// port; in all 11.2 to the port and 7 to the mine.
TEST(Empties, ReturnAgainstTheLoadedWay) {
  const OdMatrix loaded(2, {{kMine, kPort, 10.0}, {kPort, kMine, 4.0}, {kMine, kMine, 5.0}});
  const OdMatrix empties = empty_vehicles(loaded, 0.3);
  EXPECT_DOUBLE_EQ(empties.at(kPort, kMine), 3.0);
  EXPECT_DOUBLE_EQ(empties.at(kMine, kPort), 1.2);
  EXPECT_EQ(empties.at(kMine, kMine), 0.0);
  const OdMatrix all = with_empties(loaded, 0.3);
  EXPECT_DOUBLE_EQ(all.at(kMine, kPort), 11.2);
  EXPECT_DOUBLE_EQ(all.at(kPort, kMine), 7.0);
  EXPECT_DOUBLE_EQ(all.at(kMine, kMine), 5.0);
}

// A pure one-way flow whose vehicles all come back empty: as many each way.
TEST(Empties, BalanceVehiclesWhenNoneFindsALoad) {
  const OdMatrix all = with_empties(OdMatrix(2, {{kMine, kPort, 10.0}}), 1.0);
  EXPECT_EQ(all.at(kMine, kPort), all.at(kPort, kMine));
}

TEST(Empties, RefuseAShareThatIsNone) {
  EXPECT_THROW(empty_vehicles(OdMatrix(2), 1.2), Error);
  EXPECT_THROW(empty_vehicles(OdMatrix(2), -0.1), Error);
}

}  // namespace
}  // namespace landlink
