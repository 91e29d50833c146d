#include "table_rows.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "landlink/core/text.hpp"

namespace landlink {

const std::vector<std::string> kProvenanceColumns = {"source", "year", "confidence"};

namespace {

const std::vector<std::string> kConfidences = {"high", "medium", "low", "assumed"};
const std::vector<std::string> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec"};

int year_of(const CsvRow& row, const char* column) {
  const long long year = row.integer(column);
  if (year < 1990 || year > 2100) {
    throw Error(row.place(column), fmt::format("the year {}", year),
                "give a year from 1990 to 2100");
  }
  return static_cast<int>(year);
}

std::vector<std::string> with_provenance(std::vector<std::string> columns) {
  columns.insert(columns.end(), kProvenanceColumns.begin(), kProvenanceColumns.end());
  return columns;
}

}  // namespace

Provenance provenance_of(const CsvTable& table, const CsvRow& row) {
  const std::string& word = row.required_text("confidence");
  std::size_t confidence = 0;
  while (confidence < kConfidences.size() && kConfidences[confidence] != word) ++confidence;
  if (confidence == kConfidences.size()) {
    throw Error(row.place("confidence"), fmt::format("a confidence of '{}'", printable(word)),
                name_remedy(word, kConfidences));
  }
  return {.source = row.required_text("source"),
          .year = year_of(row, "year"),
          .confidence = static_cast<Confidence>(confidence),
          .basis = table.has_column("basis") ? row.text("basis") : std::string(),
          .conflict = table.has_column("conflict") ? row.text("conflict") : std::string(),
          .place = row.place()};
}

double number_from_zero(const CsvRow& row, const char* column) {
  const double value = row.number(column);
  if (value < 0.0) {
    throw Error(row.place(column), fmt::format("a value of {}", shortest_text(value)),
                "give a number of at least 0");
  }
  return value;
}

std::string commodity_of(const CsvRow& row, const std::vector<Commodity>& commodities) {
  const std::string& id = row.required_text("commodity");
  std::vector<std::string> known;
  for (const Commodity& commodity : commodities) {
    if (commodity.id == id) return id;
    known.push_back(commodity.id);
  }
  throw Error(row.place("commodity"), fmt::format("no commodity '{}'", printable(id)),
              name_remedy(id, known));
}

namespace {

/// Below -5 a cent more would empty the road.
double elasticity_of(const CsvRow& row) {
  const double value = row.number("elasticity");
  if (value >= -5.0 && value <= 0.0) return value;
  throw Error(row.place("elasticity"), fmt::format("an elasticity of {}", shortest_text(value)),
              "give a number from -5 to 0: tonnes fall as cost rises");
}

}  // namespace

std::vector<Commodity> read_commodities(const CsvTable& table) {
  table.expect_columns(with_provenance({"id", "name", "usd_per_t", "time_usd_per_t_h",
                                        "decay_per_day", "beta_per_usd_t", "vehicle", "body"}),
                       {"basis", "elasticity"});
  std::vector<Commodity> commodities;
  std::set<std::string> ids;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    static_cast<void>(provenance_of(table, row));
    commodities.push_back({.id = row.required_text("id"),
                           .name = row.required_text("name"),
                           .usd_per_t = number_from_zero(row, "usd_per_t"),
                           .time_usd_per_t_h = number_from_zero(row, "time_usd_per_t_h"),
                           .decay_per_day = number_from_zero(row, "decay_per_day"),
                           .beta_per_usd_t = number_from_zero(row, "beta_per_usd_t"),
                           .body = row.text("body"),
                           .vehicle = row.required_text("vehicle")});
    Commodity& commodity = commodities.back();
    if (table.has_column("elasticity")) commodity.elasticity = elasticity_of(row);
    if (!ids.insert(commodity.id).second) {
      throw Error(row.place("id"), fmt::format("commodity '{}' stands twice", commodity.id),
                  "give each commodity an id of its own");
    }
    if (commodity.decay_per_day > 1.0) {
      throw Error(
          row.place("decay_per_day"),
          fmt::format("a loss of {} of the value a day", shortest_text(commodity.decay_per_day)),
          "give a share from 0 to 1");
    }
  }
  return commodities;
}

std::vector<GrowthPeriod> read_growth(const CsvTable& table,
                                      const std::vector<Commodity>& commodities) {
  table.expect_columns(with_provenance({"commodity", "from_year", "to_year", "growth_per_year"}),
                       {"basis"});
  std::vector<GrowthPeriod> periods;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const bool all = row.text("commodity") == "all";
    GrowthPeriod period{.commodity = all ? "all" : commodity_of(row, commodities),
                        .from_year = year_of(row, "from_year"),
                        .to_year = year_of(row, "to_year"),
                        .per_year = row.number("growth_per_year"),
                        .provenance = provenance_of(table, row)};
    if (period.to_year <= period.from_year) {
      throw Error(row.place("to_year"),
                  fmt::format("a period from {} to {}", period.from_year, period.to_year),
                  "end it after it begins");
    }
    if (period.per_year <= -1.0 || period.per_year > 5.0) {
      throw Error(row.place("growth_per_year"),
                  fmt::format("a growth of {} a year", shortest_text(period.per_year)),
                  "give a fraction above -1 and at most 5, such as 0.05 for 5 %");
    }
    for (const GrowthPeriod& other : periods) {
      if (other.commodity == period.commodity && other.from_year < period.to_year &&
          period.from_year < other.to_year) {
        throw Error(row.place("from_year"),
                    fmt::format("{}-{} overlaps the period of line {}", period.from_year,
                                period.to_year, other.provenance.place.line),
                    "let a period begin where the one before ends");
      }
    }
    periods.push_back(std::move(period));
  }
  return periods;
}

std::vector<SeasonRow> read_seasons(const CsvTable& table,
                                    const std::vector<Commodity>& commodities) {
  std::vector<std::string> columns = {"commodity"};
  columns.insert(columns.end(), kMonths.begin(), kMonths.end());
  table.expect_columns(with_provenance(columns), {"basis"});
  std::vector<SeasonRow> seasons;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    static_cast<void>(provenance_of(table, row));
    SeasonRow season{.commodity = commodity_of(row, commodities)};
    double sum = 0.0;
    for (std::size_t month = 0; month < kMonths.size(); ++month) {
      season.share[month] = number_from_zero(row, kMonths[month].c_str());
      sum += season.share[month];
    }
    // Shares are written with three decimals or more: twelve of them round to within 0.006.
    if (std::abs(sum - 1.0) > 0.006) {
      throw Error(row.place(), fmt::format("months that add up to {}", shortest_text(sum)),
                  "give shares of the year that add up to 1");
    }
    for (double& share : season.share) share /= sum;
    if (!seen.insert(season.commodity).second) {
      throw Error(row.place("commodity"),
                  fmt::format("commodity '{}' stands twice", season.commodity),
                  "give each commodity one row");
    }
    seasons.push_back(std::move(season));
  }
  return seasons;
}

}  // namespace landlink
