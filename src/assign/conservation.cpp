// Whether volumes balance at every node, judged from the volumes alone.
#include <algorithm>
#include <cmath>
#include <vector>

#include "landlink/assign/convergence.hpp"
#include "landlink/core/parallel.hpp"

namespace landlink {

namespace {

/// Nodes that a class can get to from an origin, by breadth first.
class Reach {
 public:
  explicit Reach(const AssignmentProblem& problem)
      : problem_(&problem), seen_(problem.graph->node_count(), 0) {}

  void run(NodeId origin, const UserClass& user_class) {
    for (const NodeId node : queue_) seen_[node.index()] = 0;
    queue_.assign(1, origin);
    seen_[origin.index()] = 1;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const NodeId node = queue_[i];
      const std::vector<char>& closed = problem_->closed_to_through;
      if (!closed.empty() && closed[node.index()] != 0 && node != origin) continue;
      for (const LinkId link : problem_->graph->out_links(node)) {
        const NodeId head = problem_->graph->head(link);
        if (seen_[head.index()] != 0 || std::isinf(user_class.constant_cost[link.index()])) {
          continue;
        }
        seen_[head.index()] = 1;
        queue_.push_back(head);
      }
    }
  }
  [[nodiscard]] bool reaches(NodeId node) const { return seen_[node.index()] != 0; }

 private:
  const AssignmentProblem* problem_;
  std::vector<char> seen_;
  std::vector<NodeId> queue_;
};

}  // namespace

double conservation_error(const AssignmentProblem& problem, const AssignmentResult& result) {
  const Graph& graph = *problem.graph;
  CompensatedSum demand;
  double worst = 0.0;
  Reach reach(problem);
  const auto demand_of = [&](std::size_t k) -> const OdMatrix& {
    return result.elastic ? result.elastic->demand_per_h[k] : problem.classes[k].demand_per_h;
  };
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const UserClass& user_class = problem.classes[k];
    std::vector<CompensatedSum> balance(graph.node_count());
    for (const LinkId link : graph.links()) {
      const double volume = result.volume_per_h[k][link.index()];
      if (volume == 0.0) continue;
      balance[graph.tail(link).index()].add(-volume);
      balance[graph.head(link).index()].add(volume);
    }
    const bool some_have_no_path = result.unassigned_per_h[k] > 0.0;
    for (std::size_t zone = 0; zone < problem.centroids.size(); ++zone) {
      const auto cells = demand_of(k).row(ZoneId{zone});
      if (cells.empty()) continue;
      const NodeId origin = problem.centroids[zone];
      if (some_have_no_path) reach.run(origin, user_class);
      for (const OdCell& cell : cells) {
        if (cell.destination == ZoneId{zone}) continue;
        demand.add(cell.value * user_class.pce);
        const NodeId node = problem.centroids[cell.destination.index()];
        if (some_have_no_path && !reach.reaches(node)) continue;
        balance[origin.index()].add(cell.value);
        balance[node.index()].add(-cell.value);
      }
    }
    for (const CompensatedSum& sum : balance) {
      worst = std::max(worst, std::abs(sum.value()) * user_class.pce);
    }
  }
  return demand.value() > 0.0 ? worst / demand.value() : 0.0;
}

}  // namespace landlink
