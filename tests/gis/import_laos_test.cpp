// The default network: what gis/laos holds, and that the import rebuilds it from its sources where
// these lie beside the repository.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "landlink/core/file.hpp"
#include "landlink/gis/import/import_network.hpp"
#include "landlink/gis/network_layers.hpp"
#include "landlink/gis/season_layers.hpp"
#include "landlink/network/chain.hpp"

namespace landlink {
namespace {

const std::filesystem::path kLaosFolder = "gis/laos";
const std::filesystem::path kSharedGis = "../shared/gis";

// Zones that a search from the first zone does not come to; against the links if `backwards`.
std::vector<std::string> unreached(const NetworkLayers& layers, bool backwards) {
  const Network network(layers.draft);
  std::vector<std::vector<std::size_t>> next(network.node_count());
  for (std::size_t l = 0; l < network.link_count(); ++l) {
    std::size_t from = network.tail(LinkId{l}).index();
    std::size_t to = network.head(LinkId{l}).index();
    if (backwards) std::swap(from, to);
    next[from].push_back(to);
  }
  std::vector<bool> seen(network.node_count());
  std::vector<std::size_t> open{layers.centroids.begin()->index()};
  seen[open.front()] = true;
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const std::size_t to : next[node]) {
      if (seen[to]) continue;
      seen[to] = true;
      open.push_back(to);
    }
  }
  std::vector<std::string> missing;
  for (std::size_t z = 0; z < layers.zones.size(); ++z)
    if (!seen[layers.centroids[ZoneId{z}].index()]) missing.push_back(layers.zones[ZoneId{z}].id);
  return missing;
}

class LaosIn : public testing::TestWithParam<int> {};

TEST_P(LaosIn, EveryZoneReachesEveryOther) {
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers(kLaosFolder, GetParam(), diagnostics);
  EXPECT_EQ(diagnostics.count(Severity::error), 0U);
  EXPECT_EQ(unreached(layers, false), std::vector<std::string>{});
  EXPECT_EQ(unreached(layers, true), std::vector<std::string>{});
  const auto home = std::count_if(layers.zones.begin(), layers.zones.end(),
                                  [](const Zone& zone) { return zone.country == kLaos; });
  EXPECT_GE(home, 60);
  EXPECT_GE(static_cast<std::ptrdiff_t>(layers.zones.size()) - home, 25);
}

TEST_P(LaosIn, NoRoadCrossesTheBorderWithoutACheckpoint) {
  Diagnostics diagnostics;
  read_network_layers(kLaosFolder, GetParam(), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all())
    EXPECT_NE(diagnostic.code, "border_without_checkpoint") << diagnostic.place.text();
}

INSTANTIATE_TEST_SUITE_P(Years, LaosIn, testing::Values(2014, 2018, 2024, 2027));

// Mud shuts roads in August and lowers limits, but it cuts no town off; the track by Sanamxay is
// the one road that it shuts.
TEST(Laos, HasAWayToEveryZoneInEveryMonth) {
  Diagnostics diagnostics;
  const SeasonRulesByFeature rules = read_season_rules(kLaosFolder);
  const auto in_month = [&rules](NetworkDraft draft, int month) {
    apply_month(rules, month, draft);
    return draft;
  };
  for (const int year : {2014, 2024}) {
    NetworkLayers layers = read_network_layers(kLaosFolder, year, diagnostics);
    const NetworkDraft all_year = layers.draft;
    for (const int month : {2, 7, 8, 10}) {
      layers.draft = in_month(all_year, month);
      EXPECT_EQ(unreached(layers, false), std::vector<std::string>{}) << year << " " << month;
      EXPECT_EQ(unreached(layers, true), std::vector<std::string>{}) << year << " " << month;
    }
    const NetworkDraft august = in_month(all_year, 8);
    std::size_t shut = 0;
    for (std::size_t l = 0; l < august.links.size(); ++l) {
      if (august.links[l].attributes.open == all_year.links[l].attributes.open) continue;
      EXPECT_EQ(august.links[l].attributes.road, "18A");
      ++shut;
    }
    EXPECT_GE(shut, 2U);
  }
}

