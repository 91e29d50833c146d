#include "written_map.hpp"

#include <gmock/gmock.h>

#include <map>

#include "landlink/core/error.hpp"
#include "output/example_results.hpp"
#include "support/temporary_folder.hpp"

namespace landlink::output {
namespace {

using test::ExampleResults;
using test::TemporaryFolder;

LinkRow row(const LinkAttributes& link, double now, double base, const char* status = "same") {
  LinkRow result{.attributes = &link, .status = status, .drawn = true};
  result.now.all_tonnes_per_day = now;
  result.base.all_tonnes_per_day = base;
  return result;
}

TEST(WrittenMap, IsWhatTheRunDrew) {
  const TemporaryFolder folder;
  const ExampleResults example;
  const ScenarioResults base = example.base();
  const ScenarioResults results = example.scenario(base);
  write_results(results, folder / "closed-9");
  const WrittenMap map = read_written_map(folder / "closed-9");

  EXPECT_EQ(map.title, "Route 9 closed");
  EXPECT_EQ(map.base, "base");
  EXPECT_EQ(map.attribution, results.attribution);
  EXPECT_EQ(map.npv_usd, -2.5e6);
  EXPECT_EQ(map.now.tonne_km, results.indicators.tonne_km);
  EXPECT_EQ(map.before.tonne_km, base.indicators.tonne_km);
  ASSERT_EQ(map.provinces.size(), 1u);
  EXPECT_EQ(map.provinces[0].polygons, example.layers.provinces[0].polygons);
  EXPECT_EQ(map.zones.size(), example.model.zones.size());

  std::vector<LinkRow> drawn;
  for (const LinkRow& each : link_rows(results)) {
    if (each.drawn) drawn.push_back(each);
  }
  ASSERT_EQ(map.links.size(), drawn.size());
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    EXPECT_EQ(map.links[i].attributes->source, drawn[i].attributes->source);
    EXPECT_EQ(map.links[i].status, drawn[i].status);
    EXPECT_EQ(map.links[i].line, drawn[i].line);
    EXPECT_EQ(map.links[i].now.all_tonnes_per_day, drawn[i].now.all_tonnes_per_day);
    EXPECT_EQ(map.links[i].base.all_tonnes_per_day, drawn[i].base.all_tonnes_per_day);
  }
}

TEST(WrittenMap, AsksForTheResultsOfAScenario) {
  const TemporaryFolder folder;
  const ExampleResults example;
  write_results(example.base(), folder / "base");
  EXPECT_THROW(static_cast<void>(read_written_map(folder / "base")), Error);
}

// One road in both, one in the first case only, one in the second only.
TEST(Against, TakesTheFreightOfTheOtherCase) {
  LinkAttributes shared, own, other;
  shared.source = {"roads", "shared", true};
  own.source = {"roads", "own", true};
  other.source = {"roads", "other", true};
  const auto rows = against({row(shared, 500.0, 450.0), row(own, 20.0, 0.0, "new")},
                            {row(shared, 300.0, 450.0, "changed"), row(other, 70.0, 60.0)});
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].now.all_tonnes_per_day, 500.0);
  EXPECT_EQ(rows[0].base.all_tonnes_per_day, 300.0);
  EXPECT_EQ(rows[0].status, "changed");
  EXPECT_EQ(rows[1].base.all_tonnes_per_day, 0.0);
  EXPECT_EQ(rows[1].status, "new");
  EXPECT_EQ(rows[2].now.all_tonnes_per_day, 0.0);
  EXPECT_EQ(rows[2].base.all_tonnes_per_day, 70.0);
}

}  // namespace
}  // namespace landlink::output
