#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landlink/demand/demand_tables.hpp"

namespace landlink {

/// What a fact says of a total of the tables: a row of targets.csv.
struct DemandTarget {
  std::string name = {};
  std::vector<std::string> commodities = {};  ///< empty: all
  std::string flow = {};        ///< flows whose description begins so: "exports to CHN", "imports"
  std::string row_source = {};  ///< only rows that cite this fact; empty: any
  int year = 0;                 ///< of the fact, to which the rows are carried
  bool is_value = false;        ///< million USD; else tonnes
  double value = 0.0;
  double other_value = 0.0;  ///< what another fact says; 0 without one
  std::string other_source = {};
  Provenance provenance = {};
};

/// A target with what the tables give for it.
struct TargetResult {
  DemandTarget target = {};
  double model = 0.0;      ///< in the target's unit
  double deviation = 0.0;  ///< model / value - 1
  /// How far two facts on the same total are apart, relative to `value`; 0 with one fact.
  double facts_apart = 0.0;

  /// "within 10 %", "facts differ" where two facts do by more than 10 %, or "misses".
  [[nodiscard]] std::string verdict() const;
};

/// The share by which a total may miss a fact.
inline constexpr double kTargetTolerance = 0.10;

/// The table targets.csv of a demand folder: name, commodities (ids joined by ';'; empty for all),
/// flow, row_source, unit (`t` or `musd`), value, other_value, other_source, source, year,
/// confidence, basis, conflict. Throws Error naming file, line and column.
std::vector<DemandTarget> read_demand_targets(const std::filesystem::path& path,
                                              const DemandTables& tables);

/// The totals of the rows of `tables` in each target's year: tonnes, or million USD at the unit
/// values of the commodities.
std::vector<TargetResult> hold_against_targets(const DemandTables& tables,
                                               const std::vector<DemandTarget>& targets);

/// Tonnes of the rows in `year` whose commodity is on the list (all if it is empty), whose
/// description begins with `flow` and which cite `row_source` (any if it is empty).
double tonnes_in_year(const DemandTables& tables, const std::vector<std::string>& commodities,
                      const std::string& flow, const std::string& row_source, int year);

}  // namespace landlink
