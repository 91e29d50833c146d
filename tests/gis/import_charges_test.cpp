// A toll or a wait is paid once for a link as it was drawn, however the import cuts and joins it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "gis/drawn_roads.hpp"
#include "landlink/gis/import/areas.hpp"
#include "landlink/gis/import/charges.hpp"
#include "landlink/gis/import/connect.hpp"
#include "landlink/gis/import/contract.hpp"
#include "landlink/gis/import/defaults.hpp"
#include "landlink/gis/import/topology.hpp"

namespace landlink::road_import {
namespace {

double total(const Roads& roads, std::optional<double> Road::*charge) {
  return std::accumulate(roads.begin(), roads.end(), 0.0, [&](double sum, const Road& road) {
    return sum + (road.*charge).value_or(0.0);
  });
}

const LonLat kWest{102.0, 18.0}, kMiddle{102.3, 18.0}, kEast{102.4, 18.0}, kNorth{102.3, 18.1};

//  toll: west ------------- middle ---- east,  side road: middle --- north
Roads toll_road_with_side_road() {
  Roads roads{road("toll", {kWest, kMiddle, kEast}), road("side", {kMiddle, kNorth})};
  roads[0].toll_usd = 10.0;
  roads[0].fixed_time_min = 7.0;
  number_charges(roads);
  return roads;
}

TEST(Charges, AreSharedByLengthWhereAJunctionCutsTheLink) {
  Roads pieces = split_at_shared(toll_road_with_side_road());
  ASSERT_EQ(pieces.size(), 3U);
  measure(pieces);
  RepairReport report;
  share_charges(pieces, report);
  // Three quarters and one: 0.3 and 0.1 degree of longitude on one parallel.
  EXPECT_DOUBLE_EQ(*pieces[0].toll_usd, 7.5);
  EXPECT_DOUBLE_EQ(*pieces[1].toll_usd, 2.5);
  EXPECT_DOUBLE_EQ(*pieces[0].fixed_time_min, 5.25);
  EXPECT_DOUBLE_EQ(*pieces[1].fixed_time_min, 1.75);
  EXPECT_FALSE(pieces[2].toll_usd);
  ASSERT_EQ(report.count_of("charges", "shared"), 1U);
  EXPECT_EQ(report.repairs().front().note, "2 links share 10 USD and 7 min");
}

TEST(Charges, AreWholeAgainWhereThePiecesAreOneLinkAgain) {
  Roads roads = toll_road_with_side_road();
  roads.pop_back();
  Roads pieces = split_at_shared(roads, {kMiddle});
  ASSERT_EQ(pieces.size(), 2U);
  measure(pieces);
  RepairReport report;
  const Roads whole = contract_chains(pieces, {}, report);
  ASSERT_EQ(whole.size(), 1U);
  EXPECT_EQ(whole[0].toll_usd, 10.0);
  EXPECT_EQ(whole[0].fixed_time_min, 7.0);
}

TEST(Charges, OfTwoLinksDrawnEndToEndAreBothPaid) {
  Roads roads{road("a", {kWest, kMiddle}), road("b", {kMiddle, kEast})};
  for (Road& each : roads) each.toll_usd = 4.0;
  number_charges(roads);
  measure(roads);
  RepairReport report;
  Roads links = contract_chains(roads, {}, report);
  share_charges(links, report);
  EXPECT_EQ(links.size(), 2U) << "as one link they would charge 4";
  EXPECT_DOUBLE_EQ(total(links, &Road::toll_usd), 8.0);
}

TEST(Charges, AddUpToTheCentOverManyPieces) {
  std::vector<LonLat> line;
  for (int i = 0; i <= 7; ++i) line.push_back({102.0 + 0.01 * i * i, 18.0});
  Roads roads{road("toll", line)};
  roads[0].toll_usd = 10.0;
  number_charges(roads);
  Roads pieces = split_at_shared(roads, {line.begin(), line.end()});
  ASSERT_EQ(pieces.size(), 7U);
  measure(pieces);
  RepairReport report;
  share_charges(pieces, report);
  EXPECT_NEAR(total(pieces, &Road::toll_usd), 10.0, 1e-12);
  for (const Road& piece : pieces)
    EXPECT_NEAR(*piece.toll_usd * 100.0, std::round(*piece.toll_usd * 100.0), 1e-9);
}

// One ferry in two pieces boards once; the default of 40 minutes is for the crossing.
TEST(Charges, OfAFerrysBoardingIsOneForTheCrossing) {
  Roads roads{road("ferry", {kWest, kMiddle, kEast}), road("other", {kMiddle, kNorth})};
  for (Road& each : roads) each.kind = LinkKind::ferry;
  number_charges(roads);
  Roads pieces = split_at_shared(roads);
  ASSERT_EQ(pieces.size(), 3U);
  measure(pieces);
  default_surfaces(pieces);
  fill_defaults(pieces);
  RepairReport report;
  share_charges(pieces, report);
  EXPECT_DOUBLE_EQ(*pieces[0].fixed_time_min + *pieces[1].fixed_time_min, 40.0);
  EXPECT_DOUBLE_EQ(*pieces[2].fixed_time_min, 40.0) << "a crossing of its own";
}

// A gap of 100 m in a toll road is closed by a link that charges nothing more.
TEST(Charges, AreNotThoseOfAConnectorThatClosesAGap) {
  Roads roads{road("toll", {kWest, kMiddle}), road("far", {{102.301, 18.0}, kEast})};
  for (Road& each : roads) each.toll_usd = 5.0;
  number_charges(roads);
  RepairReport report;
  close_gaps(roads, Areas(), {.gap_km = 0.6}, report);
  ASSERT_EQ(roads.size(), 3U);
  EXPECT_EQ(roads[2].kind, LinkKind::connector);
  EXPECT_DOUBLE_EQ(total(roads, &Road::toll_usd), 10.0);
}

}  // namespace
}  // namespace landlink::road_import
