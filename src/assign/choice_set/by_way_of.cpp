// The cheapest path of each class and zone pair that uses some link of each of several sets: over each of its
// links leads the least-cost path to its tail and that from its head, as in via.cpp.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include "choice_sets.hpp"
#include "homeward.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

/// Searches from one origin at a time; one a thread.
class Workspace {
 public:
  explicit Workspace(const AssignmentProblem& problem)
      : problem_(&problem),
        search_(*problem.graph, problem.closed_to_through),
        visited_(problem.graph->node_count(), 0),
        wanted_(problem.graph->link_count(), 0) {}

  void run(NodeId origin, std::span<const double> cost) {
    origin_ = origin;
    cost_ = cost;
    search_.run(origin, cost);
  }

  /// Cost of the cheapest path over one of the links to a destination that passes no node twice
  /// and costs at most `most`; it is then in path(). Infinite where there is none.
  double cheapest(std::span<const LinkId> links, NodeId destination, double most,
                  std::span<const double> home, std::span<const LinkId> next) {
    candidates_.clear();
    for (const LinkId link : links) {
      const NodeId tail = problem_->graph->tail(link);
      const NodeId head = problem_->graph->head(link);
      const double cost = search_.distance(tail) + cost_[link.index()] + home[head.index()];
      if (cost <= most) candidates_.emplace_back(cost, link);
    }
    std::sort(candidates_.begin(), candidates_.end());
    for (const auto& [cost, link] : candidates_) {
      if (read(link, destination, next)) return cost;
    }
    return std::numeric_limits<double>::infinity();
  }

  [[nodiscard]] const std::vector<LinkId>& path() const { return path_; }
  [[nodiscard]] double least_cost(NodeId destination) const {
    return search_.distance(destination);
  }
  /// Says which links uses_any() looks for.
  void look_for(std::span<const LinkId> links) {
    std::fill(wanted_.begin(), wanted_.end(), 0);
    for (const LinkId link : links) wanted_[link.index()] = 1;
  }
  [[nodiscard]] bool uses_any(std::span<const LinkId> path) const {
    return std::any_of(path.begin(), path.end(),
                       [&](LinkId link) { return wanted_[link.index()] != 0; });
  }
  [[nodiscard]] double cost_of(std::span<const LinkId> path) const {
    double sum = 0.0;
    for (const LinkId link : path) sum += cost_[link.index()];
    return sum;
  }

 private:
  bool read(LinkId by, NodeId destination, std::span<const LinkId> next) {
    const Graph& graph = *problem_->graph;
    read_path(graph, search_, graph.tail(by), path_);
    path_.push_back(by);
    for (NodeId node = graph.head(by); node != destination;) {
      path_.push_back(next[node.index()]);
      node = graph.head(path_.back());
    }
    if (++stamp_ == 0) {
      std::fill(visited_.begin(), visited_.end(), 0);
      stamp_ = 1;
    }
    visited_[origin_.index()] = stamp_;
    for (const LinkId link : path_) {
      std::uint32_t& seen = visited_[graph.head(link).index()];
      if (seen == stamp_) return false;
      seen = stamp_;
    }
    return true;
  }

  const AssignmentProblem* problem_;
  ShortestPathSearch search_;
  NodeId origin_;
  std::span<const double> cost_;
  std::vector<std::pair<double, LinkId>> candidates_;
  std::vector<LinkId> path_;
  std::vector<std::uint32_t> visited_;
  std::vector<char> wanted_;
  std::uint32_t stamp_ = 0;
};

}  // namespace

std::size_t add_paths_by_way_of(const AssignmentProblem& problem,
                                std::span<const double> class_cost,
                                std::span<const std::vector<LinkId>> link_sets, double max_detour,
                                PathSet& set) {
  const std::size_t link_count = problem.graph->link_count();
  Homeward homeward(problem);
  std::vector<std::unique_ptr<Workspace>> workspaces(static_cast<std::size_t>(thread_count()));
  std::vector<NewPath> paths;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const std::vector<double>& constant = problem.classes[k].constant_cost;
    std::vector<std::span<const LinkId>> open;  // sets of which the class may use something
    for (const std::vector<LinkId>& links : link_sets) {
      const bool may_use = std::any_of(links.begin(), links.end(), [&](LinkId link) {
        return std::isfinite(constant[link.index()]);
      });
      if (may_use) open.emplace_back(links);
    }
    if (open.empty()) continue;
    const std::span<const double> cost = class_cost.subspan(k * link_count, link_count);
    homeward.search(k, cost);
    const OdMatrix& demand = problem.classes[k].demand_per_h;
    std::vector<std::vector<NewPath>> found(demand.zone_count());
    parallel_blocks(demand.zone_count(), [&](std::size_t zone, std::size_t worker) {
      const ZoneId origin{zone};
      if (demand.row(origin).empty()) return;
      if (!workspaces[worker]) workspaces[worker] = std::make_unique<Workspace>(problem);
      Workspace& work = *workspaces[worker];
      work.run(problem.centroids[zone], cost);
      for (const std::span<const LinkId> links : open) {
        work.look_for(links);
        for (const OdCell& cell : demand.row(origin)) {
          if (cell.destination == origin) continue;
          const NodeId destination = problem.centroids[cell.destination.index()];
          const double least = work.least_cost(destination);
          if (!std::isfinite(least)) continue;
          const double by_way = work.cheapest(links, destination, max_detour * least,
                                              homeward.distances(cell.destination),
                                              homeward.next(cell.destination));
          if (!std::isfinite(by_way)) continue;
          const std::size_t pair = set.find_pair({set.group_of(k), origin, cell.destination});
          // What rounding makes of equal sums is far below.
          constexpr double kClearly = 1.0 - 1e-9;
          bool is_new = true;
          for (std::size_t i = 0; i < set.path_count(pair) && is_new; ++i) {
            const auto own = set.links(set.first_path(pair) + i);
            is_new = !work.uses_any(own) || by_way < kClearly * work.cost_of(own);
          }
          if (is_new) found[zone].push_back({pair, work.path()});
        }
      }
    });
    for (std::vector<NewPath>& of_zone : found) {
      std::move(of_zone.begin(), of_zone.end(), std::back_inserter(paths));
    }
  }
  return set.add(paths);
}

}  // namespace landlink
