#include "path_tables.hpp"

#include <cmath>

#include "csv_text.hpp"
#include "landlink/assign/path_set.hpp"
#include "landlink/exchange/compressed_file.hpp"

namespace landlink::output {

namespace {

std::string path_table(const PathSet& set) {
  CsvText table("path,origin,destination,log_weight,links");
  for (std::size_t pair = 0; pair < set.pair_count(); ++pair) {
    for (std::size_t i = 0; i < set.path_count(pair); ++i) {
      const std::size_t path = set.first_path(pair) + i;
      std::string links;
      for (const LinkId link : set.links(path)) {
        if (!links.empty()) links += ' ';
        links += std::to_string(link.index());
      }
      table.row(path, set.pairs()[pair].origin.index(), set.pairs()[pair].destination.index(),
                set.log_weight(path), links);
    }
  }
  return table.text();
}

std::string path_flow_table(const PathFlows& flows) {
  CsvText table("class,path,vehicles_per_h");
  for (std::size_t k = 0; k < flows.cells.size(); ++k) {
    for (const PathCell& cell : flows.cells[k]) {
      const std::span<const double> own = flows.flows(cell);
      for (std::size_t i = 0; i < own.size(); ++i) {
        table.row(k, flows.set.first_path(cell.pair) + i, own[i]);
      }
    }
  }
  return table.text();
}

std::string expected_cost_table(const PathFlows& flows) {
  CsvText table("class,origin,destination,expected_cost_h");
  for (std::size_t k = 0; k < flows.cells.size(); ++k) {
    for (const PathCell& cell : flows.cells[k]) {
      if (!std::isfinite(cell.expected_cost)) continue;
      const PathPair& pair = flows.set.pairs()[cell.pair];
      table.row(k, pair.origin.index(), pair.destination.index(), cell.expected_cost);
    }
  }
  return table.text();
}

}  // namespace

std::vector<TextFile> path_tables(const ScenarioResults& results) {
  if (results.flows.paths == nullptr) return {};
  const PathFlows& flows = *results.flows.paths;
  return {{"expected_costs.csv.gz", gzipped(expected_cost_table(flows))},
          {"path_flows.csv.gz", gzipped(path_flow_table(flows))},
          {"paths.csv.gz", gzipped(path_table(flows.set))}};
}

}  // namespace landlink::output
