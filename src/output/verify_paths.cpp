#include "verify_paths.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "landlink/core/csv_table.hpp"
#include "landlink/core/math.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/compressed_file.hpp"
#include "written_cells.hpp"

namespace landlink::output {

namespace {

CsvTable read_packed(const std::filesystem::path& file) {
  return CsvTable::parse(read_possibly_gzipped(file), file.string());
}

struct WrittenPath {
  std::size_t origin = 0;
  std::size_t destination = 0;
  double log_weight = 0.0;
  std::vector<std::size_t> links = {};
};

std::vector<WrittenPath> read_paths(const std::filesystem::path& folder, const WrittenRun& run) {
  std::vector<WrittenPath> paths;
  const CsvTable table = read_packed(folder / "paths.csv.gz");
  const std::size_t zones = run.centroids.size();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    if (row.integer("path") != static_cast<long long>(i)) {
      throw Error(row.place("path"), "the rows are not in order from 0", kWriteAgain);
    }
    WrittenPath path{.origin = index(row, "origin", zones),
                     .destination = index(row, "destination", zones),
                     .log_weight = row.number("log_weight")};
    // Each link begins where the one before ends, the first at the origin's node.
    NodeId at = run.centroids[path.origin];
    for (const std::string& part : split(row.text("links"), ' ')) {
      const auto link = parse_number(part);
      const bool known = link && *link >= 0.0 &&
                         *link < static_cast<double>(run.graph.link_count()) &&
                         run.graph.tail(LinkId{static_cast<std::size_t>(*link)}) == at;
      if (!known) {
        throw Error(row.place("links"), "'" + part + "' does not follow on the link before",
                    kWriteAgain);
      }
      path.links.push_back(static_cast<std::size_t>(*link));
      at = run.graph.head(LinkId{path.links.back()});
    }
    if (at != run.centroids[path.destination]) {
      throw Error(row.place("links"), "the path does not end at its destination", kWriteAgain);
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

using Zones = std::pair<std::size_t, std::size_t>;

struct Flow {
  std::size_t path = 0;
  double vehicles_per_h = 0.0;
};

/// By class: flows between two zones.
std::vector<std::map<Zones, std::vector<Flow>>> read_flows(const std::filesystem::path& folder,
                                                           const WrittenRun& run,
                                                           const std::vector<WrittenPath>& paths) {
  std::vector<std::map<Zones, std::vector<Flow>>> flows(run.classes.size());
  const CsvTable table = read_packed(folder / "path_flows.csv.gz");
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    const std::size_t path = index(row, "path", paths.size());
    flows[index(row, "class", run.classes.size())][{paths[path].origin, paths[path].destination}]
        .push_back({path, row.number("vehicles_per_h")});
  }
  return flows;
}

std::vector<std::map<Zones, double>> read_expected_costs(const std::filesystem::path& folder,
                                                         const WrittenRun& run) {
  std::vector<std::map<Zones, double>> costs(run.classes.size());
  const CsvTable table = read_packed(folder / "expected_costs.csv.gz");
  const std::size_t zones = run.centroids.size();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const CsvRow row = table.row(i);
    costs[index(row, "class", run.classes.size())]
         [{index(row, "origin", zones), index(row, "destination", zones)}] =
             row.number("expected_cost_h");
  }
  return costs;
}

void keep_worst(double& worst, double difference) {
  if (!(std::abs(difference) <= worst)) worst = std::abs(difference);
}

}  // namespace

PathFindings find_paths(const std::filesystem::path& folder, const WrittenRun& run,
                        std::span<const double> delay_h, double theta_per_usd_t) {
  const std::vector<WrittenPath> paths = read_paths(folder, run);
  const auto flows = read_flows(folder, run, paths);
  const auto expected_costs = read_expected_costs(folder, run);
  PathFindings found;
  CompensatedSum moved;
  CompensatedSum demand_pcu;
  CompensatedSum entropy;
  for (std::size_t k = 0; k < run.classes.size(); ++k) {
    const WrittenClass& each = run.classes[k];
    const double theta = theta_per_usd_t * each.usd_per_vehicle_h / each.choice_load_t;
    std::vector<CompensatedSum> volume(run.graph.link_count());
    for (const auto& [zones, own] : flows[k]) {
      std::vector<double> disutility;
      for (const Flow& flow : own) {
        const WrittenPath& path = paths[flow.path];
        CompensatedSum cost;
        for (const std::size_t link : path.links) {
          cost.add(each.constant_h[link] + delay_h[link] + each.price_h[link]);
          volume[link].add(flow.vehicles_per_h);
        }
        disutility.push_back(theta * cost.value() - path.log_weight);
        found.lowest_flow = std::min(found.lowest_flow, flow.vehicles_per_h);
      }
      const double least = *std::min_element(disutility.begin(), disutility.end());
      CompensatedSum weights;
      for (const double value : disutility) weights.add(math::exp(least - value));
      const double demand = each.vehicles_per_h.at(ZoneId{zones.first}, ZoneId{zones.second});
      CompensatedSum sent;
      for (std::size_t i = 0; i < own.size(); ++i) {
        const double share = math::exp(least - disutility[i]) / weights.value();
        const double f = own[i].vehicles_per_h;
        moved.add(each.pce * std::abs(f - demand * share));
        sent.add(f);
        if (f > 0.0 && demand > 0.0) {
          entropy.add(each.pce / theta * f *
                      (math::log(f / demand) - paths[own[i].path].log_weight));
        }
      }
      demand_pcu.add(each.pce * demand);
      keep_worst(found.demand_difference,
                 demand > 0.0 ? (sent.value() - demand) / demand : sent.value());
      const double expected = (least - math::log(weights.value())) / theta;
      const auto written = expected_costs[k].find(zones);
      keep_worst(found.expected_cost_difference,
                 written == expected_costs[k].end()
                     ? 1.0
                     : (written->second - expected) / std::max(1e-3, std::abs(expected)));
    }
    const double size = std::max(1e-300, each.vehicles_per_h.total());
    for (std::size_t link = 0; link < volume.size(); ++link) {
      keep_worst(found.volume_difference, (volume[link].value() - each.volume_per_h[link]) / size);
    }
  }
  const double size = demand_pcu.value();
  found.residual = size > 0.0 ? moved.value() / size : 0.0;
  found.entropy_cost = entropy.value();
  return found;
}

}  // namespace landlink::output
