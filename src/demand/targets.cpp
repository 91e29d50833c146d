#include "landlink/demand/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"
#include "table_rows.hpp"

namespace landlink {

namespace {

const std::vector<std::string> kUnits = {"t", "musd"};
constexpr double kUsdPerMillion = 1e6;

std::vector<std::string> commodities_of(const CsvRow& row, const DemandTables& tables) {
  std::vector<std::string> ids;
  std::vector<std::string> known;
  for (const Commodity& commodity : tables.commodities) known.push_back(commodity.id);
  if (row.text("commodities").empty()) return ids;
  for (const std::string& part : split(row.text("commodities"), ';')) {
    ids.push_back(trim(part));
    if (std::ranges::find(known, ids.back()) == known.end()) {
      throw Error(row.place("commodities"), fmt::format("no commodity '{}'", printable(ids.back())),
                  name_remedy(ids.back(), known));
    }
  }
  return ids;
}

bool cites(const std::string& sources, const std::string& fact) {
  if (fact.empty()) return true;
  for (const std::string& source : split(sources, ';')) {
    if (trim(source) == fact) return true;
  }
  return false;
}

double usd_per_t(const DemandTables& tables, const std::string& commodity) {
  for (const Commodity& each : tables.commodities) {
    if (each.id == commodity) return each.usd_per_t;
  }
  return 0.0;
}

/// Sum over the rows of tonnes times `weight(row)`.
template <class Weight>
double sum_of_rows(const DemandTables& tables, const std::vector<std::string>& commodities,
                   const std::string& flow, const std::string& row_source, int year,
                   const Weight& weight) {
  CompensatedSum sum;
  for (const FlowRow& row : tables.flows) {
    const bool listed =
        commodities.empty() || std::ranges::find(commodities, row.commodity) != commodities.end();
    if (!listed || !row.what.starts_with(flow) || !cites(row.provenance.source, row_source)) {
      continue;
    }
    sum.add(row.tonnes_per_year * growth_factor(tables, row.commodity, row.provenance.year, year) *
            weight(row));
  }
  return sum.value();
}

}  // namespace

std::string TargetResult::verdict() const {
  if (std::abs(deviation) <= kTargetTolerance) return "within 10 %";
  return facts_apart > kTargetTolerance ? "facts differ" : "misses";
}

std::vector<DemandTarget> read_demand_targets(const std::filesystem::path& path,
                                              const DemandTables& tables) {
  const CsvTable table = CsvTable::read(path);
  table.expect_columns({"name", "commodities", "flow", "row_source", "unit", "value", "other_value",
                        "other_source", "source", "year", "confidence"},
                       {"basis", "conflict"});
  std::vector<DemandTarget> targets;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const std::string& unit = row.required_text("unit");
    if (std::ranges::find(kUnits, unit) == kUnits.end()) {
      throw Error(row.place("unit"), fmt::format("a unit '{}'", printable(unit)),
                  name_remedy(unit, kUnits));
    }
    DemandTarget target{.name = row.required_text("name"),
                        .commodities = commodities_of(row, tables),
                        .flow = row.text("flow"),
                        .row_source = row.text("row_source"),
                        .is_value = unit == "musd",
                        .value = number_from_zero(row, "value"),
                        .other_value = row.optional_number("other_value").value_or(0.0),
                        .other_source = row.text("other_source"),
                        .provenance = provenance_of(table, row)};
    target.year = target.provenance.year;
    if (target.value == 0.0) {
      throw Error(row.place("value"), "a target of 0", "give what the fact says, above 0");
    }
    const bool matches = std::ranges::any_of(
        tables.flows, [&](const FlowRow& flow) { return flow.what.starts_with(target.flow); });
    if (!matches) {
      throw Error(row.place("flow"),
                  fmt::format("no flow begins with '{}'", printable(target.flow)),
                  "write 'exports to THA', 'imports from CHN', 'exports', 'domestic flow' or "
                  "'transit'");
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

double tonnes_in_year(const DemandTables& tables, const std::vector<std::string>& commodities,
                      const std::string& flow, const std::string& row_source, int year) {
  return sum_of_rows(tables, commodities, flow, row_source, year,
                     [](const FlowRow&) { return 1.0; });
}

std::vector<TargetResult> hold_against_targets(const DemandTables& tables,
                                               const std::vector<DemandTarget>& targets) {
  std::vector<TargetResult> results;
  for (const DemandTarget& target : targets) {
    TargetResult result{.target = target};
    result.model =
        target.is_value
            ? sum_of_rows(tables, target.commodities, target.flow, target.row_source, target.year,
                          [&](const FlowRow& row) {
                            return usd_per_t(tables, row.commodity) / kUsdPerMillion;
                          })
            : tonnes_in_year(tables, target.commodities, target.flow, target.row_source,
                             target.year);
    result.deviation = result.model / target.value - 1.0;
    if (target.other_value > 0.0) {
      result.facts_apart = std::abs(target.other_value / target.value - 1.0);
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace landlink
