// Classes that start at one zone are searched together, eight at a time: the network is the same,
// and their costs resemble each other.
#include <algorithm>
#include <cmath>
#include <memory>

#include "choice_sets.hpp"
#include "class_batches.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/paths/batch_search.hpp"

namespace landlink {

namespace {

/// What the cells of a class and an origin gave.
struct RowFinds {
  std::vector<NewPath> paths = {};
  CompensatedSum cost = {};
  CompensatedSum unassigned = {};
};

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

struct Workspace {
  explicit Workspace(const AssignmentProblem& problem)
      : search(*problem.graph, Toward::others, problem.closed_to_through),
        tight(problem.graph->node_count()) {}
  BatchSearch search;
  TightPaths tight;
};

}  // namespace

LeastCosts add_least_cost_paths(const AssignmentProblem& problem,
                                std::span<const double> class_cost, PathSet* set) {
  const Graph& graph = *problem.graph;
  const std::size_t links = graph.link_count();
  const std::size_t zones = problem.centroids.size();
  const std::vector<ClassBatch> batches = batches_by_origin(problem);
  std::vector<RowFinds> finds(problem.classes.size() * zones);  // class by class
  std::vector<std::unique_ptr<Workspace>> workspaces(static_cast<std::size_t>(thread_count()));
  parallel_blocks(batches.size(), [&](std::size_t b, std::size_t worker) {
    if (!workspaces[worker]) workspaces[worker] = std::make_unique<Workspace>(problem);
    Workspace& work = *workspaces[worker];
    const ClassBatch& batch = batches[b];
    const NodeId root = problem.centroids[batch.zone.index()];
    run_batch(batch, problem, class_cost, work.search);
    for (std::size_t lane = 0; lane < batch.classes.size(); ++lane) {
      const std::size_t k = batch.classes[lane];
      const UserClass& user_class = problem.classes[k];
      const std::span<const double> cost = class_cost.subspan(k * links, links);
      RowFinds& found = finds[k * zones + batch.zone.index()];
      for (const OdCell& cell : user_class.demand_per_h.row(batch.zone)) {
        if (cell.destination == batch.zone) continue;
        const NodeId node = problem.centroids[cell.destination.index()];
        const double distance = work.search.distance(node, lane);
        if (!std::isfinite(distance)) {
          found.unassigned.add(cell.value);
          continue;
        }
        found.cost.add(user_class.pce * cell.value * distance);
        if (set == nullptr) continue;
        const std::size_t pair = set->find_pair({set->group_of(k), batch.zone, cell.destination});
        if (!beats_all(*set, pair, cost, distance)) continue;
        NewPath path{pair};
        work.tight.read({graph, Toward::others, root, work.search.distances(lane), cost,
                         problem.closed_to_through},
                        node, path.links);
        found.paths.push_back(std::move(path));
      }
    }
  });
  LeastCosts result;
  std::vector<NewPath> paths;
  CompensatedSum cost;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    CompensatedSum unassigned;
    for (std::size_t zone = 0; zone < zones; ++zone) {
      RowFinds& found = finds[k * zones + zone];
      std::move(found.paths.begin(), found.paths.end(), std::back_inserter(paths));
      cost.add(found.cost.value());
      unassigned.add(found.unassigned.value());
    }
    result.unassigned_per_h.push_back(unassigned.value());
  }
  result.cost = cost.value();
  if (set != nullptr) result.added = set->add(paths);
  return result;
}

void add_least_cost_choices(const ChoiceSetRequest& request, PathSet& set) {
  add_least_cost_paths(request.problem, request.class_cost, &set);
}

}  // namespace landlink
