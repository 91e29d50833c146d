// The cheapest path of each class and zone pair that uses some link of each of several sets: over
// each of its links leads the least-cost path to its tail and that from its head, as in via.cpp.
// Searches from all origins are kept; those to a destination are gone through one batch of classes
// after another.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <tuple>
#include <utility>

#include "choice_sets.hpp"
#include "class_batches.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

constexpr std::size_t kLanes = BatchSearch::kLanes;

/// Distances from every origin of every class's demand.
class FromOrigins {
 public:
  FromOrigins(const AssignmentProblem& problem, std::span<const double> class_cost)
      : zones_(problem.centroids.size()),
        batches_(batches_by_origin(problem)),
        row_(problem.classes.size() * zones_, nullptr) {
    distance_.resize(batches_.size());
    std::vector<std::unique_ptr<BatchSearch>> searches(static_cast<std::size_t>(thread_count()));
    parallel_blocks(batches_.size(), [&](std::size_t b, std::size_t worker) {
      std::unique_ptr<BatchSearch>& search = searches[worker];
      if (!search) {
        search = std::make_unique<BatchSearch>(*problem.graph, Toward::others,
                                               problem.closed_to_through);
      }
      const ClassBatch& batch = batches_[b];
      run_batch(batch, problem, class_cost, *search);
      distance_[b].assign(search->labels().begin(), search->labels().end());
      for (std::size_t lane = 0; lane < batch.classes.size(); ++lane) {
        row_[batch.classes[lane] * zones_ + batch.zone.index()] = distance_[b].data() + lane;
      }
    });
  }

  [[nodiscard]] LaneDistances of(std::size_t user_class, ZoneId origin) const {
    return {row_[user_class * zones_ + origin.index()], kLanes};
  }

 private:
  std::size_t zones_;
  std::vector<ClassBatch> batches_;
  std::vector<std::vector<double>> distance_;  ///< by batch: nodes x lanes
  std::vector<const double*> row_;             ///< by class and zone: the first node's
};

/// A pair of a class by way of a link.
struct Passage {
  const Graph& graph;
  std::span<const char> closed;
  std::span<const double> cost;
  NodeId origin;
  NodeId destination;
  LaneDistances from;
  LaneDistances home;
};

/// Chooses among the links of a set; one a thread.
class Workspace {
 public:
  explicit Workspace(const AssignmentProblem& problem)
      : search_(*problem.graph, Toward::root, problem.closed_to_through),
        tight_(problem.graph->node_count()),
        visited_(problem.graph->node_count(), 0),
        wanted_(problem.graph->link_count(), 0) {}

  BatchSearch& search() { return search_; }

  /// Cost of the cheapest path over one of the links that passes no node twice and costs at most
  /// `most`; it is then in path(). Infinite where there is none.
  double cheapest(std::span<const LinkId> links, const Passage& passage, double most) {
    candidates_.clear();
    for (const LinkId link : links) {
      const double cost = passage.from[passage.graph.tail(link)] + passage.cost[link.index()] +
                          passage.home[passage.graph.head(link)];
      if (cost <= most) candidates_.emplace_back(cost, link);
    }
    std::sort(candidates_.begin(), candidates_.end());
    for (const auto& [cost, link] : candidates_) {
      if (read(link, passage)) return cost;
    }
    return std::numeric_limits<double>::infinity();
  }
  [[nodiscard]] const std::vector<LinkId>& path() const { return path_; }

  /// Says which links uses_any() looks for.
  void look_for(std::span<const LinkId> links) {
    if (++wanted_stamp_ == 0) {
      std::fill(wanted_.begin(), wanted_.end(), 0);
      wanted_stamp_ = 1;
    }
    for (const LinkId link : links) wanted_[link.index()] = wanted_stamp_;
  }
  [[nodiscard]] bool uses_any(std::span<const LinkId> path) const {
    return std::any_of(path.begin(), path.end(),
                       [&](LinkId link) { return wanted_[link.index()] == wanted_stamp_; });
  }

 private:
  bool read(LinkId by, const Passage& passage) {
    const auto& [graph, closed, cost, origin, destination, from, home] = passage;
    path_.clear();
    tight_.read({graph, Toward::others, origin, from, cost, closed}, graph.tail(by), path_);
    path_.push_back(by);
    tight_.read({graph, Toward::root, destination, home, cost, closed}, graph.head(by), path_);
    if (++stamp_ == 0) {
      std::fill(visited_.begin(), visited_.end(), 0);
      stamp_ = 1;
    }
    visited_[origin.index()] = stamp_;
    for (const LinkId link : path_) {
      std::uint32_t& seen = visited_[graph.head(link).index()];
      if (seen == stamp_) return false;
      seen = stamp_;
    }
    return true;
  }

