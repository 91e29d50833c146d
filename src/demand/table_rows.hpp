#pragma once

// Cells that every demand table has; shared by its readers.

#include <string>
#include <vector>

#include "landlink/core/csv_table.hpp"
#include "landlink/demand/demand_tables.hpp"

namespace landlink {

/// Columns of every table: source, year, confidence; and those of some: basis, conflict.
extern const std::vector<std::string> kProvenanceColumns;

/// Reads source, year and confidence, and basis and conflict where the table has them.
Provenance provenance_of(const CsvTable& table, const CsvRow& row);

/// A finite number of at least 0; the complaint says what the number is.
double number_from_zero(const CsvRow& row, const char* column);

/// A commodity's id that `commodities` holds; complains with the nearest.
std::string commodity_of(const CsvRow& row, const std::vector<Commodity>& commodities);

std::vector<Commodity> read_commodities(const CsvTable& table);
std::vector<GrowthPeriod> read_growth(const CsvTable& table,
                                      const std::vector<Commodity>& commodities);
std::vector<SeasonRow> read_seasons(const CsvTable& table,
                                    const std::vector<Commodity>& commodities);

}  // namespace landlink