// Openings that a study must see: the Fifth bridge on 27 December 2025, Dak Ta Ok on 14 August
// 2021, the bridge of Thadeua in 2013 and that of Paklay in 2017 with the ferries before them.
TEST(Laos, OpensAndClosesWithTheYears) {
  const auto open_in = [](int year) {
    Diagnostics diagnostics;
    const NetworkLayers layers = read_network_layers(kLaosFolder, year, diagnostics);
    std::map<std::string, bool> open;
    for (const DraftLink& link : layers.draft.links) {
      bool& any = open[link.attributes.source.id];
      any = any || link.attributes.open;
    }
    return open;
  };
  const auto in_2012 = open_in(2012);
  const auto in_2018 = open_in(2018);
  const auto in_2024 = open_in(2024);
  const auto in_2027 = open_in(2027);
  EXPECT_TRUE(in_2012.at("FERRY-THD"));
  EXPECT_FALSE(in_2012.at("THD"));
  EXPECT_FALSE(in_2018.at("FERRY-THD"));
  EXPECT_TRUE(in_2018.at("THD"));
  EXPECT_TRUE(in_2018.at("PKL"));
  EXPECT_FALSE(in_2018.at("LV8"));
  EXPECT_TRUE(in_2024.at("LV8"));
  EXPECT_FALSE(in_2024.at("TLFB5"));
  EXPECT_TRUE(in_2027.at("TLFB5"));
  EXPECT_TRUE(in_2027.at("LT5"));
  EXPECT_FALSE(in_2018.at("EXP-VV-1"));
  EXPECT_TRUE(in_2024.at("EXP-VV-1"));  // since 20 December 2020
  EXPECT_TRUE(in_2012.at("FERRY-SKG"));
  EXPECT_FALSE(in_2012.at("SKG"));
  EXPECT_TRUE(in_2018.at("SKG"));  // since February 2018
}

// Since 3 December 2021 trains run from Boten to Vientiane South, from 1 July 2022 on with freight
// for the metre gauge: posts rise from the border on, and the way to Laem Chabang is whole.
TEST(Laos, HasItsRailwaysInOrder) {
  Diagnostics diagnostics;
  const OtherModes in_2020 = read_network_layers(kLaosFolder, 2020, diagnostics).modes;
  const OtherModes in_2022 = read_network_layers(kLaosFolder, 2022, diagnostics).modes;
  double open_in_2020_km = 0.0;
  double lao_line_km = 0.0;
  double whole_km = 0.0;
  double last_post_km = -3.0;
  std::size_t at = 0;
  for (const Railway& railway : in_2020.railways)
    if (railway.open && railway.country == kLaos) open_in_2020_km += railway.length_km;
  for (const Railway& railway : in_2022.railways) {
    if (railway.line == "Boten - Vientiane South") {
      EXPECT_TRUE(railway.open) << railway.id;
      const double post_km = in_2022.stations[railway.to].post_km.value();
      EXPECT_NEAR(post_km - last_post_km, railway.length_km, 0.05) << railway.id;
      last_post_km = post_km;
      lao_line_km += railway.length_km;
    }
    if (railway.line.starts_with("Kunming") || railway.line.starts_with("Boten")) {
      if (whole_km > 0.0) {
        EXPECT_EQ(railway.from, at) << railway.id;
      }
      at = railway.to;
      whole_km += railway.length_km;
    }
  }
  EXPECT_NEAR(open_in_2020_km, 2.3, 1e-9);  // border - Thanaleng only
  EXPECT_NEAR(lao_line_km, 422.4 + 3.0, 1.0);
  // 1,035 km Kunming - Vientiane (rail_ports-003), here to the southern yard 16 km on.
  EXPECT_NEAR(whole_km, 1035.0, 0.01 * 1035.0);
  EXPECT_EQ(in_2022.stations[at].kind, StationKind::gauge_change_yard);
}

// The open stations that trains reach from the one that is named so.
std::vector<std::string> reached_by_rail(const OtherModes& modes, const std::string& from) {
  std::vector<std::string> reached{from};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const Railway& railway : modes.railways) {
      if (!railway.open) continue;
      for (const auto& [a, b] :
           {std::pair(railway.from, railway.to), std::pair(railway.to, railway.from)}) {
        const std::string& next = modes.stations[b].id;
        if (modes.stations[a].id == reached[i] &&
            std::find(reached.begin(), reached.end(), next) == reached.end())
          reached.push_back(next);
      }
    }
  }
  return reached;
}

