#include "interventions/interventions.hpp"

#include <fmt/format.h>

#include <array>

#include "landlink/core/text.hpp"

namespace landlink {

namespace {

constexpr std::array kTermKeys{
    KeyRecord{.key = "type",
              .kind = KeyKind::text,
              .meaning = "one of the interventions",
              .required = true},
    KeyRecord{.key = "id",
              .kind = KeyKind::text,
              .meaning = "unique in its scenario; the type and its number by default"},
    KeyRecord{.key = "opens",
              .kind = KeyKind::integer,
              .meaning = "first year of benefits",
              .bounds = {1990, 2100}},
    KeyRecord{.key = "order",
              .kind = KeyKind::integer,
              .meaning = "place among those that change the same links",
              .bounds = {1, 1000}},
    KeyRecord{.table = "cost",
              .key = "type",
              .kind = KeyKind::text,
              .meaning = "what a negative capital is: a saving",
              .choices = "investment saving"},
    KeyRecord{.table = "cost",
              .key = "capital_usd",
              .meaning = "spent evenly over the construction years",
              .bounds = {.low = 0}},
    KeyRecord{.table = "cost",
              .key = "maintenance_usd_per_year",
              .meaning = "more than the base's, from opening",
              .bounds = {.low = 0}},
    KeyRecord{.table = "cost",
              .key = "construction_years",
              .kind = KeyKind::integer,
              .meaning = "years of spending before opening",
              .bounds = {1, 20}},
    KeyRecord{.table = "cost",
              .key = "paid_by",
              .kind = KeyKind::texts,
              .meaning = "countries that pay, in equal shares; Laos by default"},
    KeyRecord{.table = "cost",
              .key = "life_years",
              .meaning = "after opening, for the residual value",
              .bounds = {1, 200}},
};

const std::array kInterventions{
    InterventionEntry{"upgrade_road", "another build of roads: lanes, surface, speed, capacity",
                      parse_upgrade_road, upgrade_road_keys()},
    InterventionEntry{"open_link", "opens links or checkpoints that the base has closed",
                      parse_open_link, open_close_keys()},
    InterventionEntry{"close_link", "closes links or checkpoints", parse_close_link,
                      open_close_keys()},
    InterventionEntry{
        "upgrade_checkpoint",
        "lanes, service, hours, single-stop, papers, charges and yard of a border post",
        parse_upgrade_checkpoint, upgrade_checkpoint_keys()},
    InterventionEntry{"closure", "closes links or checkpoints for some days, and opens them again",
                      parse_closure, closure_keys()},
    InterventionEntry{"new_road", "a new road or bridge, drawn or between two places",
                      parse_new_road, new_road_keys()},
    InterventionEntry{"toll", "a charge by distance", parse_toll, toll_keys()},
    InterventionEntry{"fuel_tax", "a tax on diesel", parse_fuel_tax, fuel_tax_keys()},
    InterventionEntry{"carbon_price", "a price of carbon dioxide that carriers pay",
                      parse_carbon_price, carbon_price_keys()},
    InterventionEntry{"load_limit", "what may pass over a bridge or road by weight",
                      parse_load_limit, load_limit_keys()},
    InterventionEntry{"truck_ban", "an area that heavy trucks keep out of", parse_truck_ban,
                      truck_ban_keys()},
    InterventionEntry{"vehicle_limits", "what types of trucks load, weigh and run empty",
                      parse_vehicle_limits, vehicle_limits_keys()},
    InterventionEntry{"demand_growth", "more or less freight between places", parse_demand_growth,
                      demand_growth_keys()},
    InterventionEntry{"new_plant", "what a plant makes and needs", parse_new_plant,
                      new_plant_keys()},
    InterventionEntry{"economic_zone", "imports and exports of an economic zone",
                      parse_economic_zone, economic_zone_keys()},
    InterventionEntry{"irrigation", "the harvest of fields that get water", parse_irrigation,
                      irrigation_keys()},
    InterventionEntry{"wet_season", "roads in the rain: slower, rougher, or for lighter trucks",
                      parse_wet_season, wet_season_keys()},
    InterventionEntry{"upgrade_railway", "opens railways, or runs more, longer or faster trains",
                      parse_upgrade_railway, upgrade_railway_keys()},
    InterventionEntry{"new_railway", "a new railway, drawn or between places", parse_new_railway,
                      new_railway_keys()},
    InterventionEntry{"upgrade_waterway", "opens rivers, or lets more or larger vessels pass",
                      parse_upgrade_waterway, upgrade_waterway_keys()},
    InterventionEntry{"upgrade_terminal",
                      "capacity, time, charge and hours of yards, gauge changes and ports",
                      parse_upgrade_terminal, upgrade_terminal_keys()},
    InterventionEntry{"dry_port", "a yard at a station, and papers of border posts done inland",
                      parse_dry_port, dry_port_keys()},
    InterventionEntry{"upgrade_airport",
                      "runway, slots, hours, weather, handling and cold store of airports",
                      parse_upgrade_airport, upgrade_airport_keys()},
    InterventionEntry{"new_flight", "flights between two airports", parse_new_flight,
                      new_flight_keys()},
    InterventionEntry{"cold_hub", "a cold chain, in which perishables lose less of their value",
                      parse_cold_hub, cold_hub_keys()},
    InterventionEntry{"change_right",
                      "whether trucks of a country may drive in another, and with how many permits",
                      parse_change_right, change_right_keys()},
};

void read_cost(const ConfigTable& cost, InterventionTerms& terms) {
  const RecordedTable recorded(cost, "cost", kTermKeys);
  const bool saving = recorded.text("type").value_or("investment") == "saving";
  if (saving) {
    terms.capital_usd = cost.optional_number("capital_usd", {.high = 0}).value_or(0);
    terms.maintenance_usd_per_year =
        cost.optional_number("maintenance_usd_per_year", {}).value_or(0);
  } else {
    try {
      terms.capital_usd = recorded.number("capital_usd").value_or(0.0);
      terms.maintenance_usd_per_year = recorded.number("maintenance_usd_per_year").value_or(0.0);
    } catch (const Error& e) {
      if (e.problem().find("out of range") == std::string::npos) throw;
      throw Error(e.place(), e.problem(), e.remedy() + ", or say type = \"saving\" in cost");
    }
  }
  terms.construction_years = static_cast<int>(recorded.integer("construction_years").value_or(2));
  if (cost.has("paid_by")) {
    terms.paid_by = cost.texts("paid_by");
    for (const std::string& country : terms.paid_by) {
      if (CountryCode(country).empty()) {
        throw Error(cost.place("paid_by"), fmt::format("'{}' is no country code", country),
                    "give ISO 3166-1 codes of three letters, such as LAO");
      }
    }
  }
  terms.life_years = recorded.number("life_years").value_or(0.0);
  cost.finish();
}

}  // namespace

std::vector<KeyRecord> joined(std::initializer_list<std::span<const KeyRecord>> lists) {
  std::vector<KeyRecord> keys;
  for (const auto& list : lists) keys.insert(keys.end(), list.begin(), list.end());
  return keys;
}

std::span<const InterventionEntry> interventions() { return kInterventions; }

std::span<const KeyRecord> term_keys() { return kTermKeys; }

std::unique_ptr<const Intervention> parse_intervention(const ConfigTable& table, int number) {
  InterventionTerms terms;
  terms.type = table.text("type");
  terms.place = table.place();
  terms.id = table.optional_text("id").value_or(fmt::format("{}-{}", terms.type, number));
  if (const auto cost = table.optional_table("cost")) read_cost(*cost, terms);
  const RecordedTable recorded(table, "", kTermKeys);
  terms.opens = static_cast<int>(recorded.integer("opens").value_or(0));
  terms.order = static_cast<int>(recorded.integer("order").value_or(0));
  std::vector<std::string> known;
  for (const InterventionEntry& entry : kInterventions) {
    if (entry.type == terms.type) return entry.parse(table, std::move(terms));
    known.emplace_back(entry.type);
  }
  throw Error(table.place("type"), fmt::format("unknown type of intervention '{}'", terms.type),
              name_remedy(terms.type, known));
}

}  // namespace landlink
