#include <algorithm>
#include <cmath>
#include <memory>

#include "choice_sets.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

/// A class from one origin.
struct Row {
  std::size_t user_class;
  ZoneId origin;
};

struct RowFinds {
  std::vector<NewPath> paths = {};
  CompensatedSum cost = {};
  CompensatedSum unassigned = {};
};

std::vector<Row> rows_of(const AssignmentProblem& problem) {
  std::vector<Row> rows;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const OdMatrix& demand = problem.classes[k].demand_per_h;
    for (std::size_t zone = 0; zone < demand.zone_count(); ++zone) {
      if (!demand.row(ZoneId{zone}).empty()) rows.push_back({k, ZoneId{zone}});
    }
  }
  return rows;
}

double cost_of(std::span<const LinkId> links, std::span<const double> cost) {
  double sum = 0.0;
  for (const LinkId link : links) sum += cost[link.index()];
  return sum;
}

bool beats_all(const PathSet& set, std::size_t pair, std::span<const double> cost,
               double distance) {
  // What rounding makes of equal sums is far below.
  constexpr double kClearly = 1.0 - 1e-9;
  for (std::size_t i = 0; i < set.path_count(pair); ++i) {
    if (distance >= kClearly * cost_of(set.links(set.first_path(pair) + i), cost)) return false;
  }
  return true;
}

}  // namespace

LeastCosts add_least_cost_paths(const AssignmentProblem& problem,
                                std::span<const double> class_cost, PathSet* set) {
  const Graph& graph = *problem.graph;
  const std::size_t links = graph.link_count();
  const std::vector<Row> rows = rows_of(problem);
  std::vector<RowFinds> finds(rows.size());
  std::vector<std::unique_ptr<ShortestPathSearch>> searches(
      static_cast<std::size_t>(thread_count()));
  parallel_blocks(rows.size(), [&](std::size_t i, std::size_t worker) {
    if (!searches[worker]) {
      searches[worker] = std::make_unique<ShortestPathSearch>(graph, problem.closed_to_through);
    }
    ShortestPathSearch& search = *searches[worker];
    const UserClass& user_class = problem.classes[rows[i].user_class];
    const std::span<const double> cost = class_cost.subspan(rows[i].user_class * links, links);
    search.run(problem.centroids[rows[i].origin.index()], cost);
    std::vector<LinkId> path;
    for (const OdCell& cell : user_class.demand_per_h.row(rows[i].origin)) {
      if (cell.destination == rows[i].origin) continue;
      const NodeId node = problem.centroids[cell.destination.index()];
      const double distance = search.distance(node);
      if (!std::isfinite(distance)) {
        finds[i].unassigned.add(cell.value);
        continue;
      }
      finds[i].cost.add(user_class.pce * cell.value * distance);
      if (set == nullptr) continue;
      const std::size_t pair =
          set->find_pair({set->group_of(rows[i].user_class), rows[i].origin, cell.destination});
      if (!beats_all(*set, pair, cost, distance)) continue;
      read_path(graph, search, node, path);
      finds[i].paths.push_back({pair, path});
    }
  });
  LeastCosts result;
  std::vector<NewPath> paths;
  std::vector<CompensatedSum> unassigned(problem.classes.size());
  CompensatedSum cost;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::move(finds[i].paths.begin(), finds[i].paths.end(), std::back_inserter(paths));
    cost.add(finds[i].cost.value());
    unassigned[rows[i].user_class].add(finds[i].unassigned.value());
  }
  result.cost = cost.value();
  for (const CompensatedSum& sum : unassigned) result.unassigned_per_h.push_back(sum.value());
  if (set != nullptr) result.added = set->add(paths);
  return result;
}

void add_least_cost_choices(const ChoiceSetRequest& request, PathSet& set) {
  add_least_cost_paths(request.problem, request.class_cost, &set);
}

}  // namespace landlink
