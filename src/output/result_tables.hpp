#pragma once

#include <string>
#include <utility>
#include <vector>

#include "result_rows.hpp"

namespace landlink::output {

/// A file's name and its text.
struct TextFile {
  std::string name = {};
  std::string text = {};
};

/// The tables that `verify_results` recomputes everything from, and those for spreadsheets:
/// nodes, links, zones, classes, class_links, commodities, class_demand, commodity_demand,
/// checkpoints and summary. Numbers are written so that they read back as the same doubles.
std::vector<TextFile> result_tables(const ScenarioResults& results,
                                    const std::vector<LinkRow>& links,
                                    const std::vector<CheckpointRow>& checkpoints,
                                    const std::vector<ZoneRow>& zones);

/// A line of the summary: what, in which unit, how much now and in the base.
struct SummaryLine {
  std::string indicator = {};
  std::string unit = {};
  double value = 0.0;
  double base = 0.0;
};
std::vector<SummaryLine> summary_lines(const ScenarioResults& results);

}  // namespace landlink::output
