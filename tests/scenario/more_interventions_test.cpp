// Sign and size of each intervention on the corridor of support/corridor_model.hpp: a truck of 25 t
// load, 15 t tare and 9 t on an axle, 860 g of CO2 a km, 0.4 empty; an hour of it is worth 12 USD.

#include <gmock/gmock.h>

#include <cmath>
#include <memory>
#include <string>

#include "landlink/scenario/scenario.hpp"
#include "support/corridor_model.hpp"

namespace landlink {
namespace {

using testing::HasSubstr;

std::shared_ptr<const Intervention> parsed(const std::string& text) {
  const ConfigTable table = ConfigTable::parse(text, "s.toml");
  return parse_intervention(table, 1);
}

TransportModel base_model() {
  TransportModel model = corridor_model();
  model.vehicles[0].gross_t = 40.0;
  return model;
}

TransportModel with(const std::string& text, const TransportModel& base = base_model()) {
  Scenario scenario{.name = "S"};
  scenario.interventions.push_back(parsed(text));
  check(scenario, base);
  return apply(scenario, base);
}

std::string complaint(const std::string& text) {
  try {
    static_cast<void>(with(text));
  } catch (const Error& e) {
    return e.what();
  }
  return "accepted";
}

/// Hours of the class on a feature, one way; infinite where it may not go, -1 where it is not.
double hours(const TransportModel& model, const std::string& feature) {
  for (const LinkId link : model.network.graph().links()) {
    const FeatureRef& source = model.network.link(link).source;
    if (source.id == feature && source.forward) {
      return model.class_costs[ClassId{0u}].constant_h[link.index()];
    }
  }
  return -1.0;
}

double change(const std::string& text, const std::string& feature) {
  return hours(with(text), feature) - hours(corridor_model(), feature);
}

constexpr double kRounding = 1e-9;

// 0.10 USD over 60 km is 6 USD, half an hour's worth.
TEST(Toll, CostsByTheKilometre) {
  EXPECT_NEAR(change("type = \"toll\"\nwhere = { road = \"9\" }\ntoll = \"0.10 USD/km\"", "R9-1"),
              0.5, kRounding);
  EXPECT_NEAR(change("type = \"toll\"\nwhere = { road = \"9\" }\ntoll_usd_per_km = 0.1", "R8-1"),
              0.0, kRounding);
  EXPECT_THAT(complaint("type = \"toll\"\nwhere = { road = \"9\" }\ntoll_usd_per_km = -0.1"),
              HasSubstr("falls below zero"));
}

// 860 / 2680 litres a km; 0.4 km empty for each loaded one, at 0.75 of a loaded one's fuel:
// 60 x (1 + 0.4 x 0.75) x 0.320896 x 0.5 = 12.514925 USD.
TEST(FuelTax, CostsByTheLitre) {
  EXPECT_NEAR(change("type = \"fuel_tax\"\ntax = \"0.5 USD/l\"", "R9-1"), 12.514925 / 12.0, 1e-6);
}

// 60 km x 860 g x 50 USD/t = 2.58 USD.
TEST(CarbonPrice, CostsByTheTonne) {
  EXPECT_NEAR(change("type = \"carbon_price\"\nprice = \"50 USD/t\"", "R9-1"), 2.58 / 12.0,
              kRounding);
}

TEST(LoadLimit, KeepsHeavyTrucksOffABridge) {
  const std::string limit = "type = \"load_limit\"\nwhere = { feature = \"R9-2\" }\nset = ";
  EXPECT_TRUE(std::isinf(hours(with(limit + "{ max_gross_t = 39 }"), "R9-2")));  // 40 t
  EXPECT_TRUE(std::isinf(hours(with(limit + "{ axle_limit = \"8 t\" }"), "R9-2")));
  EXPECT_TRUE(std::isfinite(hours(with(limit + "{ max_gross_t = 40 }"), "R9-2")));
  EXPECT_TRUE(std::isfinite(hours(with(limit + "{ max_gross_t = 39 }"), "R8-1")));
}

// The middle of R9-1 is at 105.25, of R8-1 at 105.5.
TEST(TruckBan, HoldsInItsArea) {
  const std::string ban =
      "type = \"truck_ban\"\nwhere = { polygon = [[105.1, 16], [105.4, 16], [105.4, 17], [105.1, "
      "17]] }\nabove_t = ";
  EXPECT_TRUE(std::isinf(hours(with(ban + "7.5"), "R9-1")));
  EXPECT_TRUE(std::isfinite(hours(with(ban + "7.5"), "R8-1")));
  EXPECT_TRUE(std::isfinite(hours(with(ban + "45"), "R9-1")));
}

// The same 600 t/day in trucks of 20 t instead of 25: 2.5 an hour, an hour worth 20 x 0.48 USD.
TEST(VehicleLimits, ChangeLoadsAndTrips) {
  const TransportModel model =
      with("type = \"vehicle_limits\"\nvehicle = \"semi\"\nset = { payload_t = 20 }");
  EXPECT_NEAR(model.vehicles_per_h[ClassId{0u}].total(), 2.5, kRounding);
  EXPECT_NEAR(model.classes[ClassId{0u}].usd_per_vehicle_h, 9.6, kRounding);
  EXPECT_THAT(complaint("type = \"vehicle_limits\"\nvehicle = \"semy\"\nset = { payload_t = 20 }"),
              HasSubstr("did you mean 'semi'?"));
}

TEST(DemandGrowth, ScalesWhatItNames) {
  const auto t_per_day = [](const std::string& more) {
    const TransportModel model = with("type = \"demand_growth\"\nfactor = 1.5\n" + more);
    // Trips follow tonnes: 25 t over 12 hours.
    EXPECT_NEAR(model.vehicles_per_h[ClassId{0u}].total() * 300.0,
                model.demand.tonnes_per_day[CommodityId{0u}].total(), kRounding);
    return model.demand.tonnes_per_day[CommodityId{0u}].total();
  };
  EXPECT_NEAR(t_per_day(""), 900.0, kRounding);
  EXPECT_NEAR(t_per_day("commodity = \"Goods\"\nfrom = \"LAO\"\nto = \"Abroad\""), 900.0,
              kRounding);
  EXPECT_NEAR(t_per_day("to = \"LAO\""), 600.0, kRounding);
  EXPECT_THAT(complaint("type = \"demand_growth\"\nfactor = 2\ncommodity = \"godos\""),
              HasSubstr("no commodity 'godos'; did you mean 'goods'?"));
}

// 365,000 t/year are 1000 t/day, in trucks of 25 t over 12 hours 3.333 an hour more.
TEST(NewPlant, AddsWhatItMakesAndNeeds) {
  const TransportModel model = with(
      "type = \"new_plant\"\nat = \"Middle\"\n"
      "produces = { commodity = \"goods\", freight = \"0.365 Mt/year\", to = \"VNM\" }\n"
      "consumes = { commodity = \"goods\", freight_t_per_year = 36500, from = \"Abroad\" }");
  const OdMatrix& tonnes = model.demand.tonnes_per_day[CommodityId{0u}];
  EXPECT_NEAR(tonnes.at(ZoneId{1u}, ZoneId{3u}), 1000.0, kRounding);
  EXPECT_NEAR(tonnes.at(ZoneId{3u}, ZoneId{1u}), 100.0, kRounding);
  EXPECT_NEAR(model.vehicles_per_h[ClassId{0u}].at(ZoneId{1u}, ZoneId{3u}), 1000.0 / 300.0,
              kRounding);
  EXPECT_THAT(complaint("type = \"new_plant\"\nat = \"Middle\"\nproduces = { commodity = "
                        "\"goods\", freight_t_per_year = 5, to = \"West\" }"),
              HasSubstr("no domestic freight of goods"));
}

TEST(EconomicZone, TradesBothWays) {
  const TransportModel model = with(
      "type = \"economic_zone\"\nat = \"East\"\ncommodity = \"goods\"\npartner = \"VNM\"\n"
      "imports_t_per_year = 36500\nexports_t_per_year = 73000");
  const OdMatrix& tonnes = model.demand.tonnes_per_day[CommodityId{0u}];
  EXPECT_NEAR(tonnes.at(ZoneId{3u}, ZoneId{2u}), 100.0, kRounding);
  EXPECT_NEAR(tonnes.at(ZoneId{2u}, ZoneId{3u}), 200.0, kRounding);
}

// 1000 ha x 3.65 t x half of it sold: 5 t/day.
TEST(Irrigation, SendsAHarvestToItsMarket) {
  const TransportModel model = with(
      "type = \"irrigation\"\nat = \"Middle\"\ncommodity = \"goods\"\nto = \"Abroad\"\n"
      "area = \"1 thousand ha\"\nyield_t_per_ha = 3.65\nmarketed_share = 0.5");
  EXPECT_NEAR(model.demand.tonnes_per_day[CommodityId{0u}].at(ZoneId{1u}, ZoneId{3u}), 5.0,
              kRounding);
}

// The same 5 t/day of a mean day are harvested in two months: six times as much then, else nothing.
TEST(Irrigation, HarvestsInItsMonths) {
  const auto t_per_day = [](int month, const std::string& months) {
    TransportModel base = base_model();
    base.supernetwork.month = month;
    const TransportModel model = with(
        "type = \"irrigation\"\nat = \"Middle\"\ncommodity = \"goods\"\nto = \"Abroad\"\n"
        "area_ha = 500\nyield_t_per_ha = 3.65\nharvest_months = \"" +
            months + "\"",
        base);
    return model.demand.tonnes_per_day[CommodityId{0u}].at(ZoneId{1u}, ZoneId{3u});
  };
  EXPECT_NEAR(t_per_day(0, "4-5"), 5.0, kRounding);
  EXPECT_NEAR(t_per_day(4, "4-5"), 30.0, kRounding);
  EXPECT_NEAR(t_per_day(6, "4-5"), 0.0, kRounding);
  EXPECT_NEAR(t_per_day(1, "11-2"), 15.0, kRounding);
  EXPECT_THAT(complaint("type = \"irrigation\"\nat = \"Middle\"\ncommodity = \"goods\"\nto = "
                        "\"Abroad\"\narea_ha = 5\nyield_t_per_ha = 3\nharvest_months = \"13\""),
              HasSubstr("'13' are no months"));
}

// Of 1000 USD a tonne 0.08 and 0.02 a day: 3.333 and 0.833 USD an hour, beside 0.48 of time.
TEST(ColdHub, KeepsTheValueOfWhatItCools) {
  TransportModel base = base_model();
  base.demand.commodities[CommodityId{0u}].decay_per_day = 0.08;
  base.classes[ClassId{0u}].usd_per_vehicle_h = 25.0 * (0.48 + 80.0 / 24.0);
  const std::string hub = "type = \"cold_hub\"\ncommodity = \"goods\"\ndecay_per_day = 0.02\nat = ";
  const auto usd_per_h = [&](const std::string& more) {
    return with(hub + more, base).classes[ClassId{0u}].usd_per_vehicle_h;
  };
  EXPECT_NEAR(usd_per_h("\"West\""), 25.0 * (0.48 + 20.0 / 24.0), kRounding);
  EXPECT_NEAR(usd_per_h("\"West\"\nshare = 0.5"), 25.0 * (0.48 + 50.0 / 24.0), kRounding);
  // All freight is from West to Abroad.
  EXPECT_NEAR(usd_per_h("\"Middle\""), 25.0 * (0.48 + 80.0 / 24.0), kRounding);
  EXPECT_THAT(complaint(hub + "\"West\""), HasSubstr("Goods lose 0 of their value a day"));
}

// 60 km at 30 km/h instead of what dbst allows; a limit only ever makes a road worse.
TEST(WetSeason, SlowsRoadsForItsMonths) {
  const std::string rain = "type = \"wet_season\"\nwhere = { road = \"9\" }\n";
  const auto intervention = parsed(rain +
                                   "set = { speed_limit_kmh = 30 }\nmonths = 6\n"
                                   "probability = 0.5");
  EXPECT_NEAR(intervention->share_of_year(), 0.25, kRounding);
  const auto time_h = [](const TransportModel& model) {
    for (const LinkId link : model.network.graph().links()) {
      if (model.network.link(link).source.id == "R9-1") {
        return model.class_costs[ClassId{0u}].time_h[link.index()];
      }
    }
    return -1.0;
  };
  const double dry_h = time_h(base_model());
  EXPECT_LT(dry_h, 2.0);
  EXPECT_NEAR(time_h(with(rain + "set = { speed_limit_kmh = 30 }\nmonths = 6")), 2.0, kRounding);
  EXPECT_NEAR(time_h(with(rain + "set = { speed_limit_kmh = 120 }\nmonths = 6")), dry_h, kRounding);
  EXPECT_GT(time_h(with(rain + "set = { iri_m_per_km = 12 }\nmonths = 6")), dry_h);
  EXPECT_TRUE(std::isinf(hours(with(rain + "set = { axle_limit_t = 8 }\nmonths = 6"), "R9-2")));
  EXPECT_THAT(complaint(rain + "set = {}\nmonths = 6"), HasSubstr("nothing is set"));
}

TEST(Closure, WeighsTheYear) {
  const std::string closure =
      "type = \"closure\"\nwhere = { feature = \"R9-1\" }\nfrom = \"2030-08-01\"\n";
  // A fifth of a year, every other year.
  EXPECT_NEAR(parsed(closure + "days = 73\nprobability = 0.5")->share_of_year(), 0.1, kRounding);
  EXPECT_NEAR(parsed(closure + "months = 3")->share_of_year(), 0.25, kRounding);
  EXPECT_EQ(hours(with(closure + "days = 3"), "R9-1"), -1.0);
  EXPECT_THAT(complaint(closure), HasSubstr("give days or months"));
}

const std::string kNewRoad =
    "type = \"new_road\"\nid = \"short-cut\"\nfrom = \"West\"\nto = \"East\"\n";

TEST(NewRoad, JoinsTwoPlacesBothWays) {
  const TransportModel model = with(kNewRoad + "set = { length_km = 80, iri = \"4 m/km\" }");
  // 80 km of asphalt at the roughness of Route 9: 4/3 of the hours of its first 60 km.
  EXPECT_NEAR(hours(model, "short-cut"), hours(corridor_model(), "R9-1") * 80.0 / 60.0, kRounding);
  EXPECT_EQ(model.draft.links.size(), corridor_model().draft.links.size() + 2);
  // Nobody drew it: 1.2 times the geodesic of a degree at 16.6 north, 106.709 km.
  const TransportModel winding = with(kNewRoad);
  EXPECT_NEAR(winding.draft.links.back().attributes.length_km, 1.2 * 106.709, 0.01);
  EXPECT_THAT(complaint("type = \"new_road\"\nline = [[105, 16.6], [107, 20]]"),
              HasSubstr("km from the nearest road; draw it to within 5 km"));
  EXPECT_THAT(complaint("type = \"new_road\"\nfrom = \"West\""), HasSubstr("give `from` and `to`"));
}

// 80 km through Savannakhet, 40 m wide: 320 ha at 2,222 USD, 320 / 410 of a year for ten teams.
TEST(NewRoad, PaysForClearanceAndWaitsForIt) {
  const auto road = parsed(kNewRoad +
                           "opens = 2030\ncost = { capital_usd = 1e6 }\n"
                           "set = { length_km = 80 }");
  const InterventionTerms terms = road->terms_in(corridor_model());
  EXPECT_NEAR(terms.capital_usd, 1e6 + 320 * 2222.0, 1e-3);
  EXPECT_EQ(terms.opens, 2031);
  EXPECT_EQ(terms.construction_years, 3);
  // Elsewhere a tenth of it, and no year is lost.
  TransportModel elsewhere = corridor_model();
  for (DraftLink& link : elsewhere.draft.links) link.attributes.province = "LA-VT";
  EXPECT_NEAR(road->terms_in(elsewhere).capital_usd, 1e6 + 32 * 2222.0, 1e-3);
  EXPECT_EQ(road->terms_in(elsewhere).opens, 2030);
}

// Every type with the least that it needs: what its parser reads is what its records say.
TEST(InterventionList, RecordsTheKeysThatAreRead) {
  for (const InterventionEntry& entry : interventions()) {
    EXPECT_FALSE(entry.keys.empty()) << entry.type;
    for (const KeyRecord& record : entry.keys) {
      EXPECT_FALSE(record.meaning.empty()) << entry.type << " " << record.key;
    }
  }
}

}  // namespace
}  // namespace landlink
