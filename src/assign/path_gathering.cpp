#include "path_gathering.hpp"

#include <algorithm>

namespace landlink {

std::shared_ptr<const PathFlows> gather_paths(const AssignmentProblem& problem,
                                              std::span<const ClassPath> paths) {
  PathSet set(problem, access_groups(problem));
  const auto pair_of = [&](const ClassPath& path) {
    return set.find_pair({set.group_of(path.user_class), path.origin, path.destination});
  };
  std::vector<NewPath> all;
  all.reserve(paths.size());
  for (const ClassPath& path : paths) all.push_back({pair_of(path), path.links});
  set.add(all);
  auto result = std::make_shared<PathFlows>(path_cells(problem, std::move(set)));
  for (const ClassPath& path : paths) {
    const std::size_t pair = result->set.find_pair(
        {result->set.group_of(path.user_class), path.origin, path.destination});
    std::vector<PathCell>& cells = result->cells[path.user_class];
    const auto cell = std::lower_bound(cells.begin(), cells.end(), pair,
                                       [](const PathCell& c, std::size_t p) { return c.pair < p; });
    cell->expected_cost = path.least_cost;
    const std::size_t first = result->set.first_path(pair);
    for (std::size_t p = 0; p < result->set.path_count(pair); ++p) {
      if (std::ranges::equal(result->set.links(first + p), path.links)) {
        result->flows(*cell)[p] += path.flow_per_h;
        result->set.log_weights()[first + p] = path.log_weight;
      }
    }
  }
  return result;
}

std::vector<ClassPath> paths_of_base(const PathFlows& paths, std::span<const LinkId> base_of,
                                     std::span<const std::size_t> base_class) {
  std::vector<ClassPath> result;
  for (std::size_t k = 0; k < paths.cells.size(); ++k) {
    for (const PathCell& cell : paths.cells[k]) {
      const PathPair& pair = paths.set.pairs()[cell.pair];
      for (std::size_t p = 0; p < paths.set.path_count(cell.pair); ++p) {
        const double flow = paths.flows(cell)[p];
        if (flow == 0.0) continue;
        ClassPath path{.user_class = base_class[k],
                       .origin = pair.origin,
                       .destination = pair.destination,
                       .flow_per_h = flow,
                       .least_cost = cell.expected_cost,
                       .log_weight = paths.set.log_weight(paths.set.first_path(cell.pair) + p)};
        for (const LinkId link : paths.set.links(paths.set.first_path(cell.pair) + p)) {
          if (base_of[link.index()].valid()) path.links.push_back(base_of[link.index()]);
        }
        if (!path.links.empty()) result.push_back(std::move(path));
      }
    }
  }
  return result;
}

}  // namespace landlink
