// Link penalty (de la Barra, Perez & Anez 1993): search, make the links of the path found dearer,
// search again.
#include <algorithm>
#include <cmath>
#include <memory>

#include "choice_sets.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

struct Workspace {
  explicit Workspace(const ChoiceSetRequest& request)
      : search(*request.problem.graph, request.problem.closed_to_through),
        overlap(request.problem.graph->link_count()) {}
  ShortestPathSearch search;
  Overlap overlap;
  std::vector<double> dearer;
  std::vector<LinkId> path;
};

double cost_of(std::span<const LinkId> links, std::span<const double> cost) {
  double sum = 0.0;
  for (const LinkId link : links) sum += cost[link.index()];
  return sum;
}

void collect(const ChoiceSetRequest& request, NodeId origin, NodeId destination,
             std::span<const double> cost, Workspace& work, PathDraft& paths) {
  const ChoiceSetOptions& options = request.options;
  const auto most = static_cast<std::size_t>(options.max_paths);
  if (paths.size() >= most) return;
  work.dearer.assign(cost.begin(), cost.end());
  double least = -1.0;
  // Twice what is wanted: where few ways lead, the same ones come back.
  for (std::size_t round = 0; round < 2 * most && paths.size() < most; ++round) {
    work.search.run(origin, work.dearer);
    if (!std::isfinite(work.search.distance(destination))) return;
    read_path(*request.problem.graph, work.search, destination, work.path);
    const double length = cost_of(work.path, cost);
    if (least < 0.0) least = length;
    for (const LinkId link : work.path) work.dearer[link.index()] *= 1.0 + options.penalty;
    if (round == 0 || (length <= options.max_detour * least &&
                       differs_enough(paths, work.path, cost, options.max_overlap, work.overlap))) {
      paths.add(work.path);
    }
  }
}

}  // namespace

void add_penalty_choices(const ChoiceSetRequest& request, PathSet& set) {
  add_least_cost_choices(request, set);
  const AssignmentProblem& problem = request.problem;
  const std::size_t links = problem.graph->link_count();
  ChoiceSetDraft draft(problem, set);
  std::vector<std::unique_ptr<Workspace>> workspaces(static_cast<std::size_t>(thread_count()));
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const std::span<const double> cost = request.class_cost.subspan(k * links, links);
    draft.for_origins(k, [&](ZoneId origin, std::size_t worker) {
      if (!workspaces[worker]) workspaces[worker] = std::make_unique<Workspace>(request);
      for (const OdCell& cell : problem.classes[k].demand_per_h.row(origin)) {
        if (cell.destination == origin) continue;
        collect(request, problem.centroids[origin.index()],
                problem.centroids[cell.destination.index()], cost, *workspaces[worker],
                draft.pair(k, origin, cell.destination));
      }
    });
  }
  draft.store(set);
}

}  // namespace landlink