TEST(Laos, JoinsKunmingToLaemChabangByRailSince2022) {
  Diagnostics diagnostics;
  const auto reaches = [&](int year, const std::string& from, const std::string& to) {
    const auto reached =
        reached_by_rail(read_network_layers(kLaosFolder, year, diagnostics).modes, from);
    return std::find(reached.begin(), reached.end(), to) != reached.end();
  };
  EXPECT_FALSE(reaches(2021, "LCR-KUN", "SRT-LCB"));
  EXPECT_TRUE(reaches(2021, "LCR-KUN", "LCR-VTS"));
  EXPECT_TRUE(reaches(2022, "LCR-KUN", "SRT-LCB"));
  EXPECT_TRUE(reaches(2020, "SRT-TNL", "SRT-LCB"));
  EXPECT_FALSE(reaches(2030, "LCR-VTS", "VVR-VA"));
  EXPECT_TRUE(reaches(2035, "LCR-VTS", "VVR-VA"));
}

// A truck pays some 23 USD for the whole expressway (roads-101), however many links it is cut into.
TEST(Laos, ChargesTheExpresswaysTollOnce) {
  Diagnostics diagnostics;
  double toll_usd = 0.0;
  double km = 0.0;
  const NetworkLayers layers = read_network_layers(kLaosFolder, 2024, diagnostics);
  for (const DraftLink& link : layers.draft.links) {
    if (link.attributes.road != "E1" || !link.attributes.source.forward) continue;
    toll_usd += link.attributes.toll_usd;
    km += link.attributes.length_km;
  }
  EXPECT_NEAR(toll_usd, 23.0, 1e-9);
  EXPECT_NEAR(km, 109.0 + 2.6, 0.1);  // and the interchange at Phonhong
}

struct Route {
  const char* name;
  LonLat from;
  LonLat to;
  double km;  ///< docs/model.md, known distances on the network of 2014
};

// Shortest road inside Laos; ferries, borders and zone connectors are no part of it.
double km_inside_laos(const NetworkLayers& layers, const Route& route) {
  const Network network(layers.draft);
  std::vector<ChainLink> chain;
  std::vector<bool> on_road(network.node_count());
  for (std::size_t l = 0; l < network.link_count(); ++l) {
    const LinkAttributes& link = network.link(LinkId{l});
    if (link.country != kLaos || (link.kind != LinkKind::road && link.kind != LinkKind::bridge))
      continue;
    chain.push_back({network.tail(LinkId{l}), network.head(LinkId{l}), link.length_km});
    on_road[network.tail(LinkId{l}).index()] = true;
    on_road[network.head(LinkId{l}).index()] = true;
  }
  const auto nearest = [&](LonLat position) {
    NodeId best;
    double best_km = std::numeric_limits<double>::infinity();
    for (std::size_t n = 0; n < network.node_count(); ++n) {
      if (!on_road[n]) continue;
      const double km = geodesic_km(position, network.node(NodeId{n}).position);
      if (km < best_km) {
        best_km = km;
        best = NodeId{n};
      }
    }
    return best;
  };
  double km = 0.0;
  for (const std::size_t link :
       shortest_chain(network.node_count(), chain, nearest(route.from), nearest(route.to)))
    km += chain[link].length_km;
  return km;
}

TEST(Laos, RoutesInsideTheCountryHaveTheirKnownLengths) {
  Diagnostics diagnostics;
  const NetworkLayers layers = read_network_layers(kLaosFolder, 2014, diagnostics);
  const LonLat vientiane{102.6, 17.96667};
  const LonLat savannakhet{104.7622, 16.5703};
  for (const Route& route : {Route{"Vientiane - Veun Kham", vientiane, {106.0295, 13.9238}, 828},
                             Route{"Vientiane - Nateuy", vientiane, {101.6441, 21.0618}, 643},
                             Route{"Savannakhet - Lao Bao", savannakhet, {106.5904, 16.6233}, 238},
                             Route{"NR8", {104.2870, 18.0977}, {105.1594, 18.3867}, 130},
                             Route{"Vientiane - Savannakhet", vientiane, savannakhet, 466}})
    EXPECT_NEAR(km_inside_laos(layers, route), route.km, 0.02 * route.km) << route.name;
}