  BatchSearch search_;
  TightPaths tight_;
  std::vector<std::pair<double, LinkId>> candidates_;
  std::vector<LinkId> path_;
  std::vector<std::uint32_t> visited_;
  std::uint32_t stamp_ = 0;
  std::vector<std::uint32_t> wanted_;
  std::uint32_t wanted_stamp_ = 0;
};

double cost_of(std::span<const LinkId> path, std::span<const double> cost) {
  double sum = 0.0;
  for (const LinkId link : path) sum += cost[link.index()];
  return sum;
}

/// A path and its place among the others: by class, origin, set of links and destination.
struct Find {
  std::tuple<std::size_t, ZoneId, std::size_t, ZoneId> place;
  NewPath path;
};

/// The sets of which each class may use something, by class.
std::vector<std::vector<std::size_t>> open_sets(const AssignmentProblem& problem,
                                                std::span<const std::vector<LinkId>> link_sets) {
  std::vector<std::vector<std::size_t>> open(problem.classes.size());
  for (std::size_t k = 0; k < open.size(); ++k) {
    const std::vector<double>& constant = problem.classes[k].constant_cost;
    for (std::size_t s = 0; s < link_sets.size(); ++s) {
      const bool may_use = std::any_of(link_sets[s].begin(), link_sets[s].end(), [&](LinkId link) {
        return std::isfinite(constant[link.index()]);
      });
      if (may_use) open[k].push_back(s);
    }
  }
  return open;
}

/// Where the trips of each class to each zone start, by class and zone.
std::vector<std::vector<ZoneId>> origins_by_destination(const AssignmentProblem& problem) {
  const std::size_t zones = problem.centroids.size();
  std::vector<std::vector<ZoneId>> origins(problem.classes.size() * zones);
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    for (const OdEntry& cell : problem.classes[k].demand_per_h.entries()) {
      if (cell.origin == cell.destination) continue;
      origins[k * zones + cell.destination.index()].push_back(cell.origin);
    }
  }
  return origins;
}

}  // namespace

std::size_t add_paths_by_way_of(const AssignmentProblem& problem,
                                std::span<const double> class_cost,
                                std::span<const std::vector<LinkId>> link_sets, double max_detour,
                                PathSet& set) {
  const Graph& graph = *problem.graph;
  const std::size_t links = graph.link_count();
  const std::size_t zones = problem.centroids.size();
  const FromOrigins from_origins(problem, class_cost);
  const auto open = open_sets(problem, link_sets);
  const auto origins = origins_by_destination(problem);
  const std::vector<ClassBatch> batches = batches_by_destination(problem);
  std::vector<std::unique_ptr<Workspace>> workspaces(static_cast<std::size_t>(thread_count()));
  std::vector<std::vector<Find>> finds(batches.size());
  parallel_blocks(batches.size(), [&](std::size_t b, std::size_t worker) {
    if (!workspaces[worker]) workspaces[worker] = std::make_unique<Workspace>(problem);
    Workspace& work = *workspaces[worker];
    const ClassBatch& batch = batches[b];
    const NodeId destination = problem.centroids[batch.zone.index()];
    run_batch(batch, problem, class_cost, work.search());
    for (std::size_t lane = 0; lane < batch.classes.size(); ++lane) {
      const std::size_t k = batch.classes[lane];
      const std::span<const double> cost = class_cost.subspan(k * links, links);
      for (const std::size_t s : open[k]) {
        work.look_for(link_sets[s]);
        for (const ZoneId origin : origins[k * zones + batch.zone.index()]) {
          const LaneDistances from = from_origins.of(k, origin);
          const double least = from[destination];
          if (!std::isfinite(least)) continue;
          const Passage passage{graph,
                                problem.closed_to_through,
                                cost,
                                problem.centroids[origin.index()],
                                destination,
                                from,
                                work.search().distances(lane)};
          const double by_way = work.cheapest(link_sets[s], passage, max_detour * least);
          if (!std::isfinite(by_way)) continue;
          const std::size_t pair = set.find_pair({set.group_of(k), origin, batch.zone});
          // What rounding makes of equal sums is far below.
          constexpr double kClearly = 1.0 - 1e-9;
          bool is_new = true;
          for (std::size_t i = 0; i < set.path_count(pair) && is_new; ++i) {
            const auto own = set.links(set.first_path(pair) + i);
            is_new = !work.uses_any(own) || by_way < kClearly * cost_of(own, cost);
          }
          if (is_new) finds[b].push_back({{k, origin, s, batch.zone}, {pair, work.path()}});
        }
      }
    }
  });
  std::vector<Find> all;
  for (std::vector<Find>& of_batch : finds) {
    std::move(of_batch.begin(), of_batch.end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(), [](const Find& a, const Find& b) { return a.place < b.place; });
  std::vector<NewPath> paths;
  for (Find& find : all) paths.push_back(std::move(find.path));
  return set.add(paths);
}

}  // namespace landlink
