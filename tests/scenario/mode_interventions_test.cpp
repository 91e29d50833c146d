// Sign and size of each intervention on railways, rivers, airports and terminals, on the drawn
// network of support/mode_model.hpp. A truck's load is 25 t, and an hour of it worth 12 USD.

#include <gmock/gmock.h>

#include <cmath>
#include <memory>
#include <string>

#include "support/mode_model.hpp"

namespace landlink {
namespace {

using testing::HasSubstr;

constexpr double kRounding = 1e-9;

TransportModel with(const std::string& text, const TransportModel& base = mode_model()) {
  const ConfigTable table = ConfigTable::parse(text, "s.toml");
  Scenario scenario{.name = "S"};
  scenario.interventions.push_back(parse_intervention(table, 1));
  EXPECT_FALSE(scenario.interventions.front()->text().empty());
  check(scenario, base);
  return apply(scenario, base);
}

std::string complaint(const std::string& text, const TransportModel& base = mode_model()) {
  try {
    static_cast<void>(with(text, base));
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

LinkId find(const TransportModel& model, const std::string& id, bool forward = true) {
  for (const LinkId link : model.network.graph().links()) {
    const FeatureRef& source = model.network.link(link).source;
    if (source.id == id && source.forward == forward) return link;
  }
  return {};
}

/// Hours and dollars of the class on a link; NaN where there is none.
struct Cost {
  double h = std::nan("");
  double usd = std::nan("");
};
Cost cost(const TransportModel& model, const std::string& id, bool forward = true) {
  const LinkId link = find(model, id, forward);
  if (!link.valid()) return {};
  const ClassLinkCosts& costs = model.class_costs[ClassId{0u}];
  return {costs.time_h[link.index()], costs.money_usd[link.index()]};
}

double capacity(const TransportModel& model, const std::string& id) {
  return model.network.link(find(model, id)).capacity_t_per_day;
}

TEST(UpgradeRailway, RunsMoreFasterAndCheaperTrains) {
  const TransportModel base = mode_model();
  const TransportModel model = with(
      "type = \"upgrade_railway\"\nline = \"East line\"\n"
      "set = { headway = \"2 h\", speed = \"80 km/h\", tariff_usd_per_tkm = 0.02, "
      "train_payload = \"1.5 kt\" }");
  // 60 km at 40 and at 80 km/h; 25 t x 60 km x 0.03 and x 0.02 USD.
  EXPECT_NEAR(cost(base, "L1").h, 1.5, kRounding);
  EXPECT_NEAR(cost(model, "L1").h, 0.75, kRounding);
  EXPECT_NEAR(cost(base, "L1").usd, 45.0, kRounding);
  EXPECT_NEAR(cost(model, "L1").usd, 30.0, kRounding);
  // Six trains of 1,000 t, and twelve of 1,500 t; half of the 4 h and of the 2 h between them.
  EXPECT_NEAR(capacity(base, "L1"), 6000.0, kRounding);
  EXPECT_NEAR(capacity(model, "L1"), 18'000.0, kRounding);
  EXPECT_NEAR(cost(model, "W/1435").h - cost(base, "W/1435").h, -1.0, kRounding);
  // One stretch alone, by its id.
  const TransportModel one =
      with("type = \"upgrade_railway\"\nline = \"L2\"\nset = { speed_kmh = 50 }");
  EXPECT_NEAR(cost(one, "L2").h, 1.0, kRounding);
  EXPECT_NEAR(cost(one, "L1").h, 1.5, kRounding);
}

TEST(UpgradeRailway, OpensALineWithItsEnds) {
  TransportModel base = mode_model();
  for (Railway& railway : base.other_modes.railways) railway.open = false;
  for (Station& station : base.other_modes.stations) station.open = false;
  rebuild(base);
  EXPECT_FALSE(find(base, "L1").valid());
  const TransportModel model =
      with("type = \"upgrade_railway\"\nline = \"East line\"\nset = { in_service = true }", base);
  EXPECT_TRUE(find(model, "L1").valid());
  EXPECT_TRUE(model.other_modes.stations[3].open);
  const TransportModel shut =
      with("type = \"upgrade_railway\"\nline = \"L2\"\nset = { in_service = false }");
  EXPECT_FALSE(find(shut, "L2").valid());
}

TEST(UpgradeRailway, SaysWhatIsWrong) {
  const std::string railway = "type = \"upgrade_railway\"\nline = \"East line\"\nset = ";
  EXPECT_THAT(
      complaint("type = \"upgrade_railway\"\nline = \"East lime\"\nset = { in_service = true }"),
      HasSubstr("no railway 'East lime'; did you mean 'East line'?"));
  EXPECT_THAT(complaint(railway + "{ headway_h = 2, train_paths_per_day = 12 }"),
              HasSubstr("both headway_h and train_paths_per_day"));
  EXPECT_THAT(complaint(railway + "{}"), HasSubstr("nothing is set"));
  EXPECT_THAT(complaint(railway + "{ speed_kph = 80 }"), HasSubstr("did you mean 'speed_kmh'?"));
  EXPECT_THAT(complaint(railway + "{ in_service = true }", corridor_model()),
              HasSubstr("no freight of this study goes by rail"));
}

// From 60 km of trucks beside the line to Middle stop by truck and rail from there.
TEST(DryPort, LoadsWhereTrainsOnlyStopped) {
  EXPECT_FALSE(find(mode_model(), "M/1435").valid());
  const TransportModel model = with(
      "type = \"dry_port\"\nstation = \"Middle stop\"\n"
      "set = { handling_time = \"90 min\", charge_usd_per_t = 2, capacity_t_per_day = 800 }");
  // 1.5 h and half of the 4 h between trains; 25 t x 2 USD.
  EXPECT_NEAR(cost(model, "M/1435").h, 3.5, kRounding);
  EXPECT_NEAR(cost(model, "M/1435").usd, 50.0, kRounding);
  const FacilityId yard = model.network.link(find(model, "M/1435")).facility;
  EXPECT_EQ(model.network.facilities()[yard].capacity_t_per_day, 800.0);
  EXPECT_THAT(complaint("type = \"dry_port\"\nstation = \"West yard\""),
              HasSubstr("West yard is a freight yard already; change what it handles by "
                        "upgrade_terminal"));
  // Two gauges meet at the station: it moves freight between them too.
  TransportModel two_gauges = mode_model();
  two_gauges.other_modes.stations[1].gauges_mm = {1000, 1435};
  EXPECT_EQ(with("type = \"dry_port\"\nstation = \"M\"", two_gauges).other_modes.stations[1].kind,
            StationKind::gauge_change_yard);
}

// Papers take an hour at the post, and a quarter for those who come with papers done: 80 % of them.
TEST(DryPort, DoesPapersInland) {
  TransportModel base = mode_model();
  base.draft.checkpoints[CheckpointId{0u}].pre_arrival_document_h = 0.25;
  rebuild(base);
  const TransportModel model =
      with("type = \"dry_port\"\nclears = \"Dansavanh\"\npre_arrival_share = 0.8", base);
  EXPECT_NEAR(cost(model, "LV6").h - cost(base, "LV6").h, -0.8 * 0.75, kRounding);
  EXPECT_THAT(complaint("type = \"dry_port\"\nclears = \"Dansavanh\""),
              HasSubstr("one of clears and pre_arrival_share without the other"));
  EXPECT_THAT(complaint("type = \"dry_port\""), HasSubstr("nothing says what it does"));
}

TEST(UpgradeTerminal, ChangesYardsBordersAndPorts) {
  const TransportModel base = mode_model();
  const TransportModel model = with(
      "type = \"upgrade_terminal\"\nterminal = [\"West yard\", \"B\", \"P\"]\n"
      "set = { handling_time_h = 1, charge_usd_per_t = 0.5, capacity = \"5 kt/day\" }");
  // 4, 5 and 8 h become one; 3, 1 and 2 USD for each of 25 t become 0.5.
  EXPECT_NEAR(cost(model, "W/1435").h - cost(base, "W/1435").h, -3.0, kRounding);
  EXPECT_NEAR(cost(model, "W/1435").usd - cost(base, "W/1435").usd, -62.5, kRounding);
  EXPECT_NEAR(cost(model, "B/LAO-VNM").h - cost(base, "B/LAO-VNM").h, -4.0, kRounding);
  EXPECT_NEAR(cost(model, "B/LAO-VNM").usd - cost(base, "B/LAO-VNM").usd, -12.5, kRounding);
  EXPECT_NEAR(cost(model, "P/water").h - cost(base, "P/water").h, -7.0, kRounding);
  EXPECT_NEAR(cost(model, "P/water").usd - cost(base, "P/water").usd, -37.5, kRounding);
  const FacilityId yard = model.network.link(find(model, "W/1435")).facility;
  EXPECT_EQ(model.network.facilities()[yard].capacity_t_per_day, 5000.0);
  // Open 12 of 24 h, the mean wait is 12 x 12 / 48.
  const TransportModel by_day =
      with("type = \"upgrade_terminal\"\nterminal = \"A\"\nset = { open_h_per_day = 12 }");
  EXPECT_NEAR(cost(by_day, "A/1435").h - cost(base, "A/1435").h, 3.0, kRounding);
  EXPECT_THAT(
      complaint("type = \"upgrade_terminal\"\nterminal = \"M\"\nset = { handling_time_h = 1 }"),
      HasSubstr("no freight is handled at Middle stop; make it a yard by dry_port"));
  EXPECT_THAT(
      complaint(
          "type = \"upgrade_terminal\"\nterminal = \"West yart\"\nset = { handling_time_h = 1 }"),
      HasSubstr("no station or port 'West yart'; did you mean 'West yard'?"));
}

TEST(UpgradeWaterway, LetsMoreAndLargerVesselsPass) {
  const TransportModel model = with(
      "type = \"upgrade_waterway\"\nriver = \"Banghiang\"\n"
      "set = { vessels_per_day = 12, vessel_t = 300, speed_down_kmh = 26, "
      "tariff_usd_per_tkm = 0.01 }");
  EXPECT_NEAR(capacity(mode_model(), "R"), 400.0, kRounding);
  EXPECT_NEAR(capacity(model, "R"), 3600.0, kRounding);
  EXPECT_NEAR(cost(model, "R").h, 5.0, kRounding);          // 130 / 26
  EXPECT_NEAR(cost(model, "R", false).h, 13.0, kRounding);  // 130 / 10
  EXPECT_NEAR(cost(model, "R").usd, 25.0 * 130.0 * 0.01, kRounding);
  // A vessel every two hours instead of every six.
  EXPECT_NEAR(cost(model, "P/water").h - cost(mode_model(), "P/water").h, -2.0, kRounding);
}

TEST(UpgradeAirport, LengthensRunwaysAndHours) {
  const TransportModel base = mode_model();
  // Half a movement an hour over 12 hours: 42 of the 56 flights a week; half of 4 h between them.
  EXPECT_NEAR(capacity(base, "FG"), 12.0, kRounding);
  EXPECT_NEAR(cost(base, "FG").h, 0.5 + 2.0, kRounding);
  const TransportModel slots = with(
      "type = \"upgrade_airport\"\nairport = [\"F\", \"G\"]\nset = { slots_per_h = 4, "
      "weather_closed_share = 0.05, capacity_t_per_day = 40, open_h_per_day = 24 }");
  EXPECT_NEAR(capacity(slots, "FG"), 16.0, kRounding);  // all 56 flights of 2 t
  EXPECT_NEAR(cost(slots, "FG").h, 0.5 + 1.5, kRounding);
  // No night's wait of 3 h, and of 12 h of weather a twentieth instead of a quarter.
  EXPECT_NEAR(cost(slots, "F/air").h - cost(base, "F/air").h, -3.0 - 12.0 * 0.2, kRounding);
  // A runway too short keeps the flight away.
  EXPECT_FALSE(
      find(with("type = \"upgrade_airport\"\nairport = \"F\"\nset = { runway_m = 1200 }"), "FG")
          .valid());
  EXPECT_FALSE(
      find(with("type = \"upgrade_airport\"\nairport = \"F\"\nset = { in_service = false }"), "FG")
          .valid());
}

TEST(UpgradeAirport, AColdStoreHandlesItsLoadADay) {
  const auto t_per_day = [](const std::string& set) {
    const TransportModel model = with("type = \"upgrade_airport\"\nairport = \"F\"\nset = " + set);
    return model.network.facilities()[model.network.link(find(model, "F/air")).facility]
        .capacity_t_per_day;
  };
  EXPECT_EQ(t_per_day("{ cold_store_t = 25 }"), 10.0 + 20.0);
  EXPECT_EQ(t_per_day("{ cold_store = \"25 t\", capacity_t_per_day = 100 }"), 100.0 + 20.0);
}

TEST(NewFlight, FliesBothWays) {
  const std::string flight =
      "type = \"new_flight\"\nid = \"freighter\"\nfrom = \"F\"\nto = \"G\"\n"
      "set = { flights_per_week = 14, payload_t = 20, tariff_usd_per_t = 500";
  const TransportModel model = with(flight + ", block_h = 1 }");
  EXPECT_NEAR(capacity(model, "freighter"), 40.0, kRounding);
  EXPECT_NEAR(cost(model, "freighter", false).h, 1.0 + 6.0, kRounding);  // two flights a day
  EXPECT_NEAR(cost(model, "freighter").usd, 12'500.0, kRounding);        // 25 t x 500 USD
  EXPECT_THAT(complaint(flight + ", runway_needed = \"2 km\" }"),
              HasSubstr("the runway of F has 1800 m; change the airport first"));
  EXPECT_THAT(complaint(flight + " }\nservice = \"freighter\""),
              HasSubstr("F handles no freighter"));
  EXPECT_THAT(complaint("type = \"new_flight\"\nfrom = \"F\"\nto = \"G\"\nset = { payload_t = 2 }"),
              HasSubstr("no flights_per_week"));
}

TEST(NewRailway, PassesABorderByItsCheckpoint) {
  const std::string railway =
      "type = \"new_railway\"\nid = \"south\"\nfrom = \"West\"\nto = \"Abroad\"\n";
  const TransportModel model =
      with(railway +
           "via = [\"Middle\", \"Dansavanh\"]\n"
           "set = { length_km = 100, speed_kmh = 50, tariff_usd_per_tkm = 0.04, "
           "train_paths_per_day = 8, train_payload_t = 500 }\n"
           "yard = { handling_time_h = 2, charge_usd_per_t = 1 }");
  // 50 km to Middle, 48 to the border and 2 beyond, by the positions; on a parallel their
  // distances are in proportion to 1e-5.
  EXPECT_NEAR(cost(model, "south-1").h, 1.0, 1e-4);
  EXPECT_NEAR(cost(model, "south-1").usd, 25.0 * 50.0 * 0.04, 1e-2);
  EXPECT_NEAR(cost(model, "south-2").h, 0.96, 1e-4);
  EXPECT_NEAR(cost(model, "south-3").h, 0.04, 1e-4);
  EXPECT_NEAR(capacity(model, "south-1"), 4000.0, kRounding);
  EXPECT_NEAR(cost(model, "south/West/1435").h, 2.0 + 1.5, kRounding);
  EXPECT_NEAR(cost(model, "south/LV6/LAO-VNM").h, 5.0, kRounding);
  EXPECT_EQ(model.network.link(find(model, "south-3")).country, CountryCode("VNM"));
  EXPECT_THAT(complaint(railway), HasSubstr("between West and Abroad and no border; name the "
                                            "checkpoint between them in `via`"));
  EXPECT_THAT(complaint(railway + "via = \"Dansavan\""), HasSubstr("did you mean 'Dansavanh'?"));
  EXPECT_THAT(complaint("type = \"new_railway\"\nfrom = \"West\""),
              HasSubstr("where it leads is not clear"));
}

TEST(NewRailway, JoinsStationsThatAreThere) {
  // From the yard in the west, by name, to where the study drew it: at 106.0 the yard abroad is
  // near. Nobody built a station, and freight of two gauges has two platforms at the yard.
  const TransportModel model = with(
      "type = \"new_railway\"\nid = \"metre\"\nfrom = \"West yard\"\nto = \"Middle stop\"\n"
      "set = { gauge_mm = 1000 }");
  EXPECT_EQ(model.other_modes.stations.size(), 4u);
  EXPECT_EQ(model.other_modes.stations[0].gauges_mm, (std::vector<int>{1000, 1435}));
  EXPECT_TRUE(find(model, "W/1000").valid());
  // Nobody drew it: 1.2 times half a degree at 16.6 north, 53.354 km.
  EXPECT_NEAR(model.other_modes.railways.back().length_km, 1.2 * 53.354, 0.01);
  const TransportModel drawn = with(
      "type = \"new_railway\"\nid = \"drawn\"\nline = [[105.0, 16.6], [105.2, 16.7], [105.5, "
      "16.6]]");
  EXPECT_EQ(drawn.other_modes.railways.back().from, 0u);
  EXPECT_EQ(drawn.other_modes.railways.back().to, 1u);
  EXPECT_NEAR(drawn.other_modes.railways.back().length_km, 24.04 + 33.85, 0.2);
  EXPECT_THAT(complaint("type = \"new_railway\"\nid = \"none\"\nfrom = \"West\"\nto = \"West\""),
              HasSubstr("it passes West twice in a row"));
}

// 100 km through Savannakhet, 40 m wide: 400 ha at 2,222 USD, and 400 / 410 of a year.
TEST(NewRailway, PaysForClearance) {
  const ConfigTable table = ConfigTable::parse(
      "type = \"new_railway\"\nfrom = \"West\"\nto = \"Middle\"\nopens = 2030\n"
      "cost = { capital_usd = 1e6 }\nset = { length_km = 100 }",
      "s.toml");
  const InterventionTerms terms = parse_intervention(table, 1)->terms_in(mode_model());
  EXPECT_NEAR(terms.capital_usd, 1e6 + 400 * 2222.0, 1.0);
  EXPECT_EQ(terms.opens, 2031);
}

TEST(Check, RefusesTwoChangesOfOneYard) {
  const ConfigTable first = ConfigTable::parse(
      "type = \"upgrade_terminal\"\nterminal = \"W\"\nset = { handling_time_h = 1 }", "s.toml");
  const ConfigTable second = ConfigTable::parse(
      "type = \"upgrade_terminal\"\nterminal = \"W\"\nset = { handling_time_h = 2 }", "s.toml");
  Scenario scenario{.name = "S"};
  scenario.interventions.push_back(parse_intervention(first, 1));
  scenario.interventions.push_back(parse_intervention(second, 2));
  try {
    check(scenario, mode_model());
    FAIL() << "accepted";
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), HasSubstr("set a field of station W to different values"));
  }
}

}  // namespace
}  // namespace landlink
