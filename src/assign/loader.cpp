#include "landlink/assign/loader.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "landlink/core/parallel.hpp"
#include "landlink/paths/search.hpp"

namespace landlink {

namespace {

bool has_trips(const OdMatrix& demand, ZoneId origin) {
  const auto cells = demand.row(origin);
  return std::any_of(cells.begin(), cells.end(),
                     [&](const OdCell& cell) { return cell.destination != origin; });
}

/// What one piece adds to the sums besides volumes.
struct PieceSums {
  CompensatedSum path_cost = {};
  CompensatedSum unassigned = {};
};

}  // namespace

struct Loader::Workspace {
  explicit Workspace(const AssignmentProblem& problem)
      : search(*problem.graph, problem.closed_to_through), at_node(problem.graph->node_count()) {}
  ShortestPathSearch search;
  std::vector<double> at_node;  ///< volume that passes or ends, pcu/h
};

Loader::Loader(const AssignmentProblem& problem, std::size_t blocks) : problem_(&problem) {
  std::vector<std::vector<ZoneId>> origins(problem.classes.size());
  std::size_t trees = 0;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    for (std::size_t zone = 0; zone < problem.centroids.size(); ++zone) {
      if (has_trips(problem.classes[k].demand_per_h, ZoneId{zone})) {
        origins[k].push_back(ZoneId{zone});
      }
    }
    trees += origins[k].size();
  }
  const std::size_t size = std::max<std::size_t>(1, (trees + blocks - 1) / blocks);
  for (std::size_t k = 0; k < origins.size(); ++k) {
    for (std::size_t first = 0; first < origins[k].size(); first += size) {
      const std::size_t last = std::min(origins[k].size(), first + size);
      pieces_.push_back({k,
                         {origins[k].begin() + static_cast<std::ptrdiff_t>(first),
                          origins[k].begin() + static_cast<std::ptrdiff_t>(last)}});
    }
  }
  piece_volume_.resize(pieces_.size());
}

double Loader::load(std::span<const double> class_cost, std::span<double> volume_pcu_per_h) {
  const Graph& graph = *problem_->graph;
  const std::size_t links = graph.link_count();
  std::vector<PieceSums> sums(pieces_.size());
  std::vector<std::unique_ptr<Workspace>> workspaces(static_cast<std::size_t>(thread_count()));

  parallel_blocks(pieces_.size(), [&](std::size_t block, std::size_t worker) {
    if (!workspaces[worker]) workspaces[worker] = std::make_unique<Workspace>(*problem_);
    Workspace& work = *workspaces[worker];
    const Piece& piece = pieces_[block];
    const UserClass& user_class = problem_->classes[piece.user_class];
    const std::span<const double> cost = class_cost.subspan(piece.user_class * links, links);
    std::vector<double>& volume = piece_volume_[block];
    volume.assign(links, 0.0);
    for (const ZoneId origin : piece.origins) {
      work.search.run(problem_->centroids[origin.index()], cost);
      std::fill(work.at_node.begin(), work.at_node.end(), 0.0);
      for (const OdCell& cell : user_class.demand_per_h.row(origin)) {
        if (cell.destination == origin) continue;
        const NodeId node = problem_->centroids[cell.destination.index()];
        const double distance = work.search.distance(node);
        if (!std::isfinite(distance)) {
          sums[block].unassigned.add(cell.value);
          continue;
        }
        const double pcu = cell.value * user_class.pce;
        work.at_node[node.index()] += pcu;
        sums[block].path_cost.add(pcu * distance);
      }
      const std::span<const NodeId> reached = work.search.reached();
      for (std::size_t i = reached.size(); i-- > 1;) {
        const NodeId node = reached[i];
        const double passing = work.at_node[node.index()];
        if (passing == 0.0) continue;
        const LinkId link = work.search.parent(node);
        volume[link.index()] += passing;
        work.at_node[graph.tail(link).index()] += passing;
      }
    }
  });

  std::fill(volume_pcu_per_h.begin(), volume_pcu_per_h.end(), 0.0);
  std::vector<CompensatedSum> unassigned(problem_->classes.size());
  CompensatedSum path_cost;
  for (std::size_t block = 0; block < pieces_.size(); ++block) {
    const std::size_t k = pieces_[block].user_class;
    const std::vector<double>& volume = piece_volume_[block];
    double* const total = volume_pcu_per_h.data() + k * links;
    for (std::size_t link = 0; link < links; ++link) total[link] += volume[link];
    unassigned[k].add(sums[block].unassigned.value());
    path_cost.add(sums[block].path_cost.value());
  }
  unassigned_per_h_.clear();
  for (const CompensatedSum& sum : unassigned) unassigned_per_h_.push_back(sum.value());
  return path_cost.value();
}

}  // namespace landlink
