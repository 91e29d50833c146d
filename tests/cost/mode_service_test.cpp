#include "landlink/cost/mode_service.hpp"

#include <gmock/gmock.h>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string kModes =
    "mode,wait_h,usd_per_t,co2_g_per_t_km,assumed,source,year,confidence\n"
    "rail,12,2,25,wait_h;usd_per_t,costs-056,2024,low\n"
    "air,6,20,900,,none,2024,assumed\n";
const std::string kAccess =
    "commodity,mode,constant_usd_per_t,source,year,confidence\n"
    "fuel,rail,1.5,none,2024,assumed\n";

std::string complaint(const std::string& modes, const std::string& access) {
  try {
    parse_mode_tables(modes, "modes.csv", access, "mode_access.csv");
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

TEST(ModeTables, SayWhatAModeTakesAndWhomItCarries) {
  const ModeTables tables = parse_mode_tables(kModes, "modes.csv", kAccess, "mode_access.csv");
  ASSERT_NE(tables.service(LinkKind::rail), nullptr);
  EXPECT_EQ(tables.service(LinkKind::rail)->wait_h, 12.0);
  EXPECT_THAT(tables.service(LinkKind::rail)->assumed, testing::ElementsAre("wait_h", "usd_per_t"));
  EXPECT_EQ(tables.service(LinkKind::waterway), nullptr);
  ASSERT_NE(tables.access_of("fuel", LinkKind::rail), nullptr);
  EXPECT_EQ(tables.access_of("fuel", LinkKind::rail)->constant_usd_per_t, 1.5);
  EXPECT_EQ(tables.access_of("fuel", LinkKind::air), nullptr);
  EXPECT_EQ(tables.access_of("rice", LinkKind::rail), nullptr);
}

TEST(ModeTables, AreReadFromTheLaoFolderAndMayBeAbsent) {
  const ModeTables lao = read_mode_tables("gis/laos/demand");
  EXPECT_EQ(lao.files.size(), 2u);
  for (const LinkKind kind : {LinkKind::rail, LinkKind::waterway, LinkKind::air}) {
    ASSERT_NE(lao.service(kind), nullptr) << name_of(kind);
  }
  EXPECT_TRUE(read_mode_tables("gis/toy/demand").services.empty());
}

TEST(ModeTables, NameTheRowThatIsWrong) {
  EXPECT_THAT(complaint(kModes + "road,0,0,0,,none,2024,assumed\n", kAccess),
              AllOf(HasSubstr("modes.csv:4"), HasSubstr("no mode 'road' beside the truck"),
                    HasSubstr("rail, waterway or air")));
  EXPECT_THAT(complaint(kModes + "rail,0,0,0,,none,2024,assumed\n", kAccess),
              AllOf(HasSubstr("modes.csv:4"), HasSubstr("rail stands twice")));
  EXPECT_THAT(complaint(kModes + "waterway,-1,0,0,,none,2024,assumed\n", kAccess),
              AllOf(HasSubstr("'wait_h'"), HasSubstr("a value of -1")));
  EXPECT_THAT(complaint(kModes, kAccess + "rice,waterway,0,none,2024,assumed\n"),
              AllOf(HasSubstr("mode_access.csv:3"), HasSubstr("modes.csv has no row 'waterway'")));
  EXPECT_THAT(complaint(kModes, kAccess + "fuel,rail,0,none,2024,assumed\n"),
              HasSubstr("'fuel' by rail stands twice"));
}

}  // namespace
}  // namespace landlink
