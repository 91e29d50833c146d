#include "landlink/network/supernetwork.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace landlink {
namespace {

const CountryCode kThailand("THA");
const CountryCode kChina("CHN");

// A road of two links in Laos from (102, 18) over (102.5, 18) to (103, 18).
NetworkDraft road() {
  NetworkDraft draft;
  const NodeId a = draft.add_node({.position = {102.0, 18.0}});
  const NodeId b = draft.add_node({.position = {102.5, 18.0}});
  const NodeId c = draft.add_node({.position = {103.0, 18.0}});
  for (const auto& [tail, head, id] : {std::tuple(a, b, "R1"), std::tuple(b, c, "R2")}) {
    LinkAttributes link{
        .source = {.layer = "roads", .id = id}, .country = kLaos, .length_km = 53.0};
    draft.add_link(tail, head, link);
    link.source.forward = false;
    draft.add_link(head, tail, link);
  }
  return draft;
}

Station yard(const char* id, double lon, StationKind kind = StationKind::freight_yard) {
  return {.id = id,
          .name = id,
          .kind = kind,
          .position = {lon, 18.05},
          .country = kLaos,
          .handling = {.handling_h = 4.0, .handling_usd_per_t = 3.0}};
}

Railway line(const char* id, std::size_t from, std::size_t to, int gauge_mm) {
  return {.id = id,
          .from = from,
          .to = to,
          .length_km = 60.0,
          .gauge_mm = gauge_mm,
          .train_paths_per_day = 6.0,
          .train_payload_t = 1000.0,
          .speed_kmh = 40.0,
          .tariff_usd_per_tkm = 0.03,
          .country = kLaos};
}

/// Links of a layer and id, in their order.
std::vector<const DraftLink*> links_of(const NetworkDraft& draft, const std::string& layer,
                                       const std::string& id) {
  std::vector<const DraftLink*> links;
  for (const DraftLink& link : draft.links) {
    if (link.attributes.source.layer == layer && link.attributes.source.id == id) {
      links.push_back(&link);
    }
  }
  return links;
}

bool is_line(LinkKind kind) {
  return kind == LinkKind::rail || kind == LinkKind::waterway || kind == LinkKind::air;
}

// Freight changes between the truck and a line, or between gauges, by transfer links only.
void expect_no_free_transfers(const NetworkDraft& draft) {
  std::vector<std::set<std::string>> modes_at(draft.nodes.size());
  for (const DraftLink& link : draft.links) {
    if (link.attributes.kind == LinkKind::transfer) {
      EXPECT_GT(link.attributes.fixed_time_h, 0.0) << link.attributes.source.id;
      EXPECT_GT(link.attributes.usd_per_t, 0.0) << link.attributes.source.id;
      continue;
    }
    const std::string mode =
        is_line(link.attributes.kind) ? link.attributes.road + "line" : "truck";
    modes_at[link.tail.index()].insert(mode);
    modes_at[link.head.index()].insert(mode);
  }
  for (std::size_t node = 0; node < modes_at.size(); ++node) {
    EXPECT_LE(modes_at[node].size(), 1u) << "node " << node;
  }
}

TEST(Supernetwork, LoadsCarriesAndUnloadsByRail) {
  OtherModes modes;
  modes.stations = {yard("W", 102.0), yard("E", 103.0)};
  modes.railways = {line("L", 0, 1, 1435)};
  const Supernetwork result = with_other_modes(road(), modes);
  expect_no_free_transfers(result.draft);
  EXPECT_TRUE(result.notes.empty());

  const auto loading = links_of(result.draft, "stations", "W/1435");
  ASSERT_EQ(loading.size(), 2u);
  EXPECT_EQ(loading[0]->attributes.transfer, Transfer::load);
  // 4 h of handling and half of the 4 h between six trains a day.
  EXPECT_DOUBLE_EQ(loading[0]->attributes.fixed_time_h, 6.0);
  EXPECT_EQ(loading[1]->attributes.transfer, Transfer::unload);
  EXPECT_DOUBLE_EQ(loading[1]->attributes.fixed_time_h, 4.0);
  EXPECT_DOUBLE_EQ(loading[1]->attributes.usd_per_t, 3.0);

  const auto rails = links_of(result.draft, "railways", "L");
  ASSERT_EQ(rails.size(), 2u);
  EXPECT_EQ(rails[0]->tail, loading[0]->head);
  EXPECT_DOUBLE_EQ(rails[0]->attributes.usd_per_t, 1.8);              // 60 km x 0.03
  EXPECT_DOUBLE_EQ(rails[0]->attributes.capacity_t_per_day, 6000.0);  // 6 x 1000 t

  // The gate hangs on the road's nearest node, 5.5 km to the south.
  const auto access = links_of(result.draft, "stations", "W");
  ASSERT_EQ(access.size(), 2u);
  EXPECT_EQ(access[0]->tail, NodeId{0u});
  EXPECT_NEAR(access[0]->attributes.length_km, 5.53, 0.01);  // 0.05 degrees of latitude
}

TEST(Supernetwork, MovesFreightBetweenGaugesInTheYardThatHasBoth) {
  OtherModes modes;
  modes.stations = {yard("W", 102.0), yard("Y", 102.5, StationKind::gauge_change_yard),
                    yard("E", 103.0)};
  modes.stations[1].handling.capacity_t_per_day = 2200.0;
  modes.railways = {line("N", 0, 1, 1435), line("M", 1, 2, 1000)};
  modes.railways[1].train_paths_per_day = 2.0;
  const NetworkDraft draft = with_other_modes(road(), modes).draft;

  const auto change = links_of(draft, "stations", "Y/gauge");
  ASSERT_EQ(change.size(), 2u);
  // Tracks are in the order of their gauge: forward is from 1,000 mm onto 1,435 mm, where a train
  // leaves every 4 h; back onto 1,000 mm every 12 h.
  EXPECT_DOUBLE_EQ(change[0]->attributes.fixed_time_h, 4.0 + 2.0);
  EXPECT_DOUBLE_EQ(change[1]->attributes.fixed_time_h, 4.0 + 6.0);
  EXPECT_EQ(links_of(draft, "railways", "N")[0]->head, change[0]->head);
  EXPECT_EQ(links_of(draft, "railways", "M")[0]->tail, change[0]->tail);

  // The capacity is that of moving freight between the gauges. Who unloads and loads again would
  // go round it, if the road met both.
  ASSERT_EQ(draft.facilities.size(), 1u);
  EXPECT_DOUBLE_EQ(draft.facilities[FacilityId{0u}].capacity_t_per_day, 2200.0);
  for (const DraftLink* link : change) EXPECT_EQ(link->attributes.facility, FacilityId{0u});
  ASSERT_EQ(links_of(draft, "stations", "Y/1435").size(), 2u);
  EXPECT_FALSE(links_of(draft, "stations", "Y/1435")[0]->attributes.facility.valid());
  EXPECT_TRUE(links_of(draft, "stations", "Y/1000").empty());
}

TEST(Supernetwork, ClearsTrainsBetweenTheRailsOfTwoCountries) {
  OtherModes modes;
  modes.stations = {yard("W", 102.0), yard("B", 102.5, StationKind::border), yard("E", 103.0)};
  modes.railways = {line("H", 0, 1, 1435), line("F", 1, 2, 1435)};
  modes.railways[1].country = kChina;
  const NetworkDraft draft = with_other_modes(road(), modes).draft;
  const auto clearance = links_of(draft, "stations", "B/CHN-LAO");
  ASSERT_EQ(clearance.size(), 2u);
  EXPECT_EQ(clearance[0]->attributes.transfer, Transfer::clearance);
  EXPECT_EQ(links_of(draft, "railways", "F")[0]->tail, clearance[0]->tail);
  EXPECT_EQ(links_of(draft, "railways", "H")[0]->head, clearance[0]->head);
  EXPECT_TRUE(links_of(draft, "stations", "B/1435").empty()) << "nothing is loaded there";
}

TEST(Supernetwork, LeavesOutWhatIsNotOpenOrNotReached) {
  OtherModes modes;
  modes.stations = {yard("W", 102.0), yard("E", 103.0), yard("Far", 104.0)};
  modes.railways = {line("L", 0, 1, 1435), line("K", 1, 2, 1435)};
  modes.railways[0].open = false;
  const Supernetwork result = with_other_modes(road(), modes);
  EXPECT_TRUE(links_of(result.draft, "railways", "L").empty());
  EXPECT_TRUE(links_of(result.draft, "stations", "W").empty());
  EXPECT_EQ(links_of(result.draft, "stations", "E/1435").size(), 2u);
  EXPECT_TRUE(links_of(result.draft, "stations", "Far/1435").empty());
  ASSERT_EQ(result.notes.size(), 1u);
  EXPECT_EQ(result.notes[0],
            "stations 'Far' (Far) has no road access: the nearest open road of LAO ends 106 km "
            "away, more than 30 km");
  EXPECT_EQ(with_other_modes(road(), modes, {.rail = false}).draft.links.size(),
            road().links.size());
}

// A road of 10 km that nothing joins passes the yard, and a ferry of the main part lands there.
TEST(Supernetwork, JoinsAYardToTheMainPartAndNotToAnIslandOrAFerry) {
  NetworkDraft roads = road();
  const NodeId island_a = roads.add_node({.position = {103.1, 18.05}});
  const NodeId island_b = roads.add_node({.position = {103.2, 18.05}});
  const NodeId landing = roads.add_node({.position = {103.11, 18.05}});
  const auto both_ways = [&roads](NodeId a, NodeId b, LinkKind kind, const char* id) {
    LinkAttributes link{.source = {.layer = "roads", .id = id}, .country = kLaos};
    link.kind = kind;
    link.length_km = 10.0;
    roads.add_link(a, b, link);
    link.source.forward = false;
    roads.add_link(b, a, link);
  };
  both_ways(island_a, island_b, LinkKind::road, "island");
  both_ways(NodeId{2u}, landing, LinkKind::ferry, "ferry");
  OtherModes modes;
  modes.stations = {yard("W", 102.0), yard("E", 103.11)};
  modes.railways = {line("L", 0, 1, 1435)};
  const Supernetwork result = with_other_modes(roads, modes);
  EXPECT_TRUE(result.notes.empty());
  const auto access = links_of(result.draft, "stations", "E");
  ASSERT_EQ(access.size(), 2u);
  EXPECT_EQ(access[0]->tail, NodeId{2u});
}

Port port(const char* id, double lon, PortKind kind) {
  return {.id = id,
          .name = id,
          .kind = kind,
          .position = {lon, 18.02},
          .country = kLaos,
          .handling = {.handling_h = 2.0, .handling_usd_per_t = 4.0}};
}

Waterway reach(const char* id, std::size_t from, std::size_t to) {
  Waterway waterway{.id = id,
                    .from = from,
                    .to = to,
                    .length_km = 60.0,
                    .speed_down_kmh = 15.0,
                    .speed_up_kmh = 10.0,
                    .vessel_t = 150.0,
                    .low_water_vessel_t = 30.0,
                    .vessels_per_day = 4.0,
                    .tariff_usd_per_tkm = 0.02,
                    .country = kLaos};
  waterway.low_water_months.add(3);
  waterway.closed_months.add(4);
  return waterway;
}

TEST(Supernetwork, LoadsOnceWhereAPortIsTheRoadsWayToAYard) {
  OtherModes modes;
  modes.stations = {yard("W", 102.0), yard("E", 103.0)};
  modes.railways = {line("L", 0, 1, 1435)};
  modes.ports = {port("DP", 102.01, PortKind::dry_port), port("SP", 103.01, PortKind::sea_port)};
  modes.ports[0].handling.capacity_t_per_day = 900.0;
  modes.stations[0].road_access = "DP";
  modes.stations[1].road_access = "SP";
  const NetworkDraft draft = with_other_modes(road(), modes).draft;
  expect_no_free_transfers(draft);
  // A dry port does the loading: 2 h and half of the 4 h between trains, 4 USD/t, its own limit.
  const auto dry = links_of(draft, "stations", "W/1435");
  ASSERT_EQ(dry.size(), 2u);
  EXPECT_DOUBLE_EQ(dry[0]->attributes.fixed_time_h, 2.0 + 2.0);
  EXPECT_DOUBLE_EQ(dry[0]->attributes.usd_per_t, 4.0);
  ASSERT_TRUE(dry[0]->attributes.facility.valid());
  EXPECT_EQ(draft.facilities[dry[0]->attributes.facility].source.id, "DP");
  EXPECT_EQ(draft.nodes[dry[0]->tail].position.lon, 102.01);
  // A sea port's handling is that of ships: the yard's own loads trains.
  const auto sea = links_of(draft, "stations", "E/1435");
  EXPECT_DOUBLE_EQ(sea[0]->attributes.usd_per_t, 3.0);
  EXPECT_FALSE(sea[0]->attributes.facility.valid());
}

TEST(Supernetwork, GivesReachesTheirSeasonsAndLocksTheirSides) {
  OtherModes modes;
  modes.ports = {port("U", 102.0, PortKind::river_port), port("Dam", 102.5, PortKind::lock),
                 port("D", 103.0, PortKind::river_port)};
  modes.waterways = {reach("up", 0, 1), reach("down", 1, 2)};
  const NetworkDraft draft = with_other_modes(road(), modes).draft;
  expect_no_free_transfers(draft);
  const auto up = links_of(draft, "waterways", "up");
  ASSERT_EQ(up.size(), 2u);
  EXPECT_DOUBLE_EQ(up[0]->attributes.speed_limit_kmh, 15.0);
  EXPECT_DOUBLE_EQ(up[1]->attributes.speed_limit_kmh, 10.0);
  EXPECT_DOUBLE_EQ(up[0]->attributes.capacity_t_per_day, 600.0);
  const auto lock = links_of(draft, "ports", "Dam/lock");
  ASSERT_EQ(lock.size(), 2u);
  EXPECT_EQ(lock[0]->tail, up[0]->head);
  EXPECT_EQ(lock[0]->head, links_of(draft, "waterways", "down")[0]->tail);
  EXPECT_TRUE(links_of(draft, "ports", "Dam/water").empty());

  const NetworkDraft march = with_other_modes(road(), modes, {.month = 3}).draft;
  EXPECT_DOUBLE_EQ(links_of(march, "waterways", "up")[0]->attributes.capacity_t_per_day, 120.0);
  const NetworkDraft april = with_other_modes(road(), modes, {.month = 4}).draft;
  EXPECT_EQ(april.links.size(), road().links.size());
}

TEST(Supernetwork, FliesWhereRunwayAndSlotsAllowIt) {
  OtherModes modes;
  const auto airport = [](const char* id, double lon, double runway_m) {
    return Airport{.id = id,
                   .name = id,
                   .position = {lon, 18.0},
                   .runway_m = runway_m,
                   .handling = {.handling_h = 3.0, .handling_usd_per_t = 100.0}};
  };
  modes.airports = {airport("VTE", 102.0, 3000.0), airport("PKZ", 103.0, 1800.0)};
  modes.airports[0].weather_closed_share = 0.05;
  modes.airports[0].slots_per_h = 0.125;  // three movements a day
  modes.air_links = {{.id = "F",
                      .from = 0,
                      .to = 1,
                      .length_km = 450.0,
                      .flights_per_week = 28.0,
                      .payload_t = 3.0,
                      .block_h = 1.5,
                      .runway_needed_m = 1800.0,
                      .tariff_usd_per_t = 400.0}};
  const NetworkDraft draft = with_other_modes(road(), modes).draft;
  expect_no_free_transfers(draft);
  const auto flight = links_of(draft, "air_links", "F");
  ASSERT_EQ(flight.size(), 2u);
  // 21 flights a week: one every 8 h, so half of that is waited; 9 t a day.
  EXPECT_DOUBLE_EQ(flight[0]->attributes.fixed_time_h, 4.0);
  EXPECT_DOUBLE_EQ(flight[0]->attributes.length_km / flight[0]->attributes.speed_limit_kmh, 1.5);
  EXPECT_DOUBLE_EQ(flight[0]->attributes.capacity_t_per_day, 9.0);
  // A twentieth of the hours shut, half a day each time: 0.6 h.
  EXPECT_DOUBLE_EQ(links_of(draft, "airports", "VTE/air")[0]->attributes.fixed_time_h, 3.6);

  modes.air_links[0].runway_needed_m = 2400.0;
  EXPECT_TRUE(links_of(with_other_modes(road(), modes).draft, "air_links", "F").empty());
}

}  // namespace
}  // namespace landlink
