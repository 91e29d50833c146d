#include "landlink/demand/demand_tables.hpp"

#include <fmt/format.h>

#include "landlink/core/text.hpp"
#include "table_rows.hpp"

namespace landlink {

namespace {

const std::vector<std::string> kTotals = {"both", "origins", "destinations"};

FlowTotals totals_of(const CsvRow& row) {
  const std::string& word = row.required_text("totals");
  for (std::size_t i = 0; i < kTotals.size(); ++i) {
    if (kTotals[i] == word) return static_cast<FlowTotals>(i);
  }
  throw Error(row.place("totals"), fmt::format("totals of '{}'", printable(word)),
              name_remedy(word, kTotals));
}

std::vector<PlaceShare> places_of(const CsvRow& row, const char* column) {
  return parse_place_shares(row.required_text(column), row.place(column));
}

/// What every table of flows has: commodity, tonnes, totals and provenance.
FlowRow flow_of(const CsvTable& table, const CsvRow& row,
                const std::vector<Commodity>& commodities) {
  return {.commodity = commodity_of(row, commodities),
          .tonnes_per_year = number_from_zero(row, "tonnes_per_year"),
          .totals = totals_of(row),
          .provenance = provenance_of(table, row)};
}

void read_trade(const CsvTable& table, DemandTables& tables) {
  table.expect_columns({"commodity", "direction", "partner", "origins", "destinations", "totals",
                        "tonnes_per_year", "source", "year", "confidence"},
                       {"basis", "conflict"});
  const std::vector<std::string> directions = {"export", "import"};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    FlowRow flow = flow_of(table, row, tables.commodities);
    const std::string& direction = row.required_text("direction");
    const std::string& partner = row.required_text("partner");
    if (direction != directions[0] && direction != directions[1]) {
      throw Error(row.place("direction"), fmt::format("a direction '{}'", printable(direction)),
                  name_remedy(direction, directions));
    }
    if (CountryCode(partner).empty()) {
      throw Error(row.place("partner"), fmt::format("a partner '{}'", printable(partner)),
                  "give an ISO 3166-1 alpha-3 code such as THA, or OTH for all others");
    }
    flow.what = direction == directions[0] ? "exports to " + partner : "imports from " + partner;
    flow.origins = places_of(row, "origins");
    flow.destinations = places_of(row, "destinations");
    tables.flows.push_back(std::move(flow));
  }
}

void read_flows(const CsvTable& table, const std::string& what, DemandTables& tables) {
  table.expect_columns({"commodity", "origins", "destinations", "totals", "tonnes_per_year",
                        "source", "year", "confidence"},
                       {"basis", "conflict"});
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    FlowRow flow = flow_of(table, row, tables.commodities);
    flow.what = what;
    flow.origins = places_of(row, "origins");
    flow.destinations = places_of(row, "destinations");
    tables.flows.push_back(std::move(flow));
  }
}

/// The growth of the year that begins at `year`: the commodity's own, else that of all.
const GrowthPeriod* period_of(const DemandTables& tables, const std::string& commodity, int year) {
  const GrowthPeriod* of_all = nullptr;
  for (const GrowthPeriod& period : tables.growth) {
    if (year < period.from_year || year >= period.to_year) continue;
    if (period.commodity == commodity) return &period;
    if (period.commodity == "all") of_all = &period;
  }
  return of_all;
}

}  // namespace

DemandTables read_demand_tables(const std::filesystem::path& folder) {
  DemandTables tables;
  const auto table = [&](const char* name) {
    tables.files.push_back(folder / name);
    return CsvTable::read(folder / name);
  };
  const auto there = [&](const char* name) { return std::filesystem::exists(folder / name); };
  tables.commodities = read_commodities(table("commodities.csv"));
  tables.growth = read_growth(table("growth.csv"), tables.commodities);
  if (there("trade.csv")) read_trade(table("trade.csv"), tables);
  if (there("domestic.csv")) read_flows(table("domestic.csv"), "domestic flow", tables);
  if (there("transit.csv")) read_flows(table("transit.csv"), "transit", tables);
  if (there("seasons.csv")) tables.seasons = read_seasons(table("seasons.csv"), tables.commodities);
  if (tables.flows.empty()) {
    throw Error({.file = folder.string()}, "no table of flows in the demand folder",
                "give trade.csv, domestic.csv or transit.csv");
  }
  return tables;
}

double growth_factor(const DemandTables& tables, const std::string& commodity, int base_year,
                     int year) {
  const auto growth_from = [&](int begin) {
    const GrowthPeriod* period = period_of(tables, commodity, begin);
    if (period == nullptr) {
      throw Error({.file = "growth.csv"},
                  fmt::format("no growth of {} from {} to {}", commodity, begin, begin + 1),
                  "add a period that covers it, for the commodity or for 'all'");
    }
    return 1.0 + period->per_year;
  };
  double factor = 1.0;
  for (int y = base_year; y < year; ++y) factor *= growth_from(y);
  for (int y = year; y < base_year; ++y) factor /= growth_from(y);
  return factor;
}

}  // namespace landlink
