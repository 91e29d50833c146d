// Single-via paths (Abraham, Delling, Goldberg & Werneck 2013, "Alternative routes in road
// networks"): the least-cost path from the origin to a node followed by that from the node to the
// destination, and the same by way of a link that is in neither tree. Two trees give all of them;
// what lies on one plateau (a stretch that both trees share) gives one path, looked at once.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "choice_sets.hpp"
#include "homeward.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

struct Candidate {
  double cost;
  std::uint32_t via;  ///< a node, or a link behind all nodes
  /// Heaps have the greatest in front: the cheapest is to be.
  friend bool operator<(const Candidate& a, const Candidate& b) {
    return a.cost != b.cost ? a.cost > b.cost : a.via > b.via;
  }
};

class Workspace {
 public:
  explicit Workspace(const ChoiceSetRequest& request)
      : request_(&request),
        graph_(request.problem.graph),
        search_(*graph_, request.problem.closed_to_through),
        overlap_(graph_->link_count()),
        visited_(graph_->node_count(), 0) {}

  void run(NodeId origin, std::span<const double> cost) {
    origin_ = origin;
    cost_ = cost;
    search_.run(origin, cost);
    // In the order of what it takes to be there, so that a pair looks no farther than its detour.
    const std::vector<char>& closed = request_->problem.closed_to_through;
    nodes_.clear();
    links_.clear();
    for (const NodeId node : search_.reached()) {
      const bool shut = !closed.empty() && closed[node.index()] != 0;
      if (shut && node != origin) continue;
      if (node != origin) nodes_.push_back({search_.distance(node), node.index()});
      for (const LinkId link : graph_->out_links(node)) {
        const double there = search_.distance(node) + cost[link.index()];
        if (!std::isfinite(there) || search_.parent(graph_->head(link)) == link) continue;
        links_.push_back({there, link.index()});
      }
    }
    const auto sooner = [](const Candidate& a, const Candidate& b) { return b < a; };
    std::sort(nodes_.begin(), nodes_.end(), sooner);
    std::sort(links_.begin(), links_.end(), sooner);
  }

  /// Adds the paths of one pair.
  void collect(NodeId destination, std::span<const double> home, std::span<const LinkId> next,
               PathDraft& paths) {
    const double least = search_.distance(destination);
    if (!std::isfinite(least)) return;
    read_path(*graph_, search_, destination, path_);
    paths.add(path_);
    const ChoiceSetOptions& options = request_->options;
    const auto most = static_cast<std::size_t>(options.max_paths);
    if (paths.size() >= most) return;
    find_candidates(destination, options.max_detour * least, home, next);
    // Most of the candidates of a dense network are much the same.
    std::size_t looks = 6 * most;
    while (!candidates_.empty() && paths.size() < most && looks-- > 0) {
      std::pop_heap(candidates_.begin(), candidates_.end());
      const std::uint32_t via = candidates_.back().via;
      candidates_.pop_back();
      if (!read_via(via, destination, next)) continue;
      if (differs_enough(paths, path_, cost_, options.max_overlap, overlap_)) paths.add(path_);
    }
  }

 private:
  void find_candidates(NodeId destination, double most, std::span<const double> home,
                       std::span<const LinkId> next) {
    candidates_.clear();
    const std::vector<char>& closed = request_->problem.closed_to_through;
    for (const Candidate& node : nodes_) {
      if (node.cost > most) break;
      const double via = node.cost + home[node.via];
      if (!(via <= most) || node.via == destination.index()) continue;
      const LinkId in = search_.parent(NodeId{node.via});
      const NodeId before = graph_->tail(in);
      // On a plateau the node before gave this path; and who turns back has not been anywhere.
      if (next[before.index()] == in || graph_->head(next[node.via]) == before) continue;
      candidates_.push_back({via, node.via});
    }
    const auto nodes = static_cast<std::uint32_t>(graph_->node_count());
    for (const Candidate& link : links_) {
      if (link.cost > most) break;
      const NodeId tail = graph_->tail(LinkId{link.via});
      const NodeId head = graph_->head(LinkId{link.via});
      if (!closed.empty() && closed[head.index()] != 0 && head != destination) continue;
      const double via = link.cost + home[head.index()];
      if (!(via <= most) || next[tail.index()] == LinkId{link.via}) continue;
      candidates_.push_back({via, nodes + link.via});
    }
    std::make_heap(candidates_.begin(), candidates_.end());
  }

  /// The path by way of a node or link in path_; false if it meets a node twice.
  bool read_via(std::uint32_t via, NodeId destination, std::span<const LinkId> next) {
    const auto nodes = static_cast<std::uint32_t>(graph_->node_count());
    const bool by_link = via >= nodes;
    NodeId node = by_link ? graph_->tail(LinkId{via - nodes}) : NodeId{via};
    read_path(*graph_, search_, node, path_);
    if (by_link) {
      path_.push_back(LinkId{via - nodes});
      node = graph_->head(LinkId{via - nodes});
    }
    if (++stamp_ == 0) {
      std::fill(visited_.begin(), visited_.end(), 0);
      stamp_ = 1;
    }
    visited_[origin_.index()] = stamp_;
    for (const LinkId link : path_) {
      std::uint32_t& seen = visited_[graph_->head(link).index()];
      if (seen == stamp_) return false;
      seen = stamp_;
    }
    while (node != destination) {
      const LinkId link = next[node.index()];
      path_.push_back(link);
      node = graph_->head(link);
      if (visited_[node.index()] == stamp_) return false;
      visited_[node.index()] = stamp_;
    }
    return true;
  }

  const ChoiceSetRequest* request_;
  const Graph* graph_;
  ShortestPathSearch search_;
  Overlap overlap_;
  NodeId origin_;
  std::span<const double> cost_;
  std::vector<LinkId> path_;
  std::vector<Candidate> nodes_;  ///< where the tree may go on, by distance
  std::vector<Candidate> links_;  ///< outside the tree, by distance of their heads over them
  std::vector<Candidate> candidates_;
  std::vector<std::uint32_t> visited_;
  std::uint32_t stamp_ = 0;
};

}  // namespace

void add_via_choices(const ChoiceSetRequest& request, PathSet& set) {
  // Every class's own cheapest path first: alternatives take what room is left.
  add_least_cost_choices(request, set);
  const AssignmentProblem& problem = request.problem;
  const std::size_t links = problem.graph->link_count();
  ChoiceSetDraft draft(problem, set);
  Homeward homeward(problem);
  std::vector<std::unique_ptr<Workspace>> workspaces(static_cast<std::size_t>(thread_count()));
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const std::span<const double> cost = request.class_cost.subspan(k * links, links);
    homeward.search(k, cost);
    draft.for_origins(k, [&](ZoneId origin, std::size_t worker) {
      if (!workspaces[worker]) workspaces[worker] = std::make_unique<Workspace>(request);
      Workspace& work = *workspaces[worker];
      work.run(problem.centroids[origin.index()], cost);
      for (const OdCell& cell : problem.classes[k].demand_per_h.row(origin)) {
        if (cell.destination == origin) continue;
        work.collect(problem.centroids[cell.destination.index()],
                     homeward.distances(cell.destination), homeward.next(cell.destination),
                     draft.pair(k, origin, cell.destination));
      }
    });
  }
  draft.store(set);
}

}  // namespace landlink