class LaosImport : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kSharedGis / "lao_core.gpkg"))
      GTEST_SKIP() << "the sources in " << kSharedGis << " are not here";
  }
};

TEST_F(LaosImport, RebuildsTheFolderByteForByte) {
  const auto recipe = road_import::read_recipe(kLaosFolder / "import.toml");
  const auto network = road_import::import_network(recipe);
  const std::filesystem::path out =
      std::filesystem::path(testing::TempDir()) / "landlink_laos_rebuilt";
  road_import::write_imported(network, out, recipe.coordinate_decimals);
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(out)) {
    const std::filesystem::path name = entry.path().filename();
    EXPECT_EQ(sha256_of_file(entry.path()), sha256_of_file(kLaosFolder / name)) << name;
    ++compared;
  }
  EXPECT_EQ(compared, 14U);  // thirteen layers and the report
  std::filesystem::remove_all(out);
}

TEST_F(LaosImport, FindsTheKnownComponentsAndKeepsEveryKilometre) {
  const auto recipe = road_import::read_recipe(kLaosFolder / "import.toml");
  const auto network = road_import::import_network(recipe);
  const auto& report = network.report;
  EXPECT_EQ(report.figure("read", "roads"), 899);
  EXPECT_EQ(report.figure("merge", "components"), 22);
  EXPECT_EQ(report.figure("snap", "components_ends"), 14);
  EXPECT_EQ(report.figure("result", "components"), 1);
  double km = 0.0;
  for (const auto& road : network.roads)
    if (road.source.starts_with("osm2014") && road.kind != LinkKind::connector)
      km += road.length_km;
  EXPECT_NEAR(km, 7230.0, 0.01 * 7230.0);  // the source's length as its publishers state it
  EXPECT_NEAR(km, report.figure("read", "source_km"), 1.0);  // snaps move ends by 15 m at most
  EXPECT_EQ(network.checkpoints.size(), 23U);
  EXPECT_EQ(report.count_of("checkpoints", "one_sided"), 0U);
  // Every crossing has its checkpoint, and no road of ours lies abroad by the map of countries.
  EXPECT_EQ(report.count_of("checkpoints", "crossing_cut"), 0U);
  EXPECT_EQ(report.count_of("checkpoints", "home_road_abroad"), 0U);
}

// The same roads as OpenStreetMap PBF, with no recipe: defaults only.
TEST_F(LaosImport, ReadsThePlainPbf) {
  const auto network = road_import::import_network(
      road_import::plain_recipe({.road_files = {kSharedGis / "laos_roads_2014.osm.pbf"}}));
  EXPECT_EQ(network.report.figure("read", "roads"), 899);
  EXPECT_EQ(network.report.figure("merge", "components"), 22);
  EXPECT_EQ(network.report.figure("snap", "components_ends"), 14);
  EXPECT_GT(network.roads.size(), 500U);
  // Numbers and one-way streets stand among the other tags of a PBF.
  std::map<std::string, double> km;
  double one_way_km = 0.0;
  for (const auto& road : network.roads) {
    km[road.number] += road.length_km;
    if (road.oneway) one_way_km += road.length_km;
  }
  EXPECT_NEAR(km["8"], 130.0, 2.6);  // 2 % of the known length
  EXPECT_GT(one_way_km, 10.0);
}

TEST_F(LaosImport, ReadsTheRealPbfsFromElsewhere) {
  for (const char* name : {"bayfront_singapore.osm.pbf", "djibouti_roads_secondary.osm.pbf"}) {
    const auto network = road_import::import_network(
        road_import::plain_recipe({.road_files = {kSharedGis / "test_pbf" / name}}));
    EXPECT_FALSE(network.roads.empty()) << name;
    for (const auto& road : network.roads) EXPECT_GT(road.length_km, 0.0) << name << road.id;
  }
}

}  // namespace
}  // namespace landlink
